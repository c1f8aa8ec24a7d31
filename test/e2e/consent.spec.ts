import { AxeBuilder } from '@axe-core/playwright';
import { expect, type TestApp, test } from './app.ts';
import * as way from './way.ts';

async function axeFindsNothing({ page }: TestApp, where: string) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect
    .soft(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`),
      where,
    )
    .toEqual([]);
}

/** Loads an audience whose column `SMS OK?` has these answers, and goes to Consent. */
async function loadAnswers(app: TestApp, answers: readonly string[], header = 'SMS OK?'): Promise<string[]> {
  const phones = way.subscribedPhones(answers.length);
  const rows = phones.map((phone, row) => `${phone},${answers[row]},Name ${row},A-${row}`);
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
  await way.addAndConnect(app);
  await way.loadFile(
    app,
    way.writeAudience(app, 'audience.csv', [`Phone,${header},First Name,Amperity ID`, ...rows]),
  );
  await way.goToStep(app, 'Consent');
  return phones;
}

/** Chooses a second file with these lines, by whichever button is there. */
async function chooseSecondFile(app: TestApp, name: string, lines: readonly string[]): Promise<void> {
  await app.chooseFile(way.writeAudience(app, name, lines));
  await section(app, 'A second file')
    .getByRole('button', { name: /^(Choose|Try) (a|another) file…$/ })
    .click();
}

const section = ({ page }: TestApp, name: string) => page.getByRole('region', { name, exact: true });

/** The three-way choice of one answer. */
function meaning(app: TestApp, answer: string, table = 'Answers in the column') {
  const of = app.page
    .getByRole('table', { name: table })
    .getByRole('radiogroup', { name: `What “${answer}” means`, exact: true });
  return {
    choose: (word: string) => of.getByText(word, { exact: true }).click(),
    is: (word: string) => expect(of.getByRole('radio', { name: word, exact: true })).toBeChecked(),
    all: of.getByRole('radio'),
  };
}

test('a likely column is suggested, and each of its answers is yes, no or unknown as the user says', async ({
  app,
}) => {
  const { page } = app;
  await loadAnswers(app, ['yes', 'ja', 'ja', 'nein', '', 'no']);
  await expect(page.getByText('Say who opted in to go on.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next: Review' })).toBeDisabled();
  await axeFindsNothing(app, 'Consent, nothing chosen');
  await page.getByRole('button', { name: /^SMS OK\?/ }).click();
  await expect(page.getByText('1 row says yes; 5 do not and are left out.')).toBeVisible();
  await meaning(app, 'ja').is('Unknown');
  await meaning(app, 'no').is('No');

  await meaning(app, 'ja').choose('Yes');
  await expect(page.getByText('3 rows say yes; 3 do not and are left out.')).toBeVisible();
  await meaning(app, 'nein').choose('No');
  await expect(page.locator('[data-means=no]')).toContainText('2');
  await meaning(app, 'nein').is('No');
  await meaning(app, 'yes').choose('Unknown');
  await expect(page.getByText('2 rows say yes; 4 do not and are left out.')).toBeVisible();
  for (const radio of await meaning(app, 'blank').all.all()) await expect(radio).toBeDisabled();
  await meaning(app, 'blank').is('Unknown');
  await expect(section(app, 'What it comes to')).toContainText(
    'Of 6 rows, 2 count as opted in. Left out: 2 said no, 2 unknown.',
  );
  await axeFindsNothing(app, 'Consent, own answers');

  await page.getByRole('button', { name: 'Use the usual answers' }).click();
  await meaning(app, 'yes').is('Yes');
  await meaning(app, 'ja').is('Unknown');
  await expect(page.getByText('1 row says yes; 5 do not and are left out.')).toBeVisible();
});

test('a usual no that no whole row has stays a no when another answer is given a meaning', async ({
  app,
}) => {
  const [phone] = way.subscribedPhones(1);
  await way.addAndConnect(app);
  const rows = [`${phone},ja,Ann`, `${phone},stop,Ann,too,many`];
  await way.loadFile(app, way.writeAudience(app, 'audience.csv', ['Phone,SMS Opted In,First Name', ...rows]));
  await way.goToStep(app, 'Consent');
  await meaning(app, 'ja').choose('Yes');
  await expect(section(app, 'What it comes to')).toContainText('0 count as opted in');
  await expect(app.page.getByText(/1 more row is left out because another row/)).toBeVisible();
});

test('a second file is joined by phone or by id, and only the rows that are chosen of it count', async ({
  app,
}) => {
  const { page } = app;
  const phones = await loadAnswers(app, ['yes', 'yes', 'yes', 'no'], 'SMS Opted In');
  await chooseSecondFile(app, 'status.csv', [
    'Phone,Amperity ID,Brand,Is SMS Opted In',
    `${phones[0]},A-0,Kids,Opted out`,
    `${phones[0]},A-0,Home,Opted in`,
    `${phones[1]},A-1,Home,ja`,
    `${phones[3]},A-3,Home,Opted in`,
  ]);
  const file = section(app, 'A second file');
  const comesTo = section(app, 'What it comes to');
  await expect(file).toContainText('All its rows count. Any no among them wins.');
  await expect(comesTo.getByRole('row', { name: /^File “status.csv”/ })).toHaveText(/“status.csv”11211/);
  await expect(page.getByText('0 rows count as opted in; 4 do not and are left out.')).toBeVisible();

  await file.getByRole('button', { name: /^Brand/ }).click();
  await file.getByRole('checkbox', { name: /^Kids/ }).click();
  await expect(file).toContainText('Only rows with Brand “Home” count. Any no among them wins.');
  await expect(page.getByText('1 row counts as opted in; 3 do not and are left out.')).toBeVisible();
  await meaning(app, 'ja', 'Answers in the second file').choose('Yes');
  await expect(page.getByText('2 rows count as opted in; 2 do not and are left out.')).toBeVisible();
  await expect(way.railStep(app, 'Consent')).toContainText('2 yes · 2 not');
  await axeFindsNothing(app, 'Consent, with a second file');

  await file.getByText('An ID', { exact: true }).click();
  await expect(file.getByRole('combobox', { name: 'The same ID in the audience' })).toHaveValue(
    'Amperity ID',
  );
  await expect(page.getByText('2 rows count as opted in; 2 do not and are left out.')).toBeVisible();
  await file.getByRole('button', { name: 'No value of “Brand”' }).click();
  await expect(file).toContainText('No row counts, so nobody in the audience counts as opted in.');
  await expect(page.getByText('0 rows count as opted in; 4 do not and are left out.')).toBeVisible();

  await file.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('3 rows say yes; 1 does not and is left out.')).toBeVisible();
  await expect(file.getByRole('button', { name: 'Choose a file…' })).toBeVisible();
});

test('nobody counts as opted in while the second file is incomplete or cannot be read', async ({ app }) => {
  const { page } = app;
  const phones = await loadAnswers(app, ['yes', 'yes'], 'SMS Opted In');
  await chooseSecondFile(app, 'nameless.csv', ['Number,Answer', ...phones.map((phone) => `${phone},yes`)]);
  const file = section(app, 'A second file');
  await expect(file).toContainText('Choose the column with the phone and the column that says who opted in.');
  await expect(file).toContainText('Until then, nobody in the audience counts as opted in.');
  await expect(way.railStep(app, 'Consent')).toContainText('Needs you');
  await expect(section(app, 'What it comes to')).toContainText('0 count as opted in');
  await axeFindsNothing(app, 'Consent, incomplete');
  const choose = async (label: string, column: string) => {
    await file.getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: column, exact: true }).click();
  };
  await choose('Its column with the phone', 'Number');
  await expect(file).toContainText('Choose the column that says who opted in.');
  await choose('Its column that says who opted in', 'Answer');
  await expect(page.getByText('2 rows count as opted in; 0 do not and are left out.')).toBeVisible();

  await chooseSecondFile(app, 'empty.csv', []);
  await expect(file.getByRole('alert')).toBeVisible();
  await expect(file).toContainText('nobody in the audience counts as opted in');
  await expect(way.railStep(app, 'Review')).toContainText('0 ready');
  await axeFindsNothing(app, 'Consent, the second file failed');
  await file.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('2 rows say yes; 0 do not and are left out.')).toBeVisible();
});

test('the tick for no consent information is there only without a column and a second file, and does not come back', async ({
  app,
}) => {
  const { page } = app;
  const phones = await loadAnswers(app, ['x', 'y'], 'Note');
  const tick = page.getByRole('checkbox', { name: /^I know that nothing in this file says who opted in/ });
  await expect(tick).not.toBeChecked();
  await tick.click();
  await expect(tick).toBeChecked();
  await expect(way.railStep(app, 'Consent')).toContainText('On your word');
  await chooseSecondFile(app, 'status.csv', ['Phone,SMS Opted In', `${phones[0]},yes`]);
  await expect(page.getByText('1 row counts as opted in; 1 does not and is left out.')).toBeVisible();
  await expect(tick).toBeHidden();
  await section(app, 'A second file').getByRole('button', { name: 'Remove' }).click();
  await expect(tick).not.toBeChecked();
  await expect(page.getByText('Say who opted in to go on.')).toBeVisible();
});

test('a second file that is being read can be stopped, and nothing is reviewed without it meanwhile', async ({
  app,
}) => {
  await loadAnswers(app, ['yes', 'no'], 'SMS Opted In');
  const lines = Array.from({ length: 3_000_000 }, (_, row) => `201${5_000_000 + row},yes`);
  await chooseSecondFile(app, 'large.csv', ['Phone,SMS Opted In', ...lines]);
  const file = section(app, 'A second file');
  await expect(file.getByText('Reading large.csv')).toBeVisible();
  await expect(app.page.getByRole('button', { name: 'Next: Review' })).toBeDisabled();
  await file.getByRole('button', { name: 'Stop' }).click();
  // It was not taken away by that: nobody is in it.
  await expect(file.getByRole('alert')).toContainText('nobody counts as opted in');
  await expect(file.getByRole('button', { name: 'Try another file…' })).toBeVisible();
  await file.getByRole('button', { name: 'Remove' }).click();
  await expect(file.getByRole('button', { name: 'Choose a file…' })).toBeVisible();
  await expect(app.page.getByText('1 row says yes; 1 does not and is left out.')).toBeVisible();
});

test('asking Listrak can be stopped; when it fails, only a tick lets the rows go, and that is on record', async ({
  app,
}) => {
  const { page, practice } = app;
  await loadAnswers(app, Array(12).fill('yes'), 'SMS Opted In');
  const listrak = section(app, 'What Listrak says');
  const tick = listrak.getByRole('checkbox', { name: /^Send although Listrak could not be asked/ });
  await expect(listrak).toContainText('opted out in Listrak as of');
  await expect(tick).toBeHidden();
  practice.faults.add({ path: /\/OptOut\?/, fault: { type: 'never' } });
  await listrak.getByRole('button', { name: 'Ask Listrak again' }).click();
  await listrak.getByRole('button', { name: 'Stop' }).click();
  await expect(listrak).toContainText('opted out in Listrak as of');

  practice.faults.add({ path: /\/OptOut\?/, fault: { type: 'status', status: 403 }, times: 1000 });
  await listrak.getByRole('button', { name: 'Ask Listrak again' }).click();
  await expect(listrak.getByRole('alert')).toBeVisible();
  await expect(listrak.getByRole('button', { name: 'Ask again' })).toBeVisible();
  await axeFindsNothing(app, 'Consent, Listrak failed');
  await tick.click();
  await expect(tick).toBeChecked();
  await way.toReview(app);
  await way.sendSample(app);
  await way.goToStep(app, 'History');
  await page.getByRole('table').getByRole('button').first().click();
  const run = page.getByRole('dialog', { name: 'A run on record' });
  await expect(run).toContainText('Listrak could not be asked right before sending who is opted out');
  await expect(run.getByRole('table', { name: 'Who opted in, by source' })).toContainText(
    'Column “SMS Opted In”',
  );
  await expect(run).toContainText('Of 12 rows, 12 count as opted in.');
});
