import type { Counted } from '../../contract/unfinished.ts';
import type { RunProgress } from '../../delivery/run-progress.ts';
import { isOnlyCheckLeft, restOf } from '../../delivery/run-rest.ts';
import { meansFailure } from '../../listrak/assumptions.ts';
import { contactsLeft } from '../contact-pass.ts';
import type { AudienceReader } from '../ports.ts';
import type { ReviewedFile } from '../review.ts';

/** What would be sent now of a run that was cut off, of those whom Listrak's opt-outs leave. */
export async function countRest(
  reader: AudienceReader,
  { progress, reviewed }: { progress: RunProgress; reviewed: ReviewedFile },
): Promise<Counted> {
  const rest = restOf(progress, meansFailure);
  const { open, unsent } = rest;
  const { parts, sampleProven, planned } = progress;
  const { rows, consent } = reviewed.review;
  const measure = async (of: NonNullable<typeof parts>) => {
    let sum = 0;
    for (const part of of) sum += (await reader.measurePart(part)).rows;
    return sum;
  };
  return {
    status: 'counted',
    runId: planned.runId,
    rows: unsent === null ? rows.ready : await measure(unsent),
    again: await measure(open.flatMap(({ part }) => parts?.[part] ?? [])),
    contacts: await contactsLeft(reader, rows.ready, progress),
    onlyCheck: isOnlyCheckLeft(progress, rest),
    sample: sampleProven ? 0 : Math.min(planned.sample?.count ?? 0, rows.ready),
    optedOut: consent.listrak?.optedOut ?? null,
    failure: null,
  };
}
