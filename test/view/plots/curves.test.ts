/** The pictures of the activation function and of the loss against a weight. */
import { describe, expect, test } from 'vitest';
import type { PaneContent } from '../../../src/view/panes/pane.ts';
import { type Line, plainText } from '../../../src/view/terminal/text.ts';
import { pictureAt, sceneOf, shippedScene, textsOf } from '../../support/pictures.ts';

const SIZE = { columns: 92, rows: 17 };

/** The rows of the area, with the columns of a sign in them. */
function placesOf({ lines }: PaneContent, sign: string): { row: number; column: number }[] {
  return lines.flatMap((line, row) =>
    row === 0
      ? []
      : Array.from(plainText(line)).flatMap((each, column) => (each === sign ? [{ row, column }] : [])),
  );
}

/** The column of the tick above a number of the x axis. */
function tickColumn(pane: PaneContent, text: string): number {
  const [axis, numbers] = pane.lines.slice(-2).map(plainText) as [string, string];
  return Array.from(axis).findIndex(
    (sign, column) =>
      sign === '┬' && numbers.slice(column - Math.floor(text.length / 2)).split(' ')[0] === text,
  );
}

const rowOf = (pane: PaneContent, text: string) => textsOf(pane).findIndex((line) => line.includes(text));
const isDrawn = ({ lines }: PaneContent, tone: string) =>
  lines.some((line: Line) => line.some((each) => each.tone === tone && /[⠁-⣿]/.test(each.text)));

describe('gradient descent', () => {
  const scene = shippedScene('gradient-descent');
  const perEpoch = scene.engine.schedule.batchStart(1);
  const valley = (position: number) => pictureAt(scene, position, 'valley', SIZE);

  test('a point is above its number, and each step is right of the one before and has its number', () => {
    const first = valley(0);
    expect(placesOf(first, '●').map(({ column }) => column)).toEqual([tickColumn(first, '0')]);
    const later = valley(perEpoch * 4 + 2);
    const steps = placesOf(later, '○').sort((a, b) => a.column - b.column);
    expect(steps).toHaveLength(4);
    expect(Math.abs((steps[0]?.column as number) - tickColumn(later, '0'))).toBeLessThanOrEqual(1);
    steps.forEach(({ row, column }, index) => {
      expect(Array.from(plainText(later.lines[row] as Line))[column + 2]).toBe(String(index + 1));
      if (index > 0) expect(row).toBeGreaterThanOrEqual(steps[index - 1]?.row as number);
    });
    const [now] = placesOf(later, '●');
    expect(now?.column).toBeGreaterThan(steps.at(-1)?.column as number);
    // The weights of gradient descent, w ← w − 0.1 × 2(w − 4), on the scale of the axis.
    const scale = (tickColumn(later, '4') - tickColumn(later, '0')) / 4;
    [0, 0.8, 1.44, 1.952].forEach((weight, index) => {
      const wanted = tickColumn(later, '0') + weight * scale;
      expect(Math.abs((steps[index]?.column as number) - wanted)).toBeLessThanOrEqual(1);
    });
  });

  test('the point is in the row of its loss', () => {
    const pane = valley(perEpoch);
    const [now] = placesOf(pane, '●');
    expect(now?.row).toBeGreaterThan(rowOf(pane, '15┤'));
    expect(now?.row).toBeLessThan(rowOf(pane, ' 5┤'));
  });

  test('as many earlier points as there were updates, and none after the cursor, also on the way back', () => {
    for (const position of [scene.session.total, perEpoch * 5 + 1, perEpoch * 2, 3, 0]) {
      const pane = pictureAt(scene, position, 'valley', { columns: 200, rows: 40 });
      expect(placesOf(pane, '○')).toHaveLength(Math.min(8, Math.floor(position / perEpoch)));
      expect(placesOf(pane, '●')).toHaveLength(1);
    }
  });

  test('the loss and the gradient with its tangent are told once they are computed', () => {
    const told = Array.from({ length: perEpoch }, (_, position) => {
      const pane = valley(position);
      const text = textsOf(pane).join('\n');
      const isKnown = (name: string) => {
        const slot = scene.session.values.resolve(name, position);
        return slot !== null && scene.session.values.isCurrent(slot, position);
      };
      expect(text.includes('loss 16')).toBe(isKnown('loss'));
      expect(text.includes('loss ?')).toBe(!isKnown('loss'));
      expect(text.includes('∂ −8')).toBe(isKnown('grad(y.w[0])'));
      expect(isDrawn(pane, 'gradient')).toBe(isKnown('grad(y.w[0])'));
      return isKnown('grad(y.w[0])');
    });
    expect(new Set(told).size).toBe(2);
  });

  test('a loss over more than two decades has a logarithmic axis', () => {
    const steep = sceneOf(`
      title: Steep
      inputs: [x]
      layers: [{ name: output, nodes: { y: [0] } }]
      data: [{ inputs: [1], target: 4 }]
      loss: squared_error
      optimizer: { kind: sgd, learning_rate: 0.4 }
      training: { epochs: 5 }`);
    const at = (position: number) => pictureAt(steep, position, 'valley', SIZE);
    const ticks = (pane: PaneContent) => textsOf(pane).flatMap((line) => line.match(/^ *(\S+)┤/)?.[1] ?? []);
    expect(ticks(at(0))).toContain('0');
    const late = at(steep.session.total);
    expect(ticks(late).length).toBeGreaterThan(2);
    for (const tick of ticks(late)) expect(tick).toMatch(/^(10*|0\.0*1|1e−?\d+)$/);
    expect(placesOf(late, '○').length).toBeGreaterThan(3);
  });
});

describe('the activation function', () => {
  test('shows its sum, then its value, then the slope', () => {
    const scene = shippedScene('backprop-slope');
    const panes = [0, 1, 2, 3].map((position) => pictureAt(scene, position, 'function', SIZE));
    const title = 'relu of to_node.in = max(0, to_node.in)';
    expect(panes.map((pane) => textsOf(pane)[0])).toEqual([
      `${title}   ● to_node.in ?  →  to_node ?`,
      `${title}   ● to_node.in 8  →  to_node ?`,
      `${title}   ● to_node.in 8  →  to_node 8`,
      `${title}   ● to_node.in 8  →  to_node 8   ╌ slope 1`,
    ]);
    expect(panes.map((pane) => isDrawn(pane, 'gradient'))).toEqual([false, false, false, true]);
    expect(panes.map((pane) => placesOf(pane, '●').length)).toEqual([0, 0, 1, 1]);
    // A guide at 0; another where the sum is known and the value is not.
    const guides = panes.map((pane) => new Set(placesOf(pane, '┊').map(({ column }) => column)).size);
    expect(guides).toEqual([1, 2, 1, 1]);
  });

  test('without a backward phase there is no tangent', () => {
    const pane = pictureAt(shippedScene('relu-function'), 2, 'function', SIZE);
    expect(textsOf(pane)[0]).toBe('relu of y.in = max(0, y.in)   ● y.in −3  →  y 0');
    expect(isDrawn(pane, 'gradient')).toBe(false);
  });
});
