/** Standard output for Ink where a painter draws: Ink switches the modes of the terminal and draws nothing. */

/** Sequences that set or reset modes: the alternate screen, the cursor, bracketed paste (ECMA-48, 7.2). */
// biome-ignore lint/complexity/useRegexLiterals: a literal may not contain a control character
const MODES = new RegExp('^(?:\\u001b\\[\\?[\\d;]+[hl])*$');

type Written = (error?: Error | null) => void;

/**
 * The same stream, of which everything but sequences for modes is dropped. Ink erases the rows of its last frame,
 * relative to the cursor, and at times of its own, which would take away rows of the painter.
 */
export function modesOnly(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  const write = (text: string, written?: Written): boolean => {
    if (MODES.test(text)) return stream.write(text, written);
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
