/** What is said of numbers with an exponent. */
import { expect, test } from 'vitest';
import { screenOf } from '../../../src/app/screen/screen.ts';
import { setLanguage } from '../../../src/i18n/translate.ts';
import { formatNumber } from '../../../src/view/terminal/format.ts';
import { plainText } from '../../../src/view/terminal/text.ts';
import { exponentText } from '../../../src/view/words/exponent.ts';
import { runnerAt, shippedEntry, typed } from '../../support/app.ts';

test('a number with an exponent is written out, and others are not', () => {
  expect(exponentText(8.505e-5)).toBe(
    '8.505e−5 is 0.00008505: 8.505 with its decimal point 5 places further left.',
  );
  expect(exponentText(-48e6)).toBe(
    '−4.8e7 is −48,000,000: −4.8 with its decimal point 7 places further right.',
  );
  expect(exponentText(2e-8)).toBe('2e−8 is 0.00000002: 2 with its decimal point 8 places further left.');
  expect(exponentText(4.8e52)).toBe('4.8e52 is 4.8 with its decimal point 52 places further right.');
  for (const value of [0, 1, -0.25, 1e-4, 9_999_999, Number.NaN, Number.NEGATIVE_INFINITY])
    expect(exponentText(value)).toBeNull();
});

test('what is written out is the number that is shown', () => {
  for (const digits of [1, 1.5, 2.25, 9.999, 1.008])
    for (const power of [-9, -8, -7, -6, -5, 7, 8, 9])
      for (const sign of [1, -1]) {
        const value = Number(`${sign * digits}e${power}`);
        const [, plain = ''] = / is (−?[\d.,]+): /.exec(exponentText(value) ?? '') ?? [];
        const shown = Number(formatNumber(value).replaceAll('−', '-'));
        expect(Number(plain.replace('−', '-').replaceAll(',', ''))).toBe(shown);
      }
});

test('the text says it at a step with such a number, where it has room, and the help always does', () => {
  const begin = (keys: string) => typed(runnerAt([shippedEntry('explodes')], 'explodes'), keys);
  const linesOf = (keys: string, columns: number, rows: number) =>
    screenOf(begin(keys).state, { columns, rows }).map(plainText);
  const wordsAt = (columns: number, rows: number) =>
    linesOf(': 7 0 enter', columns, rows)
      .filter((line) => line.startsWith(' ▌ '))
      .join('\n');
  expect(wordsAt(80, 24)).toMatch(/e105 is 2\.284 with its decimal point 105 places further right\./);
  expect(wordsAt(60, 16)).not.toContain('decimal point');
  for (const [language, text] of [
    ['en', '8.5e−5 is 0.000085: '],
    ['bn', '8.5e−5 মানে 0.000085: '],
  ] as const) {
    setLanguage(language);
    expect(linesOf('? G', 80, 24).join('\n')).toContain(text);
  }
  setLanguage('en');
});
