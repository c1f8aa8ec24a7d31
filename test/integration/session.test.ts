import { describe, expect, it } from 'vitest';
import { SAMPLE_AUDIENCE, sessions } from './session.ts';

const on = sessions();

describe('the whole job, as the window drives it', () => {
  it('reviews the sample audience, sends a sample, then everything, and remembers both runs', async () => {
    const { review } = await on.review(SAMPLE_AUDIENCE);
    expect(review).toMatchObject({ status: 'done', review: { rows: { total: 1996, ready: 1380 } } });
    const { sending } = await on.sendSample();
    expect(sending.sample?.report.state).toBe('sampleSent');
    expect(sending.proven).toBe(true);
    await on.done('push', { rows: 1380, withoutSample: null });
    const { sending: after } = await on.until(
      ({ sending }) => sending.active === null,
      'the end of the push',
    );
    expect(after.push?.report).toMatchObject({ state: 'finished', sent: 1380 });
    const { history } = await on.until(({ history }) => history.runs.length === 2, 'two runs on record');
    const run = await on.done('openRun', { runId: history.runs[0]!.runId });
    expect(on.tokens, 'those that must not be told').not.toEqual([]);
    expect(run).toMatchObject({ scope: 'push', provenBy: after.sample?.report.runId, sent: 1380 });
  });
});
