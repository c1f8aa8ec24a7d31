import './state/no-eval.ts';
import '@mantine/core/styles.css';
import './styles.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { FileDrop } from './drop/file-drop.tsx';
import { followState } from './state/store.ts';
import { cssVariables, theme } from './theme.ts';

followState();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <App />
      <FileDrop />
    </MantineProvider>
  </StrictMode>,
);
