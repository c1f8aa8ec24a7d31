import { createInterface } from 'node:readline';

/** A test listens: what it wants to see goes to stdout, what it wants done comes in on stdin. */
export const reporting = process.env.HOST_REPORT === '1';

export function report(event, details = {}) {
  if (reporting) process.stdout.write(`host: ${JSON.stringify({ event, ...details })}\n`);
}

/** One JSON line for each wish, as `{"do":"blur"}`. The end of stdin means that the test is gone. */
export function takeCommands(commands, whenGone) {
  if (!reporting) return;
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const { do: name, ...details } = JSON.parse(line);
    const command = commands[name];
    if (!command) throw new Error(`The host cannot do ${name}`);
    command(details);
  });
  lines.on('close', whenGone);
}
