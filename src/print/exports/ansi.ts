/** Lines with colours, as escape sequences for terminals. */

import { type Backdrop, paintOf } from '../../view/colours/palette.ts';
import { sgrOf } from '../../view/colours/sgr.ts';
import { joined } from '../../view/terminal/joined.ts';
import type { Line } from '../../view/terminal/text.ts';

const ESCAPE = '\u001b';
const PLAIN = `${ESCAPE}[0m`;

/** A line's text in 256 colours, with the sequences that start and end the style of each span. */
export function ansiText(line: Line, backdrop: Backdrop): string {
  return joined(line)
    .map(({ text, tone, ground }) => {
      const codes = sgrOf(paintOf(tone, ground, { depth: 256, backdrop }));
      return codes === '' ? text : `${ESCAPE}[${codes}m${text}${PLAIN}`;
    })
    .join('');
}
