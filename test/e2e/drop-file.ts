import type { Page } from '@playwright/test';

/** Drops a file from the disk on the middle of the page, as a person drags it out of a folder. */
export async function dropFile(page: Page, path: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const { cssLayoutViewport: view } = await cdp.send('Page.getLayoutMetrics');
  const place = { x: view.clientWidth / 2, y: view.clientHeight / 2 };
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, ...place, data });
  await cdp.detach();
}
