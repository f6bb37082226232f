import chalk from 'chalk';
import { Text, type TextProps } from 'ink';
import { memo } from 'react';
import { palette } from '../../view/terminal/palette.ts';
import { joined, type Line, type Tone } from '../../view/terminal/text.ts';

/** From this level of chalk's on, which is Ink's, a terminal has 256 colours. */
const MANY_COLOURS = 2;

/** Bold, dim and inverse stay: they are no colours, and signs for what is selected. https://no-color.org */
const hasColours = !process.env.NO_COLOR;

/**
 * How Ink is told of each tone. Where there are but 16 colours, they are named: their owner has chosen them. Never
 * more than 256, which take fewer bytes than others: Ink reads them one by one for every frame.
 */
const styles = Object.fromEntries(
  Object.entries(palette).map(([tone, { hue, bold = false, dim = false, inverse = false }]) => {
    const color = hasColours && hue && (chalk.level < MANY_COLOURS ? hue.name : `ansi256(${hue.middle})`);
    return [tone, { bold, dimColor: dim, inverse, ...(color && { color }) }];
  }),
) as Record<Tone, TextProps>;

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

function isSame(a: Line, b: Line): boolean {
  return (
    a.length === b.length &&
    a.every(({ text, tone }, index) => text === b[index]?.text && tone === b[index]?.tone)
  );
}
