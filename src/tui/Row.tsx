import { Text, type TextProps } from 'ink';
import { memo } from 'react';
import type { Line, Tone } from '../view/text.ts';

/** Colours that people with any kind of colour vision can tell apart (Okabe & Ito 2008, "Color Universal Design"). */
const styles: Readonly<Record<Tone, TextProps>> = {
  plain: {},
  strong: { bold: true },
  dim: { dimColor: true },
  accent: { bold: true, color: '#56B4E9' },
  now: { bold: true, inverse: true },
  positive: { color: '#009E73' },
  negative: { color: '#E69F00' },
  gradient: { color: '#CC79A7' },
  warning: { bold: true, color: '#D55E00' },
};

/** One row of the screen. One Text with nested spans: Ink lays that out faster than many side by side. */
export const Row = memo(
  ({ line }: { line: Line }) => (
    <Text wrap="truncate-end">
      {line.length === 0
        ? ' '
        : line.map(({ text, tone }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity beyond their place
            <Text key={index} {...styles[tone]}>
              {text}
            </Text>
          ))}
    </Text>
  ),
  (before, after) => isSame(before.line, after.line),
);

function isSame(a: Line, b: Line): boolean {
  return (
    a.length === b.length &&
    a.every(({ text, tone }, index) => text === b[index]?.text && tone === b[index]?.tone)
  );
}
