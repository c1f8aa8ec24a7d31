// Run by find-chromium.mjs, in a process of its own since the package takes its folders from the environment.
import chromium from '@sparticuz/chromium';

await chromium.executablePath();
