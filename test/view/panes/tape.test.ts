import { describe, expect, test } from 'vitest';
import { addBreakpoint } from '../../../src/breakpoints/list.ts';
import { parseBreakpoint } from '../../../src/breakpoints/parse.ts';
import { run } from '../../../src/breakpoints/run.ts';
import { execute } from '../../../src/commands/commands.ts';
import { Debugger } from '../../../src/commands/debugger.ts';
import { Session } from '../../../src/session/session.ts';
import { tapeLines } from '../../../src/view/panes/tape.ts';
import { Scene } from '../../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../../src/view/scene/view-options.ts';
import { DIGITS, formatNumber } from '../../../src/view/terminal/format.ts';
import { plainText } from '../../../src/view/terminal/text.ts';
import { load, shipped } from '../../support/scenario.ts';

const NARROWEST = 36;
const WIDEST = 100;
const widths = Array.from({ length: WIDEST - NARROWEST + 1 }, (_, index) => NARROWEST + index);
/** Positions in a run, as fractions of its length. */
const places = [0, 0.13, 0.41, 0.62, 0.87, 1];
const ROWS = 9;

const sceneOf = (name: string) => new Scene(new Debugger(new Session(load(name))));
const rowsOf = (scene: Scene, columns: number, rows = ROWS) =>
  tapeLines(scene, { columns, rows }, defaultViewOptions).map((line) => plainText(line).trimEnd());

/** A number with the usual digits, and with more. */
const forms = (value: number) => Array.from({ length: 13 }, (_, more) => formatNumber(value, DIGITS + more));

describe.each(shipped)('%s', (name) => {
  test(`no number is cut, from ${NARROWEST} to ${WIDEST} columns`, () => {
    const scene = sceneOf(name);
    const { session } = scene;
    for (const place of places) {
      // One position in the first 60 steps, where numbers are short, and one in the whole run.
      for (const position of [
        Math.floor(place * Math.min(60, session.total)),
        Math.floor(place * session.total),
      ]) {
        session.seek(position);
        for (const columns of widths) {
          for (const row of rowsOf(scene, columns)) {
            expect(row).not.toMatch(/\d…/);
            expect(row.length).toBeLessThanOrEqual(columns);
            const step = Number(/^\D*(\d+)/.exec(row)?.[1]);
            if (step === 0) expect(row).toMatch(/ start$/);
            else if (step > position) expect(row).toMatch(/= \?$/);
            else expect(forms(session.step(step).result.value), row).toContain(/[=≈] (\S+)$/.exec(row)?.[1]);
          }
        }
      }
    }
  });
});

test('in a narrow tape the phase gives way first, then the name of the result, then the operands', () => {
  const scene = sceneOf('target-13');
  scene.session.seek(13);
  const at = (columns: number) => rowsOf(scene, columns, 1)[0]?.trim().replace(/ +/g, ' ');
  expect([60, 40, 33, 24, 18].map(at)).toEqual([
    '▸ 13 back grad(output.w[0]) 5 × (−8) = −40',
    '▸ 13 grad(output.w[0]) 5 × (−8) = −40',
    '▸ 13 grad(outp… 5 × (−8) = −40',
    '▸ 13 5 × (−8) = −40',
    '▸ 13 gra… = −40',
  ]);
});

test('a name is never cut inside a number', () => {
  const scene = sceneOf('target-13');
  scene.session.seek(5);
  const names = Array.from({ length: 30 }, (_, index) => rowsOf(scene, 20 + index, 5)[2] ?? '');
  expect(names.join('\n')).toMatch(/node_…/);
  expect(names.join('\n')).not.toMatch(/\d…/);
});

test('◇ marks the steps at which a breakpoint only writes a message', () => {
  const debug = new Debugger(new Session(load('target-13')));
  execute(debug, 'break node_0 log "{output}"');
  execute(debug, 'tbreak node_1');
  const size = { columns: 60, rows: debug.session.total + 1 };
  const signs = tapeLines(new Scene(debug), size, defaultViewOptions).map((row) => row[0]?.text);
  expect(signs.flatMap((sign, step) => (sign === '◇' ? [step] : []))).toEqual([1, 17, 25]);
  expect(signs.flatMap((sign, step) => (sign === '◆' ? [step] : []))).toEqual([4, 19, 29]);
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
    const marked = rows.flatMap((row, step) => (row[0]?.text === '◆' ? [step] : []));
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
