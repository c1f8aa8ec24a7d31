import { defineConfig } from 'electron-vite';

// The entries are named by hand because the folders are ours, not electron-vite's defaults.
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rolldownOptions: {
        input: { cli: 'src-main/cli.ts', 'review-worker': 'src-main/worker/review-worker.ts' },
      },
    },
  },
});
