import type { Page } from '@playwright/test';

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** In microseconds: by the clock, and on the processor. */
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

interface Longest {
  /** In milliseconds. Larger than what it took on the processor where other programs were given a turn meanwhile. */
  clock: number;
  processor: number;
}

/** Traces the tasks of the page's main thread. The answer ends that, and answers the longest. */
export async function followMainThread(page: Page): Promise<() => Promise<Longest>> {
  const cdp = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])));
  const traceConfig = { includedCategories: ['toplevel'] };
  await cdp.send('Tracing.start', { traceConfig, transferMode: 'ReportEvents' });
  return async () => {
    const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
    await cdp.send('Tracing.end');
    await complete;
    await cdp.detach();
    const main = events.find(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
    const tasks = events.filter(({ pid, tid }) => pid === main?.pid && tid === main.tid);
    const longest = (key: 'dur' | 'tdur') => Math.max(...tasks.map((task) => task[key] ?? 0)) / 1000;
    return { clock: longest('dur'), processor: longest('tdur') };
  };
}
