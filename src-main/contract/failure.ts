import { z } from 'zod';

/**
 * How every failure is told to a person: what happened and what was or was not sent (`message`), and what
 * to do now (`hint`). `code` is a stable `subject.problem` string for scripts and for the page.
 */
export const failureSchema = z.strictObject({ code: z.string(), message: z.string(), hint: z.string() });
export type Failure = z.infer<typeof failureSchema>;

/** The error that application code throws when it already knows how to tell it. Never carries a secret. */
export class AppError extends Error {
  override name: string = 'AppError';
  readonly code: string;
  readonly hint: string;

  constructor(failure: Failure, options?: { cause?: unknown }) {
    super(failure.message, options);
    this.code = failure.code;
    this.hint = failure.hint;
  }

  toFailure(): Failure {
    return { code: this.code, message: this.message, hint: this.hint };
  }
}
