/** Lines with colours, as escape sequences for terminals. */

import { type Backdrop, type Paint, paintOf } from '../../view/colours/palette.ts';
import { joined } from '../../view/terminal/joined.ts';
import type { Line } from '../../view/terminal/text.ts';

const ESCAPE = '\u001b';
const PLAIN = `${ESCAPE}[0m`;

/** A line's text in 256 colours, with the sequences that start and end the style of each span. */
export function ansiText(line: Line, backdrop: Backdrop): string {
  return joined(line)
    .map(({ text, tone, ground }) => {
      const start = sequence(paintOf(tone, ground, { depth: 256, backdrop }));
      return start === '' ? text : `${start}${text}${PLAIN}`;
    })
    .join('');
}

/** The sequence that starts a style (ECMA-48, 8.3.117; colours are indexes of xterm's palette). */
function sequence({ foreground, background, bold, inverse }: Paint): string {
  const codes = [
    bold && '1',
    inverse && '7',
    foreground !== null && `38;5;${foreground}`,
    background !== null && `48;5;${background}`,
  ].filter(Boolean);
  return codes.length === 0 ? '' : `${ESCAPE}[${codes.join(';')}m`;
}
