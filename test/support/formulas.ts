/** Random scenarios of formulas that cover every operation that formulas have. */
import fc from 'fast-check';
import type { ScenarioDocument } from '../../src/scenario/format/schema.ts';

/** A document of formulas that contains its own examples. */
export interface FormulaDocument extends Omit<ScenarioDocument, 'data' | 'parameters' | 'formulas'> {
  data: { inputs: number[]; target?: number | number[] }[];
  parameters: Record<string, number | number[]>;
  formulas: Record<string, string>;
}

type Generate = fc.GeneratorValue;

const number = fc
  .noBias(fc.integer({ min: 20, max: 1500 }))
  .chain((size) => fc.boolean().map((isNegative) => (isNegative ? -size : size) / 1000));

// The operands are limited so that every result is finite and no slope is very large.
type Call = (a: string, b: string) => string;
const calls: readonly Call[] = [
  (a, b) => `${a} + ${b}`,
  (a, b) => `${a} - ${b}`,
  (a, b) => `${a} * ${b}`,
  (a, b) => `${a} / (1.5 + abs(${b}))`,
  (a) => `-(${a})`,
  (a) => `(${a}) ^ 2`,
  (a) => `(${a}) ** 3`,
  (a, b) => `(abs(${a}) + 0.5) ** (${b})`,
  (a) => `exp(tanh(${a}))`,
  (a) => `log(softplus(${a}) + 0.5)`,
  (a) => `sqrt(1 + (${a}) ^ 2)`,
  (a) => `sin(${a}) × cos(${a})`,
  (a, b) => `max(${a}, ${b}, 0.25)`,
  (a, b) => `min(${a}, ${b})`,
  (a, b) => `min(${a}, 0.25, ${b}, 1.5)`,
  (a, b) => `max_first(${b}, ${a}, -0.25) + argmax(${a}, x0, ${b}) * ${b} − argmin(${b}, w[1])`,
  (a) => `log1p(abs(${a}))`,
  (a, b) => `xlogy(${a}, 0.5 + abs(${b}))`,
  (a, b) => `xlog1py(${a}, abs(${b}))`,
  (a) => `relu(${a}) + leaky_relu(${a})`,
  (a) => `sigmoid(${a}) − elu(${a})`,
  (a) => `gelu(${a}) ÷ 2`,
  (a) => `silu(${a})`,
  (a, b) => `erf(${a}) + tan(0.5 * tanh(${b}))`,
  (a) => `expm1(tanh(${a}))`,
  (a, b) => `log2(softplus(${a}) + 0.5) - log10(softplus(${b}) + 0.25)`,
  (a, b) => `pow(abs(${a}) + 0.5, tanh(${b}))`,
  (a, b) => `clip(${a}, -0.75, abs(${b}) + 0.5)`,
  (a, b) => `clip(0.5, ${a}, ${b})`,
  (a, b) => `${a} * sign(${b})`,
  (a, b) => `where(${a} > x0 and x0 >= -0.5, ${b}, 2 * w[0])`,
  (a, b) => `where(!(${a} <= 0.25) || b < 0, ${b}, w[1])`,
  (a, b) => `${b} * ((${a} != w[1]) + (x0 == 0.5))`,
];

/** A valid scenario document with random formulas. */
export function formulaDocuments(): fc.Arbitrary<FormulaDocument> {
  return fc.gen().map(document);
}

function document(g: Generate): FormulaDocument {
  const inputs = Array.from({ length: g(fc.integer, { min: 1, max: 3 }) }, (_input, index) => `x${index}`);
  // Different, so that `max` and `min` of two of them have one slope for each.
  const [b, ...w] = g(() => fc.uniqueArray(number, { minLength: 3, maxLength: 3 })) as [
    number,
    number,
    number,
  ];
  const parameters: Record<string, number | number[]> = { b, w };
  const known = [...inputs, 'b', 'w[0]', 'w[1]'];
  const term = (depth: number): string => {
    if (depth === 0 || g(fc.integer, { min: 0, max: 5 }) === 0) return g(fc.constantFrom<string[]>, ...known);
    const call = g(fc.constantFrom<Call[]>, ...calls);
    return `(${call(term(depth - 1), term(depth - 1))})`;
  };
  const formulas: Record<string, string> = {};
  for (let index = 0; index < g(fc.integer, { min: 1, max: 4 }); index++) {
    formulas[`f${index}`] = term(2);
    known.push(`f${index}`);
  }
  const text = Object.values(formulas).join(' ');
  const outputs = Object.keys(formulas).filter((name) => !text.includes(name));
  const rows = g(fc.integer, { min: 1, max: 3 });
  const targets = () => outputs.map(() => g(() => number));
  const base = {
    title: 'Random formulas',
    inputs,
    parameters,
    formulas,
    data: Array.from({ length: rows }, () => ({
      inputs: inputs.map(() => g(() => number)),
      target: targets(),
    })),
    input_gradients: g(fc.boolean),
  };
  if (g(fc.integer, { min: 0, max: 2 }) === 0) return { ...base, output_gradient: outputs.map(() => 1) };
  return {
    ...base,
    loss: g(
      fc.constantFrom<('squared_error' | 'mean_squared_error')[]>,
      'squared_error',
      'mean_squared_error',
    ),
    optimizer: {
      kind: g(fc.constantFrom<('sgd' | 'momentum' | 'adam')[]>, 'sgd', 'momentum', 'adam'),
      learning_rate: 0.01,
    },
    training: { epochs: g(fc.integer, { min: 1, max: 2 }), batch: g(fc.boolean) ? 1 : 'all' },
  };
}
