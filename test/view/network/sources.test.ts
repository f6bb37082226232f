/** The boxes of inputs and parameters: their value is always there, and their gradient beside it or below it. */
import { expect, test } from 'vitest';
import { pictureAt, sceneOf, shippedScene, textsOf } from '../../support/pictures.ts';

const high = { columns: 96, rows: 9 };
const low = { columns: 76, rows: 7 };

test.each([
  ['below', high],
  ['beside', low],
])('with %s room for it, a gradient does not hide the value', (_where, size) => {
  const scene = shippedScene('circuit');
  for (let position = 0; position <= scene.session.total; position++) {
    const text = textsOf(pictureAt(scene, position, 'network', size)).join('\n');
    for (const [name, value] of [
      ['x', '−2'],
      ['y', '5'],
      ['z', '−4'],
    ] as const) {
      expect(text).toMatch(new RegExp(`[╭┏] ${name} [─━]`));
      expect(text).toMatch(new RegExp(`[│┃] +${value} `));
      const gradient = scene.session.read(`grad(${name})`);
      if (gradient !== null) expect(text).toContain(`∂ ${String(gradient).replace('-', '−')}`);
    }
  }
  const rows = textsOf(pictureAt(scene, scene.session.total, 'network', size));
  expect(rows.filter((row) => /−2 +∂ −4 /.test(row))).toHaveLength(size === low ? 1 : 0);
});

test('inputs without gradients have one row, whatever the room', () => {
  const scene = sceneOf(
    'title: t\ninputs: [x]\nformulas: { f: x * x }\ndata: [{ inputs: [3] }]\noutput_gradient: 1\n',
  );
  const rows = textsOf(pictureAt(scene, scene.session.total, 'network', { columns: 60, rows: 12 }));
  const top = rows.findIndex((row) => row.includes('╭ x ─'));
  expect(rows.slice(top, top + 3).map((row) => row.trim().slice(0, 1))).toEqual(['╭', '│', '╰']);
});
