import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Connection } from '../../../src-main/application/connect.ts';
import { ColumnsStep } from '../../../src-main/application/session/columns-step.ts';
import type { OpenAudience } from '../../../src-main/application/session/load-step.ts';
import { MappingMemory } from '../../../src-main/application/session/mapping-memory.ts';
import { FIRST_STATE, Store } from '../../../src-main/application/session/store.ts';
import type { StepContext } from '../../../src-main/application/session/surroundings.ts';
import type { DataType, ProfileField } from '../../../src-main/contract/profile-field.ts';
import { AS_FOUND } from '../../../src-main/contract/reading.ts';
import { keptIn } from '../../fixtures/kept.ts';
import { PLAIN_SOURCE } from '../../fixtures/plain-source.ts';

export const field = (id: number, name: string, dataType: DataType = 'Text'): ProfileField => ({
  id,
  name,
  dataType,
  maxLength: null,
  disabled: false,
});

const folders: string[] = [];

/** The columns and what is remembered of them, over a file and an account that the test says. */
export function mappingRig(header: string[], ...fields: ProfileField[]) {
  const dataDir = mkdtempSync(join(tmpdir(), 'profile-updater-'));
  folders.push(dataDir);
  const store = new Store(FIRST_STATE);
  let seconds = 0;
  const exported = join(dataDir, 'exported.json');
  const context = {
    store,
    kept: keptIn(dataDir, null),
    now: () => new Date(Date.UTC(2026, 5, 15, 10, 0, ++seconds)),
    pickPlace: async () => exported,
    pickMapping: async () => exported,
  } as unknown as StepContext;
  let audience: OpenAudience | null = null;
  let connection: Connection | null = null;
  const memory = new MappingMemory(context, {
    audience: () => audience,
    connection: () => connection,
    columns: () => columns,
  });
  const columns: ColumnsStep = new ColumnsStep(
    context,
    {
      audience: () => audience,
      connection: () => connection,
      usesConsentFile: () => false,
      recall: (...about) => memory.recall(...about),
    },
    () => {},
  );
  const refresh = () => {
    columns.refresh();
    memory.show();
  };
  const rig = {
    ...{ context, dataDir, exported, memory, columns },
    get mapping() {
      return store.state.mapping;
    },
    /** What is told of the mapping: its title as the page has it, and the notes. */
    get told() {
      const { recalled } = store.state.mapping;
      const { mapping, notes = [] } = recalled ?? {};
      return [
        mapping ? `${mapping.name}${mapping.changed ? ', changed' : ''}` : null,
        ...notes.map(({ text }) => text),
      ];
    },
    /** The name of what each column goes to. */
    get goals() {
      return store.state.mapping.columns.map(({ role, field }) => field?.name ?? role);
    },
    /** What is chosen for the values of a column. */
    chosen(position: number) {
      const { dateOrder, badValue } = store.state.mapping.columns[position]!;
      return { dateOrder, badValue };
    },
    idOf: (name: string) => store.state.remembered.mappings.find((one) => one.name === name)!.id,
    open(path: string, names: string[]): void {
      audience = {
        path,
        modified: 1,
        reading: AS_FOUND,
        source: PLAIN_SOURCE,
        head: { delimiter: ',', headerRow: 1, suggestedHeaderRow: null, header: names, preview: [] },
      };
      refresh();
    },
    close(): void {
      audience = null;
      refresh();
    },
    connect(account: string, ...now: ProfileField[]): void {
      const senderCode = { id: 1, code: '12345', name: 'Shop', country: 'US' };
      connection = { account, senderCode, fields: now } as unknown as Connection;
      refresh();
    },
    disconnect(): void {
      connection = null;
      refresh();
    },
    sending(isUnderWay: boolean): void {
      const active = isUnderWay ? ({ what: 'push' } as never) : null;
      store.change({ sending: { ...store.state.sending, active } });
    },
  };
  rig.connect('Shop', ...fields);
  rig.open('a.csv', header);
  return rig;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
