/** Keys, gestures and the size of the cells: what the page makes of what a browser reports. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { helpSections } from '../../src/app/actions/actions.ts';
import { gridOf, stepsAfter } from '../../src/page/canvas/geometry.ts';
import { pageCapabilities } from '../../src/page/capabilities.ts';
import { gestureOf, keyNameOf, type Struck, Wheel } from '../../src/page/keys.ts';
import { SMALLEST } from '../../src/view/size-classes.ts';

function named(key: string, held: Partial<Struck> = {}, isTyping = false): string | null {
  const none = { code: '', ctrlKey: false, altKey: false, metaKey: false, shiftKey: false };
  return keyNameOf({ key, ...none, ...held }, isTyping);
}

describe('keys', () => {
  test.each([
    ['a', {}, 'a'],
    ['N', { shiftKey: true }, 'N'],
    ['ক', {}, 'ক'],
    ['ন', { code: 'KeyN' }, 'n'],
    ['ণ', { code: 'KeyN', shiftKey: true }, 'N'],
    ['৩', { code: 'Digit3' }, '3'],
    ['।', { code: 'Period' }, '।'],
    ['q', { code: 'KeyA' }, 'q'],
    [' ', {}, 'space'],
    ['ArrowRight', {}, 'right'],
    ['ArrowRight', { shiftKey: true }, 'shift-right'],
    ['ArrowLeft', { ctrlKey: true }, 'ctrl-left'],
    ['ArrowDown', { shiftKey: true }, 'down'],
    ['Escape', {}, 'escape'],
    ['Tab', {}, 'tab'],
    ['F10', {}, 'f10'],
    ['F11', { shiftKey: true }, 'shift-f11'],
    ['@', { ctrlKey: true, altKey: true }, '@'],
  ])('%s %o is %s', (key, held, name) => {
    expect(named(key, held)).toBe(name);
  });

  test.each([
    ['c', { ctrlKey: true }],
    ['r', { ctrlKey: true }],
    ['r', { metaKey: true }],
    ['ArrowLeft', { altKey: true }],
    ['Tab', { shiftKey: true }],
    ['F12', {}],
    ['Shift', { shiftKey: true }],
    ['Dead', {}],
    ['Process', {}],
  ])('%s %o is left to the browser', (key, held) => {
    expect(named(key, held)).toBe(null);
  });

  test('in a line a keyboard for Bangla types Bangla', () => {
    expect(named('ন', { code: 'KeyN' }, true)).toBe('ন');
  });

  test('Ctrl-A goes to the start of a line that is typed, and is otherwise the browser’s', () => {
    expect(named('a', { ctrlKey: true }, true)).toBe('ctrl-a');
    expect(named('a', { ctrlKey: true })).toBe(null);
    expect(named('c', { ctrlKey: true }, true)).toBe(null);
  });
});

describe('fingers and the mouse', () => {
  test.each([
    [0, 0, true, 'click'],
    [3, -4, false, 'click'],
    [-80, 10, true, 'left'],
    [80, -10, true, 'right'],
    [5, -70, true, 'up'],
    [5, 70, true, 'down'],
    [-80, 10, false, null],
    [15, 0, true, null],
  ] as const)('%d, %d (finger: %s) is %s', (x, y, isFinger, gesture) => {
    expect(gestureOf(x, y, isFinger, 100)).toBe(gesture);
  });

  test('a finger that stays long selects text, and does not click', () => {
    expect(gestureOf(3, 0, true, 700)).toBe(null);
    expect(gestureOf(3, 0, false, 700)).toBe('click');
    expect(gestureOf(-80, 0, true, 700)).toBe('left');
  });

  test('many small turns of the wheel are as many notches as one large turn', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(parts, (turns) => {
        const [small, large] = [new Wheel(), new Wheel()];
        const sum = turns.reduce((all, by) => all + by, 0);
        expect(turns.reduce((all, by) => all + small.turn(by, false), 0)).toBe(large.turn(sum, false));
      }),
    );
  });

  test('a turn back does not have to make good for the turn before', () => {
    const wheel = new Wheel();
    expect(wheel.turn(59, false)).toBe(0);
    expect(wheel.turn(-60, false)).toBe(-1);
    expect(wheel.turn(3, true)).toBe(1);
  });
});

describe('cells', () => {
  const room = fc.record({
    width: fc.integer({ min: 200, max: 4000 }),
    height: fc.integer({ min: 150, max: 2500 }),
    ratio: fc.constantFrom(1, 1.25, 1.5, 2, 3),
    advance: fc.double({ min: 0.5, max: 0.65, noNaN: true }),
  });

  test('they are whole pixels, fit into the room, and a screen can be drawn wherever there is room for one', () => {
    fc.assert(
      fc.property(room, fc.integer({ min: -12, max: 12 }), (each, steps) => {
        const { size, cell, font } = gridOf(each, steps);
        const [width, height] = [each.width * each.ratio, each.height * each.ratio];
        expect([cell.width, cell.height].every(Number.isInteger)).toBe(true);
        expect(size.columns * cell.width).toBeLessThanOrEqual(width);
        expect(size.rows * cell.height).toBeLessThanOrEqual(height);
        expect(font * each.advance).toBeCloseTo(cell.width, 9);
        const fits = width >= 3 * SMALLEST.columns && height >= 3 * 2.5 * SMALLEST.rows;
        if (fits) {
          expect(size.columns).toBeGreaterThanOrEqual(SMALLEST.columns);
          expect(size.rows).toBeGreaterThanOrEqual(SMALLEST.rows);
        }
      }),
    );
  });

  test('a telephone has 60 columns, a laptop’s window more than 100', () => {
    expect(
      gridOf({ width: 378, height: 740, ratio: 3, advance: 0.6 }, 0).size.columns,
    ).toBeGreaterThanOrEqual(60);
    expect(gridOf({ width: 1420, height: 880, ratio: 1, advance: 0.6 }, 0).size).toEqual({
      columns: 157,
      rows: 48,
    });
  });

  test('larger text means fewer cells, up to an end', () => {
    const laptop = { width: 1420, height: 880, ratio: 2, advance: 0.6 };
    expect(gridOf(laptop, 3).size.columns).toBeLessThan(gridOf(laptop, 0).size.columns);
    expect(gridOf(laptop, -3).size.columns).toBeGreaterThan(gridOf(laptop, 0).size.columns);
    let steps = 0;
    for (let time = 0; time < 100; time++) steps = stepsAfter(laptop, steps, 1);
    expect(steps).toBe(stepsAfter(laptop, steps, 1));
  });

  test('each step changes the cells, also from a choice that no room was left for', () => {
    fc.assert(
      fc.property(
        room,
        fc.integer({ min: -12, max: 12 }),
        fc.constantFrom<1 | -1>(1, -1),
        (each, steps, by) => {
          const next = stepsAfter(each, steps, by);
          const [before, after] = [steps, next].map((some) => gridOf(each, some).cell.width);
          if (next !== steps) expect(Math.sign((after ?? 0) - (before ?? 0))).toBe(by);
          else expect(gridOf(each, by * 12).cell.width).toBe(before);
        },
      ),
    );
  });
});

test('every key of the help can be struck, but those that are the browser’s', () => {
  const capabilities = pageCapabilities('dark', false);
  const keys = helpSections
    .flatMap(({ actions }) => actions)
    .filter(({ needs }) => needs === undefined || capabilities[needs])
    .flatMap(({ keys: own }) => own);
  expect(keys.length).toBeGreaterThan(80);
  const struck = (name: string): string | null => {
    const [, held = '', plain = name] = /^(shift-|ctrl-)?(.+)$/.exec(name) ?? [];
    const key =
      [
        ...'ArrowUp ArrowDown ArrowLeft ArrowRight PageUp PageDown Home End Enter Escape Tab Backspace Delete'.split(
          ' ',
        ),
        ' ',
      ].find((each) => named(each) === plain) ?? (/^f\d+$/.test(plain) ? plain.toUpperCase() : plain);
    return named(key, { shiftKey: held === 'shift-', ctrlKey: held === 'ctrl-' });
  };
  expect(keys.filter((key) => struck(key) !== key)).toEqual([]);
});
