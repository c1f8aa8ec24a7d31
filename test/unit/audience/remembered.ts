import type { ProfileField } from '../../../src-main/contract/profile-field.ts';
import {
  type RememberedMapping,
  rememberedMappingSchema,
} from '../../../src-main/contract/remembered-mapping.ts';

export const TIER: ProfileField = { id: 7, name: 'Tier', dataType: 'Text', maxLength: null, disabled: false };
export const POINTS: ProfileField = {
  id: 8,
  name: 'Points',
  dataType: 'Number',
  maxLength: null,
  disabled: false,
};

/** A mapping that was kept for a file with this header. */
export function remembered(
  header: readonly string[],
  kept: Pick<RememberedMapping, 'columns' | 'constants'>,
): RememberedMapping {
  return rememberedMappingSchema.parse({
    id: 'a1b2c3d4-0000-4000-8000-000000000001',
    name: 'Weekly',
    account: 'Shop',
    header,
    savedAt: '2026-06-15T10:00:00.000Z',
    usedAt: '2026-06-15T10:00:00.000Z',
    ...kept,
  });
}
