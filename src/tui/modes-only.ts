/** Standard output for Ink where a painter draws: Ink switches the modes of the terminal and draws nothing. */

/** What begins and ends the alternate screen; and the same with the cursor hidden, and shown again. */
const BEGIN = '\u001b[?1049h';
const FINISH = '\u001b[?1049l';
export const ENTER = `${BEGIN}\u001b[?25l`;
export const LEAVE = `${FINISH}\u001b[?25h`;

/** Sequences that set or reset modes: the alternate screen, the cursor, bracketed paste (ECMA-48, 7.2). */
// biome-ignore lint/complexity/useRegexLiterals: a literal may not contain a control character
const MODES = new RegExp('^(?:\\u001b\\[\\?[\\d;]+[hl])*$');

type Written = (error?: Error | null) => void;

/**
 * The same stream, of which everything but sequences for modes is dropped. Ink erases the rows of its last frame,
 * relative to the cursor, and at times of its own, which would take away rows of the painter.
 */
export function modesOnly(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  // The screen is there already when Ink begins. Some terminals would clear it if it were begun again.
  let isBegun = true;
  const write = (text: string, written?: Written): boolean => {
    const isRepeated = isBegun && text === BEGIN;
    if (MODES.test(text) && !isRepeated) {
      if (text === BEGIN) isBegun = true;
      if (text === FINISH) isBegun = false;
      return stream.write(text, written);
    }
    written?.(null);
    return true;
  };
  return new Proxy(stream, {
    get: (target, name) => {
      if (name === 'write') return write;
      const own: unknown = Reflect.get(target, name, target);
      return typeof own === 'function' ? own.bind(target) : own;
    },
  });
}
