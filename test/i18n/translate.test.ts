import { readdirSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import {
  currentLanguage,
  languages,
  nextLanguage,
  setLanguage,
  t,
  toAsciiDigits,
} from '../../src/i18n/translate.ts';

afterEach(() => setLanguage('en'));

test('in English the text is as in the source, with counts and values inserted', () => {
  expect(t`${32} steps`).toBe('32 steps');
  expect(t`no such text: ${'a'} and ${1.5}`).toBe('no such text: a and 1.5');
});

test('in Bangla the text is looked up; counts get Bangla digits, values stay as on the screen', () => {
  setLanguage('bn');
  expect(currentLanguage()).toBe('bn');
  expect(t`${32} steps`).toBe('৩২টি ধাপ');
  expect(t`${1200} steps`).toBe('১,২০০টি ধাপ');
  expect(t`${8_465_600} steps`).toBe('৮৪,৬৫,৬০০টি ধাপ');
  expect(t`${'32'} steps`).toBe('32টি ধাপ');
});

test('a text without a translation stays English', () => {
  setLanguage('bn');
  expect(t`nobody says ${'this'}`).toBe('nobody says this');
  expect(t('nobody says this')).toBe('nobody says this');
});

test('every language except English has a file of texts, and there is no other file', () => {
  const files = languages.filter((language) => language !== 'en').map((language) => `${language}.json`);
  expect(readdirSync('src/i18n/locales').sort()).toEqual(files.sort());
});

test('nextLanguage goes through all languages and back to the first', () => {
  const [first, ...others] = languages;
  expect(languages.map(nextLanguage)).toEqual([...others, first]);
});

test('digits of every language become ASCII digits, other characters stay', () => {
  expect(toAsciiDigits('ধাপ ০১২৩৪৫৬৭৮৯, −1.5e৩, ٣')).toBe('ধাপ 0123456789, −1.5e3, ٣');
});
