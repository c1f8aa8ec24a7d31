import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from '../e2e/app.ts';
import * as way from '../e2e/way.ts';

const ALL = fileURLToPath(new URL('../../test-results/screenshots/', import.meta.url));

/** An SMS opt-in status table: several answers a person, by brand, region and program. */
function statusTable(phones: readonly string[]): string[] {
  const brands = ['Outfitters', 'Kids', 'Home'];
  const answers = ['Opted in', 'Opted in', 'ja', 'Opted out', '', 'pending'];
  return [
    'Phone,Amperity ID,Brand,Region,SMS Program,Is SMS Opted In',
    ...phones.flatMap((phone, row) =>
      brands.map(
        (brand, place) =>
          `${phone},A-${row},${brand},${row % 2 ? 'US' : 'CA'},${place ? 'Alerts' : ''},${answers[(row + place) % answers.length]}`,
      ),
    ),
  ];
}

test.beforeAll(() => mkdirSync(ALL, { recursive: true }));

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 1000, height: 700 },
]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const name = `consent-${viewport.width}x${viewport.height}-${colorScheme}`;
    test.describe(name, () => {
      test.use({ viewport, colorScheme });

      test('every state of consent', async ({ app }) => {
        const { page, practice } = app;
        page.setDefaultTimeout(10_000);
        const button = (label: string | RegExp) => page.getByRole('button', { name: label });
        const section = (title: string) => page.getByRole('region', { name: title, exact: true });
        const shoot = async (what: string, at?: string) => {
          if (at)
            await section(at).evaluate((element: unknown) =>
              (element as { scrollIntoView(how: object): void }).scrollIntoView({ block: 'start' }),
            );
          await page.mouse.move(0, 0);
          await page.waitForTimeout(400);
          await page.screenshot({ path: `${ALL}${name}-${what}.png` });
        };
        const phones = way.subscribedPhones(30);
        const answers = ['yes', 'ja', 'no', '', 'nein', 'Y'];
        await way.addAndConnect(app);

        await way.loadFile(
          app,
          way.writeAudience(app, 'sms-ok.csv', [
            'Phone,SMS OK?,First Name,Amperity ID',
            ...phones.map((phone, row) => `${phone},${answers[row % answers.length]},Name ${row},A-${row}`),
          ]),
        );
        await way.goToStep(app, 'Consent');
        await shoot('01-nothing-but-a-suggestion');
        await page.getByRole('checkbox', { name: /^I know that nothing/ }).click();
        await section('What it comes to').waitFor();
        await shoot('02-on-the-user’s-word');
        await button(/^SMS OK\?/).click();
        await page.getByRole('table', { name: 'Answers in the column' }).waitFor();
        await page.getByText(/opted out in Listrak as of/).waitFor();
        await shoot('03-answers');
        await page
          .getByRole('radiogroup', { name: 'What “ja” means' })
          .getByText('Yes', { exact: true })
          .click();
        await button('Use the usual answers').waitFor();
        await shoot('04-own-answers');
        await shoot('05-second-file-none', 'A second file');

        const table = way.writeAudience(app, 'sms-opt-in-status.csv', statusTable(phones));
        await app.chooseFile(table);
        await button('Choose a file…').click();
        await page.getByRole('table', { name: 'Answers in the second file' }).waitFor();
        await shoot('06-second-file', 'A second file');
        await button(/^Brand/).click();
        await button(/^Region/).click();
        await page.getByRole('checkbox', { name: /^Kids/ }).click();
        await page.getByText(/^Only rows with Brand/).waitFor();
        await shoot('07-filters', 'A second file');
        await section('What it comes to').waitFor();
        await shoot('08-summary', 'What it comes to');
        await page.getByRole('radio', { name: 'An ID' }).locator('xpath=following-sibling::label').click();
        await page.getByRole('combobox', { name: 'The same ID in the audience' }).waitFor();
        await shoot('09-by-id', 'A second file');

        await app.chooseFile(
          way.writeAudience(app, 'nameless.csv', ['Number,Answer', ...phones.map((phone) => `${phone},yes`)]),
        );
        await button('Choose another file…').click();
        await page.getByText('This file does not count yet.').waitFor();
        await shoot('10-incomplete', 'A second file');
        await button('Remove').click();

        const large = way.writeAudience(app, 'large-status.csv', [
          'Phone,Is SMS Opted In',
          ...Array.from({ length: 2_000_000 }, (_, row) => `201${5_000_000 + row},yes`),
        ]);
        await app.chooseFile(large);
        await button('Choose a file…').click();
        await button('Stop').waitFor();
        await shoot('11-reading', 'A second file');
        await button('Stop').click();
        await button('Choose a file…').waitFor();
        writeFileSync(`${app.downloads}/empty.csv`, '');
        await app.chooseFile(`${app.downloads}/empty.csv`);
        await button('Choose a file…').click();
        await button('Try another file…').waitFor();
        await shoot('12-failed', 'A second file');
        await button('Remove').click();

        practice.faults.add({ path: /optOut|OptOut|optout/i, fault: { type: 'slow', milliseconds: 3000 } });
        await button('Ask Listrak again').click();
        await section('What Listrak says').getByRole('button', { name: 'Stop' }).waitFor();
        await shoot('13-asking', 'What Listrak says');
        await section('What Listrak says').getByRole('button', { name: 'Stop' }).click();
        practice.faults.clear();
        practice.faults.add({ path: /optout/i, fault: { type: 'status', status: 403 }, times: 100 });
        await button('Ask Listrak again').click();
        await button('Ask again').waitFor();
        await shoot('14-asking-failed', 'What Listrak says');
        await page.getByRole('checkbox', { name: /^Send although Listrak/ }).click();
        await button('Ask again').waitFor();
        await page.waitForTimeout(500);
        await shoot('15-without-listrak', 'What Listrak says');
        await way.toReview(app);
        await way.sendSample(app);
        await way.goToStep(app, 'History');
        await page.getByRole('table').getByRole('button').first().click();
        await page
          .getByRole('heading', { name: 'Who opted in', exact: true })
          .last()
          .scrollIntoViewIfNeeded();
        await shoot('16-history');
      });
    });
  }
}
