// Put into the page as text. What it measures there is what a person would see, with no way to a test in between.
globalThis.bench = (() => {
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const painted = async () => {
    await nextFrame();
    await new Promise((resolve) => setTimeout(resolve));
    return performance.now();
  };
  let watching = null;

  return {
    /** Notes every task over 50 ms with the step that it was in, and how long the page went without a frame. */
    watch() {
      const tasks = [];
      const gaps = [];
      const note = (entries) => {
        const step = document.querySelector('[aria-current=step]').closest('[data-step]').dataset.step;
        tasks.push(...entries.map(({ duration }) => ({ ms: duration, step })));
      };
      const observer = new PerformanceObserver((list) => note(list.getEntries()));
      observer.observe({ type: 'longtask' });
      let before = performance.now();
      const frame = () => {
        const now = performance.now();
        gaps.push(now - before);
        before = now;
        if (watching) requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
      watching = () => {
        watching = null;
        note(observer.takeRecords());
        observer.disconnect();
        return { tasks, gaps };
      };
    },
    unwatch: () => watching(),

    /** From the choice of a file until its rows are painted. The choice is the last click or change before that. */
    firstRows(name) {
      return new Promise((resolve) => {
        let chosen = 0;
        const choice = (event) => {
          if (event.type === 'click' || event.target.type === 'file') chosen = performance.now();
        };
        for (const type of ['click', 'change']) addEventListener(type, choice, true);
        const observer = new MutationObserver(() => {
          const opened = [...document.querySelectorAll('h2')].some(({ textContent }) => textContent === name);
          if (!opened || !document.querySelector('[aria-label="First rows of the file"] td')) return;
          observer.disconnect();
          for (const type of ['click', 'change']) removeEventListener(type, choice, true);
          void painted().then((now) => resolve(now - chosen));
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      });
    },

    /** What a drag of the scrollbar from end to end does to the grid; Chromium hides the bar itself from a test. */
    async drag(frames) {
      const grid = document.querySelector('[role=grid]');
      for (let frame = 0; frame <= frames; frame++) {
        grid.scrollTop = ((grid.scrollHeight - grid.clientHeight) * frame) / frames;
        await nextFrame();
      }
    },

    /** Pages of rows from anywhere among those that the filter finds. */
    async pages(filter, pageSize, times) {
      const { review } = await ask('state', null);
      const { layout, count } = await ask('findRows', { revision: review.revision, filter });
      return timed(times, async () => {
        const from = Math.floor(Math.random() * (count - pageSize));
        const { rows } = await ask('rows', { layout, from, count: pageSize });
        if (rows.length !== pageSize) throw new Error(`${rows.length} rows came from ${from}`);
      });
    },

    /** A call that asks for next to nothing: the way to the main process and back. */
    wayThereAndBack: (times) => timed(times, () => ask('exchanges', null)),
  };

  async function ask(name, input) {
    const answer = await window.profileUpdater.call(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.failure.message}`);
    return answer.value;
  }

  async function timed(times, work) {
    const taken = [];
    for (let time = 0; time < times; time++) {
      const begun = performance.now();
      await work();
      taken.push(performance.now() - begun);
    }
    return taken;
  }
})();
