/** Searching the list of all keys and commands. */
import { afterEach, describe, expect, test } from 'vitest';
import type { AppRunner } from '../../src/app/runner.ts';
import { screenOf } from '../../src/app/screen/screen.ts';
import { visibleRows } from '../../src/app/state/list.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { withMinusSigns } from '../../src/view/terminal/format.ts';
import { type Line, plainText } from '../../src/view/terminal/text.ts';
import { runnerAt, shippedEntry, typed } from '../support/app.ts';
import '../support/languages.ts';

afterEach(() => setLanguage('en'));

const entries = [shippedEntry('target-13')];
const search = (text: string) =>
  typed(
    runnerAt(entries, 'target-13'),
    `? / ${[...text].map((each) => (each === ' ' ? 'space' : each)).join(' ')}`,
  );
const namesOf = ({ state }: AppRunner) =>
  state.list ? visibleRows(state.list).map(({ names }) => names?.[0]) : [];
const linesOf = ({ state }: AppRunner): readonly Line[] => screenOf(state, { columns: 100, rows: 30 });
const lineWith = (runner: AppRunner, text: string): Line =>
  linesOf(runner).find((line) => plainText(line).includes(text)) ?? [];
const markedIn = (line: Line) =>
  line.flatMap(({ text, tone }) => (tone === 'accent' && text.trim() !== '' ? [text] : []));

describe('the first row', () => {
  test.each([
    ['rvst', 'reverse-step'],
    ['rc', 'reverse-continue'],
    ['brkpt', 'breakpoints'],
    // A key is a better match than a name.
    ['c', 'continue'],
    ['prev epo', 'previous-epoch'],
  ])('for %s is %s', (text, name) => {
    expect(namesOf(search(text))[0]).toBe(name);
  });
});

test('what only the text of a row has is found, too, after the names', () => {
  const names = namesOf(search('breakpoint'));
  expect(names[0]).toBe('breakpoints');
  expect(names).toContain('tbreak');
  expect(visibleRows({ rows: search('').state.list?.rows ?? [], filter: 'zzz' })).toEqual([]);
});

test('Enter runs the best match', () => {
  const runner = typed(search('rvst'), 'enter');
  typed(runner, 'escape escape : 5 enter');
  expect(typed(typed(runner, '? / r v s t'), 'enter enter').state.opened?.debug.session.position).toBe(4);
});

test('the letters that were typed are marked: in the name, also in the selected row, and in the text', () => {
  const runner = search('brk');
  const [first = [], , second = []] = linesOf(runner).slice(2);
  expect(plainText(first)).toContain('break  ');
  const inked = first.filter(({ tone, text }) => tone === 'ink' && /\p{L}/u.test(text));
  expect(inked.map(({ text }) => text)).toEqual(['br', 'k']);
  expect(markedIn(second)).toEqual(['br', 'k']);
  expect(markedIn(lineWith(search('epoch'), 'previous-epoch'))).toContain('epoch');
});

test.each(['en', 'bn'] as const)(
  'in %s every text can be read whole, in as many lines as it needs',
  (language) => {
    setLanguage(language);
    const runner = typed(runnerAt(entries, 'target-13'), '?');
    const rows = runner.state.list?.rows ?? [];
    for (const columns of [60, 80, 100]) {
      const lines = screenOf(runner.state, { columns, rows: 3 * rows.length });
      const said = lines.map((line) => plainText(line).replace(/^│|│$/gu, '').trim()).join(' ');
      const words = said.replace(/\s+/gu, ' ');
      for (const { text, isHeading } of rows.filter((row) => !row.cells))
        if (!isHeading) expect(words).toContain(withMinusSigns(text).replace(/\s+/gu, ' '));
    }
  },
);

test('in Bangla names are found by their letters, and words of a text are marked as a whole', () => {
  setLanguage('bn');
  expect(namesOf(search('rvst'))[0]).toBe('reverse-step');
  const runner = search('ধাপ');
  const marked = linesOf(runner).flatMap(markedIn);
  expect(marked.length).toBeGreaterThan(0);
  for (const each of marked.filter((text) => /\p{M}/u.test(text))) expect(each).toMatch(/^\S+$/);
});
