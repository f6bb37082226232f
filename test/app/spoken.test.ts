/** What a screen reader hears of a tour through a scenario: every change, in words and numbers. */
import { afterEach, expect, test } from 'vitest';
import { screenReaderLines } from '../../src/app/screen/screen-reader.ts';
import { languages, setLanguage } from '../../src/i18n/translate.ts';
import { runnerAt, shippedEntry, typed } from '../support/app.ts';

afterEach(() => setLanguage('en'));

const entries = ['target-13', 'xor'].map(shippedEntry);

/** Keys, separated by spaces: steps, panes, lists, pictures, the command line, the menu. */
const tour = [
  'l',
  'l l',
  'h',
  'n',
  'tab',
  'tab',
  '1',
  '2',
  '5',
  '6',
  '7',
  '8',
  ': g o t o space 5 0 0 0 enter',
  '3',
  '9',
  '?',
  'down',
  'escape',
  ': s e t space y . b i a s',
  'space = space 2 enter',
  ': u n d o enter',
  'tab',
  'up',
  'up',
  'tab',
  'down',
  'u',
  'o',
  'escape',
  'q',
  'up',
  '/ t a r',
  'enter enter',
  'p enter',
];

test.each(languages)('a tour in %s', async (language) => {
  const runner = typed(runnerAt(entries, 'xor'), language === 'en' ? '' : 'A');
  const heard: string[] = [screenReaderLines(runner.state).join('\n')];
  for (const keys of tour) {
    typed(runner, keys);
    const text = screenReaderLines(runner.state).join('\n');
    expect(text, `after ${keys}`).not.toBe(heard.at(-1));
    // Nothing that is only to be seen.
    expect(text).not.toMatch(/[\u2500-\u257f\u2580-\u259f\u2800-\u28ff▸●]/u);
    heard.push(text);
  }
  const transcript = heard.map((text, index) => `${index === 0 ? 'start' : tour[index - 1]}\n${text}\n`);
  await expect(transcript.join('\n')).toMatchFileSnapshot(`transcripts/xor.${language}.txt`);
});
