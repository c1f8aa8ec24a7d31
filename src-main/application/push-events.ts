/** What is happening in a push, for whoever shows it. Bytes of the audience file or of the upload, and counts. */
export type PushEvent =
  | { stage: 'reading'; bytes: number; ofBytes: number }
  | { stage: 'optOuts'; count: number }
  | { stage: 'planning'; bytes: number; ofBytes: number }
  | {
      stage: 'uploading';
      purpose: 'sample' | 'push';
      part: number;
      ofParts: number;
      rows: number;
      bytes: number;
      ofBytes: number;
    }
  | { stage: 'following'; purpose: 'sample' | 'push'; importId: string; status: string }
  /** Contacts are changed one by one. */
  | { stage: 'updating'; purpose: 'sample' | 'push'; done: number; of: number }
  | { stage: 'checking'; purpose: 'sample' | 'push'; done: number; of: number; round: number }
  | { stage: 'waiting'; waitMs: number; why: string };

export type Tell = (event: PushEvent) => void;
