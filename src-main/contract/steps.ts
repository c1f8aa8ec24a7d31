import { z } from 'zod';

/** The user's way through, in order. */
export const STEPS = ['connect', 'load', 'map', 'consent', 'review', 'sample', 'push', 'history'] as const;
export const stepSchema = z.enum(STEPS);
export type Step = z.infer<typeof stepSchema>;
