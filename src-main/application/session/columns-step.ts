import type { CountryCode } from 'libphonenumber-js/max';
import { withOptions } from '../../audience/column-options.ts';
import { withConstants } from '../../audience/constants.ts';
import type { MappedColumn } from '../../audience/mapped-column.ts';
import { mapColumns } from '../../audience/mapping.ts';
import type {
  ColumnOptions,
  ColumnTarget,
  ConsentState,
  MappingState,
  RulesState,
} from '../../contract/audience.ts';
import type { AppError, Failure } from '../../contract/failure.ts';
import type { ProfileField } from '../../contract/profile-field.ts';
import type { Connection } from '../connect.ts';
import { failureOf } from '../push-failures.ts';
import { type JudgingChoices, todayOf } from '../review.ts';
import { type ColumnChoices, NO_CHOICES, soundConstants, withoutFields } from './column-choices.ts';
import { notConnected } from './connect-step.ts';
import { noFile, type OpenAudience } from './load-step.ts';
import { mappingState, missing } from './mapping-state.ts';
import { refuseWhileSending, type StepContext } from './surroundings.ts';

/** Where the columns come from: null while there is none yet. */
interface Sources {
  audience(): OpenAudience | null;
  connection(): Connection | null;
  /** The choices that were remembered for an account's files with these columns, if any were. */
  recall(account: string, header: readonly string[], fields: readonly ProfileField[]): Recalled | null;
}

/** Choices that were remembered, whose they are, and what of them does not hold any more. */
export interface Recalled {
  id: string;
  name: string;
  choices: Omit<ColumnChoices, 'optIn'>;
  notes: string[];
}

/** Map and Consent: what each column becomes, who says who opted in, and the rules that the user may change. */
export class ColumnsStep {
  /** Null unless the file can be judged by them. */
  columns: MappedColumn[] | null = null;
  readonly #context: StepContext;
  readonly #sources: Sources;
  readonly #onChange: () => void;
  #choices: ColumnChoices = NO_CHOICES;
  /** The user wants the columns to go by their names, whatever is remembered for them. */
  #byNames = false;
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
  choices(): JudgingChoices {
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
    const isUntouched = this.#choices.targets.size === 0 && this.#choices.constants.length === 0;
    const recalled =
      audience && connection && isUntouched && !this.#byNames
        ? this.#sources.recall(connection.account, audience.head.header, connection.fields)
        : null;
    if (recalled) this.recall(recalled);
    else this.#apply(this.#sound(this.#choices), store.state.mapping.recalled);
  }

  /** Takes over what was remembered, in place of all choices about columns but the opt-in column. */
  recall({ id, name, choices, notes }: Recalled): void {
    refuseWhileSending(this.#context);
    const { optIn } = this.#choices;
    const targets = new Map(choices.targets);
    if (typeof optIn === 'number') targets.delete(optIn);
    const sound = this.#sound({ ...choices, targets, optIn });
    const lost = choices.constants.length > sound.constants.length;
    const more = lost ? ['A value for every row is left out, since it does not fit here.'] : [];
    this.#byNames = false;
    this.#apply(sound, { id, name, notes: [...notes, ...more] });
  }

  /** @param name null where the mapping is remembered no longer: the choices stay, and are nobody's. */
  renameRecalled(id: string, name: string | null): void {
    const recalled = this.#recalled();
    if (recalled?.id !== id) return;
    const { store } = this.#context;
    store.change({
      mapping: { ...store.state.mapping, recalled: name === null ? null : { ...recalled, name } },
    });
  }

  mapColumn({ position, target }: { position: number; target: ColumnTarget }): void {
    this.#assertFile();
    if (typeof target === 'number' && !this.#sources.connection()) throw notConnected();
    const targets = new Map(this.#choices.targets);
    if (target === 'byName') targets.delete(position);
    else targets.set(position, target);
    this.#change({ targets });
  }

  chooseOptions({ position, ...options }: ColumnOptions & { position: number }): void {
    this.#assertFile();
    this.#change({ options: new Map(this.#choices.options).set(position, options) });
  }

  setConstant({ field, value }: { field: number; value: string }): void {
    this.#assertFile();
    if (!this.#sources.connection()) throw notConnected();
    const others = this.#choices.constants.filter((constant) => constant.field !== field);
    this.#change({ constants: [...others, { field, value: value.trim() }] });
  }

  removeConstant({ field }: { field: number }): void {
    this.#assertFile();
    this.#change({ constants: this.#choices.constants.filter((constant) => constant.field !== field) });
  }

  /** Lets all columns go by their names, but for the opt-in column. */
  mapByNames(): void {
    this.#assertFile();
    this.#byNames = true;
    this.#apply({ ...NO_CHOICES, optIn: this.#choices.optIn }, null);
  }

  chooseConsent({ column, yes, withoutInformation }: ConsentState): void {
    this.#assertFile();
    const targets = new Map(this.#choices.targets);
    // What the user takes for the opt-in answer is no longer sent as something else.
    if (column !== null) targets.delete(column);
    const answers = { yes, withoutInformation: column === null && withoutInformation };
    this.#apply({ ...this.#choices, targets, optIn: column ?? false }, this.#recalled(), answers);
  }

  chooseRules(rules: RulesState): void {
    refuseWhileSending(this.#context);
    const { store } = this.#context;
    if (rules.country !== store.state.rules.country) this.#ownCountry = rules.country;
    store.change({ rules });
    this.#onChange();
  }

  #assertFile(): void {
    refuseWhileSending(this.#context);
    if (!this.#sources.audience()) throw noFile();
  }

  /** What does not hold of a remembered mapping may be settled by the change, so that it is not told any more. */
  #change(part: Partial<ColumnChoices>): void {
    const recalled = this.#recalled();
    this.#apply({ ...this.#choices, ...part }, recalled && { ...recalled, notes: [] });
  }

  #recalled(): MappingState['recalled'] {
    return this.#context.store.state.mapping.recalled;
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
      this.#choices = NO_CHOICES;
      this.#byNames = false;
      store.change({
        mapping: { ...store.state.mapping, recalled: null },
        consent: { ...store.state.consent, yes: null, withoutInformation: false },
      });
      store.unsee('map', 'consent');
    } else if (file !== this.#file) {
      store.change({ consent: { ...store.state.consent, withoutInformation: false } });
    }
    this.#named = named;
    this.#file = file;
  }

  /** Profile fields that were chosen hold for their account, as long as it has them and they are enabled. */
  #adoptAccount({ account, fields }: Connection): void {
    const isSame = account === this.#account;
    const holds = (target: ColumnTarget) =>
      typeof target !== 'number' || (isSame && fields.some(({ id, disabled }) => id === target && !disabled));
    const { targets, constants } = this.#choices;
    this.#choices = {
      ...this.#choices,
      targets: new Map([...targets].filter(([, target]) => holds(target))),
      constants: constants.filter(({ field }) => holds(field)),
    };
    if (!isSame) {
      const { store } = this.#context;
      this.#byNames = false;
      // What was remembered is one account's.
      if (this.#recalled() !== null) this.#choices = { ...NO_CHOICES, optIn: this.#choices.optIn };
      store.change({ mapping: { ...store.state.mapping, recalled: null } });
      store.unsee('map');
    }
    this.#account = account;
  }

  /** Choices of which none can be refused: a constant gives way to a column that goes to its field by its name. */
  #sound(choices: ColumnChoices): ColumnChoices {
    const audience = this.#sources.audience();
    const connection = this.#sources.connection();
    if (!audience || !connection) return choices;
    const columns = mapped(audience.head.header, connection.fields, choices, () => {});
    return {
      ...choices,
      constants: soundConstants(columns, connection.fields, choices.constants, this.#today()),
    };
  }

  /** @throws AppError `mapping.*` when a choice cannot be; then nothing has changed. */
  #apply(
    choices: ColumnChoices,
    recalled: MappingState['recalled'],
    answers: Partial<ConsentState> = {},
  ): void {
    const { store } = this.#context;
    const audience = this.#sources.audience();
    if (!audience) {
      this.columns = null;
      store.change({
        mapping: { columns: [], constants: [], recalled: null, failure: null },
        consent: { ...store.state.consent, column: null },
      });
      this.#onChange();
      return;
    }
    const connection = this.#sources.connection();
    // While there is no connection, the fields that were chosen wait for their account.
    const chosen = connection ? choices : withoutFields(choices);
    let several: Failure | null = null;
    const fields = connection?.fields ?? [];
    const { head } = audience;
    const ofFile = mapped(head.header, fields, chosen, (error) => {
      several ??= failureOf(error);
    });
    const columns = withConstants(ofFile, fields, chosen.constants, this.#today());
    this.#choices = choices;
    const failure = several ?? missing(columns, head, connection !== null);
    this.columns = failure ? null : columns;
    const column = columns.find(({ role }) => role === 'optIn')?.position ?? null;
    const mapping = mappingState(head, columns, fields, chosen, this.choices().country);
    store.change({
      mapping: { ...mapping, failure, recalled },
      consent: { ...store.state.consent, ...answers, column },
    });
    this.#onChange();
  }

  #today(): string {
    return todayOf(this.#context.now());
  }
}

function mapped(
  header: readonly string[],
  fields: readonly ProfileField[],
  { targets, options, optIn }: ColumnChoices,
  onSeveral: (error: AppError) => void,
): MappedColumn[] {
  return withOptions(mapColumns(header, fields, wordsOf(targets), optIn, onSeveral), options);
}

function wordsOf(targets: ReadonlyMap<number, ColumnTarget>): Map<number, string | number> {
  const words = { byName: '', phone: 'Phone', ignored: '' };
  return new Map(
    [...targets].map(([position, target]) => [position, typeof target === 'number' ? target : words[target]]),
  );
}
