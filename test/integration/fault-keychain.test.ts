import { expect, test } from 'vitest';
import { WITHOUT_SAMPLE } from '../../src-main/contract/sending.ts';
import { memoryKeychain } from '../../src-main/keychain/memory-keychain.ts';
import { lockable } from '../fixtures/lockable-keychain.ts';
import { PEOPLE } from './pushing.ts';
import { CREDENTIALS, people, sessions } from './session.ts';

const on = sessions();

/** Signs in with an account of a keychain. The answer locks that. */
async function signInByKeychain(): Promise<() => void> {
  const keychain = lockable(memoryKeychain(), false);
  on.openKeychain = async () => ({ keychain, kind: 'system', why: null });
  await on.start();
  await on.done('addAccount', { name: 'Shop', ...CREDENTIALS });
  await on.done('connect', { account: 'Shop' });
  await on.done('chooseSenderCode', { id: 1001 });
  await on.choose(on.write(people(5)));
  await on.reviewed();
  return () => {
    keychain.locked = true;
  };
}

test.each(['optOuts', 'uploading', 'following', 'checking'])(
  'a keychain that is locked while a push is at “%s” changes nothing, not even with a token that is over',
  async (stage) => {
    const lock = await signInByKeychain();
    const before = on.tokens.length;
    let isLocked = false;
    const end = on.session.subscribe(({ sending: { active } }) => {
      if (isLocked || active?.stage.stage !== stage) return;
      isLocked = true;
      lock();
      on.practice.faults.expireTokens();
    });
    const { push } = await on.push(WITHOUT_SAMPLE);
    end();
    expect(isLocked).toBe(true);
    expect(push?.report).toMatchObject({ state: 'finished', sent: 5, error: null });
    expect(on.tokens.length).toBe(before + 1);
    expect(on.imports().filter(({ status }) => status === 201)).toHaveLength(1);
    expect(on.practice.company.find(1001, PEOPLE[0]!)!.values.get(601)).toBe('Gold');
    await on.until(({ history }) => history.runs.length === 1, 'the record');
    expect(on.state.history.runs[0]).toMatchObject({ state: 'finished', sent: 5 });
  },
);
