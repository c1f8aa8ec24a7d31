import type { ChildProcess } from 'node:child_process';
import type { Page } from '@playwright/test';

/** Something that the app did outside of its page: `notification`, `progress-bar`, `open-external` … */
export interface AppEvent {
  event: string;
  [detail: string]: unknown;
}

export interface Size {
  width: number;
  height: number;
}

export interface LaunchOptions {
  userData: string;
  downloads: string;
  /** Of the app. */
  args: string[];
  colorScheme: 'light' | 'dark' | null;
  size: Size | null;
  /** A script that is run in the app's process before the app. */
  preloaded?: string | null;
}

/** The app in a window, in real Electron or in the host. */
export interface RunningApp {
  page: Page;
  /** The address that its page has here. */
  pageUrl: string;
  process: ChildProcess;
  /** What it printed on stderr. */
  stderr(): string;
  /** All that it did outside of its page until now. */
  events(): Promise<AppEvent[]>;
  /** Answers the next open dialog with this file, or with none. */
  chooseFile(path: string | null): Promise<void>;
  /** Answers the next question that the app asks with a message box; `cancel` is its `cancelId`. */
  answerMessageBox(answer: 'confirm' | 'cancel'): Promise<void>;
  /** Drops a file from the disk on the middle of the page. */
  dropFile(path: string): Promise<void>;
  /** What the window's own cross does. */
  closeWindow(): Promise<void>;
  focusWindow(focused: boolean): Promise<void>;
  resizeWindow(size: Size): Promise<void>;
  /** Clicks the item with that label, id or role, wherever in the menu it is. */
  clickMenu(label: string): Promise<void>;
  /** Presses Ctrl, or Command on a Mac, and this key, as for an item of the menu. */
  pressMenuKeys(key: string): Promise<void>;
  clickNotification(): Promise<void>;
  /** Starts another process of it with the same data, and answers its exit code when that has ended. */
  startAgain(): Promise<number | null>;
  /** Asks it to quit, and answers its exit code when it has ended. */
  quit(): Promise<number | null>;
  /** Resolves with its exit code when it has ended, for whatever reason. */
  ended: Promise<number | null>;
  /** Ends it, whatever it is doing. */
  kill(): Promise<void>;
}
