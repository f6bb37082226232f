import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { helpSections } from '../src/app/actions/actions.ts';
import { exceptionNames, exceptions } from '../src/breakpoints/exceptions.ts';
import { commandText } from '../src/commands/parameters.ts';
import { activationNames } from '../src/core/operations.ts';
import { svgLines } from '../src/print/exports/svg.ts';
import { outputExpectations, targetExpectations } from '../src/scenario/losses/expectations.ts';
import { losses, lossNames } from '../src/scenario/losses/losses.ts';
import type { Setting } from '../src/scenario/losses/setting.ts';
import { optimizerNames, optimizers } from '../src/scenario/optimizers/optimizers.ts';
import { keySign } from '../src/view/panes/footer.ts';
import { shippedScene } from './support/print.ts';

const picture = new URL('../docs/target-13.svg', import.meta.url);

const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;

/** The tables of keys and commands, from the tables that the program works by. */
function tables(): string {
  return helpSections
    .map(({ title, actions }) => {
      const rows = actions.map((action) => {
        const { keys, words, help } = action;
        const shown = keys.map((key) => code(keySign(key))).join(' ');
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

const optimizerTable = () =>
  table(
    ['kind', 'update', 'settings (default; range)'],
    optimizerNames.map((name) => {
      const { convention, keys } = optimizers[name];
      return [code(name), convention().replace(`${name}: `, ''), settingsOf(keys).join(', ')];
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

const activationList = () => `${[...activationNames, 'softmax'].map(code).join(', ')}\n`;

test.each([
  ['docs/keys.md', 'commands', tables],
  ['docs/keys.md', 'exceptions', exceptionTable],
  ['docs/format.md', 'activations', activationList],
  ['docs/format.md', 'losses', lossTable],
  ['docs/format.md', 'optimizers', optimizerTable],
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

test('the image of the README is the output of the export (UPDATE_README=1 writes it)', () => {
  const lines = svgLines(shippedScene('target-13', 13), 'target-13', { columns: 100, rows: 30 }, 'dark');
  const expected = `${lines.join('\n')}\n`;
  if (process.env.UPDATE_README) writeFileSync(picture, expected);
  else expect(readFileSync(picture, 'utf8')).toBe(expected);
});
