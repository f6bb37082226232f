/** The header and the words. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { setLanguage } from '../../../src/i18n/translate.ts';
import { headerLine } from '../../../src/view/panes/header.ts';
import { BAR, messageLines, noteAt } from '../../../src/view/panes/prose.ts';
import type { Scene } from '../../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../../src/view/scene/view-options.ts';
import { type Line, lineWidth, plainText } from '../../../src/view/terminal/text.ts';
import { shippedScene } from '../../support/print.ts';
import { chapter } from '../../support/scenario.ts';
import '../../support/seed.ts';

afterEach(() => setLanguage('en'));

const text = (scene: Scene, id: string, columns: number, warnings = 0) =>
  plainText(headerLine(scene, id, columns, { warnings }));

test.each([
  [
    'target-13',
    13,
    140,
    ' Backstep  target-13 · as written   epoch 1 ▸ example 1 ▸ backward ▸ layer output ▸ node output   Transactions, target 13',
  ],
  ['target-13', 13, 80, ' Backstep  target-13 · as written   epoch 1 ▸ example 1 ▸ backward ▸ output'],
  ['transactions', 0, 100, ' Backstep  transactions   start   Bank transactions'],
  [
    'relu-function',
    2,
    100,
    ' Backstep  relu-function   example 2/2 ▸ forward ▸ layer output ▸ node y   The ReLU function',
  ],
  [
    'gradient-descent',
    59,
    100,
    ' Backstep  gradient-descent   after training ▸ example 1 ▸ loss ▸ node y   Gradient descent',
  ],
  [
    'self-attention',
    4,
    100,
    ' Backstep  self-attention   epoch 1/3 ▸ example 1 ▸ forward ▸ node Q ▸ [0][1]   Self-attention over',
  ],
  ['self-attention', 210, 80, ' Backstep  self-attention   epoch 1/3 ▸ example 1 ▸ backward ▸ out ▸ [1][0]'],
] as const)('%s at step %i, %i columns wide', (id, step, columns, expected) => {
  expect(text(shippedScene(id, step), id, columns)).toContain(expected);
});

test('warnings and edits are counted', () => {
  const scene = shippedScene('target-13', 13);
  scene.session.set('output.w[0]', 3);
  expect(text(scene, 'target-13', 140, 2)).toMatch(/^ Backstep {2}target-13 !2 · as written \+1 {3}/);
});

test('while signs of edits are on the screen, they are explained', () => {
  const scene = shippedScene('target-13', 13);
  expect(text(scene, 'target-13', 200)).not.toMatch(/[†✎]/);
  scene.session.set('output.w[0]', 3);
  expect(text(scene, 'target-13', 200)).toContain('✎ set by hand');
});

describe.each(chapter)('%s', (id) => {
  test.each(['en', 'bn'] as const)('fits every width, in %s', (language) => {
    setLanguage(language);
    const scene = shippedScene(id, 0);
    fc.assert(
      fc.property(fc.nat(scene.session.total), fc.integer({ min: 60, max: 200 }), (step, columns) => {
        scene.session.seek(step);
        const line = headerLine(scene, id, columns, { warnings: 0 });
        expect(lineWidth(line)).toBeLessThanOrEqual(columns);
        const phase = scene.lastStep?.instruction.scope.phase ?? 'forward';
        expect(line[0]).toEqual({ text: ' Backstep ', tone: 'ink', ground: phase });
        if (step > 0 && columns >= 100) expect(line.map(({ tone }) => tone)).toContain(`${phase}Strong`);
      }),
      { numRuns: 30 },
    );
  });

  test('every row of words begins with a bar: in the colour of the phase for the note, else grey', () => {
    const scene = shippedScene(id, 0);
    const size = { columns: 100, rows: 3 };
    for (let step = 0; step <= Math.min(60, scene.session.total); step++) {
      scene.session.seek(step);
      const lines = messageLines(scene, size, null, defaultViewOptions);
      expect(lines.length).toBeLessThanOrEqual(3);
      const phase = scene.lastStep?.instruction.scope.phase ?? 'forward';
      const barOf = ([bar]: Line) => [bar?.text, bar?.tone];
      for (const line of lines) {
        expect([
          [BAR, phase],
          [BAR, 'ahead'],
        ]).toContainEqual(barOf(line));
        expect(lineWidth(line)).toBeLessThan(size.columns);
        expect(plainText(line).slice(BAR.length).trim()).not.toBe('');
      }
      // The scenario's own words come first: its note, and at the start its introduction.
      const isOwn = noteAt(scene) !== null || step === 0;
      expect(lines.length > 0 && barOf(lines[0] as Line)[1] === phase).toBe(isOwn);
    }
  });
});
