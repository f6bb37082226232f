import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { helpSections } from '../src/app/actions/actions.ts';
import { svgLines } from '../src/print/exports/svg.ts';
import { keySign } from '../src/view/panes/footer.ts';
import { shippedScene } from './support/print.ts';

const file = new URL('../docs/keys.md', import.meta.url);
const picture = new URL('../docs/target-13.svg', import.meta.url);
const begin = '<!-- commands -->\n';
const end = '<!-- /commands -->';

const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;

/** The tables of keys and commands, from the tables that the program works by. */
function tables(): string {
  return helpSections
    .map(({ title, actions }) => {
      const rows = actions.map(({ keys, words, usage, help }) => {
        const shown = keys.map((key) => code(keySign(key))).join(' ');
        const typed = words[0] === undefined ? '' : code(`${words[0]} ${usage}`.trim());
        return `| ${shown} | ${typed} | ${help.replaceAll('|', '\\|')} |`;
      });
      return `**${title}**\n\n| keys | typed after \`:\` | what it does |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
    })
    .join('\n');
}

test('the tables of docs/keys.md are those that the program works by (UPDATE_README=1 writes them)', () => {
  const text = readFileSync(file, 'utf8');
  const [head, rest = ''] = text.split(begin);
  const [, tail] = rest.split(end);
  const expected = `${head}${begin}${tables()}${end}${tail}`;
  if (process.env.UPDATE_README) writeFileSync(file, expected);
  else expect(text).toBe(expected);
});

test('the picture of the README is what the export gives (UPDATE_README=1 writes it)', () => {
  const lines = svgLines(shippedScene('target-13', 13), 'target-13', { columns: 100, rows: 30 }, 'dark');
  const expected = `${lines.join('\n')}\n`;
  if (process.env.UPDATE_README) writeFileSync(picture, expected);
  else expect(readFileSync(picture, 'utf8')).toBe(expected);
});
