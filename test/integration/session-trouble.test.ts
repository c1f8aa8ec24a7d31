import { describe, expect, it, vi } from 'vitest';
import type { CommandInput, CommandName } from '../../src-main/contract/commands.ts';
import { WITHOUT_SAMPLE } from '../../src-main/contract/sending.ts';
import { PEOPLE } from './pushing.ts';
import { people, SAMPLE_AUDIENCE, sessions } from './session.ts';

const on = sessions();
const POST = { method: 'POST', path: /ContactImport$/ };

/** Holds what is sent next until what is answered here is called. */
function hold(): () => void {
  let release = () => {};
  on.holding = new Promise((resolve) => {
    release = resolve;
  });
  return release;
}

const beginPush = () => on.done('push', { rows: on.ready(), withoutSample: WITHOUT_SAMPLE });

describe('while something is being sent', () => {
  it('nothing that would change its ground is done, and its rows can be looked at', async () => {
    const path = on.write(people(5));
    await on.review(path);
    const { token } = on.session.offerFile(path);
    const { revision } = on.state.review as { revision: number };
    const release = hold();
    await beginPush();
    const rules = { country: 'US', keep: 'last' } as const;
    const calls: { [Name in CommandName]?: CommandInput<Name> } = {
      mapColumn: { position: 1, target: 'ignored' },
      chooseConsent: { column: null, meanings: null, withoutInformation: true, withoutOptOuts: false },
      chooseRules: rules,
      openFile: { token },
      chooseFile: null,
      openSampleAudience: null,
      reviewAgain: null,
      readOptOuts: null,
      connect: { account: 'practice' },
      disconnect: null,
      chooseSenderCode: { id: 1002 },
      refreshFields: null,
      renameAccount: { from: 'Shop', to: 'Other' },
      removeAccount: { account: 'Shop' },
      chooseSample: { kind: 'first', count: 1, seed: 1, rows: [] },
      sendSample: { rows: 5, choice: on.state.sending.choice },
      push: { rows: 5, withoutSample: WITHOUT_SAMPLE },
    };
    for (const [name, input] of Object.entries(calls)) {
      expect([name, await on.refused(name as CommandName, input as never)]).toEqual([
        name,
        'sending.underWay',
      ]);
    }
    await on.done('stopReview', null);
    await on.session.chooseFile();
    const filter = { outcome: 'ready', reason: null, search: '' } as const;
    const { layout, count } = await on.done('findRows', { revision, filter });
    expect(count).toBe(5);
    expect((await on.done('rows', { layout, from: 0, count: 5 })).rows).toHaveLength(5);
    release();
    expect((await on.idle()).push?.report).toMatchObject({ state: 'finished', sent: 5 });
    expect(on.imports()).toHaveLength(1);
  });

  it('a file that was chosen in a dialog from before is not opened', async () => {
    await on.review(on.write(people(5)));
    let choose = (_path: string) => {};
    on.picked = new Promise<string>((resolve) => {
      choose = resolve;
    });
    const fromMenu = on.session.chooseFile();
    const release = hold();
    await beginPush();
    choose(on.write(people(9), 'other.csv'));
    await fromMenu;
    expect(on.state.file).toMatchObject({ status: 'open', name: 'audience.csv' });
    release();
    expect((await on.idle()).push?.report).toMatchObject({ state: 'finished', sent: 5 });
  });

  it('its requests can be looked at afterwards, with nobody’s phone or email in them', async () => {
    await on.review(SAMPLE_AUDIENCE);
    await on.sendSample();
    const { exchanges } = await on.done('exchanges', null);
    expect(exchanges).toHaveLength(on.state.sending.exchanges);
    const text = JSON.stringify(exchanges);
    expect(text).not.toMatch(/555\D?01\d\d|[a-z0-9]{3}@example\.com/);
    const posts = exchanges.filter(({ method, address }) => method === 'POST' && /Import$/.test(address));
    expect(posts).toMatchObject([{ status: 201, bytes: on.imports()[0]!.contentLength }]);
    expect(exchanges[0]!.address).toContain('/OptOut');
    expect(exchanges.filter(({ address }) => /\/Contact\/•••/.test(address))).toHaveLength(10);
  });

  it('the computer’s waking is shown, and a pause is only for a push', async () => {
    await on.review(on.write(people(5)));
    const releaseSample = hold();
    await on.done('sendSample', { rows: 5, choice: on.state.sending.choice });
    await on.done('pause', { paused: true });
    on.session.woke();
    expect(on.state.sending.active).toMatchObject({ pause: 'no', wokeAt: expect.any(String) });
    releaseSample();
    await on.idle();
    const releasePush = hold();
    await beginPush();
    await on.done('pause', { paused: true });
    expect(on.state.sending.active?.pause).toBe('asked');
    await on.done('pause', { paused: false });
    expect(on.state.sending.active?.pause).toBe('no');
    releasePush();
    expect((await on.idle()).push?.report.state).toBe('finished');
  });
});

describe('stopping', () => {
  it('while the opt-outs are read sends nothing, says so, and leaves nothing reading', async () => {
    await on.review(on.write(people(5)));
    const { optOuts } = on.state;
    on.practice.faults.add({ path: /OptOut/, fault: { type: 'never' } });
    await beginPush();
    await on.done('stopSending', null);
    expect(on.state.sending.active?.stopping).toBe(true);
    const { failure, push } = await on.idle();
    expect(failure?.failure).toMatchObject({
      code: 'stopped',
      message: 'Stopped, as you asked. Nothing was sent.',
    });
    expect(push).toBeNull();
    expect(on.state.optOuts).toEqual(optOuts);
    expect(on.imports()).toEqual([]);
  });

  it('while the import is under way says that it may have arrived', async () => {
    await on.review(on.write(people(5)));
    on.practice.faults.add({ ...POST, fault: { type: 'never' } });
    await on.done('push', { rows: 5, withoutSample: WITHOUT_SAMPLE });
    await on.until(({ sending: { active } }) => {
      const stage = active?.stage;
      return stage?.stage === 'uploading' && stage.bytes === stage.ofBytes;
    }, 'the whole upload');
    await on.done('stopSending', null);
    const { push } = await on.idle();
    expect(push?.report).toMatchObject({ state: 'mayHaveArrived', sent: 0, imports: [{ id: null }] });
    expect(push?.report.error?.message).toContain('5 rows may have arrived, and nothing else');
    await on.until(({ history }) => history.runs.length === 1, 'the record');
    expect(on.state.history.runs[0]).toMatchObject({ state: 'mayHaveArrived' });
  });

  it('while the import is followed says that Listrak has it', async () => {
    await on.review(on.write(people(5)));
    on.practice.faults.neverEndNextImport();
    await on.done('push', { rows: 5, withoutSample: WITHOUT_SAMPLE });
    await on.until(({ sending: { active } }) => active?.stage.stage === 'following', 'the following');
    await on.done('stopSending', null);
    const { push } = await on.idle();
    expect(push?.report).toMatchObject({ state: 'stillRunning', sent: 5, imports: [{ id: '9001' }] });
    expect(push?.report.error?.message).toContain('All 5 rows were sent.');
  });

  it('by closing the session puts the end on record, and leaves nothing running', async () => {
    await on.review(on.write(people(5)));
    on.practice.faults.neverEndNextImport();
    await on.done('push', { rows: 5, withoutSample: WITHOUT_SAMPLE });
    await on.until(({ sending: { active } }) => active?.stage.stage === 'following', 'the following');
    await on.session.close();
    expect(on.state.sending).toMatchObject({ active: null, push: { report: { state: 'stillRunning' } } });
    const requests = on.practice.traffic.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(on.practice.traffic).toHaveLength(requests);
    await on.start();
    expect(on.state.history.runs).toMatchObject([{ state: 'stillRunning', sent: 5 }]);
  });
});

describe('trouble on the way', () => {
  it('that passes is waited for in sight, and the import is taken once', async () => {
    await on.review(on.write(people(5)));
    const following = { method: 'GET', path: /ContactImport/ };
    on.practice.faults.add({ ...following, fault: { type: 'resetBefore' }, times: 2 });
    const { push } = await on.push(WITHOUT_SAMPLE);
    expect(push?.report).toMatchObject({ state: 'finished', sent: 5 });
    const waits = on.states.flatMap(({ waiting }) => waiting ?? []);
    expect(new Set(waits.map(({ until }) => until)).size).toBe(2);
    expect(waits[0]?.why).toMatch(/broke/);
    expect(on.states.findLast(({ sending: { active } }) => active)?.waiting).toBeNull();
    expect(on.imports()).toHaveLength(1);
  });

  it('that would be waited for long is over at once when the user has all of it tried now', async () => {
    await on.review(on.write(people(5)));
    const fault = { type: 'status', status: 503, headers: { 'retry-after': '600' } } as const;
    on.practice.faults.add({ path: /\/Contact\/\d+$/, fault, times: 5 });
    await on.done('push', { rows: 5, withoutSample: WITHOUT_SAMPLE });
    // Each has its answer, and so waits: what the server answered may still be on its way.
    await vi.waitFor(async () => {
      const { exchanges } = await on.done('exchanges', null);
      expect(exchanges.filter(({ status }) => status === 503)).toHaveLength(5);
    });
    expect(on.state.waiting?.why).toEqual(expect.any(String));
    const began = performance.now();
    await on.done('tryNow', null);
    const { push } = await on.idle();
    expect(performance.now() - began).toBeLessThan(5000);
    expect(push?.report).toMatchObject({ state: 'finished', check: { asked: 5, match: 5 } });
    expect(on.state.waiting).toBeNull();
    // Where nothing waits it does nothing.
    await on.done('tryNow', null);
  });

  it('is not waited for any longer once the user stops', async () => {
    await on.review(on.write(people(5)));
    const fault = { type: 'status', status: 503, headers: { 'retry-after': '600' } } as const;
    on.practice.faults.add({ path: /OptOut/, fault });
    await on.done('push', { rows: 5, withoutSample: WITHOUT_SAMPLE });
    await on.until(({ waiting }) => waiting !== null, 'the wait');
    await on.done('stopSending', null);
    expect((await on.idle()).failure?.failure.code).toBe('stopped');
    expect(on.state.waiting).toBeNull();
    expect(on.imports()).toEqual([]);
  });

  it('in which the answer is lost is told as such, and nothing is sent twice', async () => {
    await on.review(on.write(people(5)));
    on.practice.faults.add({ ...POST, fault: { type: 'resetAfter' } });
    const { push, proven } = await on.push(WITHOUT_SAMPLE);
    expect(push?.report).toMatchObject({ state: 'mayHaveArrived', sent: 0, imports: [{ id: null }] });
    expect(on.imports()).toHaveLength(1);
    expect(proven).toBe(false);
  });

  it('with the opt-outs sends nothing, and does not leave them being read for ever', async () => {
    // The first reading hangs; the sending asks anew, and is refused.
    on.practice.faults.add({ path: /OptOut/, fault: { type: 'never' } });
    await on.done('connect', { account: 'practice' });
    await on.done('chooseSenderCode', { id: 1001 });
    await on.choose(on.write(people(5)));
    await on.until(({ review, optOuts }) => review.status === 'done' && optOuts.status === 'reading');
    await vi.waitFor(() => expect(on.practice.traffic.some(({ path }) => /OptOut/.test(path))).toBe(true));
    on.practice.faults.add({ path: /OptOut/, fault: { type: 'status', status: 400 } });
    const { sending } = await on.sendSample();
    expect(sending.failure?.failure.message).toContain('Nothing was sent.');
    expect(on.state.optOuts).toEqual({ status: 'unread' });
    expect(on.imports()).toEqual([]);
    await on.done('readOptOuts', null);
    expect(on.state.optOuts.status).toBe('read');
  });

  it('with an import that Listrak ends in failure is told, and the sample proves nothing', async () => {
    await on.review(on.write(people(5)));
    on.practice.faults.failNextImport();
    const { sending } = await on.sendSample();
    expect(sending).toMatchObject({ proven: false, sample: { report: { state: 'importFailed' } } });
  });

  it('of a sending begun the moment the review is done is no trouble', async () => {
    await on.done('connect', { account: 'practice' });
    await on.done('chooseSenderCode', { id: 1001 });
    let begun = false;
    const end = on.session.subscribe(({ review }) => {
      if (review.status !== 'done' || begun) return;
      begun = true;
      void on.done('sendSample', { rows: 5, choice: on.state.sending.choice });
    });
    await on.choose(on.write(people(5)));
    await on.until(({ sending }) => sending.sample !== null, 'the sample');
    end();
    expect(on.state.sending.proven).toBe(true);
    expect(on.practice.company.find(1001, PEOPLE[0]!)!.values.get(601)).toBe('Gold');
  });
});
