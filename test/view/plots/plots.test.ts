import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { afterEach, describe, expect, test } from 'vitest';
import { Debugger } from '../../../src/commands/debugger.ts';
import { setLanguage } from '../../../src/i18n/translate.ts';
import { Session } from '../../../src/session/session.ts';
import { clipped, ticks } from '../../../src/view/plots/axes.ts';
import { plotLines, plotMessage } from '../../../src/view/plots/plots.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { type PlotName, plotNames } from '../../../src/view/scene/view-options.ts';
import { type Line, plainText } from '../../../src/view/terminal/text.ts';
import { documents, networksTried, scenarioOf } from '../../support/networks.ts';
import { load } from '../../support/scenario.ts';

afterEach(() => setLanguage('en'));

const sceneOf = (text: string) => new Scene(new Debugger(new Session(scenarioOf(text))));
const shipped = (id: string) => sceneOf(readFileSync(`scenarios/${id}.yaml`, 'utf8'));

const SIZE = { columns: 60, rows: 14 };

function at(scene: Scene, position: number, plot: PlotName, size = SIZE): Line[] {
  scene.session.seek(position);
  return plotLines(scene, plot, null, size);
}

/** The number of lines above the plot: its title and its legend. */
const headingOf = (lines: readonly Line[]) => lines.findIndex((line) => /[┤│]/.test(plainText(line)));

/** The columns of a character in the lines below the heading. */
function columnsOf(lines: readonly Line[], sign: string): number[] {
  return lines
    .slice(headingOf(lines))
    .flatMap((line) =>
      [...plainText(line)].flatMap((character, column) => (character === sign ? [column] : [])),
    );
}

/** The column of the tick `┴` above the number `text` on the x axis. */
function tickColumn(lines: readonly Line[], text: string): number {
  const axis = [...plainText(lines.at(-2) ?? [])];
  const numbers = plainText(lines.at(-1) ?? []);
  return axis.findIndex(
    (character, column) => character === '┴' && numbers.slice(column).split(' ')[0] === text,
  );
}

const braille = /[\u2801-\u28ff]/;
const isDrawn = (lines: readonly Line[], tone: string) =>
  lines
    .slice(headingOf(lines))
    .some((line) => line.some((each) => each.tone === tone && braille.test(each.text)));

describe('gradient descent', () => {
  const scene = shipped('gradient-descent');
  const perEpoch = scene.session.engine.schedule.batchStart(1);
  const gradientStep = 5;

  test('a point is above its number, and each step is to the right of the previous one', () => {
    const lines = at(scene, 0, 'valley');
    expect(columnsOf(lines, '●')).toEqual([tickColumn(lines, '0')]);
    const later = at(scene, perEpoch, 'valley');
    expect(columnsOf(later, '○')).toEqual([tickColumn(later, '0')]);
    const rowOf = (text: string) =>
      later.findIndex((line, row) => row >= headingOf(later) && plainText(line).includes(text));
    expect(rowOf('○')).toBeLessThanOrEqual(rowOf('15 ┤'));
    expect(rowOf('15 ┤')).toBeLessThan(rowOf('●'));
    expect(rowOf('●')).toBeLessThan(rowOf(' 5 ┤'));
    const scale = (tickColumn(later, '4') - tickColumn(later, '0')) / 4;
    const [column] = columnsOf(later, '●');
    expect(Math.abs((column as number) - tickColumn(later, '0') - 0.8 * scale)).toBeLessThanOrEqual(1);
  });

  test('as many earlier points as there were updates, and none after the cursor, also on the way back', () => {
    const { total } = scene.session;
    const wide = { columns: 200, rows: 40 };
    for (const position of [total, perEpoch * 5 + 1, perEpoch * 2, 3, 0]) {
      const lines = at(scene, position, 'valley', wide);
      const done = Math.floor(position / perEpoch);
      expect(columnsOf(lines, '○')).toHaveLength(Math.min(8, done));
      expect(columnsOf(lines, '●')).toHaveLength(1);
      const losses = at(scene, position, 'loss', wide);
      const computed = Math.floor((position + perEpoch - 3) / perEpoch);
      expect(columnsOf(losses, '○').length + columnsOf(losses, '●').length).toBe(computed);
    }
  });

  test('the loss, the slope and its tangent are shown once they are computed', () => {
    const told = Array.from({ length: perEpoch + 1 }, (_, position) => {
      const lines = at(scene, position, 'valley');
      const heading = lines.slice(0, headingOf(lines)).map(plainText).join(' ');
      return {
        loss: heading.includes('loss 16'),
        slope: heading.includes('slope −8'),
        tangent: isDrawn(lines, 'gradient'),
      };
    });
    told.forEach(({ loss, slope, tangent }, position) => {
      scene.session.seek(position);
      const isKnown = (name: string) => {
        const slot = scene.session.values.resolve(name, position);
        return slot !== null && scene.session.values.isCurrent(slot, position);
      };
      expect(loss).toBe(isKnown('loss') && position < perEpoch);
      expect(slope).toBe(isKnown('grad(y.w[0])'));
      expect(tangent).toBe(slope);
    });
    expect(told.map(({ slope }) => slope).indexOf(true)).toBe(gradientStep);
  });
});

test('the activation shows its sum, then its value, then the slope', () => {
  const scene = shipped('backprop-slope');
  const headings = [0, 1, 2, 3].map((position) =>
    at(scene, position, 'activation')
      .slice(0, 2)
      .map((line) => plainText(line).trim()),
  );
  expect(headings).toEqual([
    ['relu of to_node.in', '● to_node.in ?  → to_node ?'],
    ['relu of to_node.in', '● to_node.in 8  → to_node ?'],
    ['relu of to_node.in', '● to_node.in 8  → to_node 8'],
    ['relu of to_node.in', '● to_node.in 8  → to_node 8  ╌ slope 1'],
  ]);
  expect(isDrawn(at(scene, 2, 'activation'), 'gradient')).toBe(false);
  expect(isDrawn(at(scene, 3, 'activation'), 'gradient')).toBe(true);
});

test('the decision surface shows the data by their targets, and the current example', () => {
  const scene = sceneOf(`
    title: Exclusive or
    inputs: [a, b]
    layers: [{ name: output, nodes: { y: { weights: [1, 1], bias: 0 } } }]
    data:
      - { inputs: [0, 0], target: 0 }
      - { inputs: [0, 1], target: 1 }
      - { inputs: [1, 0], target: 1 }
      - { inputs: [1, 1], target: 0 }
    loss: squared_error`);
  const lines = at(scene, 0, 'surface');
  expect(columnsOf(lines, '●')).toHaveLength(2);
  expect(columnsOf(lines, '○')).toHaveLength(2);
  expect(lines.slice(2).map(plainText).join('\n')).toContain('[○]');
  const shades = lines
    .filter((line) => /[│┤]/.test(plainText(line)))
    .map((line) => [...plainText(line)].filter((each) => '░▒▓█'.includes(each)));
  const heights = shades.map((row) => row.reduce((sum, each) => sum + '░▒▓█'.indexOf(each) + 1, 0));
  expect(heights).toEqual([...heights].sort((a, b) => b - a));
  const second = scene.session.engine.run.example.instructions.length + 1;
  expect(at(scene, second, 'surface').slice(2).map(plainText).join('\n')).toContain('[●]');
});

test('the metrics have one strip each, with the value at the cursor next to it', () => {
  const texts = (scene: Scene, position: number, size = SIZE) =>
    at(scene, position, 'metrics', size).map(plainText).join('\n');
  const moons = new Scene(new Debugger(new Session(load('two-moons'))));
  const end = texts(moons, moons.session.total, { columns: 70, rows: 18 });
  expect(end).toMatch(/accuracy 100%\s/);
  expect(end.match(/ test /g)).toHaveLength(3);
  expect(end).toMatch(/ loss 0\.\d+\s/);
  expect(end).toMatch(/gradient norm \d/);
  expect(end).toMatch(/dead units 0\s/);
  const dying = shipped('dying-relu');
  expect(texts(dying, dying.session.total)).toMatch(/dead units 1\s/);
  const penalised = sceneOf(
    'title: t\ninputs: [x]\nlayers: [{ name: l, nodes: { y: [1] } }]\ndata: [{ inputs: [0], target: 1 }]\n' +
      'loss: squared_error\noptimizer: { kind: sgd, learning_rate: 0.3, l2: 10 }\n',
  );
  // The update makes the weight −2: ½ × 10 × 4 + 1.
  expect(texts(penalised, penalised.session.total)).toMatch(
    / loss 1\s.*with penalty 21\s.*gradient norm 10\s/s,
  );
  // With few rows the last strips are left out.
  const low = texts(moons, moons.session.total, { columns: 70, rows: 7 });
  expect(low).toContain('accuracy');
  expect(low).not.toContain('gradient norm');
  const descent = shipped('gradient-descent');
  const start = texts(descent, 0);
  expect(start).toMatch(/loss 16\s/);
  expect(start).not.toMatch(/accuracy|dead|apart/);
  expect(texts(descent, descent.session.engine.schedule.batchStart(1))).toMatch(/loss 10\.24\s/);
});

test('if there is nothing to show, the pane says so in English and the message in the current language', () => {
  const relu = shipped('relu');
  const oneInput = shipped('gradient-descent');
  expect(plotLines(relu, 'loss', null, SIZE).map(plainText)).toEqual(['— no loss in this scenario —']);
  expect(plotMessage(relu, 'valley', null)).toBe(
    'This scenario computes no loss, so there is no valley to go down.',
  );
  expect(plotMessage(oneInput, 'valley', 'x')).toBe('x is not a weight or bias of this network.');
  expect(plotMessage(oneInput, 'surface', null)).toBe(
    'This view needs a network with two inputs; this one has 1.',
  );
  expect(plotMessage(relu, 'activation', null)).toBeNull();
  setLanguage('bn');
  expect(plotMessage(oneInput, 'surface', null)).toBe(
    'এই ছবি দুই ইনপুটের নেটওয়ার্কের জন্য; এই নেটওয়ার্কে ইনপুট ১টি।',
  );
  for (const plot of plotNames) {
    const message = plotMessage(
      plot === 'activation' ? oneInput : plot === 'surface' ? oneInput : relu,
      plot,
      null,
    );
    expect(message, plot).toMatch(/\p{Script=Bengali}/u);
    for (const scene of [relu, oneInput])
      expect(plotLines(scene, plot, null, SIZE).map(plainText).join('')).not.toMatch(/\p{Script=Bengali}/u);
  }
});

test('no plot is larger than asked, for any network at any step', () => {
  let drawn = 0;
  fc.assert(
    fc.property(
      documents({ training: true, passOn: true, huge: true, layers: 3, epochs: 6 }),
      fc.constantFrom(...plotNames),
      fc.integer({ min: 0, max: 150 }),
      fc.integer({ min: 0, max: 50 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (document, plot, columns, rows, place) => {
        const scene = sceneOf(JSON.stringify(document));
        const lines = at(scene, Math.floor(place * scene.session.total), plot, { columns, rows });
        expect(lines.length).toBeLessThanOrEqual(rows);
        for (const line of lines)
          expect(stringWidth(plainText(line)), plainText(line)).toBeLessThanOrEqual(columns);
        if (lines.length > 3) drawn += 1;
      },
    ),
    networksTried(300),
  );
  expect(drawn).toBeGreaterThan(80);
});

test('numbers at an axis are inside it, evenly spaced, few and round', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e3, max: 1e3, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
      fc.integer({ min: 2, max: 12 }),
      fc.boolean(),
      (from, length, most, isWhole) => {
        const found = ticks({ from, to: from + length }, most, isWhole);
        expect(found.length).toBeLessThanOrEqual(most);
        if (!isWhole || length > 2) expect(found.length).toBeGreaterThan(0);
        for (const tick of found) {
          expect(tick).toBeGreaterThanOrEqual(from - 1e-9 * length);
          expect(tick).toBeLessThanOrEqual(from + length * (1 + 1e-9));
          if (isWhole) expect(Number.isInteger(tick)).toBe(true);
        }
        const [first = 0, second] = found;
        if (second === undefined) return;
        const step = second - first;
        const digit = Number(step.toExponential(6).split('e')[0]);
        expect([1, 2, 5].some((round) => Math.abs(digit - round) < 1e-4)).toBe(true);
        found.forEach((tick, index) => {
          expect(Math.abs(tick - first - index * step)).toBeLessThan(1e-6 * length);
        });
      },
    ),
  );
  expect(ticks({ from: 0, to: 1 }, 3)).toEqual([0, 0.5, 1]);
  expect(ticks({ from: 0.31, to: 0.71 }, 4)).toEqual([0.4, 0.5, 0.6, 0.7]);
  expect(ticks({ from: 2, to: 2 }, 4)).toEqual([]);
});

test('a line is cut off where it leaves the axes', () => {
  const box = { from: -1, to: 1 };
  expect(
    clipped(
      [
        { x: -2, y: -2 },
        { x: 2, y: 2 },
      ],
      box,
      box,
    ),
  ).toEqual([
    { x: -1, y: -1 },
    { x: 1, y: 1 },
  ]);
  expect(
    clipped(
      [
        { x: 0, y: 0 },
        { x: 0, y: 4 },
      ],
      box,
      box,
    ),
  ).toEqual([
    { x: 0, y: 0 },
    { x: 0, y: 1 },
  ]);
  expect(
    clipped(
      [
        { x: -3, y: 0 },
        { x: 0, y: 3 },
      ],
      box,
      box,
    ),
  ).toBeNull();
  expect(
    clipped(
      [
        { x: 2, y: -1 },
        { x: 2, y: 1 },
      ],
      box,
      box,
    ),
  ).toBeNull();
});
