/** Scenarios that are too large or nested too deeply: they are refused before anything is made of them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnosticText } from '../../src/diagnostics/diagnostic.ts';
import { findingsText } from '../../src/diagnostics/shown.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import type { ReadSiblingFile } from '../../src/scenario/data/sibling-file.ts';
import { optimizerNames } from '../../src/scenario/optimizers/optimizers.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import '../support/languages.ts';
import '../support/seed.ts';

/** The messages for a source, without those of files beside it. */
function complaints(source: string, memory?: number): string[] {
  const result = parseScenario(source, undefined, memory);
  return result.ok ? [] : result.diagnostics.map((each) => diagnosticText('s.yaml', source, each));
}

const sized = (sizes: readonly number[], rest: string) => `title: Sized
inputs: [x, y]
layers:
${sizes.map((size, index) => `  - { name: l${index}, size: ${size}, init: { kind: he, seed: 1 } }\n`).join('')}
data: [{ inputs: [1, 2], target: [${Array(sizes.at(-1)).fill(0).join(', ')}] }, { inputs: [2, 3], target: [${Array(sizes.at(-1)).fill(1).join(', ')}] }]
${rest}
`;
const training = 'loss: squared_error\noptimizer: { kind: sgd, learning_rate: 0.1 }\n';

describe('a network that does not fit into memory', () => {
  test('is refused with its numbers, at the layer with which it no longer fits', () => {
    const source = sized([1000, 1000, 1000, 1000, 1000, 1], training);
    const [text, ...others] = complaints(source, 4_300_000_000);
    expect(others).toEqual([]);
    expect(text).toMatch(
      /^s\.yaml:6:5: layers\[2\]: expected at most 7,1\d\d,\d{3} operations for an example and its update: more do not fit into memory, found 4,008,001 weights and biases, which take about 28,056,007 operations\n/,
    );
    expect(text).toContain(`
     6 │   - { name: l2, size: 1000, init: { kind: he, seed: 1 } }
       │     ^
  fix: write smaller layers, for example none above size: 50`);
  });

  test('is refused also if it has two thousand layers, and other errors', () => {
    const source = sized(Array(2_000).fill(1000), 'loss: nonsense\n').replace(
      /target: \[[^\]]*\]/g,
      'target: 1',
    );
    const texts = complaints(source);
    expect(texts[0]).toContain('found 2,001,002,000 weights');
    expect(texts[1]).toContain('loss: expected one of');
  });

  test('the operations are counted nearly as compiling them does', () => {
    const sizes = fc.array(fc.integer({ min: 8, max: 24 }), { minLength: 2, maxLength: 4 });
    const kinds = fc.constantFrom(...optimizerNames, 'none', 'forward');
    const settings = fc.constantFrom('', ', clip: { norm: 1 }', ', weight_decay: 0.1');
    fc.assert(
      fc.property(sizes, kinds, settings, fc.constantFrom(1, 2), (given, kind, more, batch) => {
        const source = sized(
          given,
          kind === 'forward'
            ? 'loss: squared_error\nstop_after: forward'
            : `loss: squared_error\ntraining: { batch: ${batch} }\n${kind === 'none' ? '' : `optimizer: { kind: ${kind}, learning_rate: 0.1${more} }`}`,
        );
        const result = parseScenario(source);
        // Not every optimizer has every setting.
        fc.pre(result.ok);
        if (!result.ok) return;
        const { example, update } = compile(result.scenario);
        const actual = example.instructions.length + update.instructions.length;
        const counted = Number(
          /about ([\d,]+) operations/.exec(complaints(source, 600 * 500).join())?.[1]?.replaceAll(',', ''),
        );
        expect(counted / actual).toBeGreaterThan(0.8);
        expect(counted / actual).toBeLessThan(1.35);
      }),
      { numRuns: 25 },
    );
  });

  test('the suggested size is the largest that fits', () => {
    const of = (size: number) => complaints(sized([size, size, 1], training), 600 * 100_000);
    const size = Number(/none above size: (\d+)/.exec(of(1000).join())?.[1]);
    expect(size).toBeGreaterThan(50);
    expect(of(size)).toEqual([]);
    expect(of(size + 1)).not.toEqual([]);
  });

  test('formulas are counted, too', () => {
    const lines = Array.from({ length: 400 }, (_line, index) => `  f${index}: x * x + x - x / x`).join('\n');
    const source = `title: F\ninputs: [x]\nformulas:\n${lines}\ndata: [{ inputs: [1] }]\n`;
    expect(complaints(source)).toEqual([]);
    expect(complaints(source, 1_500 * 1_000 + 600 * 500).join()).toContain(
      'do not fit into memory, found formulas with about 1,600 operations',
    );
  });
});

describe('a text with too many values', () => {
  test('is refused at the first that is too many', () => {
    const source = `title: T\ninputs: [x]\nlayers: [{ name: out, nodes: { y: [1] } }]\ndata:\n${'  - { inputs: [1] }\n'.repeat(400)}`;
    expect(complaints(source)).toEqual([]);
    const [text, ...others] = complaints(source, 1_500 * 500);
    expect(others).toEqual([]);
    expect(text).toContain(
      's.yaml:249:16: expected at most 500 values and keys: more do not fit into memory, found more than that',
    );
  });
});

const depth = 10_000;
const nested = (open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`;

describe('a text that is nested too deeply', () => {
  test.each([
    ['lists in brackets', `title: x\ndata: ${nested('[', ']')}`, '2:37: data[0]', '[0]'],
    ['lists that are not closed', `title: x\ndata: ${'['.repeat(depth)}`, '2:37: data[0]', '[0]'],
    ['lists in lines', `title: x\ndata:\n  ${'- '.repeat(depth)}1`, '3:63: data[0]', '[0]'],
    ['mappings of JSON', `{"title":${nested('{"a":', '}')}}`, '1:156: title.a', '.a'],
    ['keys', `title: ${nested('{? ', '}')}`, '1:98: title.', '.'],
    ['entries in lists', `title: ${nested('[a: ', ']')}`, '1:65: title[0].a', '[0].a'],
    ['a second document', `--- 1\n--- ${nested('[', ']')}`, '2:36: [0]', '[0]'],
  ])('%s', (_what, source, start, level) => {
    const [text, ...others] = complaints(source);
    expect(others).toEqual([]);
    const [place = '', said] = text?.split(': expected ') ?? [];
    expect(place.startsWith(`s.yaml:${start}${level}`)).toBe(true);
    expect(said).toMatch(/^at most 30 levels, found brackets or lists nested more deeply\n/);
  });

  test('thirty levels are read, and thirty-one are not', () => {
    const of = (levels: number) => complaints(`data: ${'['.repeat(levels)}1${']'.repeat(levels)}`).join();
    expect(of(29)).not.toContain('levels');
    expect(of(30)).toContain('expected at most 30 levels');
  });
});

const formulasOf = (lines: readonly string[]) =>
  `title: F\ninputs: [x]\nparameters: { w: 1 }\nformulas:\n${lines.map((line) => `  ${line}\n`).join('')}data: [{ inputs: [1], target: 3 }]\nloss: squared_error\noptimizer: { kind: sgd, learning_rate: 0.1 }\n`;
const many = 20_000;

/**
 * Expects that work takes at most twelve seconds of this process: on a machine that does other work, too, the clock on
 * the wall would say more. A vocabulary made anew for each of many formulas takes four times as long.
 */
function soon<Result>(work: () => Result): Result {
  const before = process.cpuUsage();
  const result = work();
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(12);
  return result;
}

describe('many formulas', () => {
  test('are read in a time that grows with their number', () => {
    const lines = Array.from({ length: many }, (_line, index) =>
      index === 0 ? 'f0: w * x' : `f${index}: f${index - 1} + w * x`,
    );
    expect(soon(() => complaints(formulasOf(lines)))).toEqual([]);
  });

  test('that only pass a value on are followed to where it is computed', () => {
    const lines = Array.from({ length: many }, (_line, index) =>
      index === 0 ? 'f0: relu(w * x)' : `f${index}: f${index - 1}`,
    );
    const warnings = soon(() => {
      const result = parseScenario(formulasOf(lines));
      return result.ok && result.warnings();
    });
    expect(warnings).toEqual([]);
  });
});

describe('many errors', () => {
  const wrong = (count: number) =>
    `title: N\ninputs: [x]\nlayers: [{ name: out, nodes: { y: [1] } }]\ndata: [{ inputs: [1] }]\nnotes:\n${Array.from({ length: count }, (_note, index) => `  - { at: z${index}, text: hi }\n`).join('')}`;
  const textOf = (source: string, beside?: ReadSiblingFile) => {
    const result = parseScenario(source, beside);
    return result.ok ? '' : findingsText('s.yaml', source, result);
  };

  test.each([
    [20, 'fix: try x, y.w[0], y'],
    [21, 'and 1 more error'],
    [10_000, 'and 9,980 more errors'],
  ])('of %d wrong notes the first twenty are shown, and the others counted', (count, end) => {
    const lines = textOf(wrong(count)).split('\n');
    const heads = lines.filter((line) => line.startsWith('s.yaml:'));
    expect(heads.map((line) => line.split(' ')[0])).toEqual(
      Array.from({ length: 20 }, (_head, index) => `s.yaml:${index + 6}:11:`),
    );
    expect(lines.at(-1)?.trim()).toBe(end);
  });

  test('are counted in Bangla, too', () => {
    setLanguage('bn');
    expect(textOf(wrong(40)).split('\n').at(-1)).toBe('আরও ২০টি ভুল আছে');
    setLanguage('en');
  });

  test('the errors that are shown are the first in the file, whichever check finds them', () => {
    let count = 0;
    const source = `${wrong(30)}nonsense: 1\n`
      .replace('layers:', 'wrong: 1\nlayers:')
      .replaceAll('text: hi', () => `text${'abcdefghijklmnopqrstuvwxyzABCD'[count++]}: hi`);
    const result = parseScenario(source);
    if (result.ok) throw new Error('it has errors');
    expect(result.diagnostics.map(({ line }) => line)).toEqual(
      Array.from({ length: 20 }, (_each, index) => (index === 0 ? 3 : index + 6)),
    );
    expect(result.further).toBe(12);
  });

  test('of those that say the same the first three are shown, so that others are seen', () => {
    const source = `${wrong(0).replace('notes:', 'data:')}`
      .replace('data: [{ inputs: [1] }]\n', '')
      .concat('  - { inputs: [1], targets: [2] }\n'.repeat(50), 'nonsense: 1\n');
    const result = parseScenario(source);
    if (result.ok) throw new Error('it has errors');
    expect(result.diagnostics.map(({ line, found }) => [line, found])).toEqual([
      ...[5, 6, 7].map((line) => [line, 'unknown key "targets"']),
      [55, 'unknown key "nonsense"'],
    ]);
    expect(result.further).toBe(47);
  });

  test('of the rows of a CSV file', () => {
    const source =
      'title: C\ninputs: [a]\nlayers: [{ name: out, nodes: { y: [1] } }]\ndata: { csv: d.csv, inputs: [a], target: b }\nloss: squared_error\n';
    const lines = textOf(source, () => ({ text: `a,b\n${'1\n'.repeat(200_000)}` })).split('\n');
    // Each row says the same, so three of them are enough.
    expect(lines.filter((line) => line.startsWith('d.csv:'))).toHaveLength(3);
    expect(lines.at(-1)).toBe('and 199,997 more errors');
  });

  test('of formulas with unknown names', () => {
    const source = formulasOf(
      Array.from({ length: many }, (_line, index) => `f${index}: unknown_${index} + x`),
    );
    const lines = soon(() => textOf(source)).split('\n');
    expect(lines.slice(-2)).toEqual([
      '  fix: try x, w, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9 (and 9 more)',
      // How many outputs there are is not known, so that nothing is said of the targets.
      `and ${(many - 20).toLocaleString('en')} more errors`,
    ]);
  });
});
