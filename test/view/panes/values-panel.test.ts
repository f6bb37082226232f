import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Debugger, emptySelection } from '../../../src/commands/debugger.ts';
import { softmaxOf } from '../../../src/scenario/losses/common/softmax.ts';
import { Session } from '../../../src/session/session.ts';
import { addressesInOrder } from '../../../src/view/panes/values/reading-order.ts';
import { valuesPane } from '../../../src/view/panes/values.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../../src/view/scene/view-options.ts';
import { isNumberText } from '../../../src/view/terminal/format.ts';
import { type Line, lineWidth, plainText, type Size } from '../../../src/view/terminal/text.ts';
import { formulaDocuments } from '../../support/formulas.ts';
import {
  documents,
  type NetworkDocument,
  networksTried,
  scenarioOf,
  shareOf,
} from '../../support/networks.ts';
import { drawn, load } from '../../support/scenario.ts';

type Source = Parameters<typeof scenarioOf>[0];
const sceneOf = (source: Source) => new Scene(new Debugger(new Session(scenarioOf(source))));
const looks = { ...defaultViewOptions, focus: 'values' as const };
const linesOf = (scene: Scene, size: Size) => valuesPane(scene, size, looks, true).lines;
const numbersIn = (lines: readonly Line[]) =>
  lines.flatMap((line) => line.flatMap(({ value }) => (value === undefined ? [] : [value])));

/** Random networks and formulas with training. */
const anyDocument: fc.Arbitrary<Source> = fc.oneof(
  documents({ training: true, passOn: true, optimizers: true, dropout: true, layers: 3, epochs: 2 }),
  formulaDocuments(),
);

const part = fc.double({ min: 0, max: 1, noNaN: true });
const seek = ({ session }: Scene, at: number) => session.seek(Math.floor(at * session.total));

test('incoming values without a column are counted in the head, before or after those that have one', () => {
  const scene = new Scene(new Debugger(new Session(load('xor'))));
  const { instructions } = scene.session.engine.run.example;
  const seen = { before: 0, after: 0, none: 0 };
  for (const item of [0, 2, 3]) {
    const name = `y.product[${item}]`;
    const step = instructions.findIndex(({ result }) =>
      scene.engine.run.slots[result]?.names?.includes(name),
    );
    scene.session.seek(step + 1);
    for (let columns = 18; columns <= 50; columns++) {
      const lines = linesOf(scene, { columns, rows: 24 }).map(plainText);
      const at = lines.findIndex((line) => /^ *y +w/.test(line));
      const row = lines[at] ?? '';
      const head = lines[at - 1]?.split('bias')[0] ?? '';
      const shown = [...head.matchAll(/\[(\d)\]/g)].map(([, index]) => Number(index));
      if (at < 1 || shown.length === 0) continue;
      expect(shown, `${columns}: ${head}`).toContain(item);
      const [before, after] = [head.match(/\+(\d) ?\[/)?.[1], head.match(/\] ?\+(\d)/)?.[1]];
      expect(Number(before ?? 0), `${columns}: ${head}`).toBe(shown[0]);
      expect(Number(after ?? 0), `${columns}: ${head}`).toBe(3 - (shown.at(-1) as number));
      // A weight for each head, the bias and the value.
      expect(row.trim().split(/ +/).length, `${columns}: ${row}`).toBe(2 + shown.length + 2);
      if (before !== undefined) seen.before += 1;
      if (after !== undefined) seen.after += 1;
      if (before === undefined && after === undefined) seen.none += 1;
    }
  }
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(0);
});

test('in any size every line fits, and every number is whole', () => {
  let numbers = 0;
  fc.assert(
    fc.property(
      anyDocument,
      part,
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 40 }),
      fc.nat(),
      (document, at, columns, rows, pick) => {
        const scene = sceneOf(document);
        seek(scene, at);
        const order = addressesInOrder(scene);
        for (const address of [null, order[pick % order.length] ?? null]) {
          scene.debug.selection = { ...emptySelection, address };
          const lines = linesOf(scene, { columns, rows });
          expect(lines.length).toBeLessThanOrEqual(rows);
          for (const line of lines) {
            expect(lineWidth(line)).toBeLessThanOrEqual(columns);
            for (const { text, value } of line) {
              if (value === undefined) continue;
              numbers += 1;
              if (!isNumberText(text)) expect(text).toBe('…');
              else if (Number.isFinite(value)) expect(text).toMatch(/^−?(\d+|\d*\.\d+)(e−?\d+)?[†✎]?$/u);
            }
          }
        }
      },
    ),
    networksTried(400),
  );
  expect(numbers).toBeGreaterThan(shareOf(3000));
});

/**
 * A document without biases that a layer shares, and without their learning rates: such a bias stands in the panel once
 * for each node.
 */
function withOwnBiases(document: NetworkDocument): NetworkDocument {
  const layers = document.layers.map(({ bias: _shared, ...layer }) => layer);
  const { learning_rates: _ofLayers, ...optimizer } = document.optimizer ?? {};
  return {
    ...document,
    layers,
    frozen: [],
    ...(document.optimizer ? { optimizer: optimizer as typeof document.optimizer } : {}),
  };
}

const large: Size = { columns: 200, rows: 200 };

describe('with room for everything', () => {
  test.each([
    ['networks', documents({ training: true, passOn: true, optimizers: true, nodes: 4 }).map(withOwnBiases)],
    ['formulas', formulaDocuments()],
  ] as const)(
    '%s: the panel shows what the keys go through, in the same order, with its value',
    (_name, source) => {
      let numbers = 0;
      fc.assert(
        fc.property(source as fc.Arbitrary<Source>, part, (document, at) => {
          const scene = sceneOf(document);
          seek(scene, at);
          const order = addressesInOrder(scene);
          const read = order.map((address) => scene.session.read(address));
          // What no step has computed has no address.
          const addressed = linesOf(scene, large).map((line) => line.filter(({ target }) => target));
          expect(numbersIn(addressed)).toEqual(read);
          numbers += read.length;
        }),
        networksTried(300),
      );
      expect(numbers).toBeGreaterThan(shareOf(2000));
    },
  );
});

describe('the probabilities of a loss of logits', () => {
  const network = {
    title: 'Logits',
    inputs: ['x'],
    layers: [{ name: 'out', nodes: { a: [1], b: [2], c: [3] } }],
    data: [{ inputs: [1], target: [0, 0, 1] }],
    loss: 'softmax_cross_entropy',
  };
  /** The row with a word, at the last position, and the numbers in it that no step has computed. */
  const rowOf = (document: object, word: string, position: number | null = null, columns = 60) => {
    const scene = sceneOf(document as Source);
    scene.session.seek(position ?? scene.session.total);
    const lines = linesOf(scene, { columns, rows: 40 });
    const line = lines.find((each) => plainText(each).includes(word)) ?? [];
    return { text: plainText(line), numbers: numbersIn([line.filter(({ target }) => !target)]) };
  };

  test('softmax of the outputs 1, 2 and 3, as scipy.special.softmax gives it', () => {
    const { numbers, text } = rowOf(network, 'softmax');
    [0.09003057317038046, 0.24472847105479767, 0.6652409557748219].forEach((share, index) => {
      expect(numbers[index]).toBeCloseTo(share, 15);
    });
    expect(text).toMatch(/softmax 0\.09 {4}0\.2447 {2}0\.6652/);
  });

  test.each([29, 60])('those of three classes are all shown, always in the same columns (%d)', (columns) => {
    const places = [1, 0.03, -2].map((input) => {
      const document = { ...network, data: [{ inputs: [input], target: [0, 0, 1] }] };
      const { numbers, text } = rowOf(document, 'softmax', null, columns);
      expect(numbers).toEqual(softmaxOf([input, 2 * input, 3 * input]));
      const shares = text.slice(text.indexOf('softmax'));
      return Array.from(shares.matchAll(/(?<= )[\d.]/g), ({ index }) => index).slice(0, 3);
    });
    expect(places[0]).toHaveLength(3);
    expect(places).toEqual([places[0], places[0], places[0]]);
  });

  test('sigmoid of one output, as scipy.special.expit(2) gives it', () => {
    const layers = [{ name: 'out', nodes: { a: [2] } }];
    const data = [{ inputs: [1], target: [1] }];
    const document = { ...network, layers, data, loss: 'binary_cross_entropy_from_logits' };
    expect(rowOf(document, 'sigmoid').numbers[0]).toBeCloseTo(0.8807970779778823, 15);
  });

  test('they are not shown before all outputs are known, nor where the last layer computes them', () => {
    expect(rowOf(network, 'softmax', 2)).toMatchObject({ text: expect.stringMatching(/softmax · +· +·/) });
    expect(rowOf(network, 'softmax', 2).numbers).toEqual([]);
    const layers = [{ ...network.layers[0], activation: 'softmax' }];
    expect(rowOf({ ...network, layers }, 'softmax').numbers).toEqual([]);
    expect(rowOf({ ...network, loss: 'mean_squared_error' }, 'softmax').text).toBe('');
  });

  test.each(['softmax', 'identity'])('they have the bits of a layer with softmax (%s)', (activation) => {
    const values = [0.3, -1.7, 2.2];
    const nodes = Object.fromEntries(['a', 'b', 'c'].map((name, index) => [name, [values[index]]]));
    const document = { ...network, layers: [{ name: 'out', activation, nodes }] };
    const scene = sceneOf(document as unknown as Source);
    scene.session.seek(scene.session.total);
    const shares = ['a', 'b', 'c'].map((name) => scene.session.read(name));
    if (activation === 'softmax') expect(shares).toEqual(softmaxOf(values));
    else expect(rowOf(document, 'softmax').numbers).toEqual(softmaxOf(values));
  });
});

/** The weights, products and finished gradients of a node at the cursor, by their addresses. */
function numbersOfNode({ session }: Scene, node: string, incoming: number): number[] {
  const indexes = [...Array(incoming).keys()];
  const names = [
    ...indexes.flatMap((index) => [
      `${node}.w[${index}]`,
      `${node}.product[${index}]`,
      `grad(${node}.w[${index}])`,
    ]),
    `${node}.bias`,
    `grad(${node}.bias)`,
    node,
    `grad(${node})`,
  ];
  return names.flatMap((name) => {
    const slot = session.values.resolve(name, session.position);
    const isCurrent = slot !== null && session.values.isCurrent(slot, session.position);
    return isCurrent ? [session.registers[slot] as number] : [];
  });
}

test('in small panels every number of the node at work is there, if its columns have room', () => {
  let gradients = 0;
  fc.assert(
    fc.property(
      documents({ training: true, nodes: 4, layers: 4, epochs: 1 }),
      fc.integer({ min: 6, max: 30 }),
      fc.constantFrom(39, 44, 60),
      (document, rows, columns) => {
        const scene = sceneOf({ ...document, training: { ...document.training, batch: 1 } });
        const { session } = scene;
        const { layers } = session.scenario;
        const steps = Math.min(session.total, session.engine.run.example.instructions.length);
        for (let step = 1; step <= steps; step += 3) {
          session.seek(step);
          const { node, phase, result } = session.step(step);
          const own = phase === 'forward' ? `${node}` : `grad(${node}.`;
          if (node === null || !result.name.startsWith(own) || phase === 'loss') continue;
          const layer = layers.find(({ nodes }) => nodes.some(({ name }) => name === node));
          const incoming = layer?.nodes.find(({ name }) => name === node)?.weights.length ?? 0;
          const shown = numbersIn(linesOf(scene, { columns, rows }));
          for (const value of numbersOfNode(scene, node, incoming)) expect(shown).toContainEqual(value);
          if (phase === 'backward') gradients += 1;
        }
      },
    ),
    networksTried(60),
  );
  expect(gradients).toBeGreaterThan(shareOf(100));
});

/** The texts of a panel without its numbers and their signs: what must stay where it is. */
function skeleton(lines: readonly Line[]): string[] {
  return lines.map((line) =>
    line
      .map(({ text, value }) =>
        value === undefined ? text.replaceAll(/[·▸∂]/gu, ' ') : ' '.repeat(text.length),
      )
      .join('')
      .trimEnd(),
  );
}

describe('nothing moves from step to step where all cards fit', () => {
  test.each([
    ['target-13', { columns: 39, rows: 24 }],
    ['gradient-descent', { columns: 29, rows: 12 }],
    ['backprop-slope', { columns: 39, rows: 24 }],
    ['xor', { columns: 39, rows: 24 }],
    ['circuit', { columns: 29, rows: 12 }],
  ] as const)('%s', (name, size) => {
    const scene = new Scene(new Debugger(new Session(load(name))));
    const start = skeleton(linesOf(scene, size));
    const steps = Math.min(300, scene.session.total);
    for (let step = 1; step <= steps; step++) {
      scene.session.seek(step);
      const lines = linesOf(scene, size);
      // Parts of the step's frame may follow below.
      expect(skeleton(lines).slice(0, start.length)).toEqual(start);
    }
  });
});

describe('the selected number', () => {
  test.each(drawn)('%s: it is inverse where it stands, and in full in the lower border', (name) => {
    const scene = new Scene(new Debugger(new Session(load(name))));
    const { session } = scene;
    for (const step of [0, 5, 13, 30, session.total]) {
      session.seek(step);
      for (const address of addressesInOrder(scene).slice(0, 60)) {
        scene.debug.selection = { ...emptySelection, address };
        const { lines, foot = [] } = valuesPane(scene, { columns: 29, rows: 12 }, looks, true);
        const inverse = lines.flatMap((line) =>
          line.filter(({ ground, value }) => ground === 'focus' && value !== undefined),
        );
        for (const { value } of inverse) expect(value, `${address} at ${step}`).toBe(session.read(address));
        expect(foot.find(({ value }) => value !== undefined)?.value).toBe(session.read(address));
        // A long address keeps its end, where it differs from others.
        expect([address.slice(0, 1), '…']).toContain(plainText(foot).slice(0, 1));
        expect(inverse.length, `${address} at ${step}`).toBeGreaterThan(0);
      }
    }
  });

  test('the keys that change it stand beside it if it can be changed', () => {
    const scene = new Scene(new Debugger(new Session(load('target-13'))));
    scene.session.seek(13);
    const foot = (address: string) => {
      scene.debug.selection = { ...emptySelection, address };
      return plainText(valuesPane(scene, { columns: 33, rows: 12 }, looks, true).foot ?? []);
    };
    expect(foot('output.w[0]')).toBe('output.w[0] 2  e set  + −');
    expect(foot('grad(output.w[0])')).toBe('grad(output.w[0]) −40');
    scene.session.set('children', 0.1 + 0.2);
    expect(foot('children')).toBe('children 0.30000000000000004✎');
  });

  test('a part that no card shows is in the lower border', () => {
    const scene = new Scene(new Debugger(new Session(load('xor'))));
    scene.session.seek(2000);
    scene.debug.selection = { ...emptySelection, address: 'velocity(y.w[0])' };
    const { foot = [] } = valuesPane(scene, { columns: 60, rows: 12 }, looks, true);
    expect(foot.find(({ value }) => value !== undefined)?.value).toBe(scene.session.read('velocity(y.w[0])'));
    expect(plainText(foot)).toContain('velocity(y.w[0]) ');
  });
});

test('what an update computes for a parameter stands below the cards', () => {
  const scene = new Scene(new Debugger(new Session(load('two-moons'))));
  const { session } = scene;
  const updated = session.engine.run.example.instructions.length * 20 + 40;
  session.seek(updated);
  const text = linesOf(scene, { columns: 60, rows: 60 })
    .map((line) => plainText(line))
    .join('\n');
  const { result } = session.step(updated);
  expect(text).toContain(result.name);
  expect(text).toMatch(/^m\(.*\.kept /mu);
  expect(text).toMatch(/^v\(.*\.kept /mu);
});

test('of a selected frame: its values as a list, and the title says so', () => {
  const scene = new Scene(new Debugger(new Session(load('target-13'))));
  scene.session.seek(13);
  scene.debug.selection = { ...emptySelection, frame: 'node' };
  const { lines, title = [] } = valuesPane(scene, { columns: 29, rows: 20 }, looks, true);
  expect(plainText(title)).toBe('values of this node');
  expect(lines.map((line) => plainText(line).trim().replaceAll(/ +/gu, ' '))).toEqual([
    'output.w[0] 2',
    'output.w[1] −1',
    'node_0 5',
    'node_1 1',
    'grad(output) −8',
    'grad(output.w[0]) −40',
  ]);
});

test('a fresh value is filled in the colour of its phase', () => {
  const scene = new Scene(new Debugger(new Session(load('target-13'))));
  const grounds: (string | undefined)[] = [];
  for (const step of [7, 10, 13, 22]) {
    scene.session.seek(step);
    const { result } = scene.session.step(step);
    const filled = linesOf(scene, { columns: 39, rows: 24 }).flatMap((line) =>
      line.filter(({ ground, value }) => ground && value !== undefined),
    );
    expect(filled.map(({ value }) => value)).toEqual([result.value]);
    grounds.push(filled[0]?.ground);
  }
  expect(grounds).toEqual(['forward', 'loss', 'backward', 'update']);
});

test('numbers keep the signs of edits', () => {
  const scene = new Scene(new Debugger(new Session(load('target-13'))));
  scene.session.seek(3);
  scene.session.set('children', 3);
  const text = linesOf(scene, { columns: 29, rows: 12 })
    .map((line) => plainText(line))
    .join('\n');
  expect(text).toMatch(/^children 3✎ /mu);
  expect(text).toMatch(/ {2}× +2† +3 /u);
  expect(text).toMatch(/node_0 w +1 +1 +5†/u);
});

describe('what can be taken for something else', () => {
  test.each(drawn)('%s: a filled number does not touch its neighbours', (name) => {
    const scene = new Scene(new Debugger(new Session(load(name))));
    const { session } = scene;
    const steps = Math.min(session.total, session.engine.run.example.instructions.length + 60);
    let filled = 0;
    for (let step = 1; step <= steps; step += Math.ceil(steps / 150)) {
      session.seek(step);
      for (const size of [
        { columns: 24, rows: 3 },
        { columns: 29, rows: 12 },
        { columns: 39, rows: 24 },
      ])
        for (const line of linesOf(scene, size)) {
          const cells = line.flatMap((each) =>
            Array.from(each.text, (sign) => ({ sign, ground: each.ground })),
          );
          if (cells.every(({ ground }) => ground !== undefined)) continue;
          for (const [index, { ground }] of cells.entries()) {
            if (ground === undefined) continue;
            filled += 1;
            for (const beside of [cells[index - 1], cells[index + 1]])
              if (beside && beside.ground === undefined)
                expect(beside.sign, `${plainText(line)} at ${step}`).toBe(' ');
          }
        }
    }
    expect(filled).toBeGreaterThan(10);
  });

  test('names of columns are whole where free cells are beside them, and no two are alike', () => {
    const text = (name: string, columns: number, rows: number) => {
      const scene = new Scene(new Debugger(new Session(load(name))));
      scene.session.seek(9);
      return linesOf(scene, { columns, rows }).map(plainText);
    };
    expect(text('target-13', 29, 12)).toContain('    children accounts   value');
    expect(text('xor', 29, 12)).toContain('hidden     a    b bias  value');
    expect(text('target-13', 24, 3)[0]).toMatch(/^ +node_0 node_1 +=$/u);
  });

  test('the signs of the rows are explained in the lower border, if no number is selected', () => {
    const scene = new Scene(new Debugger(new Session(load('target-13'))));
    const footOf = (columns: number) =>
      plainText(valuesPane(scene, { columns, rows: 12 }, looks, true).legend ?? []);
    expect([44, 29, 14, 8].map(footOf)).toEqual([
      'w weight  × product  ∂ gradient',
      '× product  ∂ gradient',
      '∂ gradient',
      '',
    ]);
  });

  test('a single node that has no room for its numbers beside each other is a table', () => {
    const scene = new Scene(new Debugger(new Session(load('rent'))));
    scene.session.seek(5100);
    const lines = linesOf(scene, { columns: 29, rows: 12 });
    const texts = lines.flat().flatMap(({ text, value }) => (value === undefined ? [] : [text]));
    expect(texts).not.toContain('…');
    for (const { text, value } of lines.flat())
      if (value !== undefined && value !== 0) {
        const error = Math.abs(Number(text.replaceAll('−', '-')) - value);
        expect(error, text).toBeLessThanOrEqual(Math.abs(Number(value.toPrecision(2)) - value) * (1 + 1e-9));
      }
  });
});

describe('arrays in a narrow panel', () => {
  const size: Size = { columns: 24, rows: 5 };
  const textsIn = (name: string, step: number, rows: number) => {
    const scene = new Scene(new Debugger(new Session(load(name))));
    scene.session.seek(step);
    return linesOf(scene, { ...size, rows }).map((line) => plainText(line).trimEnd());
  };
  const textAt = (name: string, step: number) => textsIn(name, step, size.rows);

  test('a change and a term of a gradient show the number that they are about', () => {
    expect(textAt('rnn', 131).some((row) => /^b +0\.02538 +−0\.1/u.test(row))).toBe(true);
    expect(textAt('rnn', 80).some((row) => row.startsWith('U[1] '))).toBe(true);
  });

  test('each number stands with the name of its array, or under it', () => {
    let under = 0;
    for (const name of ['transformer', 'two-heads', 'cnn', 'convolution-1d', 'rnn'])
      for (const rows of [2, 3, 9]) {
        const scene = new Scene(new Debugger(new Session(load(name))));
        for (let step = 0; step < scene.session.total; step += 29) {
          scene.session.seek(step);
          const texts = linesOf(scene, { columns: 24, rows }).map((line) => plainText(line).trimEnd());
          const nameless = texts.flatMap((text, row) => (/^…?\[/u.test(text) ? [row] : []));
          const [first = rows] = nameless;
          const before = texts
            .slice(0, first)
            .filter((text) => /^[A-Za-z][\w.]*(?:\[\d+\]\.\w+)?$/u.test(text));
          expect(nameless.length === 0 || before.length > 0, `${name} ${step}: ${texts.join('|')}`).toBe(
            true,
          );
          under += nameless.length;
        }
      }
    expect(under).toBeGreaterThan(100);
  });

  test('gradients stand below the row of their numbers, and what has just been computed is there', () => {
    let written = 0;
    for (const name of ['self-attention', 'gru', 'skip-gram', 'transformer'])
      for (const rows of [3, 4, 6]) {
        const scene = new Scene(new Debugger(new Session(load(name))));
        for (let step = 1; step < Math.min(scene.session.total, 1400); step += 31) {
          scene.session.seek(step);
          const lines = linesOf(scene, { columns: 24, rows });
          const texts = lines.map((line) => plainText(line).trimEnd());
          for (const [row, text] of texts.entries())
            if (text.startsWith('∂')) expect(texts[row - 1], texts.join('|')).toMatch(/\d|·/u);
          written += lines.flat().filter(({ ground }) => ground !== undefined).length;
        }
      }
    expect(written).toBeGreaterThan(50);
  });

  test('the lower border keeps the letters of a name, and gives the number fewer digits for them', () => {
    const scene = new Scene(new Debugger(new Session(load('transformer'))));
    scene.session.seek(254);
    let shortened = 0;
    for (const address of addressesInOrder(scene)) {
      scene.debug.selection = { ...emptySelection, address };
      const foot = valuesPane(scene, { columns: 24, rows: 3 }, looks, true).foot ?? [];
      const value = foot.find((each) => each.value !== undefined);
      expect(plainText(foot)).toMatch(/^\p{L}/u);
      expect(lineWidth(foot)).toBeLessThanOrEqual(22);
      if (!value) continue;
      expect(isNumberText(value.text)).toBe(true);
      const digits = value.text.replace('−', '-').replace('e−', 'e-');
      if (Number(digits) !== value.value) shortened += 1;
      expect(Math.abs(Number(digits) - (value.value as number))).toBeLessThanOrEqual(
        1e-3 * Math.abs(value.value as number),
      );
    }
    expect(shortened).toBeGreaterThan(3);
  });

  test('no row is left empty where the name of the next array would stand', () => {
    const rows = textsIn('transformer', 1189, 3);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toBe('first.spread');
    expect(rows[2]).toMatch(/^∂ +−0\.0108/u);
  });

  test('the name of a row of an array with three axes has both of its first indexes', () => {
    const document = {
      title: 'three axes',
      inputs: ['x'],
      formulas: { a: '[[[x, 1], [2, 3]], [[4, 5], [6, 7]]] * x', y: 'sum(a)' },
      data: [{ inputs: [2] }],
    };
    const scene = new Scene(new Debugger(new Session(scenarioOf(document as unknown as Source))));
    const texts = linesOf(scene, { columns: 40, rows: 12 }).map(plainText);
    expect(texts.some((text) => text.startsWith('a[1][0] '))).toBe(true);
  });

  test.each(['cnn', 'lstm', 'convolution-1d'])('the rows of %s have different names', (name) => {
    for (let step = 10; step <= 90; step += 10) {
      const names = textAt(name, step).flatMap((row) => /^(\S*[a-zA-Z]\S*\]) /u.exec(row)?.[1] ?? []);
      expect(new Set(names).size, names.join(' ')).toBe(names.length);
    }
  });
});
