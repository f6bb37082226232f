import { Text, type TextProps } from 'ink';
import { memo } from 'react';
import { type ColourDepth, palette, terminalColour } from '../view/terminal/palette.ts';
import { joined, type Line, type Tone } from '../view/terminal/text.ts';

/** How Ink is told of a tone. An index takes fewer bytes than RGB: Ink reads them one by one for every frame. */
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

/** One row of the screen. One Text with nested spans: Ink lays that out faster than many side by side. */
export const Row = memo(
  ({ line, colours }: Props) => (
    <Text wrap="truncate-end">
      {line.length === 0
        ? ' '
        : joined(line).map(({ text, tone }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity beyond their place
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
