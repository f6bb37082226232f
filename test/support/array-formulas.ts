/** Random scenarios of formulas over vectors and matrices. */
import fc from 'fast-check';

type Generate = fc.GeneratorValue;

/** A value that formulas can use: its text, and its shape. */
interface Known {
  readonly text: string;
  readonly shape: readonly number[];
}

const number = fc.noBias(fc.integer({ min: 20, max: 1500 })).map((size) => size / 1000);

/** A scenario's text, with formulas that are finite and without kinks where a number is equal to another. */
export function arrayDocuments(): fc.Arbitrary<string> {
  return fc.gen().map(document);
}

function document(g: Generate): string {
  const [m, n] = [g(fc.integer, { min: 2, max: 3 }), g(fc.integer, { min: 1, max: 3 })];
  const numbers = (shape: readonly number[]): unknown => {
    const [first, ...rest] = shape;
    if (first === undefined) return g(() => number) * (g(fc.boolean) ? 1 : -1);
    return Array.from({ length: first }, () => numbers(rest));
  };
  const given: Record<string, readonly number[]> = { X: [m, n], W: [n, m], v: [n], s: [] };
  const known: Known[] = Object.entries(given).map(([text, shape]) => ({ text, shape }));
  const any = () => g(fc.constantFrom<Known[]>, ...known);
  const formulas: Record<string, string> = {};
  const isMatrix = ({ shape }: Known) => shape.length === 2;
  for (let index = 0; index < g(fc.integer, { min: 2, max: 5 }); index++) {
    const made = expression(g, any);
    const full = { text: `f${index}`, shape: made.shape };
    formulas[full.text] = made.text;
    known.push(full);
    if (isMatrix(full)) known.push({ text: `${full.text}.T`, shape: full.shape.toReversed() });
  }
  const squares = Object.keys(formulas).map((name) => `mean((${name} - 0.5) ** 2)`);
  formulas.loss = [...squares, 'sum(tanh(v))'].join(' + ');
  return JSON.stringify({
    title: 't',
    inputs: ['X'],
    parameters: { W: numbers([n, m]), v: numbers([n]), s: numbers([]) },
    formulas,
    data: [{ inputs: [numbers([m, n])] }, { inputs: [numbers([m, n])] }],
    optimizer: { kind: 'momentum', learning_rate: 0.01 },
    training: { epochs: 2, batch: g(fc.constantFrom<(number | 'all')[]>, 1, 'all') },
    input_gradients: true,
  });
}

/** One expression over known values. Of those that do not fit the shapes another one is taken. */
function expression(g: Generate, any: () => Known): Known {
  const [a, b] = [any(), any()];
  const axis = g(fc.integer, { min: 0, max: Math.max(0, a.shape.length - 1) });
  const without = a.shape.filter((_length, each) => each !== axis);
  const same = (text: string): Known => ({ text, shape: a.shape });
  const isList = a.shape.length > 0;
  const choices: (Known | null)[] = [
    same(`tanh(${a.text}) * s`),
    same(`sigmoid(${a.text} + 0.25) - s`),
    same(`where(${a.text} > 0.1, ${a.text}, 2 * s)`),
    fits(a, b) ? same(`tanh(${a.text}) + sigmoid(${b.text}) / 2`) : null,
    fits(a, b) ? same(`(${a.text}) * tanh(${b.text}) - ${a.text} ** 2`) : null,
    isList ? same(`softmax(${a.text}, axis=${axis})`) : null,
    isList ? same(`log_softmax(tanh(${a.text}), axis=${axis})`) : null,
    isList ? same(`${a.text} - mean(${a.text})`) : null,
    isList ? { text: `sum(tanh(${a.text}), axis=${axis})`, shape: without } : null,
    isList ? { text: `var(${a.text}, axis=${axis}) + mean(${a.text}, axis=${axis})`, shape: without } : null,
    isList ? { text: `${a.text}[0] * 2`, shape: a.shape.slice(1) } : null,
    isList ? { text: `norm(sigmoid(${a.text}))`, shape: [] } : null,
    isList
      ? {
          text: `concat(${a.text}, tanh(${a.text}))`,
          shape: [2 * (a.shape[0] as number), ...a.shape.slice(1)],
        }
      : null,
    isList && b.shape.length > 0 && a.shape.at(-1) === b.shape[0]
      ? { text: `tanh(${a.text} @ ${b.text})`, shape: [...a.shape.slice(0, -1), ...b.shape.slice(1)] }
      : null,
    a.shape.length === 1 && b.shape.length === 1
      ? { text: `outer(${a.text}, tanh(${b.text}))`, shape: [...a.shape, ...b.shape] }
      : null,
    a.shape.length === 2
      ? { text: `flatten(${a.text}) / 2`, shape: [(a.shape[0] as number) * (a.shape[1] as number)] }
      : null,
  ];
  const possible = choices.filter((each) => each !== null);
  return g(fc.constantFrom<Known[]>, ...possible);
}

/** Whether NumPy repeats b to the shape of a. */
function fits({ shape: a }: Known, { shape: b }: Known): boolean {
  const missing = a.length - b.length;
  return missing >= 0 && b.every((length, axis) => length === 1 || length === a[axis + missing]);
}
