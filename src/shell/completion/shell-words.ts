/** The words of a command line that is being typed. */

/**
 * Splits a line as shells do, without expanding anything. The last word is the one before the cursor: it may be empty, and
 * its quote may be open.
 */
export function shellWords(line: string): string[] {
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
    else if (quote !== '' || !/\s/.test(sign)) word += sign;
    else if (/\S/.test(line[at - 1] ?? ' ')) {
      words.push(word);
      word = '';
    }
  }
  return [...words, word];
}
