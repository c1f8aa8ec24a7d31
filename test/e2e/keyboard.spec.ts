import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { cameOutWell } from './way.ts';

test.use({ viewport: { width: 1280, height: 800 } });

const MOST_STOPS = 80;

/** As far as an element is asked for in the page; this side of the test knows no DOM. */
interface Elements {
  nextElementSibling: unknown;
  parentElement: unknown;
}
declare function getComputedStyle(element: unknown): Record<'outlineStyle' | 'outlineWidth', string>;

/** The role and accessible name of what has the focus, or null when nothing has it. */
async function focused(page: Page): Promise<string | null> {
  const focus = page.locator(':focus');
  if ((await focus.count()) === 0) return null;
  const [line = ''] = (await focus.ariaSnapshot()).split('\n');
  const [, role, name] = /^- '?(\w+)(?: "((?:[^"\\]|\\.)*)")?/.exec(line) ?? [];
  return role ? `${role} “${name ?? ''}”` : line;
}

/** Whether what has the focus is outlined: itself, the frame around it, or the label drawn in its place. */
async function focusIsVisible(page: Page): Promise<boolean> {
  return page.locator(':focus').evaluate((element) => {
    const { parentElement, nextElementSibling } = element as unknown as Elements;
    return [element, parentElement, nextElementSibling].some((one) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== 'none' && outlineWidth !== '0px';
    });
  });
}

/** The keyboard and nothing else. */
function keyboardOf(page: Page) {
  const press = (key: string) => page.keyboard.press(key);

  async function tabTo(wanted: string, key = 'Tab'): Promise<void> {
    const stops: (string | null)[] = [];
    while (stops.length < MOST_STOPS) {
      await press(key);
      const stop = await focused(page);
      stops.push(stop);
      if (stop === null) continue;
      expect(await focusIsVisible(page), `the focus can be seen on ${stop}`).toBe(true);
      if (stop.includes(`“${wanted}`)) return;
    }
    throw new Error(`Tab never came to “${wanted}”, but to ${stops.join(', ')}`);
  }

  return {
    press,
    tabTo,
    type: (text: string) => page.keyboard.type(text),
    /** Goes there once it can be pressed, and presses it. */
    async go(name: string): Promise<void> {
      await expect(page.getByRole('button', { name }).first()).toBeEnabled();
      await tabTo(name);
      await press('Enter');
      // Whatever becomes of the button, the focus is somewhere.
      await expect.poll(() => focused(page)).not.toBeNull();
    },
  };
}

test('the whole job is done with the keyboard alone', async ({ app }) => {
  const { page } = app;
  const { press, tabTo, type, go } = keyboardOf(page);
  const heading = (name: string) => expect(page.getByRole('heading', { name, level: 1 })).toBeFocused();

  await test.step('connect', async () => {
    await go('Connect to Practice account');
    await expect(page.getByRole('radio', { name: '55501' })).toBeVisible();
    await tabTo('55501');
    await press('ArrowDown');
    await expect(page.getByRole('radio', { name: '55502' })).toBeChecked();
    await press('ArrowUp');
    await expect(page.getByRole('radio', { name: '55501' })).toBeChecked();
    await go('Use this sender code');
    await go('Next: Load');
  });

  await test.step('load', async () => {
    await heading('Load the audience file');
    await go('Use the sample audience');
    await expect(page.getByRole('region', { name: 'First rows of the file' })).toBeVisible();
    await tabTo('First rows of the file');
    await go('Next: Map');
  });

  await test.step('map', async () => {
    await heading('Map the columns');
    await tabTo('What “Last Name” becomes');
    await type('do not');
    await press('ArrowDown');
    await press('Enter');
    await expect(page.getByRole('row', { name: /^Last Name/ })).toContainText('Not sent');
    await tabTo('What “Postal Code” becomes');
    // The list opens at what is chosen.
    for (const key of ['ArrowDown', 'ArrowDown', 'Escape']) await press(key);
    await expect(page.getByRole('row', { name: /^Postal Code/ })).toContainText('Field (Text)');
    await tabTo('Send the first');
    await press('ArrowRight');
    await expect(page.getByRole('radio', { name: 'Send the last' })).toBeChecked();
    await press('ArrowLeft');
    await expect(page.getByRole('radio', { name: 'Send the first' })).toBeChecked();
    await go('Next: Consent');
  });

  await test.step('consent', async () => {
    await heading('Who opted in');
    await expect(page.getByText(/as of /)).toBeVisible();
    const means = page.getByRole('radiogroup', { name: 'What “true” means' });
    await tabTo('Yes');
    await press('ArrowRight');
    await expect(means.getByRole('radio', { name: 'No', exact: true })).toBeChecked();
    await go('Use the usual answers');
    await expect(means.getByRole('radio', { name: 'Yes' })).toBeChecked();
    await go('Next: Review');
  });

  await test.step('review', async () => {
    await heading('Review');
    const grid = page.getByRole('grid', { name: 'Rows of the file' });
    const active = grid.locator('[aria-selected="true"]');
    const at = async (index: number) => {
      await expect(active).toHaveAttribute('data-index', String(index));
      await expect(active).toBeInViewport();
      await expect(grid).toHaveAttribute('aria-activedescendant', (await active.getAttribute('id')) ?? '');
    };
    const last = Number(await grid.getAttribute('aria-rowcount')) - 2;
    await tabTo('Rows of the file');
    await at(0);
    await press('ArrowDown');
    await press('ArrowDown');
    await press('ArrowUp');
    await at(1);
    await press('PageDown');
    await expect(active).not.toHaveAttribute('data-index', '1');
    const page1 = Number(await active.getAttribute('data-index'));
    expect(page1).toBeGreaterThan(5);
    await press('ControlOrMeta+End');
    await at(last);
    await press('PageUp');
    await at(last - (page1 - 1));
    await press('Home');
    await at(0);
    await press('ArrowDown');
    await press('Enter');
    const detail = page.getByRole('dialog', { name: 'Row 3 of the file' });
    await expect(detail).toBeVisible();
    await tabTo('Next row');
    await press('Enter');
    await expect(page.getByRole('dialog', { name: 'Row 4 of the file' })).toBeVisible();
    await press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(grid).toBeFocused();
    await at(2);
    await tabTo('Search the rows', 'Shift+Tab');
    await type('amelia');
    await press('Enter');
    await expect(page.getByRole('status').filter({ hasText: /^\d+ rows?$/ })).toBeVisible();
    await expect(grid.locator('[data-index="0"]')).toContainText('amelia');
    await press('ControlOrMeta+a');
    await press('Delete');
    await press('Enter');
    await expect(grid).toHaveAttribute('aria-rowcount', String(last + 2));
    await go('They are opted out in Listrak');
    await go('Show all reasons');
    await expect(page.getByRole('searchbox', { name: 'Search the rows' })).toBeFocused();
    await expect(grid).toHaveAttribute('aria-rowcount', String(last + 2));
    await go('Next: Sample');
  });

  await test.step('sample', async () => {
    await heading('Sample');
    await tabTo('Random rows');
    await press('ArrowRight');
    await expect(page.getByRole('radio', { name: 'First rows' })).toBeChecked();
    await tabTo('How many');
    await press('ControlOrMeta+a');
    await type('4');
    await go('Send sample of 4');
    await expect(page.getByRole('heading', { name: 'Sending a sample of 4 rows' })).toBeFocused();
    await expect(page.getByText('The sample matches.', { exact: true })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'What came of the sample' })).toBeFocused();
    await go('Next: Push');
  });

  await test.step('push', async () => {
    await heading('Push');
    await tabTo('What exactly will be sent');
    await press('Enter');
    await expect(page.getByRole('region', { name: 'The file’s lines' })).toBeVisible();
    const count = page.getByRole('textbox', { name: /^How many rows go to Listrak/ });
    const label = await page.getByText(/^How many rows go to Listrak/).textContent();
    await tabTo('How many rows go to Listrak');
    await expect(count).toBeFocused();
    await type(label?.split('Type ')[1] ?? '');
    await go('Update ');
    await cameOutWell(app);
    await expect(page.getByRole('heading', { name: 'What came of it' })).toBeFocused();
    await go('Send again…');
    await expect(count).toBeFocused();
    await tabTo('History', 'Shift+Tab');
    await press('Enter');
  });

  await test.step('history', async () => {
    await heading('History');
    await expect(page.getByRole('table').getByRole('row')).toHaveCount(3);
    const run = page.getByRole('table').getByRole('button').first();
    await tabTo((await run.textContent()) ?? '');
    await press('Enter');
    await expect(page.getByRole('dialog', { name: 'A run on record' })).toContainText('Everything');
    await press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(run).toBeFocused();
  });
});

test('an account is added, renamed and removed with the keyboard alone', async ({ app }) => {
  const { page } = app;
  const { press, tabTo, type, go } = keyboardOf(page);
  await go('Add account');
  await expect(page.getByLabel('Name')).toBeFocused();
  expect(await focusIsVisible(page)).toBe(true);
  await type('Our shop');
  await tabTo('Client ID');
  await type('practice');
  await tabTo('Client secret');
  await type('practice');
  await press('Enter');
  await expect(page.getByRole('form', { name: 'Add account' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Add account' })).toBeFocused();
  await go('Rename Our shop');
  await press('ControlOrMeta+a');
  await type('Outfitters');
  await press('Enter');
  await expect(page.getByRole('button', { name: 'Rename Outfitters' })).toBeFocused();
  await go('Remove Outfitters');
  await expect(page.getByRole('dialog')).toBeVisible();
  await press('Escape');
  await expect(page.getByRole('button', { name: 'Remove Outfitters' })).toBeFocused();
  await press('Enter');
  await tabTo('Remove from this computer');
  await press('Enter');
  await expect(page.getByText('Outfitters')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add account' })).toBeFocused();
});
