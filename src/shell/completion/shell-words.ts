/** The words of a command line that is being typed. */

/**
 * Splits a line as shells do, without expanding anything. The last word is the one before the cursor: it may be empty, and
 * its quote may be open.
 */
export function shellWords(line: string): string[] {
  return wordsOf(line, true);
}

/** A word without its quotes and backslashes. */
export function unquoted(word: string): string {
  return wordsOf(word, false).join('');
}

/** @param isSplit whether blanks outside of quotes part words */
function wordsOf(line: string, isSplit: boolean): string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] as string;
    if (sign === '\\' && quote !== "'") {
      at += 1;
      word += line[at] ?? '';
    } else if (sign === quote) quote = '';
    else if (quote === '' && (sign === '"' || sign === "'")) quote = sign;
    else if (!isSplit || quote !== '' || !/\s/.test(sign)) word += sign;
    else if (/\S/.test(line[at - 1] ?? ' ')) {
      words.push(word);
      word = '';
    }
  }
  return [...words, word];
}
