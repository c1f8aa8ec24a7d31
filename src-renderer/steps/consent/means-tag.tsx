import { type Icon, IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import { Tag } from '../../parts/tag.tsx';
import type { Means } from './meanings.ts';

const SIGNS: Record<Means, { icon: Icon; tone: 'good' | 'quiet' | 'warn'; word: string }> = {
  yes: { icon: IconCircleCheck, tone: 'good', word: 'Opted in' },
  no: { icon: IconCircleX, tone: 'quiet', word: 'Left out' },
  unknown: { icon: IconHelpCircle, tone: 'warn', word: 'Unknown: left out' },
};

export function MeansTag({ means }: { means: Means }) {
  const { icon, tone, word } = SIGNS[means];
  return (
    <Tag tone={tone} icon={icon}>
      {word}
    </Tag>
  );
}
