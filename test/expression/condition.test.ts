import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pow } from '../../src/core/math/pow.ts';
import {
  assignment,
  type Expression,
  type ExpressionFault,
  parseExpression,
} from '../../src/expression/condition.ts';
import { Session } from '../../src/session/session.ts';
import { scenarioOf } from '../support/networks.ts';

/** Addresses of every form, and the short ones `a`, `b` and `c`. */
const names = [
  ...['a', 'b', 'c', 'children', 'node_0', 'node_0.in', 'node_0.w[0]', 'node_0.w[1]', 'node_0.w[10]'],
  ...[
    'node_0.bias',
    'node_0.product[1]',
    'node_0.sum[1]',
    'target',
    'target[1]',
    'error',
    'error[1]',
    'loss',
  ],
  ...['error[1].squared', 'loss.term[1]', 'loss.sum[1]', 'grad(node_0.w[1])', 'grad(node_0)', 'grad(h1.in)'],
  ...[
    'grad(h1).term[0]',
    'grad(h1).term[1]',
    'grad(h1).sum[1]',
    'slope(node_0)',
    'learning_rate',
    'hidden[3]',
  ],
  ...[
    'delta(node_0.w[1])',
    'velocity(node_0.w[0])',
    'm(node_0.w[0])',
    'v(node_0.w[0])',
    'layer(output).bias',
  ],
  ...[
    'layer(and).bias',
    'grad(layer(not).bias)',
    'batch.loss',
    'batch.grad(node_0.w[0])',
    'in',
    'class',
    'this',
  ],
];

function parsed(text: string, known: readonly string[] = names): Expression {
  const result = parseExpression(text, known);
  if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.fault)}`);
  return result.expression;
}

function faultOf(text: string): ExpressionFault {
  const result = parseExpression(text, names);
  if (result.ok) throw new Error(`${text} is no fault`);
  return result.fault;
}

const reading = (values: Readonly<Record<string, number>>) => (address: string) => values[address] ?? null;
const evaluated = (text: string, values: Readonly<Record<string, number>> = {}) =>
  parsed(text).evaluate(reading(values));

describe('words for the time', () => {
  const time = (word: string) => ({ epoch: 4, batch: 2, example: 7 })[word] ?? null;
  const at = (text: string) => parsed(text).evaluate(() => null, time);

  test('are numbers that are not addresses', () => {
    expect(at('epoch * 100 + batch * 10 + example')).toBe(427);
    expect(parsed('epoch > 3 and example == 2').addresses).toEqual([]);
    expect(parsed('epoch > 3').evaluate(() => null)).toBeNull();
  });

  test('mean a value if one is called so', () => {
    const result = parseExpression('epoch + batch.loss + example', ['epoch', 'batch.loss']);
    if (!result.ok) throw new Error('no expression');
    expect(result.expression.addresses).toEqual(['epoch', 'batch.loss']);
    expect(result.expression.evaluate(() => 1, time)).toBe(9);
  });
});

describe('values', () => {
  test.each<[string, number]>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['8 / 4 / 2', 1],
    ['7 % 4 * 2', 6],
    ['7 % -3', 1],
    ['-7 % 3', -1],
    ['2 * 3 ** 2', 18],
    ['2 ** 3 ** 2', 512],
    ['2 ** -1', 0.5],
    ['2 ^ 3 ^ 2', 512],
    ['-(2 ** 2)', -4],
    ['(-2) ** 2', 4],
    ['-2 * -3', 6],
    ['2 - -3', 5],
    ['- - 3 + +1', 4],
    ['1 + 1 < 3', 1],
    ['1 < 2 == 2 < 3', 1],
    ['0 == 1 < 2', 0],
    ['1 || 0 && 0', 1],
    ['(1 || 0) && 0', 0],
    ['0 == 0 && 2 > 1', 1],
    ['!0 && !(2 < 1)', 1],
    ['1 + !0', 2],
    ['5 && 7', 1],
    ['nan || 0', 0],
    ['!nan', 1],
    ['nan == nan', 0],
    ['nan != nan', 1],
    ['nan < 1 || nan >= 1', 0],
    ['true + false', 1],
    ['1 / 0', Number.POSITIVE_INFINITY],
    ['-1 / 0', Number.NEGATIVE_INFINITY],
    ['1 / -0', Number.NEGATIVE_INFINITY],
    ['0 / 0', Number.NaN],
    ['5 % 0', Number.NaN],
    ['inf - inf', Number.NaN],
    ['-0', -0],
    ['1.5e-3 + .5 + 2. + 1E2', 102.5015],
    ['1e−3', 0.001],
    ['6 − 2 × 4 ÷ 8', 5],
    ['3 ≥ 3', 1],
    ['2 ≤ 2 and 3 ≥ 4 or not (1 ≠ 1)', 1],
    ['abs(-3) + sqrt(16) + exp(0) + log(1)', 8],
    ['min(3, 1 + 1, 5) * max(7)', 14],
    ['max ( 1 < 2 , 2 < 1 )', 1],
    ['sqrt(-1)', Number.NaN],
  ])('%s = %d', (text, value) => {
    expect(evaluated(text)).toBe(value);
  });

  test('addresses are read by name, and unknown values make a condition unknown only if they matter', () => {
    expect(
      evaluated('node_0 > 5 && abs(grad(node_0.w[1])) < 0.1', { node_0: 6, 'grad(node_0.w[1])': -0.05 }),
    ).toBe(1);
    expect(evaluated('-loss + target', { loss: 16, target: 13 })).toBe(-3);
    expect(evaluated('a + 1')).toBeNull();
    expect(evaluated('!a')).toBeNull();
    expect(evaluated('a * 0', { b: 1 })).toBeNull();
    expect(evaluated('max(1, a)')).toBeNull();
    expect(evaluated('a == nan')).toBeNull();
  });

  test.each<[string, number | null]>([
    ['a && 1', null],
    ['1 && a', null],
    ['a && 0', 0],
    ['0 && a', 0],
    ['a || 0', null],
    ['0 || a', null],
    ['a || 2', 1],
    ['2 || a', 1],
    ['a || a', null],
    ['!(a && 0)', 1],
  ])('%s with a unknown', (text, value) => {
    expect(evaluated(text)).toBe(value);
  });

  test('operands that cannot change the result are not evaluated', () => {
    const asked: string[] = [];
    const read = (address: string) => asked.push(address);
    parsed('(a || b) && (0 && c)').evaluate(read);
    expect(asked).toEqual(['a']);
  });

  test.each(names)('%s is an address, also with spaces in it', (name) => {
    const spaced = name.replace(/[.[\]()]/g, ' $& ');
    for (const text of [name, spaced, `\t${name}\n`, `(${name})`]) {
      const { addresses, evaluate } = parsed(text);
      expect(addresses).toEqual([name]);
      expect(evaluate((address) => (address === name ? 42 : null))).toBe(42);
    }
  });

  test('a session reads its own addresses', () => {
    const session = new Session(
      scenarioOf(
        '{ title: t, inputs: [x], layers: [{ name: l, nodes: { y: [2] } }], data: [{ inputs: [3], target: 5 }], loss: squared_error }',
      ),
    );
    const { values } = session;
    const expression = parsed('grad(y.w[0]) == 6 and y - target == error', values.names);
    const read = (address: string) => {
      const slot = values.resolve(address, session.position);
      return slot === null ? null : (session.registers[slot] as number);
    };
    expect(expression.evaluate(read)).toBeNull();
    session.seek(session.total);
    expect(expression.evaluate(read)).toBe(1);
  });

  test('its text is one line, its addresses are listed once, in their order', () => {
    const { text, addresses } = parsed(' b +\n a * b -  c / a ');
    expect(text).toBe('b + a * b - c / a');
    expect(addresses).toEqual(['b', 'a', 'c']);
  });
});

/** What an index of these weights may be. */
const indexes = 'an index is a whole number: try node_0.w[0], node_0.w[1], node_0.w[10]';

describe('faults', () => {
  // Text, offset, expected, found, fix, isIncomplete.
  test.each<[string, number, string, string, string, boolean]>([
    ['', 0, 'a value', 'the end of the text', '', true],
    ['  ', 2, 'a value', 'the end of the text', '', true],
    ['a + ', 4, 'a value', 'the end of the text', '', true],
    ['a + * b', 4, 'a value', '"*"', '', false],
    ['a +)', 3, 'a value', '")"', '', false],
    ['()', 1, 'a value', '")"', '', false],
    ['abs()', 4, 'a value', '")"', '', false],
    ['a b', 2, 'an operator', '"b"', '', false],
    ['2x', 1, 'an operator', '"x"', '', false],
    ['1..2', 2, 'an operator', '"."', '', false],
    ['a)', 1, 'an operator', '")"', '', false],
    ['a, b', 1, 'an operator', '","', '', false],
    ['a; b', 1, 'an operator', '";"', '', false],
    ['a ? b', 2, 'an operator', '"?"', '', false],
    ['(a, b)', 2, 'an operator or ")"', '","', '', false],
    ['abs(a, b)', 5, 'an operator or ")"', '","', 'abs takes 1 value', false],
    ['max(a b)', 6, 'an operator, "," or ")"', '"b"', '', false],
    ['max(a,)', 6, 'a value', '")"', '', false],
    ['(a', 2, '")"', 'the end of the text', '', true],
    ['max(a', 5, '")"', 'the end of the text', '', true],
    ['abs', 3, '"(" after abs', 'the end of the text', '', true],
    ['abs + 1', 4, '"(" after abs', '"+"', '', false],
    ['1e', 2, 'the digits of the exponent', 'the end of the text', '', true],
    ['1e- + 2', 4, 'the digits of the exponent', '"+"', '', false],
    ['a = b', 2, 'an operator', '"="', 'write == to compare', false],
    ['a =', 2, 'an operator', '"="', 'write == to compare', true],
    ['a === b', 4, 'a value', '"="', 'write == to compare', false],
    ['a & b', 2, 'an operator', '"&"', 'write && or and', false],
    ['a an', 2, 'an operator', '"an"', '', true],
    ['a an b', 2, 'an operator', '"an"', '', false],
    ['a no', 2, 'an operator', '"no"', '', false],
    ['"a"', 0, 'a value', '"""', '', false],
    ['[a]', 0, 'a value', '"["', '', false],
    ['`a`', 0, 'a value', '"`"', '', false],
    ['\u001B[2J', 0, 'a value', '"\uFFFD"', '', false],
    [
      '@epoch 2',
      0,
      'a value',
      '"@"',
      'an expression uses the values of the current iteration: leave out @ …',
      false,
    ],
    ['a < b < c', 6, '&& or brackets between two comparisons', '"<"', 'write a < b && b < c', false],
    ['a == b != c', 7, '&& or brackets between two comparisons', '"!="', 'write a < b && b < c', false],
    ['not a < b', 6, 'brackets that show what ! applies to', '"<"', 'write !(a < b) or (!a) < b', false],
    [
      '-a ** 2',
      3,
      'brackets that show what the sign applies to',
      '"**"',
      'write -(a ** b) or (-a) ** b',
      false,
    ],
    [
      '-(a) ** 2',
      5,
      'brackets that show what the sign applies to',
      '"**"',
      'write -(a ** b) or (-a) ** b',
      false,
    ],
    ['a + los', 4, 'an address in this run', '"los"', 'did you mean "loss"?', true],
    ['los ', 0, 'an address in this run', '"los"', 'did you mean "loss"?', false],
    [
      'node_0.w ',
      0,
      'an address in this run',
      '"node_0.w"',
      'write one of its numbers, as in node_0.w[0]',
      true,
    ],
    ['grad(node + 1)', 0, 'an address in this run', '"grad(node"', 'did you mean "grad(node_0)"?', false],
    ['los + a', 0, 'an address in this run', '"los"', 'did you mean "loss"?', false],
    [
      'grad(node_0.w[2]) < 1',
      0,
      'an address in this run',
      '"grad(node_0.w[2])"',
      'did you mean "grad(node_0.w[1])"?',
      false,
    ],
    ['node_0 . w [01]', 0, 'an address in this run', '"node_0.w[01]"', 'did you mean "node_0.w[0]"?', false],
    ['node_0.w[', 9, 'an index: 0, 1, 2 …', 'the end of the text', indexes, true],
    ['node_0.w[1', 10, '"]"', 'the end of the text', '', true],
    ['node_0.w[a]', 9, 'an index: 0, 1, 2 …', '"a"', indexes, false],
    ['node_0.', 7, 'a name', 'the end of the text', '', true],
    ['grad(node_0 + a', 12, '")"', '"+"', 'write one address in the brackets after "grad(node_0"', false],
    ['grad(', 5, 'a name', 'the end of the text', 'write one address in the brackets after "grad("', true],
    ['2 * sqr(a)', 4, 'a function, or an address in this run', '"sqr"', 'did you mean "sqrt"?', false],
  ])('%j', (text, at, expected, found, fix, isIncomplete) => {
    expect(faultOf(text)).toEqual({ at, expected, found, fix, isIncomplete });
  });

  test.each([
    'constructor',
    '__proto__',
    'toString',
    'valueOf(1)',
    'a.constructor',
    'abs.call(1)',
    'loss[0]',
    'ক',
  ])('%s is not a known name', (text) => {
    const result = parseExpression(`${text} > 0`, names);
    expect(result.ok).toBe(false);
    expect(parseExpression(text.replace(/\W.*/su, ''), []).ok).toBe(false);
  });

  test('without a similar name it lists all names', () => {
    const result = parseExpression('zzzzz', ['a', 'b']);
    expect(result).toMatchObject({ fault: { at: 0, fix: 'try a, b', isIncomplete: false } });
  });

  test('a long text and a deeply nested text are refused at the limit', () => {
    const long = `1${' '.repeat(999)}`;
    expect(parseExpression(long, names).ok).toBe(true);
    const expected = 'at most 1,000 characters';
    expect(faultOf(`${long} `)).toEqual({
      at: 1000,
      expected,
      found: '1,001 characters',
      fix: '',
      isIncomplete: false,
    });
    for (const [open, close] of [
      ['(', ')'],
      ['-', ''],
      ['!', ''],
      ['abs(', ')'],
    ] as const) {
      expect(parseExpression(`${open.repeat(100)}1${close.repeat(100)}`, names).ok).toBe(true);
      const fault = faultOf(`${open.repeat(101)}1${close.repeat(101)}`);
      expect(fault).toMatchObject({
        at: open.length * 100,
        expected: 'brackets and signs nested at most 100 deep',
      });
    }
    expect(faultOf('-('.repeat(51))).toMatchObject({ at: 100 });
    for (const sign of ['+', '*', '-', '**', '&&', '||']) {
      const chain = Array.from({ length: 300 }, () => '1').join(sign);
      expect(Number.isFinite(evaluated(chain))).toBe(true);
    }
  });
});

describe('assignments', () => {
  test('an address, and the expression of its new value', () => {
    const result = assignment(' node_0 . w[0] = node_0.w[0] + 0.1', names);
    if (!result.ok) throw new Error(result.fault.expected);
    expect(result.address).toBe('node_0.w[0]');
    expect(result.expression.text).toBe('node_0.w[0] + 0.1');
    expect(result.expression.addresses).toEqual(['node_0.w[0]']);
    expect(result.expression.evaluate(() => 2)).toBe(2.1);
  });

  test.each<[string, number, string, string, boolean]>([
    ['', 0, 'an address', 'the end of the text', true],
    ['3 = 4', 0, 'an address', '"3"', false],
    ['abs(a) = 4', 0, 'an address in this run', '"abs"', false],
    ['node_0.w', 0, 'an address in this run', '"node_0.w"', true],
    ['losss = 3', 0, 'an address in this run', '"losss"', false],
    ['a', 1, '"=" and a value', 'the end of the text', true],
    ['a + 1', 2, '"=" and a value', '"+"', false],
    ['a == 1', 2, '"=" and a value', '"=="', false],
    ['a = ', 4, 'a value', 'the end of the text', true],
    ['a = b = c', 6, 'an operator', '"="', false],
    [`a = ${' '.repeat(1000)}`, 1000, 'at most 1,000 characters', '1,004 characters', false],
  ])('%j', (text, at, expected, found, isIncomplete) => {
    const result = assignment(text, names);
    expect(result).toMatchObject({ ok: false, fault: { at, expected, found, isIncomplete } });
  });
});

const tokens = [
  ...names,
  ...[
    '+',
    '-',
    '*',
    '/',
    '%',
    '**',
    '<',
    '<=',
    '==',
    '!=',
    '&&',
    '||',
    '!',
    '(',
    ')',
    ',',
    '[',
    ']',
    '.',
    '=',
    '&',
  ],
  ...[
    'abs(',
    'max(',
    'min',
    'not',
    'and',
    'or',
    'nan',
    '1',
    '2.5',
    '1e',
    '×',
    '≤',
    '"',
    '`',
    '{',
    '?',
    '=>',
    ' ',
  ],
];
const soup = fc.array(fc.constantFrom(...tokens), { maxLength: 40 });

describe('the numbers that values are compared with', () => {
  const level = fc.constantFrom('-2', '-1', '0', '0.5', '1', '3', 'inf', 'nan', 'true', '-(1)', '+2');
  const { condition } = fc.letrec<{ condition: string; operand: string }>((tie) => ({
    operand: fc.oneof({ depthSize: 'small' }, fc.constant('a'), level, tie('condition'), fc.constant('-a')),
    condition: fc
      .tuple(
        tie('operand'),
        fc.constantFrom('<', '>', '<=', '>=', '==', '!=', '&&', '||', '+'),
        tie('operand'),
        fc.boolean(),
      )
      .map(([left, sign, right, isNot]) =>
        isNot ? `(!(${left} ${sign} ${right}))` : `(${left} ${sign} ${right})`,
      ),
  }));
  const value = fc.oneof(
    fc.integer({ min: -12, max: 16 }).map((each) => each / 4),
    fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1e-300),
  );

  test('say where a condition cannot change', () => {
    let looked = 0;
    fc.assert(
      fc.property(condition, fc.array(value, { minLength: 8, maxLength: 8 }), (text, values) => {
        const { compared, evaluate } = parsed(text);
        if (compared === null) return;
        const sideOf = (each: number) => compared.map((other) => `${each < other}${each > other}`).join();
        const results = new Map<string, number | null>();
        for (const each of values) {
          const result = evaluate(() => each);
          if (results.has(sideOf(each))) looked++;
          // -0 and 0 are the same.
          expect(result).toBe(results.get(sideOf(each)) ?? result);
          results.set(sideOf(each), result);
        }
      }),
      { numRuns: 2000 },
    );
    expect(looked).toBeGreaterThan(100);
  });

  test.each([
    ['loss < -1 || epoch >= 3', [-1, 3]],
    ['loss < -(-1)', [1]],
    ['loss * 2 < 1', null],
    ['-loss < 1', null],
    ['loss > -!0', null],
    ['abs(loss) < 1', null],
  ])('in %s are %j', (text, expected) => {
    const { compared } = parsed(text);
    if (expected === null) expect(compared).toBeNull();
    else expect(compared).toEqual(expect.arrayContaining(expected));
  });
});

describe('whatever is typed', () => {
  const strings = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    soup.map((each) => each.join('')),
    soup.map((each) => each.join(' ')),
    fc
      .tuple(fc.constantFrom(...tokens), fc.nat(100_000))
      .map(([token, length]) => token.repeat(length).slice(0, 100_000)),
  );

  test('gives an expression or a fault within the text, at once', () => {
    fc.assert(
      fc.property(strings, (text) => {
        const started = performance.now();
        for (const result of [parseExpression(text, names), assignment(text, names)]) {
          if (result.ok) {
            const value = result.expression.evaluate((address) => (address === 'a' ? null : address.length));
            expect(value === null || typeof value === 'number').toBe(true);
            continue;
          }
          const { at, expected, found, fix } = result.fault;
          expect(Number.isInteger(at) && at >= 0 && at <= text.length).toBe(true);
          expect(expected).not.toBe('');
          expect(`${expected}${found}${fix}`).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        }
        expect(performance.now() - started).toBeLessThan(1000);
      }),
      { numRuns: 2000 },
    );
  });

  test('a prefix of an expression is an expression or incomplete', () => {
    fc.assert(
      fc.property(
        arithmetic,
        fc.array(fc.constantFrom(...names), { minLength: 1 }),
        fc.nat(),
        (tree, leaves, cut) => {
          const join = (each: string, index: number) =>
            `${index > 0 ? ` ${['and', '||', '×'][index % 3]} (` : '('}${each})`;
          const text = `not (max(${print(tree)}, ${leaves.map(join).join('')}))`;
          fc.pre(text.length <= 1000);
          parsed(text);
          const result = parseExpression(text.slice(0, cut % (text.length + 1)), names);
          expect(result.ok || result.fault.isIncomplete).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('random trees, printed with the fewest brackets, have the value that JavaScript computes', () => {
    fc.assert(
      fc.property(arithmetic, (tree) => {
        const text = print(tree);
        fc.pre(text.length <= 1000);
        const result = parsed(text).evaluate(() => null);
        expect(Object.is(result, compute(tree)) ? '' : `${text} = ${result}, not ${compute(tree)}`).toBe('');
      }),
      { numRuns: 2000 },
    );
  });
});

type Tree =
  | number
  | readonly ['neg' | 'abs' | 'sqrt', Tree]
  | readonly ['max' | keyof typeof levels, Tree, Tree];

/** The precedence of each operator, and its function. */
const levels = {
  '||': [1, (x: number, y: number) => (x || y ? 1 : 0)],
  '&&': [2, (x: number, y: number) => (x && y ? 1 : 0)],
  '==': [3, (x: number, y: number) => (x === y ? 1 : 0)],
  '!=': [3, (x: number, y: number) => (x !== y ? 1 : 0)],
  '<': [4, (x: number, y: number) => (x < y ? 1 : 0)],
  '>=': [4, (x: number, y: number) => (x >= y ? 1 : 0)],
  '+': [5, (x: number, y: number) => x + y],
  '-': [5, (x: number, y: number) => x - y],
  '*': [6, (x: number, y: number) => x * y],
  '/': [6, (x: number, y: number) => x / y],
  '%': [6, (x: number, y: number) => x % y],
  '**': [7, pow],
} as const;

const { tree: arithmetic } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, depthSize: 'max', withCrossShrink: true },
    fc.oneof(fc.double({ min: 0 }).map(Math.abs), fc.nat(9)),
    fc.tuple(fc.constantFrom('neg' as const, 'abs' as const, 'sqrt' as const), tie('tree')),
    fc.tuple(
      fc.constantFrom('max' as const, ...(Object.keys(levels) as (keyof typeof levels)[])),
      tie('tree'),
      tie('tree'),
    ),
  ),
}));

function compute(tree: Tree): number {
  if (typeof tree === 'number') return tree;
  const [op, ...operands] = tree;
  const [x = 0, y = 0] = operands.map(compute);
  if (op === 'neg') return -x;
  if (op === 'abs') return Math.abs(x);
  if (op === 'sqrt') return Math.sqrt(x);
  return op === 'max' ? Math.max(x, y) : levels[op][1](x, y);
}

function print(tree: Tree): string {
  if (typeof tree === 'number')
    return Number.isNaN(tree) ? 'nan' : tree === Number.POSITIVE_INFINITY ? 'inf' : String(tree);
  const [op, x, y] = tree;
  if (op === 'neg') return `-${typeof x === 'number' ? print(x) : `(${print(x)})`}`;
  if (op === 'abs' || op === 'sqrt') return `${op}(${print(x)})`;
  if (op === 'max') return `max(${print(x)}, ${print(y as Tree)})`;
  const [level] = levels[op];
  const compares = level === 3 || level === 4;
  const side = (operand: Tree, brackets: (inner: number) => boolean) => {
    const inner =
      typeof operand === 'number'
        ? 9
        : operand[0] in levels
          ? levels[operand[0] as keyof typeof levels][0]
          : 8;
    const signed = typeof operand !== 'number' && operand[0] === 'neg' && op === '**';
    return signed || brackets(inner) ? `(${print(operand)})` : print(operand);
  };
  const left = side(x, (inner) => inner < level || (inner === level && (compares || op === '**')));
  const right = side(y as Tree, (inner) => inner < level || (inner === level && op !== '**'));
  return `${left} ${op} ${right}`;
}
