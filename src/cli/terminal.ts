/** Whether there is a terminal, and what it can show. */
import isUnicodeSupported from 'is-unicode-supported';

/** Whether the program talks to a person through a terminal that can place its texts. */
export function isTerminal(): boolean {
  const { env, stdin, stdout } = process;
  return stdin.isTTY && stdout.isTTY && env.TERM !== 'dumb';
}

/** Whether the terminal, or the character set of its locale, only supports ASCII. */
export function isAsciiAlone({ LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv): boolean {
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  const isOther = /^(C|POSIX)$/.test(locale) || (/\.[\w-]+/.test(locale) && !/\.utf-?8/i.test(locale));
  return isOther || !isUnicodeSupported();
}
