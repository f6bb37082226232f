import { describe, expect, test } from 'vitest';
import { execute } from '../../../src/commands/sections/commands.ts';
import { pictureAt, shippedScene, textsOf } from '../../support/pictures.ts';

const paneAt = (scene: ReturnType<typeof shippedScene>, size: { columns: number; rows: number }) =>
  pictureAt(scene, scene.session.position, 'network', size);

/** The numbers of the drawing that have a value, as texts. */
const numbersAt = (scene: ReturnType<typeof shippedScene>, size: { columns: number; rows: number }) =>
  paneAt(scene, size)
    .lines.flat()
    .flatMap(({ text, value }) => (value === undefined ? [] : [{ text: text.trim(), value }]));

describe('the box of the loss', () => {
  test.each([7, 0.5, -0.0123, 12345, 1e-9])('shows a target that was set to %s', (target) => {
    for (const size of [
      { columns: 98, rows: 11 },
      { columns: 78, rows: 8 },
    ]) {
      const scene = shippedScene('target-13');
      scene.session.seek(13);
      expect(numbersAt(scene, size).filter(({ text }) => text === '13')).toHaveLength(1);
      execute(scene.debug, `set target = ${String(target)}`);
      const shown = numbersAt(scene, size).filter(({ value }) => value === target);
      expect(shown).toHaveLength(1);
      expect(shown[0]?.text).toMatch(/^−?\.?\d[\d.e−]*\D$/u);
      expect(textsOf(paneAt(scene, size)).join('\n')).toMatch(/│ t[arget…]* +−?\.?\d\S+ ?│/u);
    }
  });

  test('has whole words beside numbers that need the blank before the border', () => {
    const scene = shippedScene('explodes');
    scene.session.seek(61);
    const text = textsOf(paneAt(scene, { columns: 96, rows: 9 })).join('\n');
    expect(text).toContain('│ error −4.6e31│');
  });
});
