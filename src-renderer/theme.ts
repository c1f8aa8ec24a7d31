import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent. White on its shade 7, and on 5 in the dark, reads at WCAG AA. */
const indigo: MantineColorsTuple = [
  '#eef1fb',
  '#dde3f6',
  '#bfcaee',
  '#a3b2e8',
  '#8496de',
  '#5a70cb',
  '#465cbd',
  '#384ca6',
  '#2c3d87',
  '#202d66',
];

/** For buttons that send or take away; readable on the same shades. */
const red: MantineColorsTuple = [
  '#fdf1f0',
  '#fadcd9',
  '#f2bab5',
  '#ea958e',
  '#e06e66',
  '#cf4138',
  '#c2332a',
  '#b3261e',
  '#8f1d17',
  '#6b1510',
];

/** Mantine's greys of the dark scheme, in the tint of `styles.css`. */
const dark: MantineColorsTuple = [
  '#e7e9ee',
  '#c9ced8',
  '#a7afbe',
  '#8790a0',
  '#727b8b',
  '#363b45',
  '#272b33',
  '#1e2127',
  '#191c21',
  '#131519',
];

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif';

export const theme = createTheme({
  colors: { indigo, red, dark },
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 5 },
  fontFamily: FONT,
  headings: { fontFamily: FONT, fontWeight: '600' },
  fontSizes: { md: '15px' },
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** Mantine's own surfaces and texts in the colours of `styles.css`, which hold for both schemes. */
const OURS = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-soft)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-default': 'var(--paper)',
  '--mantine-color-default-hover': 'var(--sunk)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  // The borders of inputs, which must be seen to be found.
  '--mantine-color-gray-4': 'var(--line-strong)',
  '--mantine-color-indigo-light': 'var(--accent-ground)',
  '--mantine-color-indigo-light-hover': 'var(--accent-hover)',
  '--mantine-color-indigo-light-color': 'var(--accent)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: OURS, dark: OURS });
