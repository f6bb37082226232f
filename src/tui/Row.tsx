import { Text, type TextProps } from 'ink';
import { memo } from 'react';
import { type ColourDepth, palette, terminalColour } from '../view/terminal/palette.ts';
import { joined, type Line, type Tone } from '../view/terminal/text.ts';

/** The Ink style of a tone. Colours are indexes, since Ink parses every byte of a frame and RGB takes more bytes. */
function styleOf(tone: Tone, colours: ColourDepth): TextProps {
  const { bold = false, dim = false, inverse = false } = palette[tone];
  const colour = terminalColour(tone, colours);
  const color = typeof colour === 'number' ? `ansi256(${colour})` : colour;
  return { bold, dimColor: dim, inverse, ...(color && { color }) };
}

interface Props {
  readonly line: Line;
  readonly colours: ColourDepth;
}

/** One row of the screen. Ink lays out one Text with nested spans faster than many Texts side by side. */
export const Row = memo(
  ({ line, colours }: Props) => (
    <Text wrap="truncate-end">
      {line.length === 0
        ? ' '
        : joined(line).map(({ text, tone }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a span is identified by its position
            <Text key={index} {...styleOf(tone, colours)}>
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
