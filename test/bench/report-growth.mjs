// Loaded into a process that sends imports: says at its end, as JSON, how large it was before the first, how large at most from
// then on, in bytes, and how long each took from its first byte to its last, in milliseconds.
import { writeSync } from 'node:fs';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const OFTEN_MS = 20;
const size = () => process.memoryUsage.rss();

if (isMainThread) {
  const uploads = [];
  let before = 0;
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, size());
  };
  const { request } = http;
  http.request = (...all) => {
    if (uploads.length === 0) {
      // What is garbage by now would hide as much growth.
      globalThis.gc();
      before = size();
      setInterval(look, OFTEN_MS).unref();
    }
    const started = performance.now();
    return request(...all).once('finish', () => uploads.push(performance.now() - started));
  };
  // The imports go out by it, and nothing else does: all other calls are made with `fetch`.
  syncBuiltinESMExports();
  process.on('exit', () => {
    look();
    writeSync(2, `\ngrowth ${JSON.stringify({ before, peak, uploads })}\n`);
  });
}
