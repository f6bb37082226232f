import { Text, type TextProps } from 'ink';
import { memo } from 'react';
import type { Line, Span, Tone } from '../view/text.ts';

/**
 * Named colours: they follow the terminal's own palette, on dark and on light backgrounds, and take few bytes,
 * which Ink reads one by one for every frame.
 */
const styles: Readonly<Record<Tone, TextProps>> = {
  plain: {},
  strong: { bold: true },
  dim: { dimColor: true },
  accent: { bold: true, color: 'cyan' },
  now: { inverse: true },
  positive: { color: 'green' },
  negative: { color: 'yellow' },
  gradient: { color: 'magenta' },
  warning: { bold: true, color: 'red' },
};

/** One row of the screen. One Text with nested spans: Ink lays that out faster than many side by side. */
export const Row = memo(
  ({ line }: { line: Line }) => (
    <Text wrap="truncate-end">
      {line.length === 0
        ? ' '
        : joined(line).map(({ text, tone }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity beyond their place
            <Text key={index} {...styles[tone]}>
              {text}
            </Text>
          ))}
    </Text>
  ),
  (before, after) => isSame(before.line, after.line),
);

/** Neighbours of one tone as one span: each span costs a style of its own. */
function joined(line: Line): Line {
  const spans: Span[] = [];
  for (const { text, tone } of line) {
    const last = spans.at(-1);
    if (text === '') continue;
    if (last && (last.tone === tone || (last.tone !== 'now' && text.trim() === '')))
      spans[spans.length - 1] = { ...last, text: last.text + text };
    else spans.push({ text, tone });
  }
  return spans;
}

function isSame(a: Line, b: Line): boolean {
  return (
    a.length === b.length &&
    a.every(({ text, tone }, index) => text === b[index]?.text && tone === b[index]?.tone)
  );
}
