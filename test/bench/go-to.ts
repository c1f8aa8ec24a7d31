import type { Page } from '@playwright/test';

/** Opens a step by the rail, and waits until it is there. */
export async function goTo(page: Page, step: string): Promise<void> {
  await page.locator(`[data-step=${step}] button`).click();
  await page.locator(`[data-step=${step}] [aria-current=step]`).waitFor();
}
