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

/** Keys of all kinds. */
const some =
  'c n b D x 1 % ক : ? / space enter tab escape up down left right home end pageup pagedown backspace delete f1 f5 ctrl-l ctrl-q ctrl-u shift-right alt-f2'.split(
    ' ',
  );

/** The keys that leave no trace on the screen after some keys. */
function untraced(id: string | null, before: string): string[] {
  const begin = (): State => typed(runnerAt(entries, id), before).state;
  const large = { columns: 100, rows: 30 };
  const drawn = (state: State) => JSON.stringify([state.mode, screenOf(state, large)]);
  const shown = drawn(begin());
  return some.filter((key) => {
    const { state, effects } = press(begin(), key);
    return effects.length === 0 && drawn(state) === shown;
  });
}

/** Keys that move the caret of a line, or edit it, though there is nothing in it. */
const ofEmptyLine = (key: string) => /(?:^|-)(?:left|right|up|down|home|end|delete)$|^ctrl-[aeuw]$/.test(key);

describe.each([
  ['the help', 'target-13', '?'],
  ['the help of the menu', null, '?'],
  ['the last row of a list', 'target-13', 'n n ? G'],
  ['a list beside the screen', 'target-13', 'n n l w'],
  ['a list of breakpoints', 'target-13', 'b L'],
  ['the filter of a list', 'target-13', '? /'],
  ['the filter of the menu', null, '/'],
  ['a mark', 'target-13', 'm'],
  ['a return', 'target-13', "m a l l '"],
  ['the answer of a quiz', 'target-13', 'p enter l'],
  ['the command line', 'target-13', ':'],
  ['a search', 'target-13', '/'],
] as const)('in %s', (_where, id, before) => {
  test('every key leaves something on the screen', () => {
    const isPrompt = ['command', 'search', 'answer'].includes(
      typed(runnerAt(entries, id), before).state.mode,
    );
    expect(untraced(id, before).filter((key) => !(isPrompt && ofEmptyLine(key)))).toEqual([]);
  });
});

test('a key that does nothing while something runs says so, until the next key', () => {
  const { state } = press(typed(runnerAt(entries, 'target-13'), ': c o n t i n u e').state, 'enter');
  const running = { from: 0, position: 5, elapsed: 1, isMove: true, isAsking: false };
  const begun: State = { ...state, mode: 'running', running, message: null };
  const told = press(begun, 'x').state;
  expect(textOf(told)).toContain('step 5 of 32 · x does nothing here.');
  expect(press(told, 'escape').state.message).toBeNull();
});

test('what is said of a key hides the question of a quiz until the next key', () => {
  const runner = typed(runnerAt(entries, 'target-13'), 'p enter l 9 9 enter');
  const asked = runner.state.message;
  expect(asked?.text).toContain('Try again');
  expect(typed(runner, 'f4').state.message?.text).toBe('F4 does nothing here.');
  expect(typed(runner, 'f6').state.message?.text).toBe('F6 does nothing here.');
  expect(typed(runner, '1').state.message).toBe(asked);
});

describe('in a list', () => {
  test(': closes it and opens the command line, ? shows its keys first', () => {
    const runner = typed(runnerAt(entries, 'target-13'), 'n n w :');
    expect(runner.state).toMatchObject({ mode: 'command', list: null, prompt: { text: '' } });
    typed(runner, 'escape w ?');
    expect(runner.state.list?.rows[0]).toMatchObject({ text: 'In a list', isHeading: true });
    expect(typed(runner, '?').state).toMatchObject({ mode: 'session', list: null });
    expect(typed(runnerAt(entries, null), '? :').state.message?.text).toBe(
      ': does nothing here. Press ? for all keys.',
    );
  });

  test('the key of the language closes it and switches; in its filter it is a letter', () => {
    const runner = typed(runnerAt(entries, 'target-13'), 'n n w A');
    expect(runner.state).toMatchObject({ mode: 'session', list: null, language: 'bn', message: null });
    typed(runner, 'A w / A f1');
    expect(runner.state).toMatchObject({
      mode: 'list',
      language: 'en',
      list: { filter: 'A' },
    });
    // The menu has lists, too.
    expect(typed(runnerAt(entries, null), '? A').state).toMatchObject({ mode: 'menu', language: 'bn' });
  });

  test('no key that is typed after a colon acts on the list', () => {
    const runner = typed(runnerAt(entries, 'target-13'), 'l l l');
    const current = () => runner.state.opened?.debug.session.timeline.name;
    for (const line of ['9', 'set output.w[0] = 3', '1', 'set output.w[0] = 5', 'timelines'])
      typed(runner, `: ${[...line].map((each) => (each === ' ' ? 'space' : each)).join(' ')} enter`);
    expect(runner.state.list?.rows).toHaveLength(2);
    const before = current();
    typed(runner, ': D enter');
    expect(current()).toBe(before);
  });
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
