/** The menu as lines. The golden file was recorded from a terminal when an earlier list component drew the menu. */
import { expect, test } from 'vitest';
import { press, start } from '../../src/app/app.ts';
import { screenOf } from '../../src/app/screen/screen.ts';
import type { State } from '../../src/app/state/state.ts';
import { plainText, type Size } from '../../src/view/terminal/text.ts';
import { everything, pressed } from '../support/app.ts';
import { menuEntries } from '../support/catalogue.ts';

const entries = menuEntries(43);
const sizes = [
  [80, 24],
  [80, 30],
  [100, 45],
  [140, 60],
] as const;
const keys = ['', 'j'.repeat(10), 'j'.repeat(22), 'k', '/loss\r'];

function menuAt(language: 'en' | 'bn', typed: string): State {
  const options = { entries, open: null, restore: null, viewOptions: {}, language, capabilities: everything };
  const names = [...typed].map((key) => (key === '\r' ? 'enter' : key));
  return pressed(start(options).state, names);
}

/** The lines from the list to the introduction: without the heading, the footer and the number of steps. */
function partOf(state: State, size: Size): string[] {
  const lines = screenOf(state, size).map((line) => plainText(line).trimEnd());
  return lines.slice(3, -1).map((line) => line.replace(/^( scenario-\S+) · .*/u, '$1'));
}

test('the list scrolls, and its entries are cut, as before', async () => {
  const screens = (['en', 'bn'] as const).flatMap((language) =>
    sizes.flatMap(([columns, rows]) =>
      keys.map((typed) =>
        [
          `== ${language} ${columns} × ${rows} ${JSON.stringify(typed)}`,
          ...partOf(menuAt(language, typed), { columns, rows }),
        ].join('\n'),
      ),
    ),
  );
  await expect(`${screens.join('\n')}\n`).toMatchFileSnapshot('golden/menu.txt');
});

test('the menu without entries says so, and still handles keys', () => {
  const state = pressed(menuAt('en', '/zzz\r'), ['j', 'k', 'enter', 'down']);
  const lines = screenOf(state, { columns: 80, rows: 24 }).map(plainText);
  expect(lines[3]).toBe(' No scenario has these words. Press Esc to show all.');
  expect(press(state, 'escape').state.filter).toBe('');
});
