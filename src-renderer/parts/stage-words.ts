import type { ActiveSending, Stage } from '../../src-main/contract/sending.ts';
import { amount, amountOf, bytes as inBytes } from './amount.ts';

/** The stages in order. Planning belongs to what comes after it: to a user both are the upload. */
const STAGES = [
  { name: 'Listrak’s opt-outs', stages: ['optOuts'] },
  { name: 'Uploading', stages: ['planning', 'uploading'] },
  { name: 'Listrak works', stages: ['following'] },
  { name: 'Contact by contact', stages: ['updating'] },
  { name: 'Reading back', stages: ['checking'] },
] as const satisfies { name: string; stages: readonly Stage['stage'][] }[];

/** Those that a sending goes through. */
export const stagesOf = ({ byContact, byImport }: Pick<ActiveSending, 'byContact' | 'byImport'>) =>
  STAGES.filter(
    ({ stages: [stage] }) =>
      (byContact || stage !== 'updating') && (byImport || (stage !== 'planning' && stage !== 'following')),
  );

export const placeOf = ({
  stage,
  ...ways
}: Pick<ActiveSending, 'stage' | 'byContact' | 'byImport'>): number =>
  stagesOf(ways).findIndex(({ stages }) => (stages as readonly string[]).includes(stage.stage));

interface StageWords {
  /** In a sentence that stays the same for as long as the stage does, so that it is read out once. */
  what: string;
  done?: number;
  of?: number;
  detail?: string;
}

export function stageWords(stage: Stage): StageWords {
  switch (stage.stage) {
    case 'optOuts':
      return { what: 'Asking Listrak who is opted out', detail: `${amountOf(stage.count, 'number')} so far` };
    case 'planning':
      return {
        what: 'Reading the file to see how much there is to send',
        done: stage.bytes,
        of: stage.ofBytes,
      };
    case 'uploading': {
      const part = stage.ofParts > 1 ? `import ${stage.part + 1} of ${stage.ofParts}` : 'everything';
      return {
        what: `Uploading ${stage.purpose === 'sample' ? 'the sample' : part}`,
        done: stage.bytes,
        of: stage.ofBytes,
        detail: `${amountOf(stage.rows, 'row')}, ${inBytes(stage.bytes)} of ${inBytes(stage.ofBytes)}`,
      };
    }
    case 'following':
      return {
        what: `Listrak works on import ${stage.importId}`,
        detail: `It says: ${stage.status}`,
      };
    case 'updating':
      return {
        what: 'Changing what an import cannot carry, contact by contact',
        done: stage.done,
        of: stage.of,
        detail: `${amount(stage.done)} of ${amountOf(stage.of, 'contact')}`,
      };
    case 'checking':
      return {
        what: 'Reading back what Listrak holds now',
        done: stage.done,
        of: stage.of,
        detail: `${amount(stage.done)} of ${amountOf(stage.of, 'contact')}${
          stage.round > 1 ? `, round ${stage.round}: Listrak may need a while to show changes` : ''
        }`,
      };
  }
}

/** What is said of a sending in the bottom bar, where changes are read out. */
export function sendingStatus({ stage, stopping, pause }: ActiveSending): string {
  if (stopping) return 'Stopping…';
  if (pause === 'paused') return 'Paused. Nothing is being sent.';
  return `${stageWords(stage).what}…`;
}
