/** Texts as the build packs them. */
import { expect, test } from 'vitest';
import groups from '../../src/i18n/locales/bn.json' with { type: 'json' };
import { PackedTexts, packTexts } from '../../src/i18n/packed-texts.ts';
import { textKey } from '../../src/i18n/text-digest.ts';

const texts = Object.fromEntries(
  Object.values(groups)
    .flatMap((group) => Object.entries(group))
    .map(([english, translation]) => [textKey(english), translation]),
);

test('all texts of a language are packed and unpacked, in their order', () => {
  const packed = new PackedTexts(packTexts(texts));
  expect(Object.entries(packed.all())).toEqual(Object.entries(texts));
});

test('a text is found by its key alone, also where keys that follow each other have it by chance', () => {
  const packed = new PackedTexts(packTexts({ aabcde: 'ক', fghijk: 'খ', bcdefg: 'গ Latin ঘ' }));
  expect(packed.get('bcdefg')).toBe('গ Latin ঘ');
  expect(packed.get('bcdefg')).toBe('গ Latin ঘ');
  expect(packed.get('cdefgh')).toBeUndefined();
  expect(packed.get('aabcdf')).toBeUndefined();
});

test('what marks the parts of a packed text, and a key of another length, are refused', () => {
  expect(() => packTexts({ abcdef: 'ক\0খ' })).toThrow('ক\0খ');
  expect(() => packTexts({ abcdef: 'ক\nখ' })).toThrow('it cannot be packed');
  expect(() => packTexts({ abcd: 'ক', abc: 'ক' })).toThrow('abc');
});
