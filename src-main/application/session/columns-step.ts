import type { CountryCode } from 'libphonenumber-js/max';
import { type MappedColumn, mapColumns, type OptInChoice } from '../../audience/mapping.ts';
import type { ColumnTarget, ConsentState, MappingState, RulesState } from '../../contract/audience.ts';
import type { Failure } from '../../contract/failure.ts';
import type { Head } from '../../contract/reading.ts';
import type { Connection } from '../connect.ts';
import { failureOf, nothingMapped } from '../push-failures.ts';
import { noPhone, type ReviewChoices } from '../review.ts';
import { notConnected } from './connect-step.ts';
import { noFile, type OpenAudience } from './load-step.ts';
import { refuseWhileSending, type StepContext } from './surroundings.ts';

const SAMPLES = 3;
const LONGEST_SAMPLE = 80;

/** Where the columns come from: null while there is none yet. */
interface Sources {
  audience(): OpenAudience | null;
  connection(): Connection | null;
}

/** Map and Consent: what each column becomes, who says who opted in, and the rules that the user may change. */
export class ColumnsStep {
  /** Null unless the file can be judged by them. */
  columns: MappedColumn[] | null = null;
  readonly #context: StepContext;
  readonly #sources: Sources;
  readonly #onChange: () => void;
  #targets = new Map<number, ColumnTarget>();
  #optIn: OptInChoice = null;
  /** The columns and the file that were mapped last, and the account whose fields those columns go to. */
  #named: string | null = null;
  #file: string | null = null;
  #account: string | null = null;
  #ownCountry: string | null = null;

  /** @param onChange told when rows may be judged otherwise than before. */
  constructor(context: StepContext, sources: Sources, onChange: () => void) {
    this.#context = context;
    this.#sources = sources;
    this.#onChange = onChange;
  }

  /** How the rows are to be judged, but for the columns. */
  choices(): Omit<ReviewChoices, 'reading' | 'mapping' | 'optIn'> {
    const { consent, rules } = this.#context.store.state;
    return {
      yes: consent.yes,
      withoutConsentInformation: consent.withoutInformation,
      country: rules.country as CountryCode,
      keep: rules.keep,
    };
  }

  /** Works out the columns anew, since the file or the account's fields are others. */
  refresh(): void {
    const audience = this.#sources.audience();
    if (audience) this.#adoptFile(audience);
    const connection = this.#sources.connection();
    if (connection) this.#adoptAccount(connection);
    const { store } = this.#context;
    const country = this.#ownCountry ?? (connection?.senderCode.country?.toUpperCase() || 'US');
    store.change({ rules: { ...store.state.rules, country } });
    this.#apply(this.#targets, this.#optIn);
  }

  mapColumn({ position, target }: { position: number; target: ColumnTarget }): void {
    refuseWhileSending(this.#context);
    if (!this.#sources.audience()) throw noFile();
    if (typeof target === 'number' && !this.#sources.connection()) throw notConnected();
    const targets = new Map(this.#targets);
    if (target === 'byName') targets.delete(position);
    else targets.set(position, target);
    this.#apply(targets, this.#optIn);
  }

  chooseConsent({ column, yes, withoutInformation }: ConsentState): void {
    refuseWhileSending(this.#context);
    if (!this.#sources.audience()) throw noFile();
    const targets = new Map(this.#targets);
    // What the user takes for the opt-in answer is no longer sent as something else.
    if (column !== null) targets.delete(column);
    this.#apply(targets, column ?? false, { yes, withoutInformation: column === null && withoutInformation });
  }

  chooseRules(rules: RulesState): void {
    refuseWhileSending(this.#context);
    const { store } = this.#context;
    if (rules.country !== store.state.rules.country) this.#ownCountry = rules.country;
    store.change({ rules });
    this.#onChange();
  }

  /**
   * Choices hold for any file with the same columns, but who accepted one file without consent accepted no other. Each
   * sheet of a workbook is a file of its own in this.
   */
  #adoptFile({ path, modified, source, head }: OpenAudience): void {
    const place = [path, source.sheet];
    const file = JSON.stringify([place, source.bytes, modified]);
    // Letters say nothing of what stands under them, so they are names in this very file alone, read in this way.
    const content = [file, source.encoding, head.delimiter];
    const named = JSON.stringify([head.headerRow === null ? content : null, head.header]);
    const { store } = this.#context;
    if (named !== this.#named) {
      this.#targets = new Map();
      this.#optIn = null;
      store.change({ consent: { ...store.state.consent, yes: null, withoutInformation: false } });
      store.unsee('map', 'consent');
    } else if (file !== this.#file) {
      store.change({ consent: { ...store.state.consent, withoutInformation: false } });
    }
    this.#named = named;
    this.#file = file;
  }

  /** Profile fields that were chosen hold for their account, as long as it has them and they are enabled. */
  #adoptAccount({ account, fields }: Connection): void {
    const holds = (target: ColumnTarget) =>
      typeof target !== 'number' ||
      (account === this.#account && fields.some(({ id, disabled }) => id === target && !disabled));
    this.#targets = new Map([...this.#targets].filter(([, target]) => holds(target)));
    if (account !== this.#account) this.#context.store.unsee('map');
    this.#account = account;
  }

  /** @throws AppError `mapping.*` when a choice cannot be; then nothing has changed. */
  #apply(targets: Map<number, ColumnTarget>, optIn: OptInChoice, answers: Partial<ConsentState> = {}): void {
    const { store } = this.#context;
    const audience = this.#sources.audience();
    if (!audience) {
      this.columns = null;
      store.change({
        mapping: { columns: [], failure: null },
        consent: { ...store.state.consent, column: null },
      });
      this.#onChange();
      return;
    }
    const connection = this.#sources.connection();
    // While there is no connection, the fields that were chosen wait for their account.
    const chosen = connection ? targets : withoutFields(targets);
    let several: Failure | null = null;
    const fields = connection?.fields ?? [];
    const { head } = audience;
    const columns = mapColumns(head.header, fields, wordsOf(chosen), optIn, (error) => {
      several ??= failureOf(error);
    });
    this.#targets = targets;
    this.#optIn = optIn;
    const failure = several ?? missing(columns, head, connection !== null);
    this.columns = failure ? null : columns;
    const column = columns.find(({ role }) => role === 'optIn')?.position ?? null;
    const mapping: MappingState = {
      failure,
      columns: columns.map(({ position, header, role, field, note }) => ({
        position,
        header,
        role,
        field,
        note,
        target: chosen.get(position) ?? 'byName',
        samples: samplesOf(head, position),
      })),
    };
    store.change({ mapping, consent: { ...store.state.consent, ...answers, column } });
    this.#onChange();
  }
}

/** What a mapping that contradicts nothing still lacks. */
function missing(
  columns: readonly MappedColumn[],
  { suggestedHeaderRow }: Head,
  connected: boolean,
): Failure | null {
  if (!columns.some(({ role }) => role === 'phone')) return failureOf(noPhone(columns, suggestedHeaderRow));
  // Without an account there are no fields that a column could go to.
  return connected && !columns.some(({ role }) => role === 'field') ? failureOf(nothingMapped()) : null;
}

function withoutFields(targets: ReadonlyMap<number, ColumnTarget>): Map<number, ColumnTarget> {
  return new Map([...targets].filter(([, target]) => typeof target !== 'number'));
}

function wordsOf(targets: ReadonlyMap<number, ColumnTarget>): Map<number, string | number> {
  const words = { byName: '', phone: 'Phone', ignored: '' };
  return new Map(
    [...targets].map(([position, target]) => [position, typeof target === 'number' ? target : words[target]]),
  );
}

function samplesOf({ preview }: Head, position: number): string[] {
  const samples: string[] = [];
  for (const { cells } of preview) {
    const cell = cells[position]?.trim() ?? '';
    if (cell === '' || samples.includes(cell)) continue;
    samples.push(cell.length > LONGEST_SAMPLE ? `${cell.slice(0, LONGEST_SAMPLE)}…` : cell);
    if (samples.length === SAMPLES) break;
  }
  return samples;
}
