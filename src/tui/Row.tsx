import { Text, type TextProps } from 'ink';
import { memo } from 'react';
import { type Colouring, paintOf } from '../view/colours/palette.ts';
import { joined } from '../view/terminal/joined.ts';
import type { Line, Span } from '../view/terminal/text.ts';

/** The Ink style of a span. Colours are indexes, since Ink parses every byte of a frame and RGB takes more bytes. */
function styleOf({ tone, ground }: Span, colouring: Colouring): TextProps {
  const { foreground, background, bold, dim, inverse } = paintOf(tone, ground, colouring);
  const written = (colour: number | string) => (typeof colour === 'number' ? `ansi256(${colour})` : colour);
  return {
    bold,
    dimColor: dim,
    inverse,
    ...(foreground !== null && { color: written(foreground) }),
    ...(background !== null && { backgroundColor: written(background) }),
  };
}

interface Props {
  readonly line: Line;
  readonly colouring: Colouring;
}

/** One row of the screen. Ink lays out one Text with nested spans faster than many Texts side by side. */
export const Row = memo(
  ({ line, colouring }: Props) => (
    <Text wrap="truncate-end">
      {line.length === 0
        ? ' '
        : joined(line).map((each, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a span is identified by its position
            <Text key={index} {...styleOf(each, colouring)}>
              {each.text}
            </Text>
          ))}
    </Text>
  ),
  (before, after) => before.colouring === after.colouring && isSame(before.line, after.line),
);

function isSame(a: Line, b: Line): boolean {
  return (
    a.length === b.length &&
    a.every(({ text, tone, ground }, index) => {
      const other = b[index];
      return text === other?.text && tone === other.tone && ground === other.ground;
    })
  );
}
