// Loaded into the app's process before the app: its patience, which it measures by this clock, ends twenty times sooner.
const { performance } = require('node:perf_hooks');
const now = performance.now.bind(performance);
Object.defineProperty(performance, 'now', { value: () => now() * 20 });
