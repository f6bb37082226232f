/** The pictures of the loss so far and of the metrics. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LossCurve, lossCurve } from '../../../src/analysis/curves/loss-curve.ts';
import { currentState } from '../../../src/analysis/metrics.ts';
import { surveyOf, surveyWork } from '../../../src/analysis/survey.ts';
import { metricRows } from '../../../src/commands/rows/metric-rows.ts';
import { finished } from '../../../src/core/memo.ts';
import type { PictureName } from '../../../src/scenario/format/picture-names.ts';
import type { PaneContent } from '../../../src/view/panes/pane.ts';
import { areaLines } from '../../../src/view/plots/areas.ts';
import { lossPane } from '../../../src/view/plots/loss.ts';
import { formatNumber } from '../../../src/view/terminal/format.ts';
import { plainText } from '../../../src/view/terminal/text.ts';
import { cellsOf, pictureAt, sceneOf, shippedScene, textsOf } from '../../support/pictures.ts';
import { drawn } from '../../support/scenario.ts';

/** A run of one weight. */
const trained = (epochs: number, examples: number, finish?: 'loss') =>
  sceneOf(`
    title: t
    inputs: [x]
    layers: [{ name: l, nodes: { y: [0] } }]
    data: [${Array.from({ length: examples }, (_, at) => `{ inputs: [${at + 1}], target: 4 }`).join(', ')}]
    loss: squared_error
    optimizer: { kind: sgd, learning_rate: 0.01 }
    training: { epochs: ${epochs}${finish ? `, finish: ${finish}` : ''} }`);

const lossSide = (scene: ReturnType<typeof sceneOf>) => lossPane(scene, SIZE, false) as PaneContent;

const BLOCKS = ' ▁▂▃▄▅▆▇█';
const SIZE = { columns: 92, rows: 17 };

test('an area is as high as its numbers, to an eighth of a cell, and of one tone', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 12 }),
      (shares, rows) => {
        const lines = areaLines(shares, rows, 'loss').map(cellsOf);
        expect(lines).toHaveLength(rows);
        shares.forEach((share, column) => {
          const cells = lines.map((line) => line[column] as (typeof line)[number]);
          const eighths = cells.reduce((sum, { text }) => sum + BLOCKS.indexOf(text), 0);
          if (share === null) expect(eighths).toBe(0);
          else {
            expect(Math.abs(eighths - share * rows * 8)).toBeLessThanOrEqual(1);
            expect(eighths).toBeGreaterThan(0);
            const top = cells.findIndex(({ text }) => text !== ' ');
            expect(cells[top]?.tone).toBe('loss');
            for (const { text, tone } of cells.slice(top + 1)) expect([text, tone]).toEqual(['█', 'loss']);
          }
        });
      },
    ),
  );
  const signs = areaLines([Number.NaN, Number.POSITIVE_INFINITY, 1], 2, 'loss');
  expect(signs.map(plainText)).toEqual(['  █', '××█']);
});

test('examples that are taken together are a batch, and not one example', () => {
  const headings = (training: string, picture: PictureName, at: number) => {
    const scene = sceneOf(`
      title: t
      inputs: [x]
      parameters: { w: 2 }
      formulas: { y: x * w }
      data: [${Array.from({ length: 8 }, (_, row) => `{ inputs: [${row}], target: 4 }`).join(', ')}]
      loss: squared_error
      optimizer: { kind: sgd, learning_rate: 0.001 }
      training: { batch: 4, together: true, ${training} }`);
    const step = at * scene.session.engine.schedule.batchStart(1);
    return textsOf(pictureAt(scene, step, picture, SIZE))[0];
  };
  expect(headings('epochs: 4', 'loss', 4)).toContain("mean over an epoch's 2 batches");
  expect(headings('epochs: 4, accumulate: 2', 'loss', 4)).toContain("mean over an epoch's 2 micro-batches");
  expect(headings('epochs: 1', 'loss', 2)).toMatch(/of each batch .*● batch 2 /u);
  expect(headings('epochs: 4', 'valley', 1)).toContain('loss of the batch (4 examples) against w');
  expect(headings('epochs: 4, accumulate: 2', 'valley', 1)).toContain('the batch (8 examples) against w');
});

describe('the loss', () => {
  test('has a bar for each finished epoch, the present one as a point, and the number of the latest in its heading', () => {
    const scene = shippedScene('gradient-descent');
    const perEpoch = scene.engine.schedule.batchStart(1);
    for (const position of [perEpoch * 4 + 3, perEpoch * 2, perEpoch * 2 + 1, 3, 0]) {
      const pane = pictureAt(scene, position, 'loss', SIZE);
      const { points, present, total } = lossCurve(scene.session) as LossCurve;
      const isEnd = position > 0 && position % perEpoch === 0;
      expect(points).toHaveLength(Math.floor(position / perEpoch));
      const text = textsOf(pane);
      expect(text[0]).toContain(`● epoch ${points.length + (isEnd ? 0 : 1)} ${present ? '' : '?'}`);
      const bottom = [...(text.at(-3) ?? '')].slice(text[1]?.search(/[│┤]/));
      const filled = bottom.filter((sign) => BLOCKS.slice(1).includes(sign)).length;
      expect(Math.abs(filled - (87 * points.length) / total)).toBeLessThanOrEqual(2);
      expect(text.join('').split('●')).toHaveLength(present ? 3 : 2);
    }
  });

  test('of an epoch is one number at its last step: in the bars, the point, the panel beside, and until the next loss', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 1, max: 5 }), (epochs, examples) => {
        const scene = trained(epochs, examples);
        const { session, engine } = scene;
        finished(surveyWork(session));
        const place = engine.run.example.instructions.findIndex(({ result }) => result === engine.run.loss);
        for (let epoch = 1; epoch <= epochs; epoch++) {
          const end = engine.schedule.epochStart(epoch + 1);
          const mean = surveyOf(session).means[epoch - 1] as number;
          session.seek(end);
          const { points, present, latest } = lossCurve(session) as LossCurve;
          expect(points.at(-1)).toEqual(present);
          expect(points).toHaveLength(epoch);
          expect(present).toEqual({ x: epoch, y: expect.closeTo(mean, 12) });
          expect(latest).toBeNull();
          const said = `● epoch ${epoch} ${formatNumber(mean)}`;
          const here = () => textsOf(pictureAt(scene, session.position, 'loss', SIZE))[0];
          expect(here()).toContain(said);
          expect(plainText(lossSide(scene).mark ?? [])).toBe(said.slice(2));
          if (epoch === epochs || examples === 1) continue;
          // On the way to the next loss it stays, and then it is named for what it is.
          session.seek(end + place);
          expect(here()).toContain(said);
          session.seek(end + place + 1);
          expect(here()).toContain(`● last ${examples} `);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('of a long epoch is read whole, so that it does not change when the run is surveyed', () => {
    const scene = shippedScene('two-moons');
    scene.session.seek(scene.engine.schedule.epochStart(7));
    const heading = () => textsOf(pictureAt(scene, scene.session.position, 'loss', SIZE))[0];
    const before = heading();
    expect(before).toMatch(/● epoch 6 0\.\d{4,}$/);
    finished(surveyWork(scene.session));
    expect(heading()).toBe(before);
    expect(before).toContain(formatNumber(surveyOf(scene.session).means[5] as number));
    // Of one that is too long to be read, the part that was read is named, and has no bar.
    const long = sceneOf(`
      title: t
      inputs: [x]
      layers:
        - { name: a, size: 150, activation: tanh, init: { kind: xavier, seed: 1 } }
        - { name: b, size: 150, activation: tanh, init: { kind: xavier, seed: 2 } }
        - { name: c, size: 1, init: { kind: xavier, seed: 3 } }
      data: [${Array.from({ length: 30 }, (_, at) => `{ inputs: [${at}], target: 4 }`).join(', ')}]
      loss: squared_error
      optimizer: { kind: sgd, learning_rate: 0.001 }
      training: { epochs: 4 }`);
    long.session.seek(long.engine.schedule.epochStart(3));
    const part = lossCurve(long.session) as LossCurve;
    expect(part.latest).toBeGreaterThan(2);
    expect(part.latest).toBeLessThan(30);
    expect(part.points.at(-1)?.x ?? 0).toBeLessThan(2);
    expect(textsOf(pictureAt(long, long.session.position, 'loss', SIZE))[0]).toMatch(/● last [\d,]+ /);
  });

  test('the point stands above the number of its bar where the bar is the loss of one example', () => {
    const scene = shippedScene('target-13');
    const text = textsOf(pictureAt(scene, scene.session.total, 'loss', SIZE));
    const tick = text.at(-1)?.indexOf('1') as number;
    const point = text.slice(1).find((line) => line.includes('●')) as string;
    expect(Math.abs(point.indexOf('●') - tick)).toBeLessThanOrEqual(1);
  });

  test('and the metrics have words for when their weights were: in training, and after an epoch', () => {
    const scene = shippedScene('target-13');
    const { total } = scene.session;
    expect(textsOf(pictureAt(scene, total, 'loss', SIZE))[0]).toMatch(/^loss in training .* epoch 1 16$/);
    const first = (position: number) => textsOf(pictureAt(scene, position, 'metrics', SIZE))[0];
    expect(first(total)).toMatch(/^metrics with the weights after epoch 1 .* 1 example$/);
    expect(first(total - 1)).toContain('in epoch 1');
    expect(first(0)).toContain('at the start');
    // Without updates nothing is trained.
    const given = shippedScene('transactions');
    expect(textsOf(pictureAt(given, 9, 'loss', SIZE))[0]).not.toContain('training');
  });

  test('ends at its value by the ticks, from the foot of the axis on: each bar and the point, in every scenario', () => {
    let seen = 0;
    for (const id of drawn) {
      const scene = shippedScene(id);
      if (scene.engine.run.loss === null) continue;
      const lines = textsOf(pictureAt(scene, scene.session.total, 'loss', SIZE)).slice(1);
      const { points, present, total } = lossCurve(scene.session) as LossCurve;
      const foot = lines.findIndex((line) => line.includes('─'));
      const left = (lines[0]?.search(/[│┤]/) as number) + 1;
      const ticks = lines.flatMap((line, row) => {
        const label = line.match(/^ *(\S+)[┤┴]/)?.[1];
        return label === undefined ? [] : [{ value: Number(label.replace('−', '-')), row }];
      });
      const [high, low] = [ticks[0], ticks.at(-1)].filter((tick) => tick !== undefined);
      if (!high || !low || high === low) throw new Error(`${id} has no ticks`);
      const isLogarithmic = low.value > 0;
      const scale = (value: number) => (isLogarithmic ? Math.log10(value) : value);
      const share = (value: number) =>
        (scale(value) - scale(low.value)) / (scale(high.value) - scale(low.value));
      // Where ticks are not whole rows apart, each is at most half a row away.
      const rows = (value: number) => foot - low.row + share(value) * (low.row - high.row);
      if (low.value === 0) expect(low.row, id).toBe(foot);
      for (let column = 0; column < SIZE.columns - left; column++) {
        const centre = ((column + 0.5) / (SIZE.columns - left)) * total;
        const point = points.find(({ x }) => x >= centre);
        const cells = lines.slice(0, foot).map((line) => line[left + column] ?? ' ');
        if (!point || !Number.isFinite(point.y) || cells.includes('●')) continue;
        const drawnRows = cells.reduce((sum, cell) => sum + BLOCKS.indexOf(cell) / 8, 0);
        const wanted = Math.max(1 / 8, rows(point.y));
        expect(Math.abs(drawnRows - wanted), `${id}: ${point.y}`).toBeLessThanOrEqual(1 / 8);
        seen += 1;
      }
      const dot = lines.findIndex((line) => line.includes('●'));
      if (dot < 0 || !present) continue;
      const end = rows(present.y);
      expect(foot - dot, id).toBeGreaterThanOrEqual(Math.max(1, end - 1 / 8));
      expect(foot - dot, id).toBeLessThanOrEqual(Math.max(1, end + 1 + 1 / 8));
    }
    expect(seen).toBeGreaterThan(500);
  });

  test('that is computed after the last update is of no epoch, and of no example of one', () => {
    const short = trained(2, 3, 'loss');
    for (const scene of [shippedScene('xor'), shippedScene('gradient-descent'), short]) {
      const { engine, total } = scene.session;
      const heading = (position: number) => textsOf(pictureAt(scene, position, 'loss', SIZE))[0];
      expect(heading(total)).toMatch(/● after training \d/);
      const last = scene === short ? 'example 6' : `epoch ${engine.run.epochs}`;
      expect(heading(engine.schedule.epochStart(engine.run.epochs + 1))).toContain(`● ${last} `);
    }
  });

  test('has all epochs of a long run as soon as the run is surveyed, and none after the cursor', () => {
    const scene = shippedScene('two-moons');
    const { session } = scene;
    session.seek(session.engine.schedule.epochStart(4) + 5);
    finished(surveyWork(session));
    expect(lossCurve(session)?.points.map(({ x }) => x)).toEqual([1, 2, 3]);
  });

  test('over more than two decades it has a logarithmic axis', () => {
    const scene = sceneOf(`
      title: Steep
      inputs: [x]
      layers: [{ name: output, nodes: { y: [0] } }]
      data: [{ inputs: [1], target: 4 }]
      loss: squared_error
      optimizer: { kind: sgd, learning_rate: 0.4 }
      training: { epochs: 8 }`);
    const ticks = (position: number) =>
      textsOf(pictureAt(scene, position, 'loss', SIZE)).flatMap(
        (line) => line.match(/^ *(\S+)[┤┴]/)?.[1] ?? [],
      );
    expect(ticks(3)).toContain('0');
    expect(ticks(scene.session.total)).not.toContain('0');
    for (const tick of ticks(scene.session.total)) expect(tick).toMatch(/^(10*|0\.0*1|1e−?\d+)$/);
    const said = (position: number, picture: PictureName) =>
      textsOf(pictureAt(scene, position, picture, SIZE)).filter((line) => line.includes('log scale')).length;
    expect([said(3, 'loss'), said(scene.session.total, 'loss')]).toEqual([0, 1]);
    expect([said(3, 'metrics'), said(scene.session.total, 'metrics')]).toEqual([0, 1]);
  });
});

describe('the metrics', () => {
  const textAt = (scene: ReturnType<typeof sceneOf>, position: number, size = SIZE) =>
    textsOf(pictureAt(scene, position, 'metrics', size)).join('\n');

  test('have an area each, with the values at the cursor at its right', () => {
    const moons = shippedScene('two-moons');
    const end = textAt(moons, moons.session.total);
    expect(end).toMatch(/^ +mean loss .* 0\.\d+\n +held out .* 0\.\d+\n/m);
    expect(end).toMatch(/^ +accuracy .* 100 %\n +held out .* 100 %$/m);
    expect(end).toMatch(/^ *last update's .*\n *gradient norm .* \d\S*$/m);
    // tanh has a slope everywhere.
    expect(end).not.toContain('dead units');
    const dying = shippedScene('dying-relu');
    expect(textAt(dying, dying.session.total)).toMatch(/dead units .* 1$/m);
  });

  test('with few rows what is held out is a number above that of the training set, and the last are left out', () => {
    const moons = shippedScene('two-moons');
    const low = textAt(moons, moons.session.total, { columns: 92, rows: 9 });
    expect(low).toMatch(/held out 0\.\d+\n +mean loss .* 0\.\d+\n/);
    const lowest = textAt(moons, moons.session.total, { columns: 92, rows: 5 });
    expect(lowest).toContain('accuracy');
    expect(lowest).not.toContain('gradient norm');
  });

  test('show the loss, and with a penalty also the sum that updates minimize', () => {
    const descent = shippedScene('gradient-descent');
    expect(textAt(descent, 0)).toMatch(/loss .* 16$/m);
    expect(textAt(descent, 0)).not.toMatch(/accuracy|dead|held out/);
    expect(textAt(descent, descent.engine.schedule.batchStart(1))).toMatch(/loss .* 10\.24$/m);
    const penalised = sceneOf(
      'title: t\ninputs: [x]\nlayers: [{ name: l, nodes: { y: [1] } }]\ndata: [{ inputs: [0], target: 1 }]\n' +
        'loss: squared_error\noptimizer: { kind: sgd, learning_rate: 0.3, l2: 10 }\n',
    );
    // The update makes the weight −2: ½ × 10 × 4 + 1.
    expect(textAt(penalised, penalised.session.total)).toMatch(
      / loss .* 1\n[\s\S]*with penalty .* 21\n[\s\S]*gradient norm .* 10$/m,
    );
  });

  test('have the gradient norm at the weights that it is of, below their loss', () => {
    const scene = sceneOf(`
      title: t
      inputs: [x]
      layers: [{ name: l, nodes: { y: [1] } }]
      data: [{ inputs: [1], target: 0 }]
      loss: squared_error
      optimizer: { kind: sgd, learning_rate: 0.1 }
      training: { epochs: 6 }`);
    // The loss is w². Each update makes w 0.8 times as large, and the gradient is 2w.
    const weight = (epoch: number) => 0.8 ** epoch;
    for (const epochs of [3, 6]) {
      const position = scene.engine.schedule.batchStart(epochs);
      const lines = textsOf(pictureAt(scene, position, 'metrics', { columns: 92, rows: 20 })).slice(1, -1);
      const [loss, norm] = [lines.slice(0, 8), lines.slice(9, 17)].map((rows) =>
        Array.from({ length: 66 }, (_, column) => {
          const cells = rows.map((row) => BLOCKS.indexOf(row[column + 15] ?? ' '));
          return cells.reduce((sum, eighths) => sum + eighths, 0) / (8 * rows.length);
        }),
      );
      for (let column = 0; column < 11 * epochs - 1; column++) {
        const epoch = Math.floor((column + 1) / 11);
        expect(loss?.[column], `loss in column ${column}`).toBeCloseTo(weight(epoch) ** 2, 1);
        expect(norm?.[column], `norm in column ${column}`).toBeCloseTo(weight(epoch), 1);
      }
    }
  });

  test('what lies ahead is not drawn: only a line in the colour of frames', () => {
    const moons = shippedScene('two-moons');
    const pane = pictureAt(moons, Math.floor(moons.session.total / 4), 'metrics', SIZE);
    const row = cellsOf(pane.lines[textsOf(pane).findIndex((text) => /^ +mean loss /.test(text))] ?? []);
    const ahead = row.filter(({ text, tone }) => text === '▁' && tone === 'frame').length;
    const done = row.filter(({ tone }) => tone === 'loss').length;
    expect(Math.abs(ahead / (ahead + done) - 0.75)).toBeLessThan(0.05);
    expect(textsOf(pane).at(-1)).toMatch(/^ +epoch {2}1 .*↑.* 50/);
  });
});

test('metrics of a sample say of how many examples, beside the plane, too', () => {
  const units = Array.from({ length: 20 }, (_, unit) => `h${unit}`);
  const data = Array.from({ length: 3000 }, (_, row) => ({
    inputs: [row % 7, row % 11],
    target: row % 2,
  }));
  const document = {
    title: 't',
    inputs: ['a', 'b'],
    layers: [
      { name: 'h', activation: 'tanh', nodes: Object.fromEntries(units.map((unit) => [unit, [1, -1]])) },
      { name: 'o', activation: 'sigmoid', nodes: { y: units.map(() => 1) } },
    ],
    data,
    loss: 'binary_cross_entropy',
    optimizer: { kind: 'sgd', learning_rate: 0.1 },
    training: { epochs: 2, batch: 3000 },
  };
  const scene = sceneOf(JSON.stringify(document));
  const { session } = scene;
  const { examples, of } = currentState(session, 100_000).trained ?? { examples: 0, of: 0 };
  expect([examples > 100, examples < of, of]).toEqual([true, true, 3000]);
  const count = `over ${examples.toLocaleString('en-US')} of 3,000`;
  const shown = (picture: 'metrics' | 'plane') => {
    const pane = pictureAt(scene, 0, picture, { columns: 92, rows: 18 });
    return textsOf(pane).join('\n');
  };
  expect(shown('metrics')).toContain(`${count} examples`);
  expect(shown('plane')).toContain(count);
});

test('where the loss of a batch is a sum, the metrics still have the mean over the examples, and say so', () => {
  const scene = (training: string) =>
    sceneOf(`
      title: t
      inputs: [x]
      parameters: { w: 1, b: 0.5 }
      formulas: { y: w * x + b }
      data: [${[2, 5, 5, 9].map((target, at) => `{ inputs: [${at + 1}], target: ${target} }`).join(', ')}]
      loss: squared_error
      reduction: sum
      optimizer: { kind: sgd, learning_rate: 0.01, l2: 0.1 }
      training: { epochs: 3, batch: 2${training} }`);
  const [apart, together] = [scene(''), scene(', together: true')];
  // (0.5² + 2.5² + 1.5² + 4.5²) ÷ 4, and two of four times ½ × 0.1 × (1² + 0.5²).
  for (const { session } of [apart, together])
    expect(currentState(session)).toMatchObject({ trained: { loss: 7.25 }, penalisedLoss: 7.28125 });
  const rows = metricRows(currentState(apart.session)).map(({ text }) => text);
  expect(rows).toEqual([
    'training set   mean loss 7.25 on 4 examples',
    'with penalty   mean loss 7.28125 on the training set',
  ]);
  const shown = textsOf(pictureAt(apart, apart.session.total, 'metrics', SIZE));
  expect(shown).toContainEqual(expect.stringMatching(/^ +mean loss .* 0\.81/));
  together.session.seek(together.session.total);
  const [one, other] = [apart, together].map(({ session }) => currentState(session));
  expect(other?.penalisedLoss).toBeCloseTo(one?.penalisedLoss as number, 12);
  expect(other?.trained?.loss).toBeCloseTo(one?.trained?.loss as number, 12);
});
