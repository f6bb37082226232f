/** Lines with colours, as escape sequences for terminals. */
import { palette } from '../../view/terminal/palette.ts';
import { joined, type Line, type Tone } from '../../view/terminal/text.ts';

const ESCAPE = '\u001b';
const PLAIN = `${ESCAPE}[0m`;

/** A line's text, with the sequences that start and end each tone. */
export function ansiText(line: Line, styles: Readonly<Record<Tone, string>>): string {
  return joined(line)
    .map(({ text, tone }) => (styles[tone] === '' ? text : `${styles[tone]}${text}${PLAIN}`))
    .join('');
}

/** The sequence that starts each tone (ECMA-48, 8.3.117; colours are indexes of xterm's palette). */
export function ansiStyles(shade: 'middle' | 'bright'): Readonly<Record<Tone, string>> {
  const entries = Object.entries(palette).map(([tone, { hue, bold, dim, inverse }]) => {
    const codes = [bold && '1', dim && '2', inverse && '7', hue && `38;5;${hue[shade]}`].filter(Boolean);
    return [tone, codes.length === 0 ? '' : `${ESCAPE}[${codes.join(';')}m`];
  });
  return Object.fromEntries(entries) as Record<Tone, string>;
}
