import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// The entries are named by hand because the folders are ours, not electron-vite's defaults.
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rolldownOptions: {
        input: {
          main: 'src-main/main.ts',
          cli: 'src-main/cli.ts',
          'review-worker': 'src-main/worker/review-worker.ts',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rolldownOptions: {
        input: { preload: 'src-main/preload.ts' },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      minify: true,
      rolldownOptions: { input: 'src-renderer/index.html' },
    },
  },
});
