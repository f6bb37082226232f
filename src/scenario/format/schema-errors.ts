/** Converts the schema library's issues to our diagnostics. */
import type * as z from 'zod/mini';
import { clip, describeValue, type Path, type Problem, quoted } from '../../diagnostics/diagnostic.ts';
import { sanitize } from '../../diagnostics/printable.ts';
import { listChoices, suggestion } from '../../diagnostics/suggestion.ts';
import { msg, t, toAsciiDigits } from '../../i18n/translate.ts';
import { scenarioSchema } from './schema.ts';
import { alternatives, at, knownKeys, meantPath, unknownKeys } from './unknown-keys.ts';

type Issue = z.core.$ZodIssue;

const kinds: Readonly<Record<string, string>> = {
  string: msg('text'),
  boolean: msg('true or false'),
  array: msg('a list'),
  object: msg('a mapping'),
  record: msg('a mapping'),
};

/** Examples for entries that are missing or of another kind, by path if there is one, otherwise by key. */
const examples: Readonly<Record<string, string>> = {
  title: 'title: My network',
  inputs: 'inputs: [children, accounts]',
  layers: 'layers: [{ name: output, nodes: { y: [1, 1] } }]',
  data: 'data: [{ inputs: [2, 3] }]',
  nodes: 'nodes: { node_0: [1, 1] }',
  weights: 'weights: [1, 1]',
  learning_rate: 'learning_rate: 0.01',
  init: 'init: { kind: xavier, seed: 1 }',
  dropout: 'dropout: { rate: 0.5, seed: 1 }',
  formulas: 'formulas: { q: x + y }',
  parameters: 'parameters: { w: [2, -3], b: 0 }',
  csv: 'csv: moons.csv',
  file: 'file: moons.csv',
  seed: 'seed: 1',
  test: 'test: 0.2',
  set: 'set: { "output.w[0]": 3 }',
  of: 'of: y',
  'data.[].inputs': 'inputs: [2, 3]',
  use: 'use: [attention]',
  define: 'define: { twice(x): 2 * x }',
  repeat: 'repeat: { times: 3 }',
  carry: 'carry: { h: 0 }',
  keep: 'keep: { mean: { start: 0, next: 0.9 * mean + 0.1 * y } }',
  categories: 'categories: { colour: [red, blue] }',
  classes: 'classes: [cat, dog]',
  names: 'names: [x, y]',
  units: 'units: [kg]',
  split: 'split: { test: 0.2, seed: 1 }',
  class_weights: 'class_weights: [1, 2]',
  optimizer: 'optimizer: { kind: sgd, learning_rate: 0.01 }',
  learning_rates: 'learning_rates: { output: 0.001 }',
  'optimizer.start': 'start: { updates: 10 }',
  frozen: 'frozen: [hidden]',
  training: 'training: { epochs: 20, batch: 4 }',
  shuffle: 'shuffle: { seed: 1 }',
  variants: 'variants: { better: { set: { "output.w[0]": 3 } } }',
  notes: 'notes: [{ at: loss, text: The loss. }]',
  questions: 'questions: [{ at: loss, ask: How large is it? }]',
};

/** Converts all issues to problems. */
export function schemaDiagnostics(issues: readonly Issue[]): Problem[] {
  return describeAll(issues, [], [scenarioSchema]);
}

/** @param schemas the possible schemas of the value at `base` */
function describeAll(issues: readonly Issue[], base: Path, schemas: readonly unknown[]): Problem[] {
  const misspelt = new Set<string>();
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const known = knownKeys(schemas, issue.path as Path, issue.input);
    for (const key of issue.keys) misspelt.add(JSON.stringify(meantPath(key, issue.path as Path, known)));
  }
  return issues
    .filter((issue) => issue.input !== undefined || !misspelt.has(JSON.stringify(issue.path)))
    .flatMap((issue) => describe(issue, base, schemas));
}

function describe(issue: Issue, base: Path, schemas: readonly unknown[]): Problem[] {
  const path = [...base, ...(issue.path as Path)];
  const name = String(path.at(-1) ?? '');
  const found = describeValue(issue.input);
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(issue.keys, path, knownKeys(schemas, issue.path as Path, issue.input), issue.input);
    case 'invalid_type':
      return [
        issue.expected === 'number' || issue.expected === 'int'
          ? wrongNumber(path, issue.input, at(schemas, issue.path as Path))
          : invalidType(path, kinds[issue.expected] ?? issue.expected, issue.input),
      ];
    case 'invalid_value': {
      const values = issue.values.map(String);
      const areWords = values.every((value) => /^\w+$/.test(value));
      const written = areWords ? values : values.map((value) => JSON.stringify(value));
      const expected = values.length === 1 ? quoted(values[0] ?? '') : t`one of ${written.join(', ')}`;
      if (issue.input === undefined) return [missing(path, expected)];
      const fix =
        values.length === 1
          ? t`write ${values[0] ?? ''}`
          : typeof issue.input === 'string' && areWords
            ? suggestion(issue.input, values)
            : listChoices(written);
      return [{ path, expected, found, fix }];
    }
    case 'invalid_union': {
      const meant = typeof issue.input === 'string' ? suggestNumber(issue.input) : null;
      if (meant !== null) return [{ path, expected: t(issue.message), found, fix: meant }];
      if (typeof issue.input === 'number' && !Number.isFinite(issue.input))
        return [wrongNumber(path, issue.input, [])];
      return describeUnion(issue, path, at(schemas, issue.path as Path));
    }
    case 'invalid_key': {
      const [reason] = describeAll(issue.issues as Issue[], path, []);
      return reason ? [{ ...reason, path, at: 'key', found: t`the name ${quoted(name)}` }] : [];
    }
    case 'too_small': {
      if (issue.origin === 'array') {
        const expected = t`at least ${Number(issue.minimum)} value`;
        return [{ path, expected, found, fix: t`add at least one` }];
      }
      return [wrongNumber(path, issue.input, at(schemas, issue.path as Path))];
    }
    case 'too_big': {
      if (issue.origin === 'string') {
        const expected = t`at most ${Number(issue.maximum)} characters`;
        return [{ path, expected, found, fix: t`write a shorter name` }];
      }
      return [wrongNumber(path, issue.input, at(schemas, issue.path as Path))];
    }
    default: {
      const expected = t(issue.message);
      return [{ path, expected, found, fix: t`write ${expected}` }];
    }
  }
}

/** An example for the entry at a path; null if there is none. */
function exampleOf(path: Path): string | null {
  const name = String(path.at(-1) ?? '');
  const place = path.map((key) => (typeof key === 'number' ? '[]' : key)).join('.');
  return [place, name].filter((key) => Object.hasOwn(examples, key)).map((key) => examples[key])[0] ?? null;
}

function missing(path: Path, expected: string, example = exampleOf(path)): Problem {
  const name = String(path.at(-1) ?? '');
  const fix = example === null ? t`add ${name}` : t`add ${name}, for example ${example}`;
  return { path, expected, found: t`nothing`, fix };
}

/** @param wanted the expected type, in English */
function invalidType(path: Path, wanted: string, input: unknown): Problem {
  const expected = t(wanted);
  if (input === undefined) return missing(path, expected);
  const found = describeValue(input);
  const example = exampleOf(path);
  const isPossible = example !== null && (wanted === kinds.object || wanted === kinds.array);
  const isListed = wanted === kinds.array && typeof input === 'string';
  return {
    path,
    expected,
    found,
    fix: isPossible && !isListed ? t`write ${example}` : fixFor(wanted, input),
  };
}

/** A value that is no number, or not in the range that its schema allows. */
function wrongNumber(path: Path, input: unknown, schemas: readonly unknown[]): Problem {
  const numbers = schemas.flatMap(alternatives) as { readonly def?: z.core.$ZodNumberFormatDef }[];
  const def = numbers.find((each) => each.def?.type === 'number')?.def;
  const isWhole = def?.format !== undefined;
  const expected = rangeText(isWhole, def?.checks ?? []);
  const name = path.at(-1);
  const number = isWhole ? '4' : '0.5';
  const example = typeof name === 'string' ? (exampleOf(path) ?? `${name}: ${number}`) : number;
  if (input === undefined) return missing(path, expected, example);
  const fix =
    typeof input === 'number' && !Number.isFinite(input)
      ? t`write a finite number`
      : ((typeof input === 'string' ? suggestNumber(input) : null) ?? t`write, for example, ${example}`);
  return { path, expected, found: describeValue(input), fix };
}

/** The numbers that are allowed, in words. */
function rangeText(isWhole: boolean, checks: readonly z.core.$ZodCheck<never>[]): string {
  const limits = checks.map(({ _zod }) => _zod.def as z.core.$ZodCheckGreaterThanDef);
  const from = limits.find(({ check }) => (check as string) === 'greater_than');
  const to = limits.find(({ check }) => (check as string) === 'less_than');
  const [least, most] = [String(from?.value), String(to?.value)];
  if (from === undefined) return isWhole ? t`a whole number` : t`a number`;
  if (isWhole) {
    const first = String(Number(from.value) + Number(!from.inclusive));
    return to ? t`a whole number from ${first} to ${most}` : t`a whole number, ${first} or more`;
  }
  if (to)
    return from.inclusive
      ? t`a number from ${least} to below ${most}`
      : t`a number above ${least} and below ${most}`;
  return from.inclusive ? t`0 or a positive number` : t`a number above 0`;
}

function fixFor(wanted: string, input: unknown): string {
  if (wanted === kinds.array && typeof input === 'string') return t`write ${`[${clip(sanitize(input))}]`}`;
  const isWord = typeof input === 'number' || typeof input === 'boolean';
  return isWord && wanted.startsWith('text') ? t`put it in quotes` : t`write ${t(wanted)}`;
}

/** The fix for text that looks like a number: in quotes, in Bangla digits, or with a typographic minus; else null. */
export function suggestNumber(input: string): string | null {
  const text = toAsciiDigits(input.trim()).replace(/^[−–]/u, '-');
  if (text.length > 30 || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text)) return null;
  return text === input
    ? t`write ${text} without quotes`
    : t`write ${text} (with digits 0 to 9, and a hyphen for minus)`;
}

/** Describes the errors for the one alternative that was probably meant: the one with the fewest errors. */
function describeUnion(
  { errors, input, message }: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  schemas: readonly unknown[],
): Problem[] {
  const options = schemas.flatMap(alternatives);
  const fitting = errors
    .map((branch, index) => ({ branch, option: options[index] }))
    .filter(({ branch }) => !branch.some(isOfAnotherKind));
  // Where the word of a key decides between the alternatives, and is that of none, all words are possible.
  const words = fitting.flatMap(({ branch }) => branch.find(isOfKeyWord) ?? []);
  const [first] = words;
  if (first && words.length > 1 && words.length === fitting.length)
    return describe({ ...first, values: words.flatMap(({ values }) => values) }, path, schemas);
  const meant = fitting
    .map(({ branch, option }) => ({ branch, problems: describeAll(branch, path, [option]) }))
    .sort((a, b) => a.problems.length - b.problems.length)[0];
  if (meant) return meant.problems;
  // A word that is none of a list of words, where no other single value is possible.
  const word = typeof input === 'string' && !errors.some(isOfNumber) ? errors.find(isOfWords) : undefined;
  if (word) return describeAll(word, path, schemas);
  const expected = t(message);
  if (input === undefined) return [missing(path, expected)];
  const number = typeof input === 'string' && message.startsWith('a number') ? suggestNumber(input) : null;
  return [{ path, expected, found: describeValue(input), fix: number ?? fixFor(message, input) }];
}

type WordIssue = Extract<Issue, { code: 'invalid_value' }>;

function isOfKeyWord(issue: Issue): issue is WordIssue {
  return issue.code === 'invalid_value' && issue.path.length === 1;
}

function isOfNumber([issue]: readonly Issue[]): boolean {
  return issue?.code === 'invalid_type' && ['number', 'int'].includes(issue.expected);
}

function isOfWords([issue]: readonly Issue[]): boolean {
  return issue?.code === 'invalid_value' && issue.path.length === 0 && issue.values.length > 1;
}

function isOfAnotherKind({ code, path }: Issue): boolean {
  return path.length === 0 && /^invalid_(type|value)$/.test(code);
}
