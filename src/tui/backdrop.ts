/** Asks the terminal whether its background is dark or light, so that the colours can be chosen for it. */

import type { Backdrop } from '../view/colours/palette.ts';
import { luminanceOf } from '../view/colours/xterm.ts';
import { filteredInput } from './input.ts';

/** How long to wait for an answer, in milliseconds. Without one, the colours are those that any background allows. */
const PATIENCE_MS = 100;

const ESCAPE = '\u001b';
const BELL = '\u0007';

/**
 * The query for the colour of the background, and after it the query for the kind of terminal, which nearly every
 * terminal answers: once that answer is there, no other will come.
 *
 * https://invisible-island.net/xterm/ctlseqs/ctlseqs.html (OSC 11; primary device attributes)
 */
const QUERY = `${ESCAPE}]11;?${BELL}${ESCAPE}[c`;

/** The answers. A colour has one to four hexadecimal digits a part. */
const COLOUR_ANSWER =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: answers are control sequences
  /\u001b\]11;rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})(?:\/[\da-f]{1,4})?(?:\u0007|\u001b\\)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: answers are control sequences
const KIND_ANSWER = /\u001b\[\?[\d;]*c/;

/** From this luminance on a background is light: there black and white text can be read equally well. */
const MIDDLE = 0.179;

/** What the query needs of the standard input. It is in raw mode. */
export interface KeyInput {
  on(event: 'readable', listener: () => void): unknown;
  removeListener(event: 'readable', listener: () => void): unknown;
  read(): Buffer | string | null;
  unshift(chunk: Buffer): void;
}

/**
 * The background of the terminal: as it answers within a tenth of a second, otherwise as the variable COLORFGBG says.
 * Keys that are typed meanwhile stay in the input. An answer that comes later must be kept from the keys; see
 * `withoutAnswers`.
 *
 * @param write writes to the terminal; null asks nothing
 * @param colorFgBg the value of COLORFGBG, which some terminals set
 */
export async function terminalBackdrop(
  input: KeyInput,
  write: ((text: string) => void) | null,
  colorFgBg: string | undefined,
): Promise<Backdrop> {
  const colour = write === null ? null : await answeredColour(input, write);
  if (colour === null) return backdropOfVariable(colorFgBg);
  return luminanceOf(colour) > MIDDLE ? 'light' : 'dark';
}

/** The red, green and blue that the terminal answers, from 0 to 255; null without an answer. */
function answeredColour(input: KeyInput, write: (text: string) => void): Promise<number[] | null> {
  return new Promise((resolve) => {
    // One character a byte, so that what is not an answer can be put back as it was.
    let received = '';
    const end = () => {
      clearTimeout(timer);
      input.removeListener('readable', read);
      const colour = COLOUR_ANSWER.exec(received);
      const keys = received.replace(COLOUR_ANSWER, '').replace(KIND_ANSWER, '');
      if (keys !== '') input.unshift(Buffer.from(keys, 'latin1'));
      resolve(colour ? colour.slice(1, 4).map(partOf) : null);
    };
    const read = () => {
      for (let chunk = input.read(); chunk !== null; chunk = input.read())
        received += Buffer.from(chunk).toString('latin1');
      if (COLOUR_ANSWER.test(received) || KIND_ANSWER.test(received)) end();
    };
    const timer = setTimeout(end, PATIENCE_MS);
    input.on('readable', read);
    write(QUERY);
  });
}

/** A part of a colour from 0 to 255. `f`, `ff` and `ffff` are all the most. */
function partOf(digits: string): number {
  return (Number.parseInt(digits, 16) / (16 ** digits.length - 1)) * 255;
}

/** `15;0` is white on black: the last number is the background, one of 16 colours. */
function backdropOfVariable(colorFgBg: string | undefined): Backdrop {
  const background = /;(\d{1,2})$/.exec(colorFgBg ?? '')?.[1];
  if (background === undefined || Number(background) > 15) return 'unknown';
  return [7, 9, 10, 11, 12, 13, 14, 15].includes(Number(background)) ? 'light' : 'dark';
}

/** The start of an answer whose end has not arrived. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: answers are control sequences
const BEGUN_ANSWER = /\u001b\][\d;?a-z:/]{0,40}\u001b?$/i;

/**
 * The same input without answers that come late, as over a slow connection. They would be taken for keys. Its encoding
 * must be set to UTF-8 before it is read.
 */
export function withoutAnswers(input: NodeJS.ReadStream): NodeJS.ReadStream {
  return filteredInput(
    input,
    (text) => text.replace(COLOUR_ANSWER, '').replace(KIND_ANSWER, ''),
    BEGUN_ANSWER,
  );
}
