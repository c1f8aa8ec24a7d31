import { styleText } from 'node:util';
import type { ReadProgress } from '../application/ports.ts';
import type { PushEvent } from '../application/push-events.ts';

const BAR_CELLS = 24;
/** With the bar and its detail this stays within 80 columns, so that a moving line never wraps. */
const TITLE_CELLS = 36;

/** Shows what is going on: a moving line on a terminal, one line a stage elsewhere. Always on stderr. */
export class Progress {
  readonly #out: NodeJS.WriteStream;
  readonly #live: boolean;
  #title = '';
  /** What stands on the terminal's last line, after its sign. */
  #line = '';
  #detail = '';
  #drawn = 0;

  constructor(out: NodeJS.WriteStream = process.stderr) {
    this.#out = out;
    this.#live = out.isTTY === true;
  }

  /** Begins a stage, unless it is the one that is shown; the one before has come to its end. */
  stage(title: string): void {
    if (title === this.#title) return;
    this.finish();
    this.#title = title;
    this.#line = title;
    this.#detail = '';
    if (this.#live) this.#draw();
    else this.#out.write(`… ${title}\n`);
  }

  /** Shows how far the stage is, from 0 to 1 or null where nobody can know, some twenty times a second at most. */
  update(share: number | null, detail: string): void {
    this.#detail = detail;
    const now = performance.now();
    if (!this.#live || (now - this.#drawn < 50 && share !== 1)) return;
    this.#drawn = now;
    this.#line = `${this.#title.padEnd(TITLE_CELLS)} ${share === null ? '' : `${bar(share)} `}${styleText('dim', detail)}`;
    this.#draw();
  }

  /** The stage that is shown has come to its end: with this result, or as far as it last was. */
  finish(result = this.#detail): void {
    this.#end(styleText('green', '✓'), result);
  }

  /** The stage that is shown, if any, did not come to its end. */
  breakOff(): void {
    this.#end(styleText('yellow', '!'), this.#detail);
  }

  /** Something worth a line of its own; the stage that is shown goes on below it. */
  say(text: string): void {
    if (this.#live && this.#title !== '') this.#out.write('\r\x1b[2K');
    this.#out.write(`${text}\n`);
    if (this.#live && this.#title !== '') this.#draw();
  }

  /** Shows one event of a push, or how far the reading of a consent file is. */
  readonly show = (event: PushEvent | ({ stage: 'consentFile' } & ReadProgress)): void => {
    switch (event.stage) {
      case 'consentFile':
        this.stage('Reading the consent file');
        this.update(event.bytes / event.ofBytes, megabytes(event.bytes));
        return;
      case 'reading':
        this.stage('Reading and judging every row');
        this.update(event.bytes / event.ofBytes, megabytes(event.bytes));
        return;
      case 'optOuts':
        this.stage('Asking Listrak who is opted out');
        this.update(null, `${event.count.toLocaleString('en-US')} opted out`);
        return;
      case 'planning':
        this.stage('Laying out what will be sent');
        this.update(event.bytes / event.ofBytes, percent(event.bytes / event.ofBytes));
        return;
      case 'uploading': {
        const part = event.ofParts > 1 ? ` (${event.part + 1} of ${event.ofParts})` : '';
        this.stage(`Sending ${event.purpose === 'sample' ? 'the sample' : 'everything'}${part}`);
        this.update(event.bytes / event.ofBytes, `${event.rows.toLocaleString('en-US')} rows`);
        return;
      }
      case 'following':
        this.stage(`Listrak works on import ${event.importId}`);
        this.update(null, event.status);
        return;
      case 'updating':
        this.stage(`Contact by contact${event.purpose === 'sample' ? ', the sample' : ''}`);
        this.update(
          event.done / event.of,
          `${event.done.toLocaleString('en-US')} of ${event.of.toLocaleString('en-US')}`,
        );
        return;
      case 'checking':
        this.stage(
          `Reading back ${event.purpose === 'sample' ? 'the sample' : 'a random part'}${event.round > 1 ? `, round ${event.round}` : ''}`,
        );
        this.update(event.done / event.of, `${event.done} of ${event.of}`);
        return;
      case 'waiting':
        this.say(`${event.why} Trying again in ${Math.ceil(event.waitMs / 1000)} s.`);
    }
  };

  #end(sign: string, result: string): void {
    if (this.#title === '') return;
    const line = result === '' ? this.#title : `${this.#title.padEnd(TITLE_CELLS)} ${result}`;
    this.#out.write(`${this.#live ? '\r\x1b[2K' : ''}${sign} ${line}\n`);
    this.#title = '';
  }

  #draw(): void {
    this.#out.write(`\r\x1b[2K${styleText('cyan', '›')} ${this.#line}`);
  }
}

function bar(share: number): string {
  const filled = Math.round(Math.min(share, 1) * BAR_CELLS);
  return styleText('cyan', '━'.repeat(filled)) + styleText('dim', '━'.repeat(BAR_CELLS - filled));
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function megabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
