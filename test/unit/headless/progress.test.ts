import { stripVTControlCharacters } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { Progress } from '../../../src-main/headless/progress.ts';

let written: string;
let progress: Progress;

/** What is written to a file or a pipe, or to a terminal that moves. */
function start(isTTY: boolean): void {
  written = '';
  const write = (text: string) => {
    written += text;
  };
  const out = { isTTY, write };
  progress = new Progress(out as unknown as NodeJS.WriteStream);
}

/** What a person reads in the end: of each line what was drawn last. */
const read = () =>
  written
    .split('\n')
    .map((line) => stripVTControlCharacters(line.slice(line.lastIndexOf('\r') + 1)).trimEnd())
    .filter((line) => line !== '');

const uploading = (bytes: number) =>
  progress.show({ stage: 'uploading', purpose: 'push', part: 0, ofParts: 1, rows: 1200, bytes, ofBytes: 10 });

describe.each([
  ['on a terminal', true],
  ['elsewhere', false],
])('the progress, %s,', (_where, isTTY) => {
  beforeEach(() => start(isTTY));
  const ended = () => read().filter((line) => !line.startsWith('…'));

  it('ticks a stage off when the next one begins, with how far it came', () => {
    uploading(3);
    uploading(10);
    progress.show({ stage: 'following', purpose: 'push', importId: '9001', status: 'Completed' });
    progress.finish();
    expect(ended()).toEqual([
      expect.stringMatching(/^✓ Sending everything +1,200 rows$/),
      expect.stringMatching(/^✓ Listrak works on import 9001 +Completed$/),
    ]);
  });

  it('ticks nothing off that has to be tried again, and goes on with it', () => {
    uploading(10);
    progress.show({ stage: 'waiting', waitMs: 6_100, why: 'Nothing answers.' });
    expect(written).not.toContain('✓');
    expect(written).toContain('Nothing answers. Trying again in 7 s.\n');
    uploading(10);
    progress.finish();
    expect(ended()).toEqual([
      'Nothing answers. Trying again in 7 s.',
      expect.stringMatching(/^✓ Sending everything +1,200 rows$/),
    ]);
  });

  it('never ticks off what was broken off', () => {
    uploading(10);
    progress.breakOff();
    progress.say('Stopped.');
    expect(ended()).toEqual([expect.stringMatching(/^! Sending everything +1,200 rows$/), 'Stopped.']);
    expect(written).not.toContain('✓');
  });

  it('has nothing to end where no stage was begun', () => {
    progress.finish();
    progress.breakOff();
    expect(written).toBe('');
  });

  it('keeps every line of a stage within 80 columns', () => {
    progress.show({ stage: 'checking', purpose: 'push', done: 200, of: 200, round: 12 });
    uploading(10);
    progress.show({ stage: 'optOuts', count: 1_000_000 });
    progress.finish();
    const lines = written.split(/[\r\n]+/).map((line) => stripVTControlCharacters(line));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});
