import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli, temporaryFolder } from './run-cli.ts';

let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const audience = (lines: string[]) => folder.file('audience.csv', lines.join('\n'));
const practice = (command: string, file: string, ...more: string[]) =>
  runCli([command, file, '--account', 'practice', '--data-dir', folder.path, ...more]);

describe('a column of a misspelt or usual name', () => {
  const COLUMNS = ['Mobile,Loyalty Teir,Zip,SMS Opted In', '7175550101,Gold,17070,yes'];

  test('is told with the option that maps it, in the review and in the field check', async () => {
    const file = audience(COLUMNS);
    for (const command of ['review', 'fields', 'push']) {
      const { stdout } = await practice(command, file, '--map', 'Mobile=Phone');
      expect(stdout).toContain('Is it Loyalty Tier (--map "Loyalty Teir=Loyalty Tier")?');
      expect(stdout).toContain('Is it Postal Code (--map "Zip=Postal Code")?');
    }
    const options = ['Mobile=Phone', 'Loyalty Teir=Loyalty Tier', 'Zip=Postal Code'];
    const followed = await practice('review', file, ...options.flatMap((pair) => ['--map', pair]));
    expect(followed.stdout).not.toContain('Is it');
    expect(followed.stdout).toContain('→ Postal Code');
  });

  test('is named as the likely phone where no column is known to be it', async () => {
    const { code, stderr, json } = await practice('review', audience(COLUMNS), '--json');
    expect([code, json.error.code]).toEqual([1, 'mapping.noPhone']);
    expect(json.error.hint).toMatch(/^The phone is likely “Mobile” \(--map "Mobile=Phone"\)\. Say which/);
    expect(stderr).toContain('(--map "Mobile=Phone")');
  });

  test('does not hide that the country is none', async () => {
    const phone = ['--map', 'Mobile=Phone'];
    const { json } = await practice('review', audience(COLUMNS), ...phone, '--country', 'XX', '--json');
    expect(json.error.code).toBe('country.unknown');
    const without = await practice('review', audience(COLUMNS), '--country', 'XX', '--json');
    expect(without.json.error.code).toBe('mapping.noPhone');
  });
});

describe('a field that the account does not have', () => {
  test.each([
    ['--map', 'Tier=Loyalty Tierr'],
    ['--constant', 'Favourite=x'],
  ])('is told with those that there are, named in %s', async (option, value) => {
    const file = audience(['Phone,Tier,SMS Opted In', '7175550101,Gold,yes']);
    const { json } = await practice('review', file, option, value, '--json');
    expect(json.error.code).toBe('mapping.unknownField');
    expect(json.error.hint).toContain('fields that are there: Birthday, Email Address, First Name,');
    expect(json.error.hint).not.toContain('Legacy Segment');
  });
});

describe('a push without a ready row and without --yes', () => {
  test.each([
    ['Phone,Loyalty Tier', '7175550101,Gold', 'push.noConsentInformation', '--opt-in COLUMN'],
    ['Phone,Loyalty Tier,SMS Opted In', '7175550101,Gold,no', 'push.nothingReady', 'Look at the reasons'],
  ])('says what to do instead of --yes: %s', async (header, row, problem, instead) => {
    const file = audience([header, row]);
    const { code, json } = await practice('push', file, '--json');
    expect([code, json.error.code]).toEqual([2, problem]);
    expect(json.error.message).toBe('No row of the file is ready, so nothing was sent.');
    const { stdout } = await practice('push', file);
    expect(stdout).toContain(instead);
    expect(stdout).not.toContain('--yes');
  });
});
