// All windows that are open, in the order of their opening. Apart, since app, menu and dialogs need them too.
const open = new Map();

/** @param host the window's half that only the host sees. */
export const addWindow = (window, host) => open.set(window, host);
export const removeWindow = (window) => open.delete(window);
export const openWindows = () => [...open.keys()];
export const windowHosts = () => [...open.values()];
export const focusedWindow = () => openWindows().find((window) => window.isFocused()) ?? null;

/** The given window, or the first: what a dialog without a window is shown in. */
export function hostOf(window) {
  const host = window ? open.get(window) : windowHosts()[0];
  if (!host) throw new Error('The host has no window to show this in');
  return host;
}
