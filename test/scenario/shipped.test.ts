/** Requirements for all shipped scenarios. */
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/scenario/compile/compile.ts';
import type { Text } from '../../src/scenario/format/scenario.ts';
import { chapter, load, parse, shipped, sourceOf } from '../support/scenario.ts';
import { columnsOf } from '../support/width.ts';

test('the scenarios of the chapter are there, in the order of teaching', () => {
  const ordered = [...shipped].sort((a, b) => load(a).order - load(b).order);
  expect(ordered.slice(0, chapter.length)).toEqual(chapter);
  expect(chapter.map((name) => load(name).order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

describe.each(shipped)('%s', (name) => {
  const scenario = parse(sourceOf(name));
  const texts: [string, Text][] = [
    ['title', scenario.title],
    ['teaches', scenario.teaches],
    ['intro', scenario.intro],
    ...scenario.variants.map((variant): [string, Text] => [`variant ${variant.name}`, variant.title]),
    ...scenario.notes.map((note): [string, Text] => [`note at ${note.at}`, note.text]),
  ];

  test.each(texts)('%s is written in English and in Bangla', (_what, { en, bn }) => {
    expect(en).toMatch(/[A-Za-z]/);
    expect(en).not.toMatch(/\p{Script=Bengali}/u);
    expect(bn).toMatch(/\p{Script=Bengali}/u);
    // No character that would be replaced when it is shown.
    expect(`${en}${bn}`).not.toContain('\uFFFD');
  });

  test('the text of what it teaches fits next to its title', () => {
    // The width of a menu row at 80 columns, without its marker and margin.
    for (const language of ['en', 'bn'] as const) {
      const row = `${scenario.title[language]} — ${scenario.teaches[language]}`;
      expect(columnsOf(row), row).toBeLessThanOrEqual(73);
    }
  });

  test('its introduction is one short paragraph', () => {
    for (const text of [scenario.intro.en, scenario.intro.bn ?? '']) {
      const sentences = text.split(/[.?!।](?:\s|$)/u).filter((sentence) => sentence.trim() !== '');
      expect(sentences.length).toBeGreaterThanOrEqual(2);
      expect(sentences.length).toBeLessThanOrEqual(4);
    }
  });

  test('it has notes, each at an address that is shown', () => {
    const shown = compile(scenario).slots.map(({ names }) => names[0]);
    expect(scenario.notes.length).toBeGreaterThanOrEqual(2);
    for (const { at } of scenario.notes) expect(shown).toContain(at);
  });
});
