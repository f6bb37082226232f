/** A key that does nothing says so: in every state, a key changes the screen, has an effect, or is answered. */
import { afterEach, describe, expect, test } from 'vitest';
import { helpSections } from '../../src/app/actions/actions.ts';
import { press } from '../../src/app/app.ts';
import { screenOf } from '../../src/app/screen/screen.ts';
import type { State } from '../../src/app/state/state.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { panes } from '../../src/view/scene/view-options.ts';
import { plainText } from '../../src/view/terminal/text.ts';
import { runnerAt, shippedEntry, typed } from '../support/app.ts';

afterEach(() => setLanguage('en'));

const entries = ['target-13', 'slope', 'circuit'].map(shippedEntry);
const size = { columns: 60, rows: 16 };
const textOf = (state: State) => screenOf(state, size).map(plainText).join('\n');

const known = helpSections.flatMap(({ actions }) => actions.flatMap(({ keys }) => keys));
const others = 'f1 f2 f3 f4 f6 f7 f8 f12 insert delete backspace shift-f5 alt-f2 ctrl-q Q Z ` % ক'.split(' ');
const keys = [...new Set([...known, ...others])];

/** What of a state is on a screen that is large enough for all of it. */
const shownIn = (state: State) =>
  JSON.stringify([
    textOf(state),
    state.view,
    state.playInterval,
    state.playUnit,
    state.opened?.debug.selection,
  ]);

/** The keys that are not answered after some keys. */
function unanswered(open: string | null, before: string): string[] {
  const begin = (): State => ({ ...typed(runnerAt(entries, open), before).state, message: null });
  const shown = shownIn(begin());
  return keys.filter((key) => {
    setLanguage('en');
    const { state, effects } = press(begin(), key);
    const isAnswered = effects.length > 0 || state.message !== null || state.mode === 'list';
    return !isAnswered && shownIn(state) === shown;
  });
}

describe.each([
  ['the menu', null, ''],
  ['the menu, at its last row', null, 'G'],
  ['the start', 'target-13', ''],
  ['the middle', 'target-13', 'n n l'],
  ['the end', 'target-13', 'G'],
  ['formulas', 'circuit', 'l l'],
  ['a selected value', 'target-13', 'n tab down down'],
  ['a selected step', 'target-13', 'n down'],
] as const)('in %s', (_where, open, before) => {
  test('every key is answered', () => {
    expect(unanswered(open, before)).toEqual([]);
  });
});

test.each(panes)('with the focus on %s, every key is answered at the start and at the end', (pane) => {
  for (const way of ['', 'G ']) {
    const tabs = Array.from({ length: 7 }, (_, count) => `${way}a 8 ${'tab '.repeat(count)}`);
    const there = tabs.find((each) => typed(runnerAt(entries, 'target-13'), each).state.view.focus === pane);
    if (there === undefined) expect([pane, way]).toEqual(['watches', '']);
    else expect(unanswered('target-13', there)).toEqual([]);
  }
});

describe('e', () => {
  const said = (before: string) => typed(runnerAt(entries, 'target-13'), `${before} e`).state;

  test('says how to get to a value from where the focus is', () => {
    expect(said('').message?.text).toMatch(/press Tab until the values have the focus, then ↑ or ↓\.$/);
    expect(said('7').message?.text).toMatch(/press Tab until the values have the focus, then ↑ or ↓\.$/);
    expect(said('tab').message?.text).toMatch(/: press ↑ or ↓\.$/);
    expect(said('O').message?.text).toMatch(/: show the values, with O or o\.$/);
    for (const before of ['', '7', '8', 'tab tab']) {
      const runner = typed(runnerAt(entries, 'target-13'), before);
      for (let count = 0; count < 7 && runner.state.view.focus !== 'values'; count++) typed(runner, 'tab');
      expect(typed(runner, 'down e').state.mode).toBe('command');
    }
  });

  test('says of a value that is computed what could be set instead', () => {
    const runner = typed(runnerAt(entries, 'target-13'), ': 9 enter tab');
    for (let count = 0; count < 60 && runner.state.opened?.debug.subject !== 'output'; count++)
      typed(runner, 'down');
    typed(runner, runner.state.opened?.debug.selection.address === null ? 'up down' : '');
    expect(typed(runner, 'e').state.message?.text).toMatch(
      /^output is computed\. What can be set is a weight/,
    );
  });
});

test('a scenario opens with the focus on its tape, wherever it was before', () => {
  for (const before of ['tab', '7', '8', 'tab tab']) {
    const runner = typed(runnerAt(entries, 'target-13'), `${before} q j enter`);
    expect(runner.state.opened?.entry.id).toBe('slope');
    expect(runner.state.view.focus, before).toBe('tape');
  }
  // A pane that fills the screen has the focus.
  const zoomed = typed(runnerAt(entries, 'target-13'), 'tab o z q j enter').state.view;
  expect([zoomed.zoom, zoomed.focus]).toEqual(['values', 'values']);
});
