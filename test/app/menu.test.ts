/** The menu as lines: the list in its frame, and what stands beside it. */
import { afterEach, describe, expect, test } from 'vitest';
import { type AppOptions, press, start } from '../../src/app/app.ts';
import { point } from '../../src/app/pointing.ts';
import { headings } from '../../src/app/screen/menu-items.ts';
import { screenOf } from '../../src/app/screen/screen.ts';
import type { State } from '../../src/app/state/state.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { groups } from '../../src/scenario/format/scenario.ts';
import { plainText, type Size } from '../../src/view/terminal/text.ts';
import { everything, pressed, shippedEntry } from '../support/app.ts';
import { menuEntries } from '../support/catalogue.ts';
import '../support/languages.ts';
import { shipped } from '../support/scenario.ts';
import { columnsOf } from '../support/width.ts';

afterEach(() => setLanguage('en'));

const many = menuEntries(43);
const own = shipped.map(shippedEntry);
const sizes = [
  [60, 16],
  [80, 24],
  [100, 30],
  [140, 45],
  [200, 50],
] as const;
const keys = ['', 'j'.repeat(10), 'j'.repeat(22), 'k', '/loss\r'];

function menuAt(
  entries: typeof many,
  language: 'en' | 'bn',
  typed: string,
  notice: AppOptions['notice'] = null,
): State {
  const options = {
    entries,
    open: null,
    restore: null,
    further: {},
    viewOptions: {},
    language,
    capabilities: everything,
    notice,
  };
  const names = [...typed].map((key) => (key === '\r' ? 'enter' : key));
  return pressed(start(options).state, names);
}

function textOf(state: State, size: Size): string[] {
  return screenOf(state, size).map((line) => plainText(line));
}

/** The cells of the list: from the left border to the right one. */
function listOf(lines: readonly string[]): string[] {
  const width = [...(lines[1] ?? '')].indexOf('╮') + 1;
  return lines.slice(1, -1).map((line) => [...line].slice(0, width).join(''));
}

describe.each(sizes)('%i × %i', (columns, rows) => {
  const size = { columns, rows };

  test.each(['en', 'bn'] as const)(
    'the list shows the highlighted entry and counts the others: %s',
    (language) => {
      for (const typed of keys) {
        const state = menuAt(many, language, typed);
        const lines = textOf(state, size);
        expect(lines).toHaveLength(rows);
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
        const list = listOf(lines);
        const border = list.at(-1) as string;
        const [above = 0, below = 0] = ['↑', '↓'].map((sign) =>
          Number(new RegExp(`(\\d+) more ${sign}`).exec(border)?.[1] ?? 0),
        );
        const entries = list.slice(1, -1).filter((line) => /scenario-|…/.test(line));
        const found = many.filter(({ scenario, id }) =>
          typed.startsWith('/') ? /loss/i.test(JSON.stringify([id, scenario.title, scenario.teaches])) : true,
        );
        expect(above + entries.length + below).toBe(found.length);
        expect(list.filter((line) => line.startsWith('│ ▸'))).toHaveLength(1);
      }
    },
  );

  test('the shipped scenarios stand under their groups, with the number of their steps', () => {
    const list = listOf(textOf(menuAt(own, 'en', ''), { columns, rows: 60 }));
    const shown = list.flatMap((line) => /^│ (\w+) ─/.exec(line)?.[1] ?? []);
    expect(shown).toEqual(
      groups
        .filter((group) => own.some(({ scenario }) => scenario.group === group))
        .map((group) => headings[group]),
    );
    for (const { id, scenario, steps } of own) {
      const row = list.findIndex((line) => new RegExp(`^│ . ${id} `).test(line));
      const group = list.slice(0, row).findLast((line) => / ─/.test(line));
      expect(group).toContain(scenario.group === null ? 'files' : headings[scenario.group]);
      if (steps() < 10_000) expect(list[row]).toContain(` ${steps().toLocaleString('en')} │`);
    }
  });
});

test.each(sizes)('at %i × %i the drawing shows the same in both languages', (columns, rows) => {
  // The text below it can be longer in one of them, so that it has other rows.
  const namesIn = (language: 'en' | 'bn', id: string) => {
    const entries = own.filter((entry) => entry.id === id);
    const lines = textOf(menuAt(entries, language, ''), { columns, rows });
    const width = [...(lines[1] ?? '')].indexOf('╮') + 1;
    const drawn = lines.slice(1, -1).map((line) => [...line].slice(width).join(''));
    const isDrawn = (line = '') => /[│▌╭╰▸]/u.test(line);
    // A row of names has no other sign.
    const shown = drawn.filter(
      // The formula above a drawing has the room that is left.
      (line, row) => !line.includes(' = ') && (isDrawn(line) || isDrawn(drawn[row + 1])),
    );
    const names = shown.join(' ').match(/[A-Za-z_]\w*|\d ▸/gu) ?? [];
    return [...new Set(names)].sort();
  };
  for (const id of shipped) expect(namesIn('bn', id), id).toEqual(namesIn('en', id));
});

test('nothing in the list moves while one goes through entries that all fit', () => {
  const size = { columns: 100, rows: 60 };
  const plain = (typed: string) =>
    listOf(textOf(menuAt(own, 'en', typed), size)).map((line) => line.replace('▸', ' '));
  const first = plain('');
  for (let count = 1; count < own.length; count++)
    expect(plain('j'.repeat(count)).slice(1)).toEqual(first.slice(1));
});

test('Enter and a click open the row that is highlighted, also if a file belongs to a bundled group', () => {
  const copy = { ...shippedEntry('target-13'), id: 'copy-of-target-13', key: '/tmp/copy-of-target-13.yaml' };
  const entries = [...[...own].reverse(), copy];
  const size = { columns: 140, rows: 60 };
  for (let count = 0; count < entries.length; count++) {
    const state = menuAt(entries, 'en', 'j'.repeat(count));
    const lines = textOf(state, size);
    const row = lines.findIndex((line) => line.startsWith('│ ▸'));
    const name = /^│ ▸ ([\w-]+)/.exec(lines[row] ?? '')?.[1];
    expect(press(state, 'enter').state.opened?.entry.id).toBe(name);
    const elsewhere = press(state, count === 0 ? 'j' : 'k').state;
    const click = { kind: 'click', column: 6, row } as const;
    const clicked = point(point(elsewhere, click, size).state, click, size).state;
    expect(clicked.opened?.entry.id).toBe(name);
  }
});

test('the ends of the list are reached at once, and a page takes it up to an end', () => {
  const last = own.length - 1;
  const highlighted = (...typed: string[]) => pressed(menuAt(own, 'en', ''), typed).highlighted;
  expect([highlighted('end'), highlighted('G'), highlighted('G', 'g'), highlighted('G', 'home')]).toEqual([
    last,
    last,
    0,
    0,
  ]);
  const down = highlighted('pagedown');
  expect(down).toBeGreaterThan(1);
  expect(highlighted('pagedown', 'pageup')).toBe(0);
  expect(highlighted('end', 'up', 'pagedown')).toBe(last);
  expect(highlighted('j', 'pageup')).toBe(0);
});

test('the menu without entries says so, and still handles keys', () => {
  const state = pressed(menuAt(many, 'en', '/zzz\r'), ['j', 'k', 'enter', 'down']);
  const lines = textOf(state, { columns: 80, rows: 24 });
  expect(lines.join('\n')).toContain('No scenario has these words.');
  expect(press(state, 'escape').state.filter).toBe('');
});

test.each(['en', 'bn'] as const)(
  'in %s a notice at the start has its way to more on every screen, and the keys stay',
  (language) => {
    const notice = { text: 'Your keys are not used. '.repeat(12).trim(), way: 'Run `backstep config`.' };
    for (const [columns, rows] of sizes) {
      const lines = textOf(menuAt(own, language, '', notice), { columns, rows });
      expect(lines).toHaveLength(rows);
      expect(
        lines
          .map((line) =>
            line
              .split(/[│╯] */u)
              .at(-1)
              ?.trim(),
          )
          .join(' '),
      ).toContain(notice.way);
      expect(lines.at(-1)).toMatch(/ q .* \? /u);
      expect(textOf(menuAt(own, language, 'j', notice), { columns, rows }).join()).not.toContain(
        'backstep config',
      );
    }
  },
);

test('counts beside the list have the digits of the language', () => {
  const detail = (language: 'en' | 'bn') => {
    const lines = textOf(menuAt([shippedEntry('target-13')], language, ''), { columns: 140, rows: 45 });
    return lines.find((line) => line.includes('forward · loss'));
  };
  expect(detail('en')).toMatch(/32 steps {3}forward · loss · backward · update {3}1 variant/);
  expect(detail('bn')).toMatch(/ ৩২টি ধাপ {3}forward · loss · backward · update {3}১টি /u);
});
