import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type State, stateSchema } from '../../../src-main/contract/state.ts';
import { STEPS, type Step } from '../../../src-main/contract/steps.ts';
import {
  consentIsGiven,
  lockOf,
  STEP_NAMES,
  stepAfter,
  viewStep,
} from '../../../src-renderer/state/steps.ts';
import {
  active,
  CONNECTIONS,
  CONSENTS,
  FAILURE,
  FILES,
  REVIEWS,
  SENDING,
  sampled,
  sent,
  state,
} from './states.ts';

const oneOf = <Value>(cases: Record<string, Value>) => fc.constantFrom(...Object.values(cases));
const mapping = { columns: [], constants: [], recalled: null, failure: null };
const came = fc.constantFrom(
  null,
  sent({ sent: 5 }),
  sent({ sample: sampled({}), state: 'importFailed' }, false),
);
const anyState: fc.Arbitrary<State> = fc
  .record({
    seen: fc.subarray([...STEPS]),
    connection: oneOf<State['connection']>(CONNECTIONS),
    file: oneOf<State['file']>(FILES),
    mapping: fc.constantFrom(mapping, { ...mapping, failure: FAILURE }),
    consent: oneOf<State['consent']>(CONSENTS),
    review: oneOf<State['review']>(REVIEWS),
    history: fc.constantFrom(state().history, { ...state().history, failure: FAILURE }),
    sending: fc.record({
      active: fc.constantFrom(null, active('sample'), active('push')),
      sample: came,
      push: came,
      proven: fc.boolean(),
      failure: fc.constantFrom(
        null,
        { what: 'sample', failure: FAILURE },
        { what: 'push', failure: FAILURE },
      ),
    }),
  })
  .map(({ sending, ...parts }) =>
    state({ ...parts, sending: { ...SENDING, ...sending } as State['sending'] }),
  );

describe('a step', () => {
  it('is locked with a reason, or else has a standing of its own', () => {
    fc.assert(
      fc.property(anyState, fc.constantFrom(...STEPS), (one, step) => {
        expect(stateSchema.safeParse(one).error).toBeUndefined();
        const { standing, result } = viewStep(one, step);
        expect(standing === 'locked').toBe(lockOf(one, step) !== null);
        expect(result).not.toBe('');
        if (standing === 'locked' || standing === 'trouble' || standing === 'done')
          expect(result).not.toBeNull();
      }),
    );
  });

  it('is locked whenever one before it is; Load and History never are', () => {
    fc.assert(
      fc.property(anyState, (one) => {
        const way = STEPS.filter((step) => !['connect', 'load', 'history'].includes(step));
        const locked = way.map((step) => lockOf(one, step) !== null);
        expect(locked).toEqual([...locked].sort((before, after) => Number(before) - Number(after)));
        for (const step of ['connect', 'load', 'history'] as const) expect(lockOf(one, step)).toBeNull();
      }),
    );
  });

  it('names the first thing that is missing', () => {
    const missing: [Step, Partial<State>, string | null][] = [
      ['map', { connection: CONNECTIONS.choosing, file: FILES.none }, 'Connect first'],
      ['map', { file: FILES.opening }, 'Load a file first'],
      ['map', { mapping: { columns: [], constants: [], recalled: null, failure: FAILURE } }, null],
      ['consent', { mapping: { columns: [], constants: [], recalled: null, failure: FAILURE } }, null],
      [
        'review',
        { mapping: { columns: [], constants: [], recalled: null, failure: FAILURE }, consent: CONSENTS.open },
        'Finish Map first',
      ],
      ['review', { consent: CONSENTS.open }, 'Finish Consent first'],
      ['review', { consent: CONSENTS.onTheirWord, review: REVIEWS.none }, null],
      ['sample', { review: REVIEWS.stopped }, 'Finish Review first'],
      ['push', { review: REVIEWS.nothingReady }, 'No row is ready to be sent'],
      ['push', { seen: ['review'], review: REVIEWS.reading }, 'Finish Review first'],
      ['sample', { seen: ['load', 'map', 'consent'] }, 'Look through Review first'],
      ['push', { seen: [] }, 'Look through Review first'],
      ['push', {}, null],
    ];
    for (const [step, changes, why] of missing) expect(lockOf(state(changes), step)).toBe(why);
  });

  it('is followed by the next one, and History by none', () => {
    expect(STEPS.map(stepAfter)).toEqual([...STEPS.slice(1), null]);
    expect(Object.keys(STEP_NAMES)).toEqual([...STEPS]);
  });
});

it('knows who opted in by a column or by the user’s word', () => {
  expect(Object.values(CONSENTS).map((consent) => consentIsGiven(state({ consent })))).toEqual([
    true,
    true,
    false,
  ]);
});

it('knows who opted in by a second file as well', () => {
  const consentFile = { status: 'reading' as const, name: 'optins.csv', bytes: 0, ofBytes: 0 };
  expect(consentIsGiven(state({ consent: CONSENTS.open, consentFile }))).toBe(true);
});

describe('the rail', () => {
  const standing = (step: Step, changes: Partial<State>) => viewStep(state(changes), step).standing;
  const sending = (changes: Partial<State['sending']>) => ({ sending: { ...SENDING, ...changes } });

  it('calls a step done only once it was looked at', () => {
    for (const step of ['map', 'consent', 'review'] as const) {
      expect(standing(step, { seen: [] })).toBe('open');
      expect(standing(step, { seen: [step] })).toBe('done');
    }
  });

  it('says where the user is needed', () => {
    expect(standing('connect', { connection: CONNECTIONS.failed })).toBe('trouble');
    expect(standing('load', { file: FILES.failed })).toBe('trouble');
    expect(standing('load', { file: FILES.stopped })).toBe('stale');
    expect(standing('load', { file: FILES.asking })).toBe('open');
    expect(
      standing('map', {
        mapping: { columns: [], constants: [], recalled: null, failure: FAILURE },
        seen: ['map'],
      }),
    ).toBe('trouble');
    expect(standing('consent', { consent: CONSENTS.open, seen: ['consent'] })).toBe('trouble');
    expect(standing('review', { review: REVIEWS.failed })).toBe('trouble');
    expect(standing('review', { review: REVIEWS.stopped })).toBe('stale');
  });

  it('calls a sample done only when it proves what would be sent now', () => {
    const sample = sent({ sample: sampled({ asked: 20, match: 20 }), state: 'sampleSent' });
    expect(viewStep(state(sending({ sample, proven: true })), 'sample')).toEqual({
      standing: 'done',
      result: '20 of 20 match',
    });
    expect(standing('sample', sending({ sample }))).toBe('trouble');
    expect(viewStep(state(sending({ sample: { ...sample, upToDate: false } })), 'sample')).toEqual({
      standing: 'stale',
      result: 'Send one again',
    });
    const failure = { what: 'sample' as const, failure: FAILURE };
    expect(viewStep(state(sending({ sample, failure })), 'sample')).toEqual({
      standing: 'trouble',
      result: 'Was not sent',
    });
    expect(viewStep(state(sending({ active: active('sample'), failure })), 'sample').result).toBe(
      'Being sent…',
    );
  });

  it('calls a push done only when it came to its end as planned', () => {
    const push = sent({ sent: 1380 });
    expect(standing('push', sending({ push }))).toBe('done');
    expect(standing('push', sending({ push: sent({ sent: 1380, state: 'notChecked' }) }))).toBe('trouble');
    const before = { ...push, upToDate: false };
    for (const last of [null, before]) {
      const view = (proven: boolean) => viewStep(state(sending({ push: last, proven })), 'push');
      expect(view(false)).toEqual({ standing: 'open', result: 'Waits for a sample that matches' });
      expect(view(true)).toEqual({ standing: 'open', result: null });
    }
  });
});
