/** The contour map and the line through the data, as they are drawn. */
import { expect, test } from 'vitest';
import { Debugger } from '../../../src/commands/debugger.ts';
import { Session } from '../../../src/session/session.ts';
import { isRamp } from '../../../src/view/colours/palette.ts';
import { picturePane } from '../../../src/view/network/pictures.ts';
import { scaleOf, shadeOf } from '../../../src/view/plots/contour.ts';
import { Background } from '../../../src/view/scene/background.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../../src/view/scene/view-options.ts';
import { cellsOf, pictureAt, shippedScene, textsOf } from '../../support/pictures.ts';
import { load } from '../../support/scenario.ts';

const SIZE = { columns: 92, rows: 14 };

test('the shades go up with the loss, in equal steps, of its logarithm where it spans more than two decades', () => {
  const scale = (...losses: number[]) => scaleOf([Float64Array.from(losses)]);
  const narrow = scale(1, 8);
  expect(narrow).toEqual({ least: 1, most: 8, isLogarithmic: false });
  if (!narrow) return;
  expect([1, 1.99, 2.01, 7.01, 8].map((loss) => shadeOf(loss, narrow))).toEqual([0, 0, 1, 6, 6]);
  const wide = scale(0, 1, 128);
  // The zero is no place on a logarithmic scale, which goes three decades down.
  expect(wide?.isLogarithmic).toBe(true);
  expect(wide?.least).toBeCloseTo(0.128);
  if (!wide) return;
  const shades = [0, 0.128, 0.35, 1, 2.5, 7, 18, 50, 128].map((loss) => shadeOf(loss, wide));
  expect(shades).toEqual([0, 0, 1, 2, 3, 4, 5, 6, 6]);
  expect(shadeOf(Number.POSITIVE_INFINITY, wide)).toBe(6);
  expect(scale(Number.NaN, Number.POSITIVE_INFINITY)).toBeNull();
});

test('the map of the curved valley is low at its minimum, and has the path, the present point and the arrow', () => {
  const scene = shippedScene('curved-valley');
  const { schedule, run } = scene.engine;
  const at = (step: number) => pictureAt(scene, step, 'contour', SIZE);
  const inBackward = schedule.batchStart(20) + run.example.instructions.length;
  const texts = textsOf(at(inBackward));
  const area = texts.slice(1, -2).map((text) => text.slice(0, 74));
  expect(area.join('').match(/○/g)?.length).toBeGreaterThan(8);
  expect(area.join('').match(/●/g)).toHaveLength(1);
  expect(area.join('')).toMatch(/[→↗↑↖←↙↓↘]/);
  expect(texts[0]).toMatch(/^loss over x → and y ↑ .*now −?[\d.]+, [\d.]+/);
  expect(texts.at(-1)).toMatch(/x$/);
  // Before the first backward phase is done, nobody knows the gradient; and before the first update there is no path.
  expect(textsOf(at(1)).slice(1).join('')).not.toMatch(/[→↗↑↖←↙↓↘○]/);
  // At the end the path has come down to the darkest shade.
  const end = at(scene.session.total)
    .lines.slice(1)
    .flatMap((line) => cellsOf(line));
  const present = end.find(({ text }) => text === '●');
  expect(present?.ground).toMatch(/^loss[01]$/);
  expect(
    new Set(end.flatMap(({ ground }) => (ground && isRamp(ground) ? [ground] : []))).size,
  ).toBeGreaterThan(5);
});

test('the arrow points where the loss falls: downhill in each of the two weights', () => {
  const scene = shippedScene('learning-rate');
  const { run } = scene.engine;
  const pane = pictureAt(scene, run.example.instructions.length, 'contour', SIZE);
  const rows = textsOf(pane).slice(1);
  const [from = -1, head = -1] = [/●/, /[←↙↓]/].map((sign) => rows.findIndex((text) => sign.test(text)));
  const column = (row: number, sign: RegExp) => rows[row]?.search(sign) ?? -1;
  // Both slopes are positive: to the left, and not up.
  expect(column(head, /[←↙↓]/)).toBeLessThan(column(from, /●/));
  expect(head).toBeGreaterThanOrEqual(from);
});

test('the line has all examples, this one in brackets, and says at what the other input is', () => {
  const scene = shippedScene('rent');
  const middle = Math.floor(scene.session.total / 2);
  const texts = textsOf(pictureAt(scene, middle, 'line', SIZE));
  expect(texts[0]).toMatch(
    /^rent over distance, at the mean area 0 {3}\[●\] this example: target [\d.]+, output/,
  );
  const area = texts.slice(1).join('');
  expect(area.match(/\[●\]/g)).toHaveLength(1);
  expect(area.match(/●/g)?.length).toBeGreaterThan(18);
  expect(area).toMatch(/[\u2801-\u28ff]/);
  // The prediction is not told before it is made.
  expect(textsOf(pictureAt(scene, 1, 'line', SIZE))[0]).toMatch(/output \?/);
});

test('while they are found in the background the ones before are shown, then the same as without it', () => {
  for (const [id, picture] of [
    ['rent', 'line'],
    ['iris', 'confusion'],
    ['learning-rate', 'contour'],
  ] as const) {
    const looks = { ...defaultViewOptions, picture };
    const make = (background: Background | null) =>
      new Scene(new Debugger(new Session(load(id))), background);
    const background = new Background();
    const [patient, waiting] = [make(background), make(null)];
    const draw = (scene: Scene, position: number) => {
      scene.session.seek(position);
      return JSON.stringify(picturePane(scene, SIZE, looks).lines.slice(1));
    };
    for (const position of [0, waiting.session.total, Math.floor(waiting.session.total / 2)]) {
      draw(patient, position);
      while (!background.isIdle) background.run(() => true);
      expect(draw(patient, position), `${id} ${position}`).toBe(draw(waiting, position));
    }
  }
});
