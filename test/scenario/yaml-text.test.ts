/** Texts as they are written in YAML: whoever reads them gets the same text. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { yamlText } from '../../src/scenario/yaml/yaml-text.ts';
import '../support/seed.ts';

/** Pieces that mean something in YAML, and letters beside them. */
const piece = fc.constantFrom(
  ...'a Z 7 _ . / - : # , [ ] { } " \' \\ & * ! | > % @ ` ~ ? = ব া'.split(' '),
  ' ',
  '\n',
);
const word = fc.constantFrom('true', 'No', 'null', 'on', 'y', '1e3', '.inf', '0x1f', '- a', 'a: b', 'a #b');
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(piece).map((all) => all.join('')),
  word,
);

test('a text is read back from a list, from both sides of a mapping, and from a line', () => {
  fc.assert(
    fc.property(text, (own) => {
      const written = yamlText(own);
      expect(parse(`[${written}, x]`)).toEqual([own, 'x']);
      expect(parse(`{ ${written}: ${written} }`)).toEqual({ [own]: own });
      expect(parse(`title: ${written}\n`)).toEqual({ title: own });
    }),
  );
});

test('words and names with spaces have no quotes; what could be something else has', () => {
  expect(['hours', 'New York', 'দৈর্ঘ্য', 'data/a-b.csv', 'y'].map(yamlText)).toEqual([
    'hours',
    'New York',
    'দৈর্ঘ্য',
    'data/a-b.csv',
    'y',
  ]);
  for (const each of ['', ' a', 'a ', 'Yes', 'null', '1', '-a', 'a,b', '<=50K', 'a\nb'])
    expect(yamlText(each)).toBe(JSON.stringify(each));
});
