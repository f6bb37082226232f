/** The text at the bottom: nothing is lost of it without a way to see it. */
import { afterEach, describe, expect, test } from 'vitest';
import { languages, setLanguage } from '../../../src/i18n/translate.ts';
import { messageLines } from '../../../src/view/panes/prose.ts';
import { defaultViewOptions } from '../../../src/view/scene/view-options.ts';
import { noteSize } from '../../../src/view/screen-rows.ts';
import { lineWidth, plainText } from '../../../src/view/terminal/text.ts';
import { stepWords } from '../../../src/view/words/words.ts';
import { shippedScene } from '../../support/pictures.ts';
import { shipped } from '../../support/scenario.ts';

afterEach(() => setLanguage('en'));

const full = { ...defaultViewOptions, words: 'full' } as const;
const sizes = [60, 80, 100, 140, 200].map((columns) => ({ columns, rows: 24 }));

describe.each(shipped)('%s', (id) => {
  test.each(languages)('a full explanation is whole in every size, in %s', (language) => {
    setLanguage(language);
    const scene = shippedScene(id);
    const last = Math.min(scene.session.total, 2000);
    for (let step = 1; step <= last; step += Math.max(1, Math.floor(last / 30))) {
      scene.session.seek(step);
      const words = stepWords(scene, step, 'full').join(' ');
      for (const size of sizes) {
        const lines = messageLines(scene, noteSize(size, full), null, full);
        const text = lines.map((line) => plainText(line.slice(1))).join(' ');
        expect(text, `${size.columns} columns, step ${step}`).toContain(words);
      }
    }
  });
});

test('a text that is cut names the key that shows all of it', () => {
  const scene = shippedScene('two-moons');
  const size = { columns: 80, rows: 24 };
  const lines = messageLines(scene, noteSize(size, defaultViewOptions), null, defaultViewOptions);
  expect(plainText(lines.at(-1) ?? [])).toMatch(/ … {2}E shows all$/u);
  for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(80);
  const all = messageLines(scene, noteSize(size, full), null, full);
  expect(all.map(plainText).join(' ')).toContain('smaller from epoch to epoch.');
});

test('where a paragraph has no row, a sign stands after the one before, if there are cells for it', () => {
  const scene = shippedScene('relu');
  scene.session.seek(scene.session.total);
  const said = (columns: number, rows: number) =>
    messageLines(scene, { columns, rows }, null, defaultViewOptions).map(plainText);
  const note = ' ▌ There is no activation here, so the prediction can be negative.';
  const [first, explanation] = said(80, 2);
  expect([first, explanation?.trim()]).toEqual([note, expect.stringContaining('output')]);
  expect(said(76, 1)).toEqual([`${note} … E`]);
  expect(said(100, 1)).toEqual([`${note}  E shows all`]);
  expect(said(note.length + 1, 1)).toEqual([note]);
  expect(said(note.length, 1)).not.toEqual([note]);
});
