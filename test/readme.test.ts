import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { helpSections } from '../src/app/actions/actions.ts';
import { exceptionNames, exceptions } from '../src/breakpoints/exceptions/exceptions.ts';
import { commandText } from '../src/commands/parameters.ts';
import { activationNames, opNames, ops } from '../src/core/operations.ts';
import type { ArrayFunction } from '../src/expression/arrays/array-function.ts';
import { arrayFunctions } from '../src/expression/arrays/array-functions.ts';
import { signOf } from '../src/keys/key-names.ts';
import { formatNames } from '../src/print/exports/export.ts';
import { outputExpectations, targetExpectations } from '../src/scenario/losses/common/expectations.ts';
import type { Setting } from '../src/scenario/losses/common/setting.ts';
import { losses, lossNames } from '../src/scenario/losses/losses.ts';
import type { Forms, Optimizer } from '../src/scenario/optimizers/common/optimizer.ts';
import { penaltyForms, penaltyKeys } from '../src/scenario/optimizers/common/penalty.ts';
import { type OptimizerName, optimizerNames, optimizers } from '../src/scenario/optimizers/optimizers.ts';

const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;

/** The tables of keys and commands, from the tables that the program works by. */
function tables(): string {
  return helpSections
    .map(({ title, actions }) => {
      const rows = actions.map((action) => {
        const { keys, words, help } = action;
        const shown = keys.map((key) => code(signOf(key))).join(' ');
        const typed = words[0] === undefined ? '' : code(commandText(action));
        return `| ${shown} | ${typed} | ${help.replaceAll('|', '\\|')} |`;
      });
      return `**${title}**\n\n| keys | typed after \`:\` | what it does |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
    })
    .join('\n');
}

const ranges: Readonly<Record<Setting['range'], string>> = {
  share: 'from 0, below 1',
  positive: 'above 0',
  'not negative': '0 or more',
};

/** `beta1` (0.9; from 0, below 1): the default, and what is allowed. */
function settingsOf(keys: Readonly<Record<string, Setting>> = {}): string[] {
  return Object.entries(keys).map(
    ([key, { range, standard }]) => `${code(key)} (${standard}; ${ranges[range]})`,
  );
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('');
}

const lossTable = () =>
  table(
    ['loss', 'meaning', 'needs, or is meant for', 'settings (default; range)'],
    lossNames.map((name) => {
      const { sentence, leastOutputs, expects, keys } = losses[name];
      const needs = [
        ...(leastOutputs ? [`at least ${leastOutputs.count} outputs`] : []),
        ...(expects.outputs === 'anything' ? [] : [outputExpectations[expects.outputs].words()]),
        ...(expects.targets === 'anything' ? [] : [targetExpectations[expects.targets].words()]),
      ];
      return [code(name), sentence(), needs.join('; '), settingsOf(keys).join(', ')];
    }),
  );

type OptimizerForms = Optimizer['forms'];

/** The first word of each form: what holds if a scenario does not choose. */
const standardForms = (forms: OptimizerForms): Forms =>
  Object.fromEntries(Object.entries(forms).map(([key, words]) => [key, Object.keys(words)[0] as string]));

/** `form` (`pytorch`, `keras`): a key and its words. */
const formsOf = (forms: OptimizerForms) =>
  Object.entries(forms).map(([key, words]) => `${code(key)} (${Object.keys(words).map(code).join(', ')})`);

const formulaOf = (name: OptimizerName, forms: Forms) =>
  optimizers[name].convention(forms).replace(`${name}: `, '');

const optimizerTable = () =>
  table(
    ['kind', 'settings (default; range)', 'choices (the first is the default)'],
    optimizerNames.map((name) => {
      const { keys, forms } = optimizers[name];
      return [code(name), settingsOf(keys).join(', '), formsOf(forms).join(', ')];
    }),
  );

/** `momentum` 0.9 (usual; PyTorch and Keras: 0): the default, and who has it. */
const sourcesOf = (keys: Readonly<Record<string, Setting>> = {}) =>
  Object.entries(keys)
    .map(([key, { standard, from }]) => `${code(key)} ${standard}${from ? ` (${from})` : ''}`)
    .join('; ');

const penaltyKey = (key: string) => key in penaltyKeys || key in penaltyForms;

/** A row for what holds by default, and one for each other word that changes the formula. */
function conventionRows(name: OptimizerName): string[][] {
  const { keys, forms } = optimizers[name];
  const standard = standardForms(forms);
  const own = Object.entries(forms).filter(([key]) => !penaltyKey(key));
  const chosen = (key: string, word: string) => code(`${key}: ${word}`);
  const numbers = Object.fromEntries(Object.entries(keys).filter(([key]) => !penaltyKey(key)));
  const first = [
    code(name),
    own.map(([key]) => chosen(key, standard[key] as string)).join(', '),
    formulaOf(name, standard),
    own.map(([key, words]) => words[standard[key] as string]).join('; '),
    sourcesOf(numbers),
  ];
  const others = own.flatMap(([key, words]) =>
    Object.entries(words)
      .slice(1)
      .map(([word, who]) => ['', chosen(key, word), formulaOf(name, { ...standard, [key]: word }), who, '']),
  );
  return [first, ...others];
}

const optimizerConventions = () =>
  table(
    ['optimizer', 'choice (default first)', 'update', 'as in', 'default values, and who has them'],
    optimizerNames.flatMap(conventionRows),
  );

const lossConventions = () =>
  table(
    ['loss', 'formula', 'as in', 'default values, and who has them'],
    lossNames.map((name) => {
      const { convention, asIn, keys } = losses[name];
      const formula = convention().replace('loss: ', '').replaceAll('|', '\\|');
      return [code(name), formula, asIn ?? '', sourcesOf(keys)];
    }),
  );

const exceptionTable = () =>
  table(
    ['after `catch`', 'it stops where', 'default'],
    exceptionNames.map((name) => {
      const { help, limit } = exceptions[name];
      return [code(limit === null ? name : `${name} [LIMIT]`), help, limit === null ? '' : String(limit)];
    }),
  );

/** How a function over arrays is called: `max(a, …)`, `sum(a, axis=0)`. */
const callOf = ({ values: { least, most }, takesAxis }: ArrayFunction, name: string) => {
  const letters = ['a', 'b', 'c'].slice(0, least);
  const given = [...letters, ...(most > least ? ['…'] : []), ...(takesAxis ? ['axis=0'] : [])];
  return code(`${name}(${given.join(', ')})`);
};

const arrayFunctionTable = () =>
  table(
    ['function over arrays', 'what it gives'],
    arrayFunctions.map((each) => [each.names.map((name) => callOf(each, name)).join(', '), each.about]),
  );

/** The functions of single values, with what their steps say. */
const functionList = () => {
  const named = opNames.flatMap((op) => ops[op].formula?.names ?? []);
  const overArrays = new Set(arrayFunctions.flatMap(({ names }) => names));
  return `${named
    .filter((name) => !overArrays.has(name))
    .map(code)
    .join(', ')}\n`;
};

const activationList = () => `${[...activationNames, 'softmax'].map(code).join(', ')}\n`;

test.each([
  ['docs/keys.md', 'commands', tables],
  ['docs/keys.md', 'exceptions', exceptionTable],
  ['docs/format.md', 'activations', activationList],
  ['docs/format.md', 'functions', functionList],
  ['docs/format.md', 'functions over arrays', arrayFunctionTable],
  ['docs/format.md', 'losses', lossTable],
  ['docs/format.md', 'optimizers', optimizerTable],
  ['docs/conventions.md', 'optimizer conventions', optimizerConventions],
  ['docs/conventions.md', 'loss conventions', lossConventions],
])('%s has the %s of the program (UPDATE_README=1 writes them)', (name, part, write) => {
  const file = new URL(`../${name}`, import.meta.url);
  const [begin, end] = [`<!-- ${part} -->\n`, `<!-- /${part} -->`];
  const text = readFileSync(file, 'utf8');
  const [head, rest = ''] = text.split(begin);
  const [, tail] = rest.split(end);
  const expected = `${head}${begin}${write()}${end}${tail}`;
  if (process.env.UPDATE_README) writeFileSync(file, expected);
  else expect(text).toBe(expected);
});

test('README.md and docs/keys.md name every format of exports', () => {
  const readme = readFileSync('README.md', 'utf8');
  const listed = /^`export` makes ([^.]+)\./m.exec(readme)?.[1]?.match(/\w+(?=`)/g);
  expect(listed?.toSorted()).toEqual(formatNames.toSorted());
  const keys = readFileSync('docs/keys.md', 'utf8');
  expect(formatNames.filter((name) => !keys.includes(`--to ${name} `))).toEqual([]);
});
