import type { CountryCode } from 'libphonenumber-js/max';
import { withConstants } from '../../audience/constants.ts';
import type { MappedColumn } from '../../audience/mapped-column.ts';
import type {
  ColumnOptions,
  ColumnTarget,
  ConsentState,
  MappingNote,
  MappingState,
  RulesState,
} from '../../contract/audience.ts';
import type { Failure } from '../../contract/failure.ts';
import type { ProfileField } from '../../contract/profile-field.ts';
import type { Connection } from '../connect.ts';
import { failureOf } from '../push-failures.ts';
import { type JudgingChoices, todayOf } from '../review.ts';
import {
  afterChange,
  type ChoicesAndNotes,
  type ColumnChoices,
  mappedBy,
  NO_CHOICES,
  type Outcome,
  recalledState,
  withFields,
  withoutFields,
  withSoundConstants,
} from './column-choices.ts';
import { notConnected } from './connect-step.ts';
import { noFile, type OpenAudience } from './load-step.ts';
import { mappingState, missing } from './mapping-state.ts';
import { refuseWhileSending, type StepContext } from './surroundings.ts';

/** What the user took upon them for one file is not so for another. */
const NOTHING_ACCEPTED = { withoutInformation: false, withoutOptOuts: false };

/** Where the columns come from: null while there is none yet. */
interface Sources {
  audience(): OpenAudience | null;
  connection(): Connection | null;
  /** Whether another file says who opted in as well. */
  usesConsentFile(): boolean;
  /** The choices that were remembered for an account's files with these columns, if any were. */
  recall(account: string, header: readonly string[], fields: readonly ProfileField[]): Recalled | null;
}

/** Choices that were remembered, whose they are, and what of them does not hold any more. */
export interface Recalled {
  id: string;
  name: string;
  choices: Omit<ColumnChoices, 'optIn'>;
  notes: MappingNote[];
}

/** Map and Consent: what each column becomes, who says who opted in, and the rules that the user may change. */
export class ColumnsStep {
  /** Null unless the file can be judged by them. */
  columns: MappedColumn[] | null = null;
  readonly #context: StepContext;
  readonly #sources: Sources;
  readonly #onChange: () => void;
  #choices: ColumnChoices = NO_CHOICES;
  /** The columns and the file that were mapped last, and the account whose fields those columns go to, as they were. */
  #named: string | null = null;
  #file: string | null = null;
  #account: Pick<Connection, 'account' | 'fields'> | null = null;
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
      meanings: consent.meanings,
      usesConsentFile: this.#sources.usesConsentFile(),
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
    const { store } = this.#context;
    const country = this.#ownCountry ?? (connection?.senderCode.country?.toUpperCase() || 'US');
    store.change({ rules: { ...store.state.rules, country } });
    if (audience && connection) this.#adoptAccount(audience, connection);
    else this.#apply(this.#choices, this.#recalled());
  }

  /** Takes over what was remembered, in place of all choices about columns but the opt-in column. */
  recall({ id, name, choices, notes }: Recalled): void {
    refuseWhileSending(this.#context);
    const { optIn } = this.#choices;
    const targets = new Map(choices.targets);
    if (typeof optIn === 'number') targets.delete(optIn);
    const sound = this.#sound({ ...choices, targets, optIn });
    this.#apply(sound.choices, {
      mapping: { id, name, changed: false },
      notes: [...notes, ...sound.notes],
    });
  }

  /**
   * The columns are what is remembered under this name.
   * @param columns that were remembered.
   * @param notes what of them is not.
   */
  remembered(
    { id, name }: Pick<Recalled, 'id' | 'name'>,
    columns: MappedColumn[],
    notes: MappingNote[],
  ): void {
    // Meanwhile something may have changed.
    const changed = this.columns !== columns;
    this.#tell(recalledState({ id, name, changed }, notes));
  }

  /** @param name null where the mapping is remembered no longer: the choices stay, and are nobody's. */
  renameRecalled(id: string, name: string | null): void {
    const recalled = this.#recalled();
    if (recalled?.mapping?.id !== id) return;
    this.#tell(recalledState(name === null ? null : { ...recalled.mapping, name }, recalled.notes));
  }

  mapColumn({ position, target }: { position: number; target: ColumnTarget }): void {
    this.#assertFile();
    if (typeof target === 'number' && !this.#sources.connection()) throw notConnected();
    const targets = new Map(this.#choices.targets);
    if (target === 'byName') targets.delete(position);
    else targets.set(position, target);
    this.#change({ targets }, { column: position });
  }

  chooseOptions({ position, ...options }: ColumnOptions & { position: number }): void {
    this.#assertFile();
    const chosen = new Map(this.#choices.options).set(position, options);
    this.#change({ options: chosen }, { column: position });
  }

  setConstant({ field, value }: { field: number; value: string }): void {
    this.#assertFile();
    if (!this.#sources.connection()) throw notConnected();
    const others = this.#choices.constants.filter((constant) => constant.field !== field);
    this.#change({ constants: [...others, { field, value: value.trim() }] }, { constant: field });
  }

  removeConstant({ field }: { field: number }): void {
    this.#assertFile();
    const others = this.#choices.constants.filter((constant) => constant.field !== field);
    this.#change({ constants: others }, { constant: field });
  }

  /** Lets all columns go by their names, but for the opt-in column. */
  mapByNames(): void {
    this.#assertFile();
    this.#apply({ ...NO_CHOICES, optIn: this.#choices.optIn }, null);
  }

  chooseConsent({ column, meanings, withoutInformation, withoutOptOuts }: ConsentState): void {
    this.#assertFile();
    const targets = new Map(this.#choices.targets);
    // What the user takes for the opt-in answer is no longer sent as something else.
    if (column !== null) targets.delete(column);
    const answers = {
      meanings,
      withoutInformation: column === null && withoutInformation,
      withoutOptOuts,
    };
    this.#change({ targets, optIn: column ?? false }, { column }, answers);
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

  /** @param about the column or the field that the user spoke of. */
  #change(
    part: Partial<ColumnChoices>,
    about: Parameters<typeof afterChange>[3],
    answers?: Partial<ConsentState>,
  ): void {
    const after = this.#outcome({ ...this.#choices, ...part });
    const { choices, recalled } = afterChange(this.#outcome(this.#choices), after, this.#recalled(), about);
    this.#apply(choices, recalled, answers);
  }

  /** Without a connection, the columns are compared by the fields that their account had. */
  #outcome(choices: ColumnChoices): Outcome {
    const header = this.#sources.audience()?.head.header ?? [];
    return { choices, columns: mappedBy(choices, header, this.#account?.fields ?? []) };
  }

  #recalled(): MappingState['recalled'] {
    return this.#context.store.state.mapping.recalled;
  }

  #tell(recalled: MappingState['recalled']): void {
    const { store } = this.#context;
    store.change({ mapping: { ...store.state.mapping, recalled } });
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
      this.#account = null;
      this.#tell(null);
      store.change({ consent: { ...store.state.consent, ...NOTHING_ACCEPTED, meanings: null } });
      store.unsee('map', 'consent');
    } else if (file !== this.#file) {
      store.change({ consent: { ...store.state.consent, ...NOTHING_ACCEPTED } });
    }
    this.#named = named;
    this.#file = file;
  }

  /**
   * What was chosen about profile fields holds for their account, as long as it has them. For other columns or in another
   * account, what was remembered is taken up.
   */
  #adoptAccount({ head: { header } }: OpenAudience, { account, fields }: Connection): void {
    const last = this.#account;
    const before = this.#outcome(this.#choices);
    this.#account = { account, fields };
    if (last?.account === account) {
      const moved = withFields(before, header, last.fields, fields);
      const sound = this.#sound(moved.choices);
      const { choices, recalled } = afterChange(before, this.#outcome(sound.choices), this.#recalled());
      const notes = [...(recalled?.notes ?? []), ...moved.notes, ...sound.notes];
      this.#apply(choices, recalledState(recalled?.mapping ?? null, notes));
      return;
    }
    this.#context.store.unsee('map');
    const { optIn } = this.#choices;
    // What was remembered is one account's.
    const own = this.#recalled()?.mapping ? NO_CHOICES : withoutFields(this.#choices);
    this.#choices = { ...own, options: NO_CHOICES.options, optIn };
    const isUntouched = this.#choices.targets.size === 0;
    const recalled = isUntouched ? this.#sources.recall(account, header, fields) : null;
    if (recalled) this.recall(recalled);
    else this.#apply(this.#choices, null);
  }

  /** Choices of which none can be refused: a constant gives way to a column that goes to its field by its name. */
  #sound(choices: ColumnChoices): ChoicesAndNotes {
    return withSoundConstants(this.#outcome(choices), this.#account?.fields ?? [], this.#today());
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
        mapping: { columns: [], constants: [], recalled, failure: null },
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
    const ofFile = mappedBy(chosen, head.header, fields, (error) => {
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
