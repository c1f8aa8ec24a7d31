import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { report } from '../report.mjs';
import { app } from './app.mjs';
import { refuse } from './refuse.mjs';
import { hostOf, openWindows } from './windows.mjs';

/** The window may be left out. */
const parse = (args) => (args.length > 1 || openWindows().includes(args[0]) ? args : [undefined, args[0]]);

export const dialog = refuse('dialog', {
  /** Chromium's own file chooser: a test answers it as any other, and a person sees it. */
  async showOpenDialog(...args) {
    const [window, options = {}] = parse(args);
    const { filters = [], properties = [] } = options;
    if (properties.includes('openDirectory')) throw new Error('The host opens files only, no folders');
    const host = hostOf(window);
    await host.ready();
    const endings = filters.flatMap((filter) => filter.extensions);
    const chosen = host.whenChosen();
    void host.link().choose({
      multiple: properties.includes('multiSelections'),
      accept: endings.includes('*') ? '' : endings.map((ending) => `.${ending}`).join(','),
    });
    await Promise.race([chosen, host.whenGone]);
    const filePaths = await host.link().chosenPaths();
    return { canceled: filePaths.length === 0, filePaths };
  },

  /** There is no chooser for a place to save in, so that everything is saved among the downloads. */
  async showSaveDialog(...args) {
    const [, options = {}] = parse(args);
    const filePath = join(app.getPath('downloads'), basename(options.defaultPath ?? 'Untitled'));
    // Where a real dialog opens in a folder that is there, this one makes it.
    mkdirSync(dirname(filePath), { recursive: true });
    console.log(`Saving as ${filePath}`);
    report('save-dialog', { filePath, title: options.title ?? '' });
    return { canceled: false, filePath };
  },

  async showMessageBox(...args) {
    const [window, options] = parse(args);
    const { message, detail = '', buttons = ['OK'] } = options;
    const host = hostOf(window);
    await host.ready();
    const text = [message, detail].filter(Boolean).join('\n\n');
    if (buttons.length < 2) {
      await host.link().alert(text);
      report('message-box', { message, detail, buttons, answer: buttons[0] });
      return { response: 0, checkboxChecked: false };
    }
    const cancel =
      options.cancelId ??
      Math.max(
        0,
        buttons.findIndex((name) => /^(cancel|no)$/i.test(name)),
      );
    const { defaultId } = options;
    const other = buttons.findIndex((_, position) => position !== cancel);
    const confirm = defaultId === undefined || defaultId === cancel ? other : defaultId;
    const keys = `OK: ${buttons[confirm]}\nCancel: ${buttons[cancel]}`;
    const confirmed = await host.link().confirm(`${text}\n\n${keys}`);
    const response = confirmed ? confirm : cancel;
    // Told once it is answered: whoever closed the window again before that would not be heard.
    report('message-box', { message, detail, buttons, answer: buttons[response] });
    return { response, checkboxChecked: false };
  },

  showErrorBox(title, content) {
    report('error-box', { title, content });
    console.error(`${title}\n${content}`);
  },
});
