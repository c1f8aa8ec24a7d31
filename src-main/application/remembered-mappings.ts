import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readFile, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { broughtInto, sameHeader } from '../audience/remembered-mapping.ts';
import { AppError, type Failure } from '../contract/failure.ts';
import type { ProfileField } from '../contract/profile-field.ts';
import {
  LONGEST_NAME,
  type RememberedMapping,
  rememberedMappingSchema,
} from '../contract/remembered-mapping.ts';
import { type Kept, sealed, unsealed } from './kept.ts';
import {
  cannotKeep,
  cannotRead,
  damaged,
  isLocked,
  isNewer,
  nameTaken,
  tooMany,
} from './mapping-failures.ts';
import { mappingText, parseMappingText } from './mapping-file.ts';

const FILE = 'mappings.json';
const VERSION = 1;
/** Of one account. */
const MOST = 200;

const versionSchema = z.object({ version: z.int().min(1) });
const storedSchema = z.object({ mappings: z.array(z.unknown()) });

/** What is remembered of a mapping, but for when. */
export type NewMapping = Omit<RememberedMapping, 'id' | 'savedAt' | 'usedAt'>;

type Mappings = readonly RememberedMapping[];

/**
 * The mappings that the user named, in `<dataDir>/mappings.json`. Changes go to the disk one after the other, and what
 * cannot be written is not remembered. What cannot be read is kept beside it, and what is locked stays as it is.
 */
export class RememberedMappings {
  readonly #kept: Kept;
  readonly #path: string;
  readonly #now: () => Date;
  #mappings: Mappings = [];
  #failure: Failure | null = null;
  /** Why nothing may be written: it would destroy what this version cannot read. */
  #refusal: AppError | null = null;
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(kept: Kept, now: () => Date) {
    this.#kept = kept;
    this.#path = join(kept.dataDir, FILE);
    this.#now = now;
  }

  /** Why some of what was kept, or all, is not there. */
  get failure(): Failure | null {
    return this.#failure;
  }

  /** Never rejects: what cannot be read is told in `failure`. */
  read(): Promise<void> {
    return this.#inTurn(() => this.#read());
  }

  /** By name. */
  list(account: string): RememberedMapping[] {
    return this.#mappings
      .filter((mapping) => mapping.account === account)
      .sort((one, other) => one.name.localeCompare(other.name));
  }

  /** Those that were used for files with this very header, or kept for them here, the most recently used first. */
  forHeader(account: string, header: readonly string[]): RememberedMapping[] {
    return this.list(account)
      .filter((mapping) => mapping.usedAt !== null && sameHeader(mapping.header, header))
      .sort((one, other) => Date.parse(other.usedAt!) - Date.parse(one.usedAt!));
  }

  /** Adds it, or replaces the account's mapping of that name. @throws AppError `mapping.tooMany`, `mapping.cannotKeep` */
  save(mapping: NewMapping): Promise<RememberedMapping> {
    return this.#change((mappings) => {
      const before = mappings.find((other) => isCalled(other, mapping));
      return this.#with(mappings, mapping, this.#time(), before?.id);
    });
  }

  /** @throws AppError `mapping.unknown`, `mapping.nameTaken`, `mapping.cannotKeep` */
  async rename(id: string, name: string): Promise<void> {
    await this.#change((mappings) => {
      const renamed = rememberedMappingSchema.parse({ ...known(mappings, id), name });
      if (mappings.some((other) => other.id !== id && isCalled(other, renamed)))
        throw nameTaken(renamed.name);
      return [replaced(mappings, renamed), null];
    });
  }

  /** @throws AppError `mapping.unknown`, `mapping.cannotKeep` */
  async delete(id: string): Promise<void> {
    await this.#change((mappings) => {
      const gone = known(mappings, id);
      return [mappings.filter((mapping) => mapping !== gone), null];
    });
  }

  /** Notes that it was used now. @throws AppError `mapping.unknown`, `mapping.cannotKeep` */
  async used(id: string): Promise<void> {
    await this.#change((mappings) => {
      return [replaced(mappings, { ...known(mappings, id), usedAt: this.#time() }), null];
    });
  }

  /** Gives an account's mappings to the account's new name, where others may have theirs. @throws AppError `mapping.cannotKeep` */
  async renameAccount(from: string, to: string): Promise<void> {
    await this.#change((mappings) => {
      let moved = mappings;
      for (const mapping of mappings) {
        if (mapping.account !== from || from === to) continue;
        moved = replaced(moved, { ...mapping, account: to, name: freeName(moved, to, mapping.name) });
      }
      return [moved, null];
    });
  }

  /** Deletes all of an account. @throws AppError `mapping.cannotKeep` */
  async removeAccount(account: string): Promise<void> {
    await this.#change((mappings) => {
      const others = mappings.filter((mapping) => mapping.account !== account);
      return [others.length < mappings.length ? others : mappings, null];
    });
  }

  /** @throws AppError `mapping.unknown` */
  exportText(id: string): string {
    return mappingText(known(this.#mappings, id));
  }

  /**
   * Adds a mapping that was exported, for this account with these fields; its name gets a number where the account has one
   * of that name.
   * @throws AppError `mapping.notAMapping`, `mapping.tooMany`, `mapping.cannotKeep`
   */
  async importText(
    text: string,
    account: string,
    fields: readonly ProfileField[],
  ): Promise<RememberedMapping> {
    const exported = parseMappingText(text);
    const brought = { ...exported, ...broughtInto(fields, exported), account };
    return this.#change((mappings) => {
      const name = freeName(mappings, account, exported.name);
      return this.#with(mappings, { ...brought, name }, null);
    });
  }

  /** @param id of the one that it replaces. */
  #with(
    mappings: Mappings,
    mapping: NewMapping,
    usedAt: string | null,
    id?: string,
  ): [Mappings, RememberedMapping] {
    const isOfAccount = ({ account }: RememberedMapping) => account === mapping.account;
    if (id === undefined && mappings.filter(isOfAccount).length >= MOST) throw tooMany(MOST);
    const added = rememberedMappingSchema.parse({
      ...mapping,
      id: id ?? randomUUID(),
      savedAt: usedAt ?? this.#time(),
      usedAt,
    });
    return [id === undefined ? [...mappings, added] : replaced(mappings, added), added];
  }

  #time(): string {
    return this.#now().toISOString();
  }

  async #read(): Promise<void> {
    this.#mappings = [];
    this.#failure = null;
    this.#refusal = null;
    let piece: string;
    try {
      piece = await readFile(this.#path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      // What is not known to be damaged is left where it is: another program may only hold it just now.
      return this.#refuse(cannotRead(error));
    }
    const { text, locked } = await unsealed(this.#kept, piece, FILE);
    if (locked) return this.#refuse(isLocked(locked));
    let stored: unknown[];
    try {
      const content: unknown = JSON.parse(text ?? '');
      if (versionSchema.parse(content).version > VERSION) return this.#refuse(isNewer());
      stored = storedSchema.parse(content).mappings;
    } catch {
      return this.#setAside((aside) => rename(this.#path, aside), 'The remembered mappings cannot be read.');
    }
    const parsed = stored.map((entry) => rememberedMappingSchema.safeParse(entry));
    this.#mappings = parsed.flatMap(({ data }) => data ?? []);
    const lost = parsed.length - this.#mappings.length;
    if (lost === 0) return;
    const message = `${lost} of the ${parsed.length} remembered mappings cannot be read.`;
    await this.#setAside(async (aside) => {
      await copyFile(this.#path, aside);
      await this.#write(this.#mappings);
    }, message);
  }

  /** @param keep puts the file, or a copy, at another place; unless it does, nothing may be written over the file. */
  async #setAside(keep: (aside: string) => Promise<void>, message: string): Promise<void> {
    const time = this.#time().replace(/[:.]/g, '-');
    const aside = join(dirname(this.#path), `mappings.damaged-${time}.json`);
    try {
      await keep(aside);
      this.#failure = damaged(message, `What was there is kept as “${basename(aside)}”`);
    } catch (error) {
      const left = 'It could not be put aside, so no mapping can be kept until “mappings.json” is moved away';
      this.#refuse(new AppError(damaged(message, left), { cause: error }));
    }
  }

  #refuse(refusal: AppError): void {
    this.#refusal = refusal;
    this.#failure = refusal.toFailure();
  }

  /** @param next answers the mappings as they are to be, the very same where nothing changes, and something for the caller. */
  #change<Answer>(next: (mappings: Mappings) => [Mappings, Answer]): Promise<Answer> {
    return this.#inTurn(async () => {
      const [mappings, answer] = next(this.#mappings);
      if (mappings === this.#mappings) return answer;
      if (this.#refusal) throw this.#refusal;
      await this.#write(mappings).catch((error: unknown) => {
        throw cannotKeep(error);
      });
      this.#mappings = mappings;
      return answer;
    });
  }

  async #write(mappings: Mappings): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    const text = await sealed(this.#kept, JSON.stringify({ version: VERSION, mappings }), FILE);
    await writeFileAtomic(this.#path, text, { mode: 0o600 });
  }

  #inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const done = this.#lastTurn.then(work);
    this.#lastTurn = done.catch(() => {});
    return done;
  }
}

function isCalled(
  mapping: RememberedMapping,
  { account, name }: Pick<RememberedMapping, 'account' | 'name'>,
): boolean {
  return mapping.account === account && mapping.name.toLowerCase() === name.trim().toLowerCase();
}

/** The name, or with the first number that makes it one that no mapping of the account has. */
function freeName(mappings: Mappings, account: string, name: string): string {
  const isTaken = (candidate: string) =>
    mappings.some((mapping) => isCalled(mapping, { account, name: candidate }));
  let free = name;
  for (let number = 2; isTaken(free); number++) {
    const ending = ` (${number})`;
    free = name.slice(0, LONGEST_NAME - ending.length).trimEnd() + ending;
  }
  return free;
}

/** @throws AppError `mapping.unknown` */
function known(mappings: Mappings, id: string): RememberedMapping {
  const mapping = mappings.find((candidate) => candidate.id === id);
  if (mapping) return mapping;
  throw new AppError({
    code: 'mapping.unknown',
    message: 'That mapping is not there any more. Nothing has changed.',
    hint: 'Choose another one, or map the columns by hand.',
  });
}

function replaced(mappings: Mappings, mapping: RememberedMapping): RememberedMapping[] {
  return mappings.map((other) => (other.id === mapping.id ? mapping : other));
}
