import { describe, expect, test } from 'vitest';
import { addBreakpoint } from '../../../src/breakpoints/list.ts';
import { parseBreakpoint } from '../../../src/breakpoints/parse.ts';
import { run } from '../../../src/breakpoints/run.ts';
import { Debugger } from '../../../src/commands/debugger.ts';
import { execute } from '../../../src/commands/sections/commands.ts';
import { Session } from '../../../src/session/session.ts';
import { scrubberLine } from '../../../src/view/panes/scrubber.ts';
import { tapeLines } from '../../../src/view/panes/tape.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../../src/view/scene/view-options.ts';
import { formatNumber } from '../../../src/view/terminal/format.ts';
import { lineWidth, plainText } from '../../../src/view/terminal/text.ts';
import { drawn, load, shipped } from '../../support/scenario.ts';
import { inTurn } from '../../support/tried.ts';

const NARROWEST = 36;
const WIDEST = 100;
/** Every width of narrow tapes, where names give way, and every third of wide ones. */
const widths = Array.from({ length: WIDEST - NARROWEST + 1 }, (_, index) => NARROWEST + index).filter(
  (columns) => columns <= 60 || columns % 3 === 1,
);
/** Positions in a run, as fractions of its length. */
const places = [0, 0.13, 0.41, 0.62, 0.87, 1];
const ROWS = 9;
/** The widest number of five digits: `−0.00012345`. */
const WIDEST_RESULT = 11;

const sceneOf = (name: string) => new Scene(new Debugger(new Session(load(name))));
const rowsOf = (scene: Scene, columns: number, rows = ROWS) =>
  tapeLines(scene, { columns, rows }, defaultViewOptions).map((line) => plainText(line).trimEnd());

/** A number with the usual digits, with more, and with fewer. */
const forms = (value: number) => Array.from({ length: 15 }, (_, digits) => formatNumber(value, digits + 3));

/** Where the sign of the equation is in a row of the tape; −1 without one. */
const equalsIn = (row: string) => row.search(/ [=≈] \S+ *$/u) + 1;

describe.each(drawn)('%s', (name) => {
  test(`no number is cut, from ${NARROWEST} to ${WIDEST} columns`, () => {
    const scene = sceneOf(name);
    const { session } = scene;
    // Compared here: as many calls of `expect` would take longer than all else.
    const wrong: string[] = [];
    for (const [turn, place] of places.entries()) {
      // One position in the first 60 steps, where numbers are short, and one in the whole run.
      for (const position of [
        Math.floor(place * Math.min(60, session.total)),
        Math.floor(place * session.total),
      ]) {
        session.seek(position);
        for (const columns of inTurn(widths, turn)) {
          for (const row of rowsOf(scene, columns)) {
            const isCut = /\d…|…\d/.test(row) || row.length > columns;
            const step = Number(/^\D*(\d+)/.exec(row)?.[1]);
            const shown = /[=≈] (\S+)$/.exec(row)?.[1] ?? '';
            const isRight =
              step === 0
                ? row.endsWith(' start')
                : step > position
                  ? row.endsWith('= ?')
                  : forms(session.step(step).result.value).includes(shown);
            if (isCut || !isRight) wrong.push(`${columns} columns, at ${position}: ${row}`);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('nothing moves from step to step', () => {
    const scene = sceneOf(name);
    const { session } = scene;
    for (const columns of [49, 92]) {
      const seen = new Map<number, string>();
      const signs = new Set<number>();
      for (let position = 0; position <= Math.min(45, session.total); position++) {
        session.seek(position);
        for (const row of rowsOf(scene, columns)) {
          const [, step, rest = ''] = /^.. *(\d+)( {2}.*)$/u.exec(row) ?? [];
          const result = / [=≈] (\S+)$/u.exec(row)?.[1];
          // Only a result that is wider than usual moves the sign of its own row, and an equation at the end of its
          // row, which leaves room for a name.
          const isUsual = result !== undefined && result.length <= WIDEST_RESULT;
          if (isUsual && row.trimEnd().length < columns) signs.add(equalsIn(row));
          if (Number(step) > position) continue;
          expect(rest).toBe(seen.get(Number(step)) ?? rest);
          seen.set(Number(step), rest);
        }
      }
      expect([...signs].filter((at) => at > 0).length).toBeLessThanOrEqual(1);
    }
  });
});

describe.each(drawn)('the names of %s', (name) => {
  test('use the free cells of their rows, and different ones never look alike', () => {
    const scene = sceneOf(name);
    const { session } = scene;
    for (const columns of [49, 64, 95]) {
      for (const place of places) {
        session.seek(Math.floor(place * session.total));
        const meant = new Map<string, string>();
        for (const row of rowsOf(scene, columns, 6)) {
          const [, number = '', blanks = '', rest = ''] = /^.. *(\d+)( +)(.*)$/u.exec(row) ?? [];
          if (Number(number) === 0) continue;
          const { name: whole } = session.step(Number(number)).result;
          // A row without a name has only its numbers.
          if (blanks.length > 2 || /^[−(\d?]/u.test(rest)) continue;
          const [, shown = '', gap = ''] = /^(.*?)( {2,}|$)/u.exec(rest) ?? [];
          expect(meant.get(shown) ?? whole, row).toBe(whole);
          meant.set(shown, whole);
          const hasOperation = / {2}.* {2}.*[=≈]/u.test(rest);
          if (!hasOperation && shown !== whole && !shown.includes('…'))
            expect(gap.length, `${row} has room for more of ${whole}`).toBeLessThan(
              whole.length - shown.length + 2,
            );
        }
      }
    }
  });
});

test('the row of the step just done is filled from end to end in the colour of its phase', () => {
  const scene = sceneOf('target-13');
  for (const [position, ground] of [
    [0, 'forward'],
    [3, 'forward'],
    [11, 'loss'],
    [13, 'backward'],
    [22, 'update'],
  ] as const) {
    scene.session.seek(position);
    const rows = tapeLines(scene, { columns: 60, rows: 5 }, defaultViewOptions);
    const here = rows.find((row) => plainText(row).startsWith('▸'));
    expect(lineWidth(here ?? [])).toBe(60);
    expect(new Set(here?.map((each) => `${each.tone} ${each.ground}`))).toEqual(new Set([`ink ${ground}`]));
    const others = rows.filter((row) => row !== here).flat();
    expect(others.filter((each) => each.ground !== undefined)).toEqual([]);
    if (position > 0) expect(here?.some(({ value }) => value !== undefined)).toBe(true);
  }
});

test('steps ahead are dim, and their results unknown', () => {
  const scene = sceneOf('target-13');
  scene.session.seek(13);
  const rows = tapeLines(scene, { columns: 60, rows: 4 }, defaultViewOptions);
  expect(rows.map((row) => plainText(row).trim().replace(/ +/g, ' '))).toEqual([
    '▌ 12 grad(output) 2 × error 2 × (−4) = −8',
    expect.stringMatching(/^▸ 13 grad\(output\.w\[0\]\) node_0 × gr.* 5 × \(−8\) = −40$/u),
    expect.stringMatching(/^▌ 14 grad\(output\.w\[1\]\) node_1 × gr.* 1 × \(−8\) = \?$/u),
    expect.stringMatching(/^▌ 15 grad\(node_0\) output\.w.* 2 × \(−8\) = \?$/u),
  ]);
  for (const row of rows.slice(2))
    expect(new Set(row.filter(({ text }) => text.trim() !== '').map(({ tone }) => tone))).toEqual(
      new Set(['ahead']),
    );
  const first = rows[0] ?? [];
  expect(first[0]).toMatchObject({ text: '▌ ', tone: 'backward' });
  expect(first.at(-1)?.tone === 'strong' || first.at(-2)?.tone === 'strong').toBe(true);
  scene.session.seek(0);
  const ahead = tapeLines(scene, { columns: 60, rows: 33 }, defaultViewOptions).slice(1);
  expect(ahead).toHaveLength(32);
  for (const line of ahead) expect(plainText(line).trimEnd()).toMatch(/= \?$/);
});

test('in the quiz a step ahead has its name only, then the names of its operands', () => {
  const scene = sceneOf('target-13');
  scene.session.seek(13);
  const next = (ahead: 'nothing' | 'names') =>
    plainText(tapeLines(scene, { columns: 80, rows: 3 }, { ahead })[2] ?? [])
      .replace(/ +/g, ' ')
      .trim();
  expect(next('nothing')).toBe('▌ 14 grad(output.w[1]) = ?');
  expect(next('names')).toBe('▌ 14 grad(output.w[1]) node_1 × grad(output) = ?');
});

test.each(shipped)('every row of %s has a name, beside the values and below the operation', (name) => {
  const scene = sceneOf(name);
  const { session } = scene;
  const nameless: string[] = [];
  for (const columns of [49, 93])
    for (let part = 1; part <= 24; part++) {
      const position = Math.ceil((Math.min(session.total, 3000) * part) / 24);
      session.seek(position);
      const rows = rowsOf(scene, columns, 5);
      // The number of the step, a gap, and what a name begins with: no number begins with a letter.
      nameless.push(...rows.filter((row) => !/^.. *\d+ {2}[^ ]*\p{L}/u.test(row) && !row.includes('start')));
    }
  expect(nameless).toEqual([]);
});

test('in a narrow tape the operation in names gives way first, then letters of the name, then the numbers', () => {
  const scene = sceneOf('target-13');
  scene.session.seek(13);
  const at = (columns: number) => rowsOf(scene, columns, 1)[0]?.trim().replace(/ +/g, ' ');
  expect([80, 60, 48, 38, 26, 16].map(at)).toEqual([
    '▸ 13 grad(output.w[0]) node_0 × grad(output) 5 × (−8) = −40',
    expect.stringMatching(/^▸ 13 grad\(output\.w\[0\]\) node_0 × \S+… 5 × \(−8\) = −40$/u),
    '▸ 13 grad(output.w[0]) 5 × (−8) = −40',
    '▸ 13 g(output.w[0]) 5 × (−8) = −40',
    '▸ 13 g(o.w[0]) = −40',
    expect.stringMatching(/^▸ 13 .*= −40$/u),
  ]);
});

test('a result that is not finite is a warning', () => {
  const scene = sceneOf('explodes');
  scene.session.seek(scene.session.total);
  const rows = tapeLines(scene, { columns: 60, rows: 3 }, defaultViewOptions);
  expect(rows[0]?.filter(({ tone }) => tone === 'warning').map(({ text }) => text)).toEqual(['NaN']);
});

test('a selected step has its sign, and a breakpoint there stays visible', () => {
  const debug = new Debugger(new Session(load('target-13')));
  execute(debug, 'break at loss');
  debug.session.seek(13);
  debug.selection = { ...debug.selection, step: 11 };
  const signs = tapeLines(new Scene(debug), { columns: 60, rows: 6 }, defaultViewOptions).map((row) =>
    plainText(row).slice(0, 5),
  );
  expect(signs).toContain('›◆11 ');
  expect(signs).toContain('▸ 13 ');
});

test('◇ marks the steps at which a breakpoint only writes a message', () => {
  const debug = new Debugger(new Session(load('target-13')));
  execute(debug, 'break node_0 log "{output}"');
  execute(debug, 'tbreak node_1');
  const size = { columns: 60, rows: debug.session.total + 1 };
  const signs = tapeLines(new Scene(debug), size, defaultViewOptions).map((row) => plainText(row)[0]);
  expect(signs.flatMap((sign, step) => (sign === '◇' ? [step] : []))).toEqual([1, 17, 25]);
  expect(signs.flatMap((sign, step) => (sign === '◆' ? [step] : []))).toEqual([4, 19, 29]);
});

test('○ marks the steps of a breakpoint that is disabled, on the tape and in the scrubber', () => {
  const debug = new Debugger(new Session(load('target-13')));
  execute(debug, 'break node_0');
  execute(debug, 'disable 1');
  const size = { columns: 60, rows: debug.session.total + 1 };
  const signsNow = () =>
    tapeLines(new Scene(debug), size, defaultViewOptions).flatMap((row, step) =>
      plainText(row)[0] === '○' ? [step] : [],
    );
  const scrubber = () => plainText(scrubberLine(new Scene(debug), 100));
  expect(signsNow()).toEqual([1, 17, 25]);
  expect(scrubber()).toContain('○');
  execute(debug, 'enable 1');
  expect(signsNow()).toEqual([]);
  expect(scrubber()).not.toContain('○');
});

test('◆ marks the steps at which a run stops, and no others', () => {
  for (const text of [
    'node node_0',
    'layer output',
    'phase backward',
    'at loss',
    'kind multiply',
    'line 13',
  ]) {
    const debug = new Debugger(new Session(load('target-13')));
    const parsed = parseBreakpoint(text, debug.session);
    if (!parsed.ok) throw new Error(text);
    debug.breakpoints = addBreakpoint([], parsed.spec);
    const { session, breakpoints } = debug;
    const rows = tapeLines(new Scene(debug), { columns: 60, rows: session.total + 1 }, defaultViewOptions);
    const marked = rows.flatMap((row, step) => (plainText(row)[0] === '◆' ? [step] : []));
    const stops: number[] = [];
    for (;;) {
      const work = run(session, breakpoints, 'forward');
      let result = work.next();
      while (!result.done) result = work.next();
      if (result.value.breakpoints.length === 0) break;
      stops.push(session.position);
    }
    expect(marked, text).toEqual(stops);
    expect(marked.length, text).toBeGreaterThan(0);
  }
});
