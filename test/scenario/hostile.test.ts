/** Malicious files and random files: reading them never throws, and messages contain no control characters. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { Engine, Machine } from '../../src/core/execution/machine.ts';
import { diagnosticText } from '../../src/diagnostics/diagnostic.ts';
import { sanitize } from '../../src/diagnostics/printable.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import type { Scenario } from '../../src/scenario/format/scenario.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { shareOf } from '../support/networks.ts';
import { execute, parse, shipped, sourceOf, valuesOf } from '../support/scenario.ts';
import '../support/seed.ts';

/** Control characters, and invisible characters that change how other text looks. */
const harmful = /[\p{Cc}\p{Cs}\u200B\u200E\u200F\u061C\u202A-\u202E\u2060\u2066-\u2069\u{E0001}-\u{E007F}]/u;

/** The error messages for a source, as they are printed. */
function printed(source: string, result = parseScenario(source)): string[] {
  if (result.ok) return [];
  expect(result.diagnostics.length).toBeGreaterThan(0);
  return result.diagnostics.flatMap((diagnostic) => [
    ...diagnosticText('my.yaml', source, diagnostic).split('\n'),
    diagnostic.path,
    diagnostic.expected,
    diagnostic.found,
    diagnostic.fix,
  ]);
}

function textsOf({ title, intro, teaches, variants, notes, questions }: Scenario): string[] {
  const texts = [
    title,
    intro,
    teaches,
    ...variants.map((each) => each.title),
    ...notes.map((each) => each.text),
    ...questions.map((each) => each.ask),
  ];
  return texts.flatMap((text) => Object.values(text));
}

/** Compiles the scenario and each variant, and runs up to 300 steps of each. */
function run(scenario: Scenario): void {
  for (const variant of [undefined, ...scenario.variants]) {
    const engine = new Engine(compile(scenario, variant));
    new Machine(engine).advance(Math.min(engine.schedule.total, 300));
  }
}

const small = (title: string, name = 'a') =>
  `title: ${title}\ninputs: [${name}]\nlayers: [{ name: out, nodes: { y: [2] } }]\ndata: [{ inputs: [3] }]\n`;

describe('texts', () => {
  test.each([
    ['an escape sequence', '"a\\e[31mb"', 'a\uFFFD[31mb'],
    ['a bell, a backspace and a delete', '"a\\ab\\bc\\x7Fd"', 'a\uFFFDb\uFFFDc\uFFFDd'],
    ['the one-character form of an escape (C1)', '"a\\x9B2Jb"', 'a\uFFFD2Jb'],
    ['characters that turn the direction', '"a\u202Eb\u2066c\u200Fd"', 'a\uFFFDb\uFFFDc\uFFFDd'],
    ['characters that are not seen', '"a\u200Bb\u{E0041}c"', 'a\uFFFDb\uFFFDc'],
    ['a tag that is not assigned', '"a\u{E0002}b"', 'a\uFFFDb'],
    ['half of a surrogate pair', '"a\\uD800b"', 'a\uFFFDb'],
    ['line breaks and tabs', '"a\\r\\n\\tb\\u2028c"', 'a b c'],
    ['the joiners of Bangla, which stay', '"র\u200D্যাব ক্\u200Cষ"', 'র\u200D্যাব ক্\u200Cষ'],
  ])('%s', (_what, title, expected) => {
    expect(parse(small(title)).title.en).toBe(expected);
  });

  test('texts are shown without control characters, whatever they contain', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(sanitize(text)).not.toMatch(harmful);
      }),
    );
  });

  test('a text of any length is shown', () => {
    // A pattern with a place to go back to for each character fails with nine million of them.
    const text = 'a b'.repeat(4_000_000);
    expect(sanitize(text) === text).toBe(true);
    expect(sanitize(`${'a b'.repeat(400_000)}\u0007`).at(-1)).toBe('\uFFFD');
  });

  test.each([
    ['a key', `${small('T')}"\\e[2J\\u202Ex": 1\n`],
    ['a key, raw', `${small('T')}\u202Ex\u009B: 1\n`],
    ['an input', small('T', '"\\e]0;x\\a"')],
    ['a name that others are compared with', small('T', '"\\e[2J", "\\e[3J"')],
    ['a node', small('T').replace('y:', '"y\\e[2J":')],
    ['a value', small('T').replace('[2]', '"\\e[2J"')],
    ['an address', `${small('T')}notes: [{ at: "\\e[2J", text: x }]\nfrozen: ["\\e[2J"]\n`],
    ['a word of broken YAML', `a: [\u001B[2J\n`],
    ['an alias', `a: *\u001B[2J\n`],
  ])('in an error, %s is only text', (_what, source) => {
    const lines = printed(source);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).not.toMatch(harmful);
  });
});

describe('names that every JavaScript object has', () => {
  test('are names like others', () => {
    const steps = execute(
      parse(`title: T
inputs: [constructor, toString]
layers: [{ name: valueOf, nodes: { hasOwnProperty: [2, 3] } }]
data: [{ inputs: [5, 7] }]
variants: { isPrototypeOf: { set: { toString: 1 } } }
`),
      'isPrototypeOf',
    );
    expect(valuesOf('hasOwnProperty', steps)).toEqual([13]);
  });

  test('__proto__ is refused everywhere, and changes no object', () => {
    const sources = [
      `${small('T')}__proto__: { polluted: 1 }\n`,
      small('T', '__proto__'),
      small('T').replace('y:', '__proto__:'),
      `${small('T')}variants: { __proto__: { set: { a: 1 } } }\n`,
      `${small('T')}variants: { v: { set: { __proto__: 1 } } }\n`,
    ];
    for (const source of sources) expect(printed(source).join('\n')).toContain('"__proto__"');
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('files that take long', () => {
  const bomb = Array.from({ length: 30 }, (_line, index) =>
    index === 0 ? 'a0: &a0 [x, x]' : `a${index}: &a${index} [*a${index - 1}, *a${index - 1}]`,
  ).join('\n');
  const manyKeys = Array.from({ length: 20_000 }, (_line, index) => `key_${index}: 1`).join('\n');

  test.each([
    ['aliases of aliases', bomb],
    ['brackets without end', '['.repeat(100_000)],
    ['lists without end', '- '.repeat(20_000)],
    ['mappings without end', '{a: '.repeat(20_000)],
    ['nesting that is closed again', `${small('T')}intro: ${'['.repeat(500)}${']'.repeat(500)}\n`],
    ['a great many keys', manyKeys],
    ['the same key a great many times', 'key: 1\n'.repeat(20_000)],
    ['a very long word', `${'x'.repeat(1_000_000)}: ${'y'.repeat(1_000_000)}\n`],
  ])(
    '%s',
    (_what, source) => {
      const result = parseScenario(source);
      expect(result.ok).toBe(false);
    },
    20_000,
  );
});

test('a %YAML line does not change how values are read', () => {
  expect(parse(`%YAML 1.1\n---\n${small('yes')}`).title.en).toBe('yes');
});

test('reading a file prints no warning', () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  try {
    printed(`? [a, b]\n: 1\n? { c: d }\n: 2\n`);
    printed('title: !!binary aGVsbG8=\n');
    expect(warn).not.toHaveBeenCalled();
  } finally {
    warn.mockRestore();
  }
});

/** Limits the time for shrinking a counterexample, so that a failure is reported soon. */
const effort = { numRuns: shareOf(500), interruptAfterTimeLimit: 15_000 };

describe('noise', () => {
  const pieces = fc.oneof(
    fc.constantFrom(
      ...['{', '}', '[', ']', ':', ': ', '- ', ',', '\n', '\n  ', '"', "'", '|', '>', '#', '? ', '\t'],
      ...['*a', '&a ', '!!set ', '!x ', '%YAML 1.1\n---\n', '---\n', '<<: ', 'null', '.inf', '1e999', '-0'],
      ...['\u0000', '\u001B[2J', '\u202E', '\uD800', '__proto__: [1]', '{ toString: 1 }', 'constructor'],
      ...['0', '[]', '{}', 'true', '"2"', 'from: x', 'bias: 1', 'batch: all', 'batch: 2'],
      ...['loss: squared_error\n', 'output_gradient: 3\n', 'input_gradients: true\n', 'activation: relu\n'],
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const sources = shipped.map(sourceOf);

  /** Scenarios in which a few pieces of text are overwritten. */
  const overwritten = fc
    .tuple(
      fc.constantFrom(...sources),
      fc.array(fc.tuple(fc.nat(3000), fc.nat(12), pieces), { minLength: 1, maxLength: 4 }),
    )
    .map(([source, edits]) =>
      edits.reduce((text, [at, length, piece]) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + piece + text.slice(from + length);
      }, source),
    );

  /** Scenarios in which some words and values are replaced. */
  const exchanged = fc
    .tuple(
      fc.constantFrom(...sources),
      fc.array(fc.tuple(fc.nat(300), pieces), { minLength: 1, maxLength: 3 }),
    )
    .map(([source, edits]) =>
      edits.reduce((text, [at, piece]) => {
        const words = text.split(/(?<=[ [,])(?=\S)|(?=[,\]\n])/);
        return words.with(at % words.length, piece).join('');
      }, source),
    );

  /** Scenarios with lines missing, repeated or moved. */
  const shuffled = fc
    .tuple(
      fc.constantFrom(...sources),
      fc.array(fc.tuple(fc.nat(80), fc.nat(80)), { minLength: 1, maxLength: 3 }),
    )
    .map(([source, edits]) =>
      edits.reduce((text, [from, to]) => {
        const lines = text.split('\n');
        const [line] = lines.slice(from % lines.length);
        return lines.with(to % lines.length, line ?? '').join('\n');
      }, source),
    );

  /** Any text must give a scenario that compiles and runs, or error messages; neither with harmful characters. */
  const survives = (source: string) => {
    const result = parseScenario(source);
    if (result.ok) run(result.scenario);
    const texts = result.ok ? textsOf(result.scenario) : [];
    const lines = printed(source, result);
    expect([...texts, ...lines].filter((line) => harmful.test(line))).toEqual([]);
    expect(lines.filter((line) => /undefined|\[object/.test(line))).toEqual([]);
    return result.ok;
  };

  test.each([
    ['any text', fc.string({ unit: 'binary', maxLength: 300 })],
    ['YAML-like text', fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''))],
    ['scenarios written over', overwritten],
    ['scenarios with words exchanged', exchanged],
    ['scenarios with lines moved', shuffled],
  ])('%s', (_what, source) => {
    fc.assert(
      fc.property(source, (text) => {
        survives(text);
      }),
      effort,
    );
  });

  test('every network that passes the checks compiles and runs', () => {
    let passed = 0;
    fc.assert(
      fc.property(networks(), (source) => {
        if (survives(source)) passed += 1;
      }),
      effort,
    );
    expect(passed).toBeGreaterThan(shareOf(250));
  });
});

/** Networks of all forms that the format allows, nearly correct. */
function networks(): fc.Arbitrary<string> {
  const node = fc.record({ kind: fc.constantFrom('weights', 'weights', 'bias', 'from'), of: fc.nat(20) });
  const layer = fc.record({
    nodes: fc.array(node, { minLength: 1, maxLength: 3 }),
    activation: fc.constantFrom(undefined, 'identity', 'relu', 'leaky_relu', 'sigmoid', 'tanh'),
    bias: fc.boolean(),
  });
  const settings = fc.record({
    inputs: fc.integer({ min: 1, max: 3 }),
    rows: fc.integer({ min: 1, max: 4 }),
    loss: fc.constantFrom(undefined, 'squared_error', 'half_squared_error', 'mean_squared_error'),
    reduction: fc.constantFrom(undefined, 'mean', 'sum'),
    gradient: fc.boolean(),
    inputGradients: fc.boolean(),
    optimizer: fc.boolean(),
    batch: fc.constantFrom(undefined, 1, 2, 3, 'all'),
    finish: fc.constantFrom(undefined, 'loss'),
    stop: fc.constantFrom(undefined, undefined, 'forward', 'loss', 'backward'),
  });
  return fc
    .tuple(fc.array(layer, { minLength: 1, maxLength: 3 }), settings)
    .map(
      ([
        given,
        { inputs: width, rows, loss, reduction, gradient, inputGradients, optimizer, batch, finish, stop },
      ]) => {
        const inputs = Array.from({ length: width }, (_input, index) => `x${index}`);
        const earlier = [...inputs];
        let incoming = width;
        const layers = given.map(({ nodes, activation, bias }, at) => {
          const weights = Array.from({ length: incoming }, (_weight, index) => index - 1);
          const written = nodes.map(({ kind, of }, index): [string, unknown] => {
            if (kind === 'from') return [`n${at}${index}`, { from: earlier[of % earlier.length] }];
            return [`n${at}${index}`, kind === 'bias' && !bias ? { weights, bias: 0.5 } : weights];
          });
          earlier.push(...written.map(([name]) => name));
          incoming = nodes.length;
          return {
            name: `l${at}`,
            activation,
            ...(bias ? { bias: 1 } : {}),
            nodes: Object.fromEntries(written),
          };
        });
        const goesBack = loss !== undefined || gradient;
        return JSON.stringify({
          title: 'T',
          inputs,
          layers,
          data: Array.from({ length: rows }, (_row, row) => ({
            inputs: inputs.map((_input, index) => row - index),
            ...(loss ? { target: Array.from({ length: incoming }, () => row) } : {}),
          })),
          loss,
          reduction,
          ...(!loss && gradient ? { output_gradient: Array.from({ length: incoming }, () => 3) } : {}),
          input_gradients: inputGradients,
          ...(optimizer && goesBack ? { optimizer: { kind: 'sgd', learning_rate: 0.1 } } : {}),
          training: { epochs: 2, batch, ...(loss ? { finish } : {}) },
          ...(goesBack || stop === 'forward' ? { stop_after: stop } : {}),
          notes: [{ at: earlier.at(-1), text: 'N' }],
        });
      },
    );
}
