import { report } from '../report.mjs';

/**
 * How large a window is, and whether it is seen. Only the size is Chromium's: the rest is remembered, so that a test
 * can have a window without focus where there is no screen.
 * @param told `emit`, `focused` (told of changes), `place` (puts the page where the bounds say), `raise`.
 */
export function makeWindowState(options, { emit, focused, place, raise }) {
  let bounds = {
    x: options.x ?? 0,
    y: options.y ?? 0,
    width: options.width ?? 800,
    height: options.height ?? 600,
  };
  const state = {
    shown: options.show ?? true,
    focused: options.show ?? true,
    minimized: false,
    maximized: false,
    title: options.title ?? '',
  };

  function change(name, value, event) {
    if (state[name] === value) return;
    state[name] = value;
    emit(event);
    if (name === 'focused') focused(value);
  }

  function setBounds(given) {
    const before = bounds;
    bounds = { ...bounds, ...given };
    if (bounds.x !== before.x || bounds.y !== before.y) emit('move');
    if (bounds.width !== before.width || bounds.height !== before.height) emit('resize');
  }

  return {
    /** The page has another size, because a person drew at the window's edge. */
    resized: ({ width, height }) => setBounds({ width, height }),
    bounds: () => bounds,
    methods: {
      show() {
        change('shown', true, 'show');
        change('focused', true, 'focus');
        report('shown');
        raise();
      },
      hide: () => change('shown', false, 'hide'),
      isVisible: () => state.shown,
      focus() {
        change('focused', true, 'focus');
        raise();
      },
      blur: () => change('focused', false, 'blur'),
      isFocused: () => state.focused,
      minimize: () => change('minimized', true, 'minimize'),
      restore: () => change('minimized', false, 'restore'),
      isMinimized: () => state.minimized,
      maximize: () => change('maximized', true, 'maximize'),
      unmaximize: () => change('maximized', false, 'unmaximize'),
      isMaximized: () => state.maximized,
      isFullScreen: () => false,
      getBounds: () => bounds,
      getNormalBounds: () => bounds,
      getSize: () => [bounds.width, bounds.height],
      setBounds(given) {
        setBounds(given);
        place();
      },
      setTitle(title) {
        state.title = title;
        report('title', { title });
      },
      getTitle: () => state.title,
    },
  };
}
