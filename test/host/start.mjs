// Runs the built app in Chromium, as Electron would run it: `node test/host/start.mjs [arguments of the app]`.
import { existsSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

const appPath = fileURLToPath(new URL('../..', import.meta.url));
const main = new URL(process.env.HOST_MAIN ?? '../../out/main/main.js', import.meta.url);
if (!existsSync(main)) {
  console.error(`There is no ${fileURLToPath(main)}: build the app first (npm run build).`);
  process.exit(1);
}
process.argv = [process.execPath, appPath, ...process.argv.slice(2)];
register('./resolve-electron.mjs', import.meta.url);

const { runApp } = await import('./host.mjs');
await runApp(() => import(main.href));
