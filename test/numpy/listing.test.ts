/** Runs listings in Python and compares every value of every iteration with ours. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Engine } from '../../src/core/execution/machine.ts';
import { type MappedInstruction, NumpyListing, numpyText } from '../../src/numpy/listing.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import type { Scenario, Variant } from '../../src/scenario/format/scenario.ts';
import { trace } from '../../src/session/trace.ts';
import { arrayDocuments } from '../support/array-formulas.ts';
import { formulaDocuments } from '../support/formulas.ts';
import { oddScenarios } from '../support/listings.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../support/networks.ts';
import { needsPython, python, runListings, type Visit } from '../support/python.ts';
import { chapter, load } from '../support/scenario.ts';
import { scenarioOfTable } from '../support/tables.ts';

interface Case {
  readonly name: string;
  readonly scenario: Scenario;
  readonly variant: Variant | null;
}

/** One of our values, and the largest absolute value that it was computed from. */
interface Ours {
  readonly value: number;
  readonly scale: number;
}

const ofShipped = [
  ...chapter,
  'circuit',
  'convolution',
  'curved-valley',
  'rent',
  'explodes',
  'dying-relu',
].flatMap((name): Case[] => {
  const scenario = load(name);
  return [null, ...scenario.variants].map((variant) => ({
    name: variant ? `${name}, ${variant.name}` : name,
    scenario,
    variant,
  }));
});

const random = (wanted: Parameters<typeof documents>[0], runs: number) =>
  fc.sample(documents(wanted), networksTried(runs)).map(
    (document, index): Case => ({
      name: `random network ${index}`,
      scenario: scenarioOf(document),
      variant: null,
    }),
  );

const randomFormulas = (runs: number) =>
  fc.sample(formulaDocuments(), networksTried(runs)).map(
    (document, index): Case => ({
      name: `random formulas ${index}`,
      scenario: scenarioOf(document),
      variant: null,
    }),
  );

/** The expressions of the listing by line, and our values by line, in the order of the steps. */
function prepare({ scenario, variant }: Case) {
  const run = compile(scenario, variant ?? undefined);
  const listing = new NumpyListing(scenario, run);
  const { schedule } = new Engine(run);
  const ours = new Map<number, Ours[]>();
  for (const { step, operands, result } of trace(scenario, variant)) {
    const { program, start } = schedule.segmentAt(step);
    const line = listing.termOf(program, step - start - 1)?.line as number;
    const scale = Math.max(...[...operands, result].map(({ value }) => Math.abs(value)));
    ours.set(line, [...(ours.get(line) ?? []), { value: result.value, scale }]);
  }
  const forms = listing.lines.flatMap((_text, index) =>
    listing.instructionsOf(index + 1).map(({ program, index: at }: MappedInstruction) => {
      const { target, value } = listing.scalarOf(program, at);
      return [index + 1, target, value] as const;
    }),
  );
  // Intermediate arrays that the backward phase computes once more are NumPy's own, not replaced by ours.
  const copied = listing.lines.flatMap((text, index) => {
    const [, name = ''] = /^ *([A-Za-z_]\w*) = (?!np\.zeros)/.exec(text) ?? [];
    const isBackward = listing.lines.slice(0, index).some((line) => line.trim() === '# backward');
    return isBackward && name !== '' && listing.instructionsOf(index + 1).length === 0 ? [name] : [];
  });
  return { listing, ours, forms, copied: new Set(copied), text: numpyText(scenario, variant) };
}

/** Expressions that NumPy adds in its own order, and functions that it computes in a different way. */
const ownOrder = /@|np\.(?:sum|mean|var|std|linalg)|softmax/;
const ownMeans = /np\.(?:exp|tanh|log|sin|cos|tan|power)|\berf\(/;

/** Runs the cases and compares every value, every variable and the printed text. Returns the number of values. */
function compareAll(cases: readonly Case[], mode: 'alone' | 'in step'): number {
  const prepared = cases.map(prepare);
  const listed = prepared.map(({ text, forms, ours }) => {
    const values = [...ours].map(([line, each]) => [line, each.map(({ value }) => String(value))]);
    return { text, forms, ours: mode === 'alone' ? null : Object.fromEntries(values) };
  });
  const results = runListings(listed);
  let compared = 0;
  prepared.forEach((each, index) => {
    const { printed, visits } = results[index] as { printed: string; visits: Visit[] };
    const about = `${cases[index]?.name}\n${each.text}`;
    compared += compareValues(each, visits, mode, about);
    comparePrinted(each, visits, printed, about);
  });
  return compared;
}

/** Accepts 0 for −0: NumPy starts matrix products at 0, so they never give −0. */
function isExactly(theirs: number, { value }: Ours): boolean {
  return theirs === value || Object.is(theirs, value);
}

function isNearly(theirs: number, ours: Ours): boolean {
  // Whether a sum overflows depends on the order of its terms.
  if (!(ours.scale < 1e150)) return true;
  return isExactly(theirs, ours) || Math.abs(theirs - ours.value) <= 1e-12 * ours.scale;
}

function compareValues(
  { listing, ours, forms, copied }: Prepared,
  visits: readonly Visit[],
  mode: 'alone' | 'in step',
  about: string,
): number {
  let compared = 0;
  for (const [line, expected] of ours) {
    const text = listing.lines[line - 1] as string;
    const known = forms.filter(([at]) => at === line);
    const visited = visits.filter(([at]) => at === line);
    const values = visited.flatMap(([, each]) => each).map(numberOf);
    const kept = visited.flatMap(([, , each]) => each);
    expect(values.length, `line ${line} of ${about}`).toBe(expected.length);
    expected.forEach((our, index) => {
      const [, target, form] = known[index % known.length] as (typeof forms)[number];
      const where = `line ${line}, ${text}: ${target} = ${form}, ${values[index]} and ${kept[index]}, not ${our.value}, in ${about}`;
      // For single numbers outside arrays, NumPy computes a square as a power.
      const usesCopies = (code: string) =>
        code.match(/[A-Za-z_]\w*/g)?.some((name) => copied.has(name)) ?? false;
      const isOwn = (code: string) => ownOrder.test(code) || ownMeans.test(code) || usesCopies(code);
      const isSame = mode === 'alone' || (!/\*\*/.test(form) && !isOwn(form)) ? isExactly : isNearly;
      if (!isSame(values[index] as number, our)) throw new Error(where);
      compared += 1;
      if (target === null) return;
      const isKept = mode === 'alone' || !isOwn(text) ? isExactly : isNearly;
      if (!isKept(numberOf(kept[index] as string), our)) throw new Error(where);
    });
  }
  return compared;
}

type Prepared = ReturnType<typeof prepare>;

/** Checks that the printed values, in the order of the lines, are ours at that time. */
function comparePrinted(
  { listing, ours, forms }: Prepared,
  visits: readonly Visit[],
  printed: string,
  about: string,
) {
  const next = new Map<number, number>();
  const now = new Map<string, number>();
  const read = reader(printed);
  for (const [line] of visits) {
    const text = listing.lines[line - 1] as string;
    for (const [, target] of forms.filter(([at]) => at === line)) {
      const index = next.get(line) ?? 0;
      next.set(line, index + 1);
      if (target !== null) now.set(target, ours.get(line)?.[index]?.value as number);
    }
    if (!text.trim().startsWith('print(')) continue;
    for (const [, name] of text.matchAll(/"(\w+)"/g)) {
      const elements = read(name as string);
      const size = Math.max(1, ...[...elements.values()].map(Math.abs).filter(Number.isFinite));
      for (const [index, value] of elements) {
        const our = now.get(`${name}${index}`);
        if (our === undefined) {
          // No gradient is computed here, so it is 0. (A gradient with another name may be a copy.)
          if (/^grad_\w+_w$/.test(name as string)) expect(value, `${name}${index} in ${about}`).toBe(0);
          continue;
        }
        // NumPy prints arrays with eight decimal places.
        const isClose = Math.abs(value - our) <= 1e-7 * size || Object.is(value, our);
        if (!isClose) throw new Error(`printed ${name}${index} ${value}, not ${our}, in ${about}`);
      }
    }
  }
  expect(read(null).size, about).toBe(0);
}

/** Returns a function that reads the printed values of the next name; with null, those that are left. */
function reader(printed: string): (name: string | null) => Map<string, number> {
  const parts = printed
    .split(/(?<![\w])(?=(?!inf\b|nan\b)[A-Za-z_]\w* )/)
    .filter((part) => part.trim() !== '');
  return (name) => {
    if (name === null) return new Map(parts.map((part) => [part, 0]));
    const part = parts.shift() ?? '';
    expect(part.startsWith(`${name} `), `${name} in ${part}`).toBe(true);
    const text = part.slice(name.length + 1).trim();
    const rows = text.split(/\]\s*\[/);
    const isMatrix = text.startsWith('[[');
    return new Map(
      rows.flatMap((row, at) =>
        [...row.matchAll(/-?(?:\d[\d.]*(?:e[+-]?\d+)?|inf|nan)/g)].map(
          ([number], column): [string, number] => [
            isMatrix ? `[${at}, ${column}]` : text.startsWith('[') ? `[${column}]` : '',
            numberOf(number),
          ],
        ),
      ),
    );
  };
}

function numberOf(text: string): number {
  if (text === 'nan') return Number.NaN;
  return Number(text.replace('inf', 'Infinity'));
}

describe.skipIf(python === null)(`under Python${needsPython}`, () => {
  test('shipped scenarios and their variants, those with long runs excepted, to the last bit', () => {
    expect(compareAll(ofShipped, 'alone')).toBeGreaterThan(400);
  });

  test("the same with NumPy's own products of matrices, whose last bits are the processor's", () => {
    expect(compareAll(ofShipped, 'in step')).toBeGreaterThan(400);
  });

  test('names that are reserved in Python, and values that are passed on around layers', () => {
    const cases = oddScenarios.map((each) => ({ ...each, variant: null }));
    expect(compareAll(cases, 'in step')).toBeGreaterThan(500);
  });

  test('random networks with all features of the format', () => {
    const cases = random({ training: true, dropout: true, optimizers: true, passOn: true, epochs: 3 }, 80);
    expect(compareAll(cases, 'in step')).toBeGreaterThan(10_000);
  });

  test('formulas: random ones, and those whose exponentials may differ in the last bit', () => {
    const attention = { name: 'attention', scenario: load('attention'), variant: null };
    // A long formula has an array for its intermediate results; otherwise the listing would be many times longer.
    const nested = Array.from({ length: 40 }).reduce<string>((inner) => `w * x / (1 + ${inner})`, 'x - w');
    const text = `{ title: t, inputs: [x], parameters: { w: 0.5 }, formulas: { y: "${nested}" }, data: [{ inputs: [1], target: 1 }, { inputs: [2], target: 0 }], loss: squared_error, optimizer: { kind: momentum, learning_rate: 0.1 }, training: { epochs: 2, batch: all } }`;
    const long = { name: 'a long formula', scenario: scenarioOf(text), variant: null };
    expect(numpyText(long.scenario).length).toBeLessThan(20_000);
    const words = `{ title: t, inputs: [colour], parameters: { w: [1, 2] }, formulas: { colour_red: "w[0] * colour.red + w[1] * colour.blue" }, data: { csv: a.csv, target: y, categories: { colour: [red, blue] } }, loss: squared_error, optimizer: { kind: sgd, learning_rate: 0.1 } }`;
    const table = scenarioOfTable(words, 'colour,y\nred,1\nblue,2\nred,3\n');
    const categories = { name: 'inputs with the names of categories', scenario: table, variant: null };
    const cases = [attention, long, categories, ...randomFormulas(60)];
    expect(compareAll(cases, 'in step')).toBeGreaterThan(shareOf(5_000));
  });

  test('formulas of vectors and matrices', () => {
    const names = ['self-attention', 'rnn', 'lstm', 'gru', 'layer-norm', 'cnn', 'convolution-1d'];
    const cases = names.map((name): Case => ({ name, scenario: load(name), variant: null }));
    expect(compareAll(cases, 'in step')).toBeGreaterThan(1_500);
  });

  test('random formulas of vectors and matrices', () => {
    const cases = fc.sample(arrayDocuments(), networksTried(40)).map(
      (document, index): Case => ({
        name: `random arrays ${index}`,
        scenario: scenarioOf(document),
        variant: null,
      }),
    );
    expect(compareAll(cases, 'in step')).toBeGreaterThan(5_000);
  });

  test('random networks without irregularities', () => {
    expect(compareAll(random({ training: true, epochs: 3 }, 30), 'in step')).toBeGreaterThan(5_000);
  });
});
