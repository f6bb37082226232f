/** The mouse: what a click does depends on what stands on the screen, so every target is tried on drawn screens. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { press } from '../../src/app/app.ts';
import { point, targetAt } from '../../src/app/pointing.ts';
import { screenOf } from '../../src/app/screen/screen.ts';
import type { State } from '../../src/app/state/state.ts';
import { emptySelection } from '../../src/commands/debugger.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { panesShown } from '../../src/view/scene/view-options.ts';
import { targetIn } from '../../src/view/terminal/aim.ts';
import { lineWidth, type Size, type Span, type Target } from '../../src/view/terminal/text.ts';
import { pressed, runnerAt, shippedEntry } from '../support/app.ts';
import '../support/seed.ts';
import { inTurn } from '../support/tried.ts';

afterEach(() => setLanguage('en'));

const sizes: readonly Size[] = [
  { columns: 80, rows: 24 },
  { columns: 100, rows: 30 },
  { columns: 140, rows: 45 },
  { columns: 200, rows: 50 },
];

function stateAt(id: string, step: number, keys = ''): State {
  const state = runnerAt([shippedEntry(id)], id).state;
  const jumped = pressed(state, [...`:${step}`, 'enter']);
  return pressed(jumped, keys.split(' ').filter(Boolean));
}

interface Placed {
  readonly each: Span;
  readonly target: Target;
  readonly column: number;
  readonly row: number;
}

/** All texts of a screen that have a target, and the parts of texts that have one of their own, with their first cell. */
function targetsOn(state: State, size: Size): Placed[] {
  return screenOf(state, size).flatMap((line, row) => {
    let column = 0;
    return line.flatMap((each): Placed[] => {
      const start = column;
      column += lineWidth([each]);
      const places = each.aims ? Array.from(each.text, (_, at) => at) : each.text === '' ? [] : [0];
      const targets = places.map((at) => targetIn(each, at));
      return places.flatMap((at) => {
        const target = targets[at];
        const isFirst = target !== targets[at - 1];
        return target && isFirst ? [{ each, target, column: start + at, row }] : [];
      });
    });
  });
}

const click = (state: State, { column, row }: { column: number; row: number }, size: Size) =>
  point(state, { kind: 'click', column, row }, size).state;

const fixtures = [
  ['target-13', 13],
  ['xor', 1038],
  ['attention', 194],
  ['gradient-descent', 30],
  ['two-moons', 2000],
] as const;

describe.each(fixtures)('%s, step %i', (id, step) => {
  test.each(sizes)('a number belongs to the value that a click selects, at $columns × $rows', (size) => {
    const state = stateAt(id, step);
    const { debug } = state.opened as NonNullable<State['opened']>;
    const { session } = debug;
    const numbers = targetsOn(state, size).flatMap(({ each, target, ...at }) =>
      target.kind === 'value' && each.value !== undefined ? [{ each, target, at }] : [],
    );
    expect(numbers.length).toBeGreaterThan(3);
    for (const { each, target, at } of inTurn(numbers, size.rows)) {
      const shown = session.values.slotsOf(target.address).map((slot) => session.registers[slot]);
      expect(shown, `${target.address} ${each.text}`).toContain(each.value);
      debug.selection = emptySelection;
      const clicked = click(state, at, size);
      expect(clicked.opened?.debug.selection.address).toBe(target.address);
      expect(clicked.view.focus).toBe('values');
    }
  });

  test.each(sizes)(
    'a row of the tape goes to its step, and so does the scrubber, at $columns × $rows',
    (size) => {
      const steps = targetsOn(stateAt(id, step), size).filter(({ target }) => target.kind === 'step');
      const last = size.rows - 2;
      expect(new Set(steps.map(({ row }) => row)).size).toBeGreaterThan(3);
      expect(steps.filter(({ row }) => row === last).length).toBeGreaterThan(10);
      const state = stateAt(id, step);
      const { session } = (state.opened as NonNullable<State['opened']>).debug;
      for (const { target, column, row } of inTurn(steps, size.rows, 12)) {
        // A state shares its Debugger with the states after it.
        session.seek(step);
        const after = click(state, { column, row }, size);
        const work = after.running === null ? after.opened?.debug.session.position : null;
        if (target.kind === 'step' && work !== null) expect(work).toBe(target.step);
      }
    },
  );
});

test('the cells of the scrubber go through the run in order, from its first step to its last', () => {
  const size = { columns: 100, rows: 30 };
  const cells = targetsOn(stateAt('target-13', 13), size).filter(({ row }) => row === size.rows - 2);
  const steps = cells.flatMap(({ target }) => (target.kind === 'step' ? [target.step] : []));
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  expect([steps[0], steps.at(-1)]).toEqual([1, 32]);
});

test('a key of the last line does what the key does', () => {
  const size = { columns: 140, rows: 45 };
  const keys = targetsOn(stateAt('target-13', 13), size).flatMap(({ target, column, row }) =>
    target.kind === 'key' ? [{ key: target.key, column, row }] : [],
  );
  expect(keys.map(({ key }) => key)).toEqual(expect.arrayContaining(['right', 'left', 'w', '?']));
  for (const { key, ...at } of keys) {
    const [clicked, typed] = [stateAt('target-13', 13), stateAt('target-13', 13)].map((state, index) =>
      index === 0 ? click(state, at, size) : press(state, key).state,
    ) as [State, State];
    const about = ({ mode, view, list, message, opened }: State) => ({
      mode,
      view,
      list,
      message,
      position: opened?.debug.session.position,
    });
    expect(about(clicked), key).toEqual(about(typed));
  }
});

test('a node is clicked anywhere in its box', () => {
  const size = { columns: 140, rows: 45 };
  const state = stateAt('target-13', 13);
  const line = screenOf(state, size).findIndex((each) =>
    each.some(
      (part) => targetIn(part, part.text.indexOf('node_1'))?.kind === 'value' && part.text.includes('node_1'),
    ),
  );
  const lines = screenOf(state, size);
  const names = (row: number) =>
    Array.from({ length: 60 }, (_, column) => targetAt(lines[row] ?? [], column)).flatMap((target) =>
      target?.kind === 'value' ? [target.address] : [],
    );
  // Its upper and lower border, and a row between.
  for (const row of [line, line + 1, line + 3])
    expect(names(row).filter((name) => name === 'node_1').length).toBeGreaterThan(8);
});

test('a frame of the stack is selected, and a line of the code leads to its first step', () => {
  const size = { columns: 200, rows: 50 };
  const state = stateAt('target-13', 13);
  const all = targetsOn(state, size);
  const frame = all.find(({ target }) => target.kind === 'frame' && target.level === 'phase') as Placed;
  expect(click(state, frame, size).opened?.debug.selection.frame).toBe('phase');
  const first = all.find(
    ({ target, each }) => target.kind === 'line' && each.text.includes('output'),
  ) as Placed;
  const gone = click(stateAt('target-13', 13), first, size);
  expect(gone.opened?.debug.session.position).not.toBe(13);
});

test('in a list, the first click selects a row, the second one chooses it; the wheel moves the selection', () => {
  const size = { columns: 140, rows: 45 };
  const state = stateAt('target-13', 13, 'w');
  const rows = targetsOn(state, size).filter(({ target }) => target.kind === 'row' && target.index === 1);
  const [row] = rows as [Placed];
  const selected = click(state, row, size);
  expect(selected.list?.selected).toBe(1);
  const turned = point(selected, { kind: 'wheel', by: 1, ...row }, size).state;
  expect(turned.list?.selected).toBe(2);
  expect(click(selected, row, size)).toMatchObject({ mode: 'session', list: null });
});

describe('a tab', () => {
  const size = { columns: 140, rows: 45 };
  const tabsOn = (state: State) =>
    targetsOn(state, size).flatMap(({ target, ...at }) =>
      target.kind === 'picture' ? [{ name: target.name, ...at }] : [],
    );

  test.each(['attention', 'xor', 'iris', 'target-13'])('shows its own picture, in %s', (id) => {
    const tabs = tabsOn(stateAt(id, 3));
    expect(tabs.length).toBeGreaterThan(4);
    for (const { name, ...at } of tabs)
      expect(click(stateAt(id, 3), at, size).view).toMatchObject({ picture: name, focus: 'picture' });
  });

  test('types nothing where keys are typed: in a command, a search, an answer, a list, and after m', () => {
    for (const keys of [': s', '/ w', 'p enter l l l l l', 'm', 'l l l w']) {
      const state = stateAt('target-13', 0, keys);
      const [tab] = tabsOn(state).filter(({ name }) => name === 'loss');
      expect(tab, keys).toBeDefined();
      if (tab) expect(click(state, tab, size), keys).toEqual(state);
    }
    expect(stateAt('target-13', 0, 'p enter l l l l l').mode).toBe('answer');
  });

  test('ends playing and a message, as a key does', () => {
    const state = stateAt('target-13', 13, 'f space');
    expect(state.playing).toBe('on');
    const [tab] = tabsOn(state);
    if (tab) expect(click(state, tab, size)).toMatchObject({ playing: 'off', message: null });
  });
});

describe('the focus', () => {
  const paneAt = (state: State, name: string, size: Size) =>
    targetsOn(state, size).find(({ target }) => target.kind === 'pane' && target.pane === name) as Placed;
  const valueAt = (state: State, size: Size) =>
    targetsOn(state, size).find(({ target }) => target.kind === 'value') as Placed;

  test('is on the code after a click on it, also where it is drawn without being switched on', () => {
    const size = { columns: 200, rows: 50 };
    const state = stateAt('target-13', 13);
    const clicked = click(state, paneAt(state, 'listing', size), size);
    expect(clicked.view).toMatchObject({ focus: 'listing', hasListing: true });
    const after = pressed(clicked, ['down']);
    expect(after.opened?.debug.selection.line).not.toBeNull();
  });

  test.each(['o s', 'O', 'o z'])('stays where it is if the values are not shown: %s', (keys) => {
    const size = { columns: 140, rows: 45 };
    const focused = stateAt('target-13', 13, `1 ${keys}`);
    const before = focused.view;
    const value = valueAt(focused, size);
    expect(value).toBeDefined();
    const clicked = click(focused, value, size);
    expect(clicked.view).toEqual(before);
    expect(clicked.opened?.debug.selection.address).toBe(
      value.target.kind === 'value' && value.target.address,
    );
  });

  test('is on a pane that is shown, after any keys and clicks', () => {
    const keys = ['tab', 'o s', 'o p', 'o t', 'O', 'o z', '8', 'o a', 'escape', '1', 'w escape', ': a', 'x'];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...keys), fc.nat(2000)), { maxLength: 12 }),
        fc.constantFrom(...sizes),
        (moves, size) => {
          let state = pressed(stateAt('target-13', 13), [...':watch', 'space', ...'loss', 'enter']);
          for (const move of moves) {
            const targets = typeof move === 'number' ? targetsOn(state, size) : [];
            if (typeof move === 'string') state = pressed(state, move.split(' '));
            else if (targets.length > 0) state = click(state, targets[move % targets.length] as Placed, size);
            const { view, opened, mode } = state;
            if (!opened || mode !== 'session') return;
            const shown = panesShown(view, opened.debug.watches.length > 0);
            expect(view.zoom === null ? shown : [view.zoom]).toContain(view.focus);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
