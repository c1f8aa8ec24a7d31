import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { practiceOptedOut, practicePhones } from '../../src-main/practice/seed.ts';
import { expect, type TestApp } from './app.ts';

/*
 * The steps of a user's way through the app, for the tests that are about something further on. Accounts added here
 * are of the test's own practice Listrak; the built-in practice account has one inside the app that no test can see.
 */

export const SENDER_CODE = 1001;

/** Phones that are subscribed to the sender code, ten digits each. */
export function subscribedPhones(count: number): string[] {
  const optedOut = new Set(practiceOptedOut(SENDER_CODE));
  return practicePhones(SENDER_CODE)
    .filter((phone) => !optedOut.has(phone))
    .slice(0, count)
    .map((phone) => phone.slice(1));
}

/** The button of a step in the rail. */
export function railStep({ page }: TestApp, step: string) {
  return page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('button', { name: new RegExp(`^${step}\\b`) });
}

export async function goToStep(app: TestApp, step: string): Promise<void> {
  await railStep(app, step).click();
  await expect(railStep(app, step)).toHaveAttribute('aria-current', 'step');
}

/** The bottom bar's way on. */
export async function next({ page }: TestApp, step: string): Promise<void> {
  await page.getByRole('button', { name: `Next: ${step}`, exact: true }).click();
}

interface Credentials {
  clientId: string;
  clientSecret: string;
}

/** Adds an account of the test's own practice Listrak, or with credentials that it does not know. */
export async function addAccount(
  { page }: TestApp,
  name = 'Our shop',
  { clientId, clientSecret }: Credentials = { clientId: 'practice', clientSecret: 'practice' },
): Promise<void> {
  await page.getByRole('button', { name: 'Add account' }).click();
  const form = page.getByRole('form', { name: 'Add account' });
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('Client ID').fill(clientId);
  await form.getByLabel('Client secret', { exact: true }).fill(clientSecret);
  await form.getByRole('button', { name: 'Add account' }).click();
  await expect(form).toBeHidden();
  await expect(page.getByRole('button', { name: `Connect to ${name}`, exact: true })).toBeVisible();
}

/** Connects to an account and takes a sender code, in Connect. */
export async function connect({ page }: TestApp, name = 'Our shop', senderCode = '55501'): Promise<void> {
  await page.getByRole('button', { name: `Connect to ${name}`, exact: true }).click();
  await page.getByRole('radio', { name: senderCode }).check();
  await page.getByRole('button', { name: 'Use this sender code' }).click();
  await expect(page.getByRole('status').filter({ hasText: `Connected to ${name}` })).toBeVisible();
}

export async function addAndConnect(app: TestApp, name = 'Our shop'): Promise<void> {
  await addAccount(app, name);
  await connect(app, name);
}

/** Writes a file where the test may have it, and answers its path. */
export function writeAudience({ downloads }: TestApp, name: string, lines: readonly string[]): string {
  const path = join(downloads, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

/** An audience of so many rows that are all ready: phone, opt-in answer, first name and loyalty tier. */
export function readyRows(count: number): string[] {
  const rows = subscribedPhones(count).map((phone, row) => `${phone},yes,Name ${row},Gold`);
  return ['Phone,SMS Opted In,First Name,Loyalty Tier', ...rows];
}

/** Loads a file by the open dialog, from whichever step. */
export async function loadFile(app: TestApp, path: string): Promise<void> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  await goToStep(app, 'Load');
  await app.chooseFile(path);
  await app.page.getByRole('button', { name: /^Choose (a|another) file…$/ }).click();
  await expect(app.page.getByRole('heading', { name, exact: true })).toBeVisible();
}

/** Writes and loads an audience of so many rows that are all ready. */
export async function loadReadyRows(app: TestApp, count: number, name = 'audience.csv'): Promise<void> {
  await loadFile(app, writeAudience(app, name, readyRows(count)));
}

/** From Load with a file to the rows in Review. */
export async function toReview(app: TestApp): Promise<void> {
  await goToStep(app, 'Load');
  await next(app, 'Map');
  await next(app, 'Consent');
  await next(app, 'Review');
  await expect(app.page.getByRole('grid', { name: 'Rows of the file' })).toBeVisible();
}

/** From Review to a sample that was sent and matches. */
export async function sendSample(app: TestApp): Promise<void> {
  await goToStep(app, 'Sample');
  await app.page.getByRole('button', { name: /^Send sample of/ }).click();
  await expect(app.page.getByText('The sample matches.', { exact: true })).toBeVisible();
}

/** Confirms the count in Push and begins to send; whether it comes to an end is the test's to see. */
export async function beginPush(app: TestApp, ready: number): Promise<void> {
  await goToStep(app, 'Push');
  await app.page.getByRole('textbox', { name: /^How many rows go to Listrak/ }).fill(String(ready));
  await app.page.getByRole('button', { name: /^Update [\d,]+ profiles?$/ }).click();
}

/** Pushes everything and waits until it has come out well. */
export async function pushAll(app: TestApp, ready: number): Promise<void> {
  await beginPush(app, ready);
  await cameOutWell(app);
}

/** Waits until a push is over, with everything sent and nothing that differs. */
export async function cameOutWell({ page }: TestApp): Promise<void> {
  await expect(page.getByText('This is over.')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/^Everything that was ready was sent, and/)).toBeVisible();
}

/** All the way to a sample that matches, with so many rows that are ready. */
export async function toMatchingSample(app: TestApp, rows = 30): Promise<void> {
  await addAndConnect(app);
  await loadReadyRows(app, rows);
  await toReview(app);
  await sendSample(app);
}
