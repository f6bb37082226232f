import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowFirst } from '../../../src/view/bars/columns.ts';
import { shortNames } from '../../../src/view/terminal/short-names.ts';
import { lineWidth, span } from '../../../src/view/terminal/text.ts';

test('names that fit stay as they are; others lose their middle', () => {
  const names = ['h', 'hidden[0]', 'hidden[10]', 'temperature.high'];
  expect(shortNames(names, 9)).toEqual(['h', 'hidden[0]', 'hidd…[10]', 'temp…high']);
});

test('of several words the last one keeps its start, and digits stay', () => {
  const iris = ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'];
  expect(shortNames(iris, 4)).toEqual(['s…le', 's…wi', 'p…le', 'p…wi']);
  expect(shortNames(['income_2019', 'income_2020'], 6)).toEqual(['in…019', 'in…020']);
});

test('two different names never look alike, even where their starts and ends are the same', () => {
  expect(shortNames(['layer_a_node[1]', 'layer_b_node[1]'], 7)).toEqual(['lay…[1]', 'la…e[1]']);
  const parts = fc.array(fc.constantFrom('a', 'b', '_', '[1]', 'layer'), { minLength: 1, maxLength: 9 });
  const lists = fc.uniqueArray(
    parts.map((each) => each.join('')),
    { minLength: 1, maxLength: 60 },
  );
  fc.assert(
    fc.property(lists, fc.integer({ min: 4, max: 20 }), (names, columns) => {
      const short = shortNames(names, columns);
      expect(short).toHaveLength(names.length);
      expect(new Set(short).size).toBe(names.length);
      for (const [index, name] of short.entries()) {
        expect(lineWidth([span(name)])).toBeLessThanOrEqual(columns);
        if ((names[index] as string).length <= columns) expect(name).toBe(names[index]);
      }
    }),
  );
});

test('a window contains what it is around, and has two places for each half of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 2, max: 40 }), (count, shown) => {
      const starts = Array.from({ length: count }, (_, focus) => windowFirst(count, shown, focus));
      for (const [focus, first] of starts.entries()) {
        expect(first).toBeGreaterThanOrEqual(0);
        if (shown >= count) expect(first).toBe(0);
        else {
          expect(first).toBeLessThanOrEqual(focus);
          expect(focus).toBeLessThan(first + shown);
          expect(first + shown).toBeLessThanOrEqual(count);
        }
      }
      expect(new Set(starts).size).toBeLessThanOrEqual(Math.ceil(count / Math.floor(shown / 2)) + 1);
    }),
  );
});
