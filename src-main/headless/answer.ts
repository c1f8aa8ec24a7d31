/** What a command leaves behind: a text for people, the same as JSON for scripts, and the exit code. */
export interface Answer {
  text: string;
  json: unknown;
  /** 0 done, 1 failed, 2 wrong use, 3 done but something needs a look. */
  exitCode: 0 | 1 | 2 | 3;
}
