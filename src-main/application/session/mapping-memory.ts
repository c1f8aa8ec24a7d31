import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { notRemembered, recall, rememberColumns, sameHeader } from '../../audience/remembered-mapping.ts';
import { AppError } from '../../contract/failure.ts';
import type { ProfileField } from '../../contract/profile-field.ts';
import type { RememberedMapping } from '../../contract/remembered-mapping.ts';
import type { Connection } from '../connect.ts';
import { RememberedMappings } from '../remembered-mappings.ts';
import { writeFileWhole } from '../write-file.ts';
import type { ColumnsStep, Recalled } from './columns-step.ts';
import { notConnected } from './connect-step.ts';
import { noFile, type OpenAudience } from './load-step.ts';
import { refuseWhileSending, type StepContext } from './surroundings.ts';

/** An exported mapping is a few kilobytes. */
const LARGEST_FILE_BYTES = 1_000_000;

interface Around {
  audience(): OpenAudience | null;
  connection(): Connection | null;
  columns(): ColumnsStep;
}

/** The mappings that the user named: for an account, and for files with the same columns. */
export class MappingMemory {
  readonly #context: StepContext;
  readonly #around: Around;
  readonly #kept: RememberedMappings;

  constructor(context: StepContext, around: Around) {
    this.#context = context;
    this.#around = around;
    this.#kept = new RememberedMappings(context.kept, context.now);
  }

  /** Never rejects: what cannot be read is told in the state. */
  async read(): Promise<void> {
    await this.#kept.read();
    this.show();
  }

  /** Shows those of the account, those for the file's own columns first. */
  show(): void {
    const account = this.#around.connection()?.account;
    const header = this.#around.audience()?.head.header ?? [];
    const mappings = account === undefined ? [] : this.#kept.list(account);
    const listed = mappings.map((mapping) => ({ mapping, sameHeader: sameHeader(mapping.header, header) }));
    this.#context.store.change({
      remembered: {
        failure: this.#kept.failure,
        mappings: [...listed.filter((one) => one.sameHeader), ...listed.filter((one) => !one.sameHeader)].map(
          ({ mapping: { id, name, columns, savedAt }, sameHeader }) => ({
            id,
            name,
            sameHeader,
            columns: columns.length,
            savedAt,
          }),
        ),
      },
    });
  }

  /** What was remembered last for files with these columns; letters are no names to go by. */
  recall(account: string, header: readonly string[], fields: readonly ProfileField[]): Recalled | null {
    if (this.#around.audience()?.head.headerRow === null) return null;
    const mapping = this.#kept.forHeader(account, header)[0];
    if (!mapping) return null;
    void this.#used(mapping.id);
    return recalled(mapping, header, fields);
  }

  async remember({ name }: { name: string }): Promise<void> {
    refuseWhileSending(this.#context);
    const { connection, audience } = this.#needs();
    const step = this.#around.columns();
    const { columns } = step;
    if (audience.head.headerRow === null || columns === null) throw nothingToRemember();
    const { header } = audience.head;
    const kept = await this.#kept.save({
      name,
      account: connection.account,
      header,
      ...rememberColumns(columns),
    });
    const isSameFile = this.#around.audience() === audience;
    if (isSameFile && this.#around.connection()?.account === connection.account)
      step.remembered(kept, columns, notRemembered(columns));
    this.show();
  }

  async use({ id }: { id: string }): Promise<void> {
    const { connection, audience } = this.#needs();
    const mapping = this.#kept.list(connection.account).find((one) => one.id === id);
    if (!mapping) throw mappingGone();
    this.#around.columns().recall(recalled(mapping, audience.head.header, connection.fields));
    await this.#used(id);
  }

  async rename({ id, name }: { id: string; name: string }): Promise<void> {
    refuseWhileSending(this.#context);
    await this.#kept.rename(id, name);
    this.#around.columns().renameRecalled(id, name);
    this.show();
  }

  async delete({ id }: { id: string }): Promise<void> {
    refuseWhileSending(this.#context);
    await this.#kept.delete(id);
    this.#around.columns().renameRecalled(id, null);
    this.show();
  }

  async export({ id }: { id: string }): Promise<{ savedAs: string | null; folder: string | null }> {
    refuseWhileSending(this.#context);
    const text = this.#kept.exportText(id);
    const name =
      this.#context.store.state.remembered.mappings.find((one) => one.id === id)?.name ?? 'mapping';
    const place = await this.#context.pickPlace(`${name.replace(/[^\p{L}\p{N} ._-]+/gu, '-')}.mapping.json`);
    if (place === null) return { savedAs: null, folder: null };
    async function* bytes() {
      yield Buffer.from(text);
    }
    await writeFileWhole(place, this.#around.audience()?.path ?? '', bytes());
    return { savedAs: basename(place), folder: basename(dirname(place)) };
  }

  async import(): Promise<{ name: string | null }> {
    refuseWhileSending(this.#context);
    const connection = this.#around.connection();
    if (!connection) throw notConnected();
    const path = await this.#context.pickMapping();
    if (path === null) return { name: null };
    const text = await mappingFile(path);
    // Meanwhile something may have begun that must keep its ground.
    refuseWhileSending(this.#context);
    const { name } = await this.#kept.importText(text, connection.account, connection.fields);
    this.show();
    return { name };
  }

  async renameAccount(from: string, to: string): Promise<void> {
    await this.#kept.renameAccount(from, to);
    this.show();
  }

  /** Forgets those of an account that was removed. @throws AppError `mapping.accountLeft` */
  async removeAccount(account: string): Promise<void> {
    await this.#kept.removeAccount(account).catch((error: unknown) => {
      throw accountLeft(account, error);
    });
    this.show();
  }

  /** Never rejects: that it was used only decides what is recalled by itself, and of several the first. */
  async #used(id: string): Promise<void> {
    await this.#kept.used(id).catch(() => {});
  }

  #needs(): { connection: Connection; audience: OpenAudience } {
    const connection = this.#around.connection();
    const audience = this.#around.audience();
    if (!connection) throw notConnected();
    if (!audience) throw noFile();
    return { connection, audience };
  }
}

function recalled(
  mapping: RememberedMapping,
  header: readonly string[],
  fields: readonly ProfileField[],
): Recalled {
  const { notes, ...choices } = recall(mapping, header, fields);
  return { id: mapping.id, name: mapping.name, choices, notes };
}

/** @throws AppError `mapping.notAMapping` */
async function mappingFile(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size <= LARGEST_FILE_BYTES) return await readFile(path, 'utf8');
  } catch (error) {
    throw cannotRead(path, error);
  }
  throw cannotRead(path);
}

function nothingToRemember(): AppError {
  return new AppError({
    code: 'mapping.nothingToRemember',
    message: 'This mapping cannot be kept: it is not complete, or the file does not name its columns.',
    hint: 'Map the columns first; columns without names mean something else in every file.',
  });
}

function mappingGone(): AppError {
  return new AppError({
    code: 'mapping.unknown',
    message: 'That mapping is not there any more. Nothing has changed.',
    hint: 'Choose another one, or map the columns by hand.',
  });
}

function accountLeft(account: string, cause: unknown): AppError {
  return new AppError(
    {
      code: 'mapping.accountLeft',
      message: `The account “${account}” is removed, but what was remembered of its mappings could not be deleted from the disk.`,
      hint: 'Delete “mappings.json” in the folder in which this app keeps its data, if no mapping of another account is needed.',
    },
    { cause },
  );
}

function cannotRead(path: string, cause?: unknown): AppError {
  return new AppError(
    {
      code: 'mapping.notAMapping',
      message: `The file “${basename(path)}” cannot be read as a mapping. Nothing has changed.`,
      hint: 'Choose a file that was exported here.',
    },
    { cause },
  );
}
