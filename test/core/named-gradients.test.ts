/** The gradients of values that are copied, added up or multiplied by constants: each has an address of its own. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Debugger } from '../../src/commands/debugger.ts';
import { execute } from '../../src/commands/sections/commands.ts';
import { traceOrigin } from '../../src/explain/provenance.ts';
import { numpyText } from '../../src/numpy/listing.ts';
import { Session } from '../../src/session/session.ts';
import { stepText } from '../../src/view/words/words.ts';
import { type FormulaDocument, formulaDocuments } from '../support/formulas.ts';
import { networksTried, scenarioOf, shareOf } from '../support/networks.ts';

const rest = 'title: t, inputs: [x], data: [{ inputs: [2], target: [1, 2] }]';
const renamed = `{ ${rest}, loss: half_squared_error, parameters: { w: 2, u: 3 }, formulas: { h: w * x, y0: h, y1: h * u }, optimizer: { kind: sgd, learning_rate: 0.1 } }`;
const straight =
  '{ title: t, inputs: [], data: [{ inputs: [] }], parameters: { w: 2, u: 3 }, formulas: { loss: 0.1 * w + u }, optimizer: { kind: sgd, learning_rate: 0.1 } }';

function atEnd(source: Parameters<typeof scenarioOf>[0]): Session {
  const session = new Session(scenarioOf(source));
  session.seek(session.total);
  return session;
}

describe('a formula that is only a name', () => {
  test('has the gradient that comes back through it, and what it is copied from the total', () => {
    const session = atEnd(renamed);
    expect(['y0', 'h', 'grad(y0)', 'grad(y1)', 'grad(h)'].map((name) => session.read(name))).toEqual([
      // h = 2 × 2; the errors are 4 − 1 and 4 × 3 − 2; back to h come 3 and 3 × 10.
      4, 4, 3, 10, 33,
    ]);
  });

  test('is a step with words, and a line of the code', () => {
    const session = new Session(scenarioOf(renamed));
    expect(session.step(2)).toMatchObject({
      operands: [{ name: 'h', value: 4 }],
      result: { name: 'y0', value: 4 },
    });
    expect(stepText(session, 2).what).toBe('y0 takes the value of h (4).');
    expect(numpyText(session.scenario)).toContain('\ny0 = h\n');
  });
});

test('a node that passes a value on does not report the gradient of all uses of the value', () => {
  const layered = (nodes: string, target: string) =>
    atEnd(
      `{ title: t, inputs: [x], layers: [{ name: output, nodes: ${nodes} }], data: [{ inputs: [2], target: ${target} }], loss: half_squared_error, input_gradients: true, stop_after: backward }`,
    );
  const shared = layered('{ y: { from: x }, z: [3] }', '[1, 2]');
  expect(['grad(x)', 'grad(z)', 'grad(y)'].map((name) => shared.read(name))).toEqual([13, 4, null]);
  const alone = layered('{ y: { from: x } }', '1');
  expect(['grad(x)', 'grad(y)'].map((name) => alone.read(name))).toEqual([1, 1]);
});

describe('a constant gradient', () => {
  const at = (name: string) => {
    const session = atEnd(straight);
    return { session, origin: traceOrigin(session, name) };
  };

  test('has an address, a value and an origin', () => {
    const { session, origin } = at('grad(u)');
    expect(['grad(w)', 'grad(u)'].map((name) => session.read(name))).toEqual([0.1, 1]);
    expect(session.known().map(({ names }) => names[0])).toEqual(
      expect.arrayContaining(['grad(w)', 'grad(u)']),
    );
    expect(origin).toMatchObject({ value: 1, step: 4, operands: [{ value: 1, kind: 'constant' }] });
  });

  test('has words, can be printed and watched, and is in the code', () => {
    const { session } = at('grad(w)');
    expect(stepText(session, 3)).toEqual({
      what: 'The gradient of w is the number 0.1.',
      why: 'All slopes on the way from the loss to w are constants, so the gradient is the same for all values.',
      means: 'If w goes up a little, the loss goes up 0.1 times as much.',
    });
    const debug = new Debugger(session);
    expect(execute(debug, 'print grad(u) * 2')).toMatchObject({ text: 'grad(u) * 2 = 2' });
    expect(execute(debug, 'watch grad(u)')).toMatchObject({ kind: 'said' });
    expect(numpyText(session.scenario)).toContain('\ngrad_w = 0.1\ngrad_u = 1\n');
  });
});

describe('the gradient of every formula and parameter', () => {
  const width = 2 ** -9;

  /** A random document with one example, some copies, and its own loss of sums and products with constants. */
  const documents = fc
    .tuple(formulaDocuments(), fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), fc.boolean())
    .map(([{ loss: _loss, output_gradient: _gradient, ...document }, picks, isPlain]): FormulaDocument => {
      const formulas = { ...document.formulas };
      const known = [...Object.keys(formulas), 'b', 'w[0]', 'w[1]'];
      const pick = (index: number) => known[(picks[index] as number) % known.length] as string;
      formulas.c0 = pick(0);
      formulas.c1 = pick(1);
      const outputs = Object.keys(document.formulas);
      const total = isPlain ? ['c1', 'b', ...outputs] : outputs.map((name) => `${name} * ${pick(2)}`);
      formulas.loss = `0.25 * c0 + ${total.join(' + ')} + c0 ^ 2`;
      const [first] = document.data;
      return {
        ...document,
        formulas,
        data: [{ inputs: first?.inputs ?? [] }],
        optimizer: { kind: 'sgd', learning_rate: 0.1 },
        training: { epochs: 1 },
        // Without it, only what depends on a parameter has a gradient.
        input_gradients: true,
      };
    });

  /** The loss if a formula or parameter is larger by `by`, and everything else is as it was. */
  function lossWith(document: FormulaDocument, name: string, by: number): number {
    const formulas = document.formulas[name]
      ? { ...document.formulas, [name]: `(${document.formulas[name]}) + shift` }
      : document.formulas;
    const parameters: FormulaDocument['parameters'] = { ...structuredClone(document.parameters), shift: by };
    if (name === 'b') parameters.b = (parameters.b as number) + by;
    const element = /^w\[(\d)\]$/.exec(name)?.[1];
    if (element !== undefined) {
      const numbers = parameters.w as number[];
      numbers[Number(element)] = (numbers[Number(element)] as number) + by;
    }
    const { optimizer: _optimizer, ...shifted } = { ...document, formulas, parameters };
    return atEnd({ ...shifted, stop_after: 'loss' }).read('loss') as number;
  }

  test('is that of central differences, and has an address wherever it is not 0', () => {
    let [compared, constant] = [0, 0];
    fc.assert(
      fc.property(documents, (document) => {
        const session = atEnd(document);
        const names = [...Object.keys(document.formulas), 'b', 'w[0]', 'w[1]'].filter(
          (name) => name !== 'loss',
        );
        for (const name of names) {
          const quotient = (by: number) =>
            (lossWith(document, name, by) - lossWith(document, name, -by)) / (2 * by);
          const [wide, narrow] = [quotient(width), quotient(width / 2)];
          const expected = (4 * narrow - wide) / 3;
          const size = Math.max(1, Math.abs(expected));
          if (!(Math.abs(wide - narrow) < 1e-4 * size)) continue;
          compared += 1;
          const own = session.read(`grad(${name})`) ?? 0;
          expect(
            Math.abs(own - expected) / size,
            `grad(${name}) of ${JSON.stringify(document)}`,
          ).toBeLessThan(1e-6);
        }
        constant += session.engine.run.example.instructions.filter(
          ({ role }) => role.kind === 'constantGradient',
        ).length;
      }),
      networksTried(60),
    );
    expect(compared).toBeGreaterThan(shareOf(350));
    expect(constant).toBeGreaterThan(shareOf(50));
  });
});

describe('in a batch', () => {
  const document = (loss: string) =>
    `{ title: t, inputs: [x], data: [{ inputs: [2] }, { inputs: [1] }], parameters: { w: 2, u: 3 }, formulas: { loss: ${loss} }, optimizer: { kind: sgd, learning_rate: 0.1 }, training: { batch: all } }`;
  const operandsOf = (session: Session) =>
    Object.fromEntries(
      Array.from({ length: session.total }, (_, index) => session.step(index + 1))
        .reverse()
        .map(({ result, operands }) => [result.name, operands.map(({ name }) => name).join(' ')]),
    );

  test('the share is called by its name where the loss is multiplied by it, and a gradient where it is one', () => {
    expect(operandsOf(atEnd(document('(w * x + u) ^ 2')))).toMatchObject({
      'batch.loss.term': 'loss batch.share',
      'grad(loss.part[1])': 'slope(loss) grad(loss)',
      'batch.grad(u)': 'batch.grad(u) grad(u)',
    });
  });

  test('a slot that holds a value and a gradient is shown as the value', () => {
    const session = atEnd(document('w * x + u'));
    const names = session.known().map((value) => value.names[0]);
    expect(names).toContain('batch.share');
    expect(names).not.toContain('grad(loss)');
    expect(session.read('grad(u)')).toBe(0.5);
    expect(operandsOf(session)['batch.grad(u)']).toBe('batch.grad(u) grad(u)');
  });
});
