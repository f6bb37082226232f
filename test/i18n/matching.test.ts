import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { matchesOf } from '../../src/app/state/catalogue.ts';
import { visibleRows } from '../../src/app/state/list.ts';
import { comparable, hasWords } from '../../src/i18n/matching.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { shippedEntry } from '../support/app.ts';
import { shipped } from '../support/scenario.ts';

afterEach(() => setLanguage('en'));

/** A word with য় as one code point, as some keyboards type it, and as two, as in the tables. */
const [whole, parts] = ['লে\u09DFার', 'লে\u09AF\u09BCার'];

test('letters of one or two code points compare as equal', () => {
  expect(whole).not.toBe(parts);
  expect(comparable(whole)).toBe(comparable(parts));
  expect(hasWords(`হিডেন ${whole}`, parts)).toBe(true);
  expect(hasWords(`হিডেন ${parts}`, whole)).toBe(true);
  expect(hasWords('Caf\u00E9 RELU', 'relu cafe\u0301')).toBe(true);
});

test('all words must occur, in any order', () => {
  expect(hasWords('a network that learns', ' learns  net ')).toBe(true);
  expect(hasWords('a network that learns', 'learns nothing')).toBe(false);
  expect(hasWords('anything', ' ')).toBe(true);
});

describe.each([
  ['one character', whole],
  ['two characters', parts],
])('typed as %s', (_how, typed) => {
  test('finds the scenarios that have it', () => {
    const entries = shipped.map(shippedEntry);
    const found = matchesOf({ entries, filter: typed }).map(({ id }) => id);
    expect(found).toContain('relu');
    expect(found.length).toBeLessThan(shipped.length);
  });

  test('finds the rows of a list that have it', () => {
    const rows = [{ text: `এক ${parts}` }, { text: `দুই ${whole}` }, { text: 'তিন নোড' }];
    expect(visibleRows({ rows, filter: typed })).toEqual(rows.slice(0, 2));
  });
});

test('typed text is compared only by the functions of matching.ts', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  const own = files.filter((file) => readFileSync(`src/${file}`, 'utf8').includes('.toLowerCase()'));
  expect(own).toEqual(['i18n/matching.ts']);
});
