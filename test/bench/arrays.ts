/** How long reading and compiling formulas of matrices takes, for each scalar operation that they become. */
import { compile } from '../../src/scenario/compile/compile.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { type Row, time } from './row.ts';

/** Two products of square matrices with about 10⁴ and 10⁵ operations for an example and its update. */
const sizes: readonly (readonly [power: number, side: number])[] = [
  [4, 10],
  [5, 21],
];

function documentOf(side: number): string {
  const matrix = (factor: number) =>
    Array.from({ length: side }, (_row, i) =>
      Array.from({ length: side }, (_cell, j) => Math.sin(i * factor + j) / side),
    );
  return JSON.stringify({
    title: 'Matrices',
    inputs: ['X'],
    parameters: { W: matrix(3), V: matrix(5) },
    formulas: { H: 'tanh(X @ W)', loss: 'mean((H @ V) ** 2)' },
    data: [{ inputs: [matrix(7)] }],
    optimizer: { kind: 'sgd', learning_rate: 0.1 },
  });
}

/** The microseconds for an operation, and the number of operations. */
function measure(side: number): { readonly each: number; readonly operations: number } {
  const source = documentOf(side);
  let operations = 0;
  const took = time(() => {
    const parsed = parseScenario(source);
    if (!parsed.ok) throw new Error('the formulas of matrices do not parse');
    const { example, update } = compile(parsed.scenario);
    operations = example.instructions.length + update.instructions.length;
  });
  return { each: (took * 1000) / operations, operations };
}

export function measureArrays(): Row[] {
  measure(sizes[0]?.[1] as number);
  const measured = sizes.map(([power, side]) => ({ power, ...measure(side) }));
  const [few, many] = measured.map(({ each }) => each) as [number, number];
  return [
    ...measured.map(
      ({ power, each, operations }): Row => ({
        id: `arrays_1e${power}_us`,
        what: `reading and compiling formulas of matrices with ${operations.toLocaleString('en-US')} operations, for each operation`,
        value: each,
        unit: 'µs',
        bar: null,
      }),
    ),
    {
      id: 'arrays_growth',
      what: 'the time for an operation with ten times as many of them, compared with before',
      value: many / few,
      unit: '×',
      bar: '≤ 1.5',
    },
  ];
}
