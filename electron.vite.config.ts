import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// The entries are named by hand because the folders are ours, not electron-vite's defaults.
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // The libraries are read from a few files rather than from hundreds, which is quicker by a tenth of a second.
      externalizeDeps: false,
      // The notices that the bundled libraries ask for.
      license: { fileName: 'licences.md' },
      chunkSizeWarningLimit: 1000,
      rolldownOptions: {
        // A binary, which cannot be bundled.
        external: ['@napi-rs/keyring'],
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
      license: { fileName: 'licences.md' },
      minify: true,
      rolldownOptions: { input: 'src-renderer/index.html' },
    },
  },
});
