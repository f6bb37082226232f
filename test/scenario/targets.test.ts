/** What holds for every loss that needs targets of two classes, however they are written. */
import { expect, test, vi } from 'vitest';
import { defineLoss } from '../../src/scenario/losses/common/loss.ts';
import { targetKindOf } from '../../src/scenario/losses/common/targets.ts';

vi.mock(import('../../src/scenario/losses/losses.ts'), async (original) => {
  const real = await original();
  const words = { what: () => '', why: () => '', means: () => '' };
  const margin = defineLoss({
    reduction: 'sum',
    expects: { outputs: 'anything', targets: 'signs or bits' },
    prepare: (writer) => {
      const [one, two] = [writer.constant(1), writer.constant(2)];
      return ({ target, output, index }) => {
        if (writer.targets === 'signs') return writer.part('margin', index, 'multiply', target, output);
        const sign = writer.part(
          'sign',
          index,
          'subtract',
          writer.part('sign', index, 'multiply', two, target),
          one,
        );
        return writer.part('margin', index, 'multiply', sign, output);
      };
    },
    parts: { sign: { word: 'sign', words }, margin: { word: null, words } },
    sentence: () => '',
    convention: () => '',
  });
  const losses = { ...real.losses, margin };
  return { ...real, losses, lossNames: Object.keys(losses) as typeof real.lossNames };
});

const scenario = (data: string, outputs = 'y: [1]') => `title: t
inputs: [x]
layers: [{ name: o, nodes: { ${outputs} } }]
loss: margin
data: ${data}
`;

/** Reads a scenario. Imported here, because imports at the top are loaded before the loss above exists. */
async function read(source: string, csv = '') {
  const { parseScenario } = await import('../../src/scenario/parse.ts');
  return parseScenario(source, () => ({ text: csv }));
}

test.each([
  [[[-1], [1]], 'signs'],
  [[[0], [1]], 'bits'],
  [[[1], [1, 1]], 'signs'],
  [[[0], [0]], 'bits'],
  [[[0], [-1]], 'numbers'],
  [[[1], [0.5]], 'numbers'],
  [[[1], [Number.NaN]], 'numbers'],
])('%j are %s', (rows, kind) => {
  expect(targetKindOf(rows.map((targets) => ({ inputs: [], targets })))).toBe(kind);
});

test.each([
  ['[{ inputs: [3], target: 1 }, { inputs: [4], target: -1 }]', [3, -4]],
  ['[{ inputs: [3], target: 1 }, { inputs: [4], target: 0 }]', [3, -4]],
  ['[{ inputs: [3], target: 1 }]', [3]],
])('signs and bits give the same result: %s', async (data, losses) => {
  const parsed = await read(scenario(data));
  const { execute, valuesOf } = await import('../support/scenario.ts');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  expect(valuesOf('loss', execute(parsed.scenario))).toEqual(losses);
});

const told = async (source: string, csv?: string) => {
  const parsed = await read(source, csv);
  return parsed.ok
    ? []
    : parsed.diagnostics.map(({ line, column, path, found }) => `${line}:${column} ${path}: ${found}`);
};

test.each([
  ['[{ inputs: [3], target: 1 }, { inputs: [4], target: 2 }]', 'y: [1]', '5:59 data[1].target: the number 2'],
  [
    '[{ inputs: [3], target: -1 }, { inputs: [4], target: 0 }]',
    'y: [1]',
    '5:60 data[1].target: both 0 and -1',
  ],
  ['[{ inputs: [3], target: [1, 0.5] }]', 'y: [1], z: [1]', '5:35 data[0].target[1]: the number 0.5'],
])('refused: %s', async (data, outputs, expected) => {
  expect(await told(scenario(data, outputs))).toEqual([expected]);
});

test('the examples that are held out are of the same kind', async () => {
  const csv = `x,y\n${Array.from({ length: 10 }, (_row, index) => `${index},${index === 7 ? 0 : index % 2 || -1}`).join('\n')}\n`;
  const data = '{ csv: rows.csv, target: y, split: { test: 0.5, seed: 1 } }';
  expect(await told(scenario(data), csv)).toEqual(['5:32 data.target: both 0 and -1']);
  expect(await told(scenario(data), csv.replace('7,0', '7,1'))).toEqual([]);
});
