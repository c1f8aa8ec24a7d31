import { app } from './app.mjs';
import { refuse } from './refuse.mjs';
import { focusedWindow, openWindows, windowHosts } from './windows.mjs';

// What the host does itself for a role; for the others the browser does, or there is nothing to see.
const ROLES = {
  quit: { accelerator: 'CmdOrCtrl+Q', run: () => app.quit() },
  close: { accelerator: 'CmdOrCtrl+W', run: (window) => window?.close() },
  reload: { accelerator: 'CmdOrCtrl+R', run: (window) => window?.webContents.reload() },
  about: { run: () => app.showAboutPanel() },
};

// A role that stands for a whole menu; of its items, only those count that have a role of above.
const MENUS = {
  appMenu: ['about', 'quit'],
  fileMenu: [process.platform === 'darwin' ? 'close' : 'quit'],
  viewMenu: ['reload'],
  windowMenu: ['close'],
  editMenu: [],
  help: [],
};

let applicationMenu = null;
let withAccelerators = [];

export const Menu = refuse('Menu', {
  buildFromTemplate: (template) => buildMenu(template),
  getApplicationMenu: () => applicationMenu,
  setApplicationMenu(menu) {
    applicationMenu = menu;
    withAccelerators = flatten(menu?.items ?? []).filter((item) => item.accelerator);
    for (const host of windowHosts()) host.link()?.setAccelerators(accelerators());
  },
});

function buildMenu(template) {
  const items = template.map((entry) => buildItem(entry));
  return refuse('menu', {
    items,
    getMenuItemById: (id) => flatten(items).find((item) => item.id === id) ?? null,
  });
}

function buildItem(entry) {
  const role = ROLES[entry.role];
  const entries = entry.submenu ?? MENUS[entry.role]?.map((name) => ({ role: name }));
  const item = {
    id: entry.id ?? '',
    label: entry.label ?? entry.role ?? '',
    role: entry.role,
    type: entry.type ?? (entries ? 'submenu' : 'normal'),
    accelerator: entry.accelerator ?? role?.accelerator ?? null,
    enabled: entry.enabled ?? true,
    visible: entry.visible ?? true,
    checked: entry.checked ?? false,
    submenu: Array.isArray(entries) ? buildMenu(entries) : (entries ?? null),
    click(_event, window = focusedWindow() ?? openWindows()[0], contents = window?.webContents) {
      if (!item.enabled) return;
      if (item.type === 'checkbox') item.checked = !item.checked;
      if (entry.role) role?.run(window);
      else entry.click?.(made, window, { triggeredByAccelerator: false, contents });
    },
  };
  const made = refuse('menuItem', item);
  return made;
}

const flatten = (items) => items.flatMap((item) => [item, ...flatten(item.submenu?.items ?? [])]);

/** Clicks the item with that label, id or role, wherever in the menu it is. */
export function clickMenu(label) {
  const item = flatten(applicationMenu?.items ?? []).find((one) =>
    [one.label.replace('&', ''), one.id, one.role].includes(label),
  );
  if (!item) throw new Error(`The menu has no ${label}`);
  item.click();
}

export const pressAccelerator = (position, window) => withAccelerators[position]?.click(null, window);

/** What the page listens for, since there is no native menu that would. */
export const accelerators = () =>
  withAccelerators.map((item, position) => ({ ...keysOf(item.accelerator), position }));

const KEYS = {
  plus: '+',
  space: ' ',
  return: 'enter',
  esc: 'escape',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
};

function keysOf(accelerator) {
  const keys = { ctrl: false, meta: false, alt: false, shift: false, key: '' };
  const mac = process.platform === 'darwin';
  for (const part of accelerator.toLowerCase().split('+')) {
    if (part === 'cmdorctrl' || part === 'commandorcontrol') keys[mac ? 'meta' : 'ctrl'] = true;
    else if (part === 'ctrl' || part === 'control') keys.ctrl = true;
    else if (['cmd', 'command', 'meta', 'super'].includes(part)) keys.meta = true;
    else if (['alt', 'option'].includes(part)) keys.alt = true;
    else if (part === 'shift') keys.shift = true;
    else keys.key = KEYS[part] ?? part;
  }
  return keys;
}
