import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunDetail } from '../../../src-main/contract/sending.ts';
import { runReportHtml } from '../../../src-main/delivery/run-report-html.ts';
import { recordedRun } from './recorded-run.ts';

/** What a person reads, with one space between pieces. */
const textOf = (markup: string): string =>
  markup
    .replace(/<style>.*?<\/style>/s, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

/** The names of all elements, in order: markup that a text brought in would change it. */
const tagsOf = (markup: string): string[] => [...markup.matchAll(/<\/?([a-z!][\w-]*)/gi)].map(([tag]) => tag);

/** The same run, every text of a file or of Listrak in it replaced. */
function speaking(text: string): RunDetail {
  const { consent, ...run } = recordedRun();
  return {
    ...run,
    ...{ runId: text, file: text, account: text, senderCode: text, sha256: text, provenBy: text },
    imports: [{ id: text, purpose: 'push', rows: 3, status: text }],
    mapping: [{ column: text, field: text }],
    consent: {
      ...consent!,
      column: { ...consent!.column!, header: text },
      file: { ...consent!.file!, name: text },
    },
    differences: [{ row: 3, phone: text, field: text, sent: text, stored: text }],
    error: { code: 'some.code', message: text, hint: text },
  };
}

describe('the report as HTML', () => {
  it('has every number of the run', () => {
    const text = textOf(runReportHtml(recordedRun()));
    for (const told of [
      'All 57,522 rows of the file',
      'Ready to be sent 48,212 83.8%',
      'Left out: not opted in 8,000 13.9%',
      'Left out: a value cannot be used 1,000 1.7%',
      'Left out: the phone stands in another row 307 0.5%',
      'Left out: the row itself is broken 3 under 0.1%',
      '41 of those ready had a value that was repaired or rounded.',
      '48,212 of 48,212 ready rows are in imports that Listrak took',
      'Sent as a sample 10 rows',
      'Of 57,519 rows that were asked, 49,519 count as opted in',
      'Column “is_sms_opted_in” 50,000 5,019 2,500 2026-11-24 20:58:01 UTC',
      'File “opt-status.csv” 49,900 6,000 1,619 2026-11-24 20:59:02 UTC',
      '1,200 are not in it, and 77 stand in it with a yes and another answer',
      'Taken back by another row with the same phone: 44. Opted out in Listrak, whatever the files say: 456.',
      'it has 456 rows opted out',
      '9001 Sample 10 Complete',
      '9002 Everything 48,212 Complete',
      'The sample, read back: 10 contacts',
      'Everything, read back: 200 contacts, chosen at random',
      'Match 196',
      '1,204 •••0104 Loyalty Tier ••• blank',
      '7 · 512 · 30,411',
      'Loyalty_Tier Loyalty Tier',
    ]) {
      expect(text).toContain(told);
    }
  });

  it('draws each outcome with its share of the rows, which fill the picture', () => {
    const markup = runReportHtml(recordedRun());
    const [, svg] = /<svg class="picture"[^>]*>(.*?)<\/svg>/s.exec(markup)!;
    const widths = [...svg!.matchAll(/x="[\d.]+%" width="([\d.]+)%"/g)].map(([, width]) => Number(width));
    expect(widths).toHaveLength(5);
    expect(widths[0]).toBeCloseTo((100 * 48_212) / 57_522);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(100);
    expect(runReportHtml(recordedRun({ counts: { ...recordedRun().counts, total: 0 } }))).not.toContain(
      'NaN',
    );
  });

  it('needs nothing from outside, and runs nothing', () => {
    const markup = runReportHtml(recordedRun());
    expect(markup).not.toMatch(
      /https?:|\burl\(|@import|<(?:script|link|img|iframe|object|embed|base|form)\b/i,
    );
    expect(markup).not.toMatch(/\s(?:src|href|srcset|on\w+)=/i);
    expect(markup).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it('lets no text become markup, whatever it is', () => {
    const plain = runReportHtml(speaking('plain'));
    const sly = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '`', '/', 'a', ' ', '=', '-', '!') }),
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><img src=x onerror=alert(1)>',
        '</style>',
        '&lt;b&gt;',
        '-->',
      ),
    );
    fc.assert(
      fc.property(sly, (text) => {
        // A text that is nothing in a difference is told as blank, which is no markup either.
        expect(tagsOf(runReportHtml(speaking(text)))).toEqual(tagsOf(plain));
      }),
    );
    expect(runReportHtml(speaking(`<b title='a'>"Tom & Jerry"</b>`))).toContain(
      '&lt;b title=&#39;a&#39;&gt;&quot;Tom &amp; Jerry&quot;&lt;/b&gt;',
    );
  });

  it('says what was done on the user’s word, and how the run came out', () => {
    const error = { code: 'check.blank', message: 'Nothing to compare.', hint: 'Look again.' };
    const text = textOf(
      runReportHtml(
        recordedRun({
          state: 'unfinished',
          ended: null,
          sampleSkipped: true,
          withoutConsentInformation: true,
          withoutOptOuts: true,
          error,
        }),
      ),
    );
    expect(text).toContain('! The record has no end: the run was cut off.');
    expect(text).toContain('Nothing to compare. Look again.');
    expect(text).toContain('Ended Not on record');
    expect(text.match(/on the user’s word/g)).toHaveLength(3);
    expect(textOf(runReportHtml(recordedRun({ state: 'finished' })))).toContain(
      '✓ Everything that was ready',
    );
  });

  it('leaves out what did not happen, and says where an older record does not tell', () => {
    const text = textOf(
      runReportHtml(
        recordedRun({
          imports: [],
          consent: null,
          sampleCheck: null,
          check: null,
          differences: [],
          unknownRows: [],
        }),
      ),
    );
    expect(text).toContain('Who opted in This record does not tell.');
    expect(text).toContain('Imports None left.');
    expect(text).not.toMatch(/read back|Where Listrak held|does not know/);
  });

  it('lists so many differences as a person reads, and says how many more the CSV has', () => {
    const many = Array.from({ length: 203 }, (_, row) => ({ ...recordedRun().differences[0]!, row }));
    const text = textOf(runReportHtml(recordedRun({ differences: many })));
    expect(text.match(/•••0104/g)).toHaveLength(200);
    expect(text).toContain('3 more differences: the report as CSV has them all.');
  });
});
