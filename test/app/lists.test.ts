/** Lists beside the screen: trees, columns, and what can be done with their rows. */
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { keysOfList } from '../../src/app/keys/list-keys.ts';
import type { AppRunner } from '../../src/app/runner.ts';
import { branches } from '../../src/app/screen/branches.ts';
import { listDrawer } from '../../src/app/screen/list.ts';
import { screenOf } from '../../src/app/screen/screen.ts';
import { screenReaderLines } from '../../src/app/screen/screen-reader.ts';
import { tableOf } from '../../src/app/screen/table.ts';
import { movedBy, visibleRows } from '../../src/app/state/list.ts';
import type { ListRow } from '../../src/app/state/list-row.ts';
import { isFolded } from '../../src/app/state/tree.ts';
import { name, note, number } from '../../src/commands/rows/row.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { pictures } from '../../src/view/network/pictures.ts';
import { lineWidth, plainText, type Size } from '../../src/view/terminal/text.ts';
import { runnerAt, shippedEntry, typed } from '../support/app.ts';
import '../support/languages.ts';
import '../support/seed.ts';

afterEach(() => setLanguage('en'));

const entries = ['target-13', 'xor', 'explodes', 'two-moons', 'gradient-descent'].map(shippedEntry);
const at = (id: string, step: number, keys = '') => {
  const runner = runnerAt(entries, id);
  return typed(typed(runner, `: ${[...String(step)].join(' ')} enter`), keys);
};
const listOf = ({ state }: AppRunner) => {
  if (!state.list) throw new Error(`no list: ${state.message?.text}`);
  return state.list;
};
const textsOf = (runner: AppRunner) => listOf(runner).rows.map(({ text }) => text);
const shown = ({ state }: AppRunner, size: Size) => screenOf(state, size).map(plainText);

/** The depths of the rows of a tree, from its root on: a row is at most one level deeper than the one above. */
const trees = fc.array(fc.nat(6), { maxLength: 30 }).map((wanted) => {
  const depths = [0];
  for (const each of wanted) depths.push(1 + Math.min(each, depths.at(-1) ?? 0));
  return depths;
});

describe('branches', () => {
  test('a line leads without a gap from every row up to the row that it is below', () => {
    fc.assert(
      fc.property(trees, (depths) => {
        const drawn = branches(
          depths.map((depth) => ({ depth })),
          99,
        );
        for (const [row, depth] of depths.entries()) {
          const text = drawn[row] ?? '';
          expect(text.length).toBe(2 * depth);
          if (depth === 0) continue;
          const column = 2 * (depth - 1);
          const siblings = depths.slice(row + 1);
          const end = siblings.findIndex((each) => each < depth);
          const hasNext = siblings.slice(0, end < 0 ? undefined : end).includes(depth);
          expect(text[column]).toBe(hasNext ? '├' : '╰');
          const parent = depths.slice(0, row).lastIndexOf(depth - 1);
          for (let above = parent + 1; above < row; above++) expect('├│').toContain(drawn[above]?.[column]);
        }
      }),
    );
  });

  test('a deep row keeps its last levels', () => {
    const [, , , , deep] = branches(
      [0, 1, 2, 3, 4].map((depth) => ({ depth })),
      3,
    );
    expect(deep).toBe('…   ╰ ');
  });

  test('what is in no tree has no lines, and ends the tree above it', () => {
    expect(branches([{ depth: 0 }, { depth: 1 }, {}, { depth: 1 }], 9)).toEqual(['', '╰ ', '', '╰ ']);
  });
});

describe('columns', () => {
  const values = fc.oneof(
    fc.double({ noNaN: false }),
    fc.integer({ min: -999, max: 999 }),
    fc.double({ min: -1, max: 1, noNaN: true }),
  );
  const rows = fc.array(
    fc.tuple(fc.string({ unit: fc.constantFrom('a', '_', '[', '1', ']', '.'), maxLength: 30 }), values),
    {
      minLength: 1,
      maxLength: 12,
    },
  );

  test('every number is whole, and those with room have their points below each other', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 30, max: 120 }), (all, width) => {
        const list = all.map(([text, value]) => ({
          text: '',
          cells: [name(text), number(value), note('add')],
        }));
        const table = tableOf(list, [], width);
        const points = new Set<number>();
        for (const [index, [, value]] of all.entries()) {
          const line = table.at(index);
          expect(lineWidth(line)).toBeLessThanOrEqual(width);
          const at = line.findIndex((each) => each.value !== undefined);
          const span = line[at];
          expect(span?.value, plainText(line)).toBe(value);
          const digits = (span?.text ?? '').replaceAll('−', '-').replace('∞', 'Infinity');
          if (Number.isFinite(value))
            expect(Math.abs(Number(digits) - value)).toBeLessThanOrEqual(Math.abs(value) * 0.06);
          const start = lineWidth(line.slice(0, at));
          points.add(start + ((span?.text ?? '').search(/[.e]|$/) ?? 0));
        }
        if (width === 120) expect(points.size).toBe(1);
      }),
    );
  });

  test('a number that does not fit beside others is shorter, not cut', () => {
    const cells = [name('x'.repeat(40)), number(1 / 3), number(-2e-7), number(123456.789)];
    const line = tableOf([{ text: '', cells }], [], 40).at(0);
    expect(lineWidth(line)).toBeLessThanOrEqual(40);
    expect(line.flatMap(({ value }) => value ?? [])).toEqual([1 / 3, -2e-7, 123456.789]);
  });
});

describe('the tree of an origin', () => {
  test('unfolds to its given values, and folds to its root', () => {
    const runner = at('target-13', 13, 'w');
    const first = textsOf(runner);
    let guard = 0;
    for (let list = listOf(runner); guard < 60; list = listOf(runner)) {
      const row = list.rows.findIndex(isFolded);
      if (row < 0) break;
      typed(runner, `home ${'j '.repeat(row)}right`);
      guard += 1;
    }
    const all = listOf(runner).rows.filter(({ depth }) => depth !== undefined);
    const leaves = all.filter((row, index) => (all[index + 1]?.depth ?? 0) <= (row.depth ?? 0));
    expect(leaves.length).toBeGreaterThan(8);
    for (const { text } of leaves) expect(text).toMatch(/given|constant/);
    typed(runner, 'home left');
    const folded = listOf(runner).rows.filter(({ depth }) => depth !== undefined);
    expect(folded.map(({ text }) => text)).toEqual([first[0]]);
    expect(shown(runner, { columns: 140, rows: 45 }).join('\n')).toMatch(/▸ \d+ more/);
    typed(runner, 'right');
    expect(listOf(runner).rows.filter(({ depth }) => depth !== undefined)).toHaveLength(all.length);
  });

  test('left on a row without rows below goes to the row that it is below, and on the folded root closes the list', () => {
    const runner = at('target-13', 13, 'w j j j');
    expect(textsOf(runner)[3]).toMatch(/^children/);
    typed(runner, 'left');
    expect(listOf(runner).selected).toBe(2);
    typed(runner, 'left left');
    expect(listOf(runner).selected).toBe(1);
    typed(runner, 'left left left left');
    expect(runner.state.list).toBeNull();
  });

  test('a sum is one level, however many terms it has', () => {
    const runner = at('two-moons', 2_000_000, 'w');
    const rows = listOf(runner).rows;
    const sum = rows.findIndex(({ text }) => text.startsWith('h1[4].in = '));
    const { depth = 0 } = rows[sum] ?? {};
    const end = rows.findIndex((row, index) => index > sum && (row.depth ?? 0) <= depth);
    const terms = rows.slice(sum + 1, end).filter((row) => row.depth === depth + 1);
    expect(terms.map(({ text }) => text.split(' ')[0])).toEqual([
      'h1[4].product[0]',
      'h1[4].product[1]',
      'h1[4].bias',
    ]);
  });

  test('goes on into the iteration before', () => {
    const runner = at('xor', 1038, 'w');
    const steps = () =>
      listOf(runner).rows.flatMap(({ choice }) => (choice?.kind === 'go' ? [choice.step] : []));
    const least = Math.min(...steps());
    const row = listOf(runner).rows.findIndex(
      (each) => isFolded(each) && each.choice?.kind === 'go' && each.choice.step === least,
    );
    typed(runner, `home ${'j '.repeat(row)}right`);
    expect(Math.min(...steps())).toBeLessThan(least);
  });

  test.each(['en', 'bn'] as const)('in %s, nothing stands to the right of Bangla', (language) => {
    setLanguage(language);
    const runner = at('xor', 1038, 'w');
    for (const size of [
      { columns: 80, rows: 24 },
      { columns: 100, rows: 30 },
      { columns: 140, rows: 45 },
    ])
      for (const line of shown(runner, size).slice(1, -2)) {
        const bangla = /[\p{Script=Bengali}].*$/u.exec(line)?.[0] ?? '';
        expect(bangla).not.toMatch(/[│╮╯]/);
      }
  });
});

describe('the screen beside a list', () => {
  test.each([
    [80, 24],
    [100, 30],
    [140, 45],
    [200, 50],
  ])('every number on it is one of a whole screen, at %i × %i', (columns, rows) => {
    const size = { columns, rows };
    const before = at('target-13', 13);
    const result = (lines: string[]) => lines.join('\n').includes('−40');
    const listed = at('target-13', 13, 'w');
    const lines = screenOf(listed.state, size);
    expect(lines).toHaveLength(rows);
    expect(Math.max(0, ...lines.map(lineWidth))).toBeLessThanOrEqual(columns);
    expect(result(lines.map(plainText))).toBe(true);
    // The header, the words and the scrubber stay.
    const whole = shown(before, size);
    const now = shown(listed, size);
    expect(now[0]).toBe(whole[0]);
    expect(now.slice(rows - 4, rows - 1)).toEqual(whole.slice(rows - 4, rows - 1));
  });

  test('the picture is whole where there is room below it', () => {
    const size = { columns: 100, rows: 30 };
    const now = shown(at('target-13', 13, 'w'), size);
    expect(now.slice(1, 11)).toEqual(shown(at('target-13', 13), size).slice(1, 11));
  });
});

describe('a key in a list', () => {
  test('draws what is beside it once, in the size that it has there', () => {
    const size = { columns: 140, rows: 45 };
    const runner = at('two-moons', 2_000_000, '7 w');
    const drawings = vi.spyOn(pictures.plane, 'draw');
    screenOf(runner.state, size);
    expect(drawings).toHaveBeenCalledTimes(1);
    drawings.mockRestore();
  });

  test('looks only at the rows that it shows', () => {
    let reads = 0;
    const rows: ListRow[] = Array.from({ length: 500 }, (_, index) => ({
      text: `${index}`,
      get cells() {
        if (index > 400) reads += 1;
        return [name(`n${index}`), number(index)];
      },
    }));
    const list = { title: '', rows, isBeside: true, filter: '', isFiltering: false, selected: 3 };
    listDrawer(list, { columns: 60, rows: 20 });
    expect(reads).toBeGreaterThan(0);
    reads = 0;
    listDrawer({ ...list, selected: 4 }, { columns: 60, rows: 20 });
    expect(reads).toBe(0);
    listDrawer({ ...list, selected: 450 }, { columns: 60, rows: 20 });
    expect(reads).toBeGreaterThan(0);
  });
});

describe('the place in the border', () => {
  const placeIn = (runner: AppRunner) =>
    / (\d+)\/(\d+) /.exec(shown(runner, { columns: 100, rows: 30 })[1] ?? '');

  test('counts what can be chosen, from the first to the last', () => {
    const runner = at('target-13', 1, '?');
    const count = listOf(runner).rows.filter(({ isHeading }) => !isHeading).length;
    expect(listOf(runner).rows.length).toBeGreaterThan(count);
    expect(placeIn(runner)?.slice(1)).toEqual(['1', String(count)]);
    expect(screenReaderLines(runner.state)[0]).toContain(`Row 1 of ${count}.`);
    expect(placeIn(typed(runner, 'down'))?.[1]).toBe('2');
    expect(placeIn(typed(runner, 'G'))?.slice(1)).toEqual([String(count), String(count)]);
  });
});

test.each([
  ['en', 'Nothing here has these words. Press Esc to show all.'],
  ['bn', 'এই শব্দগুলো এখানে কোথাও নেই। Esc চাপলে সব দেখা যায়।'],
] as const)('in %s a filter that nothing has says so, and how all is shown again', (language, text) => {
  const runner = at('target-13', 1, language === 'en' ? '? / q q q q' : 'A ? / q q q q');
  const screen = () => shown(runner, { columns: 60, rows: 16 }).join('\n');
  expect(screen()).toContain(text);
  expect(screen()).toContain(' 0/0 ');
  expect(screenReaderLines(runner.state)[0]).toContain(text);
  typed(runner, 'enter');
  expect(screen()).toContain(text);
  typed(runner, 'escape');
  expect(screen()).not.toContain(text);
});

describe('a text that is broken into lines', () => {
  const sentence = 'One of many words that do not fit into a line. '.repeat(4).trim();
  const rows: ListRow[] = [
    { text: 'head', isHeading: true },
    ...Array.from({ length: 9 }, (_, index) => ({ text: `${index} ${sentence}`, isProse: true as const })),
  ];
  const linesAt = (selected: number, height: number) =>
    listDrawer(
      { title: '', rows, isBeside: true, filter: '', isFiltering: false, selected },
      { columns: 60, rows: height },
    ).map(plainText);

  test('is whole where it is selected, with one mark', () => {
    for (const selected of rows.keys()) {
      if (selected === 0) continue;
      const lines = linesAt(selected, 12);
      const text = lines.slice(1, -1).map((line) => line.slice(1, -1).replace('▸', ' ').trim());
      expect(text.join(' ')).toContain(`${selected - 1} ${sentence}`);
      expect(lines.filter((line) => line.includes('▸'))).toEqual([
        expect.stringContaining(` ▸ ${selected - 1} `),
      ]);
    }
  });

  test('that is higher than the list shows its first lines', () => {
    expect(linesAt(5, 5)[1]).toContain(' ▸ 4 One of many');
  });

  test('is also an explanation between the rows of a table, which are not broken', () => {
    const wide = 'x'.repeat(80);
    const mixed: ListRow[] = [
      { text: wide, cells: [name(wide), number(1)] },
      { text: `  ${sentence}` },
      { text: '  short' },
      { text: wide, depth: 1 },
    ];
    const lines = listDrawer(
      { title: '', rows: mixed, isBeside: true, filter: '', isFiltering: false, selected: 0 },
      { columns: 60, rows: 12 },
    )
      .map(plainText)
      .slice(1, -1)
      .map((line) => line.slice(1, -1).trimEnd());
    const explained = lines.slice(1, 5);
    expect(explained.map((line) => line.trim()).join(' ')).toBe(sentence);
    expect(explained.every((line) => /^ {5}\S/.test(line))).toBe(true);
    expect(lines[5]).toBe('     short');
    expect([lines[0], lines[6]]).toEqual([expect.stringContaining('…'), expect.stringContaining('…')]);
    expect(lines.slice(7).join('')).toBe('');
  });
});

const PROVE_ALL = ': p r o v e space a l l enter';

test('the heads of columns are whole above their numbers, and an exact agreement has the error 0', () => {
  for (const language of ['en', 'bn'] as const) {
    setLanguage(language);
    for (const columns of [60, 80, 100, 140]) {
      const lines = shown(at('target-13', 32, PROVE_ALL), { columns, rows: 30 });
      const head = lines.findIndex((line) => / name +gradient +numeric +relative error/.test(line));
      expect(head, lines.join('\n')).toBeGreaterThan(0);
      const selected = lines.find((line) => / ▸ grad\(output\) /.test(line)) ?? '';
      expect(selected).toMatch(/ ▸ grad\(output\) +−8 +−8 +0( |$)/);
      expect(selected.lastIndexOf(' 0')).toBe((lines[head]?.indexOf('relative error') ?? 0) + 12);
    }
  }
});

describe('verdicts', () => {
  test('of a check, of all checks, and of a comparison', () => {
    expect(listOf(at('target-13', 13, 'P')).verdict).toEqual({
      text: 'agrees with the central difference in every digit ✓',
      isGood: true,
    });
    const all = typed(at('xor', 13_038), PROVE_ALL);
    expect(listOf(all).verdict).toMatchObject({ isGood: true });
    expect(listOf(all).verdict?.text).toMatch(
      /^(\d+) of \1 gradients agree with the central difference: relative error at most 1e-\d+ ✓$/,
    );
    expect(shown(all, { columns: 100, rows: 30 }).join('\n')).toMatch(/relative error at most 1e−\d+ ✓/);
    expect(listOf(at('target-13', 13, 'D')).verdict?.text).toBe('9 of 23 values differ at this step');
  });
});

test('a forked timeline is deleted in its list, the first one is not', () => {
  const runner = at(
    'target-13',
    9,
    `: ${[...'set'].join(' ')} space ${[...'output.w[0]=3'].join(' ')} enter`,
  );
  typed(runner, `: 5 enter : s e t space ${[...'output.w[0]=5'].join(' ')} enter : t i m e l i n e s enter`);
  const names = () => runner.state.opened?.debug.session.timelines.all.map(({ name }) => name);
  expect(names()).toHaveLength(2);
  typed(runner, 'd');
  expect(names()).toHaveLength(2);
  typed(runner, 'j d');
  expect(names()).toEqual(['as written']);
  expect(listOf(runner).rows).toHaveLength(1);
  expect(keysOfList(listOf(runner)).flatMap(({ keys }) => keys)).not.toContain('d');
});

test('a timeline that was deleted in the list comes back by z, and the list says so', () => {
  const set = (value: string) => `: s e t space ${[...`output.w[0]=${value}`].join(' ')} enter`;
  const runner = at('target-13', 9, set('3'));
  typed(runner, `: 5 enter ${set('5')} : t i m e l i n e s enter j d`);
  const screen = () => shown(runner, { columns: 90, rows: 24 }).join('\n');
  expect(listOf(runner).rows).toHaveLength(1);
  expect(screen()).toMatch(/Deleted the timeline ".+"\. Press z to bring it back\.[\s\S]* z undo /);
  expect(listOf(typed(runner, 'z')).rows).toHaveLength(2);
  expect(screen()).toMatch(/The timeline ".+" is back\./);
  expect(typed(runner, 'j').state.message).toBeNull();
  // The list of breakpoints can take nothing back.
  expect(keysOfList(listOf(typed(runner, 'q b L'))).flatMap(({ keys }) => keys)).not.toContain('z');
});

describe('breakpoints in their list', () => {
  const begin = () => {
    const runner = runnerAt(entries, 'target-13');
    for (const place of ['phase loss', 'phase update', 'node node_1'])
      typed(
        runner,
        `: ${[...`break ${place}`].map((each) => (each === ' ' ? 'space' : each)).join(' ')} enter`,
      );
    return typed(runner, 'L');
  };
  const ids = ({ state }: AppRunner) => state.opened?.debug.breakpoints.map(({ id }) => id);

  test('are deleted, and the selection stays where it was', () => {
    const runner = typed(begin(), 'j d');
    expect(ids(runner)).toEqual([1, 3]);
    expect(listOf(runner)).toMatchObject({ selected: 1 });
    expect(textsOf(runner)[1]).toContain('node_1');
    typed(runner, 'backspace');
    expect(ids(runner)).toEqual([1]);
    typed(runner, 'd');
    expect(ids(runner)).toEqual([]);
    expect(runner.state).toMatchObject({ mode: 'session', list: null });
    expect(runner.state.message?.text).toBe('Deleted: 1.');
  });

  test('are deleted in a filtered list, which keeps its filter and its place, to the last one', () => {
    const runner = typed(
      begin(),
      'escape : b r e a k space n o d e space o u t p u t enter L / n o d e enter j',
    );
    expect(textsOf(runner)).toHaveLength(4);
    expect(visibleRows(listOf(runner))).toHaveLength(2);
    typed(runner, 'd');
    expect(ids(runner)).toEqual([1, 2, 3]);
    expect(listOf(runner)).toMatchObject({ filter: 'node', selected: 0 });
    typed(runner, 'd');
    expect(ids(runner)).toEqual([1, 2]);
    expect(visibleRows(listOf(runner))).toEqual([]);
    // Nothing is selected, so there is nothing to delete.
    typed(runner, 'd j k');
    expect(ids(runner)).toEqual([1, 2]);
    expect(listOf(runner).selected).toBe(0);
  });

  test('another list with the same title begins at its first row', () => {
    const runner = typed(begin(), 'j j');
    expect(listOf(runner).selected).toBe(2);
    expect(listOf(typed(runner, 'escape L')).selected).toBe(0);
  });

  test.each(['space', 't'])('are switched off and on by %s', (key) => {
    const runner = typed(begin(), `j ${key}`);
    expect(runner.state.opened?.debug.breakpoints.map(({ isEnabled }) => isEnabled)).toEqual([
      true,
      false,
      true,
    ]);
    expect(listOf(runner).selected).toBe(1);
    typed(runner, key);
    expect(runner.state.opened?.debug.breakpoints.every(({ isEnabled }) => isEnabled)).toBe(true);
  });

  test('Enter goes to the next hit of one, past the others, also if it is switched off', () => {
    expect(typed(begin(), 'j enter').state.opened?.debug.session.position).toBe(21);
    expect(typed(begin(), 'j t enter').state.opened?.debug.session.position).toBe(21);
    expect(typed(begin(), 'enter').state.opened?.debug.session.position).toBe(10);
  });

  test('their keys are in the last line', () => {
    const hints = keysOfList(listOf(begin())).flatMap(({ hint }) => hint ?? []);
    expect(hints.slice(0, 3)).toEqual(['next hit', 'delete', 'on or off']);
    expect(shown(begin(), { columns: 100, rows: 30 }).at(-1)).toContain('d delete');
  });
});

test('Esc shows all rows where a filter is on, and closes the list where none is', () => {
  const runner = at('target-13', 13, 'w / e r r o r enter');
  expect(keysOfList(listOf(runner)).find(({ keys }) => keys[0] === 'escape')?.hint).toBe('show all');
  typed(runner, 'escape');
  expect(listOf(runner)).toMatchObject({ filter: '' });
  expect(typed(runner, 'escape').state.list).toBeNull();
});

test('the border below has the selected row in full', () => {
  const lines = shown(at('xor', 1038, 'w'), { columns: 140, rows: 45 });
  const value = at('xor', 1038).state.opened?.debug.session.step(1038).result.value ?? 0;
  expect(lines.join('\n')).toContain(String(value).replace('-', '−'));
});

test('the border below writes = only between a name and its number, and numbers beside each other under their heads', () => {
  const size = { columns: 140, rows: 45 };
  const borderOf = (runner: AppRunner) => shown(runner, size).find((line) => line.includes('╰─ ')) ?? '';
  const compared = at('target-13', 20, 'v : c o m p a r e enter');
  const row = listOf(compared).rows.findIndex(({ text }) => text.includes('output.w[0]'));
  typed(compared, `home ${'j '.repeat(row - 1)}`);
  const { text } = listOf(compared).rows[listOf(compared).selected] ?? {};
  expect(text).toContain('output.w[0]');
  const border = borderOf(compared);
  expect(border).toMatch(/╰─ output\.w\[0\] {2}better_output 3 {2}as written 2 /);
  expect(borderOf(at('target-13', 13, 'w'))).toMatch(/╰─ .* = /);
  for (const keys of [
    'w',
    ': v a l u e s enter',
    ': p r o v e space a l l enter',
    'D',
    ': w a t c h space l o s s enter W',
  ]) {
    const runner = at('target-13', 13, keys);
    for (let index = 0; index < listOf(runner).rows.length; index++)
      expect(borderOf(typed(runner, 'j')), keys).not.toMatch(/=.*=/);
  }
});

describe('trouble', () => {
  test('X goes to the first result that is not finite, whichever step it is pressed at', () => {
    for (const step of [0, 40, 73, 136]) {
      const runner = at('explodes', step, 'X');
      expect(runner.state.opened?.debug.session.position).toBe(73);
      expect(listOf(runner).verdict?.text).toMatch(/^loss became ∞ at step 73/);
      expect(textsOf(runner)[0]).toMatch(/^loss = Infinity/);
    }
    const { session } = (at('explodes', 136).state.opened as NonNullable<AppRunner['state']['opened']>).debug;
    const first = Array.from({ length: session.total }, (_, index) => index + 1).find(
      (each) => !Number.isFinite(session.step(each).result.value),
    );
    expect(first).toBe(73);
  });

  test('without any it says so', () => {
    const { state } = at('target-13', 13, 'X');
    expect(state.message?.text).toMatch(/every number of this run is finite/);
    expect(state.opened?.debug.session.position).toBe(13);
  });

  test('the words name the key at a result that is not finite, and nowhere else', () => {
    const says = (step: number) =>
      shown(at('explodes', step), { columns: 140, rows: 45 }).join(' ').includes('Press X');
    expect([72, 73].map(says)).toEqual([false, true]);
    // The list that the key opens is open already.
    expect(shown(at('explodes', 73, 'X'), { columns: 140, rows: 45 }).join(' ')).not.toContain('Press X');
  });
});

test('moving stops at the first and the last row that says something, and counts no other', () => {
  const kinds = [{ text: 'a row' }, { text: '' }, { text: 'a heading', isHeading: true }] as const;
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 20 }),
      fc.nat(19),
      fc.integer(),
      (rows, from, by) => {
        const stops = rows.flatMap(({ text }, index) => (text === 'a row' ? [index] : []));
        const start = stops.indexOf(from);
        fc.pre(start >= 0);
        const wanted = stops[Math.max(0, Math.min(stops.length - 1, start + by))];
        expect(movedBy({ rows, filter: '' }, from, by)).toBe(wanted);
      },
    ),
  );
});

test.each([
  ['timelines', 'switch to it'],
  ['origin node_0', 'go'],
])('what Enter does in the list of %s', (line, hint) => {
  const runner = typed(
    at('target-13', 9),
    `: ${[...line].map((key) => (key === ' ' ? 'space' : key)).join(' ')} enter`,
  );
  expect(keysOfList(listOf(runner)).find(({ keys }) => keys[0] === 'enter')?.hint).toBe(hint);
});
