/** Pasted text is never read as keys; of several lines each is shown before it is run. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paste, press, receive } from '../../src/app/app.ts';
import type { State } from '../../src/app/state/state.ts';
import { pressed, runnerAt, shippedEntry } from '../support/app.ts';
import '../support/seed.ts';

const entries = [shippedEntry('xor'), shippedEntry('target-13')];
const stateAt = (id: string | null, keys: string) =>
  pressed(runnerAt(entries, id).state, keys.split(' ').filter(Boolean));

test('where no line is typed it does nothing, whatever it is, and says what to do', () => {
  for (const state of [stateAt(null, ''), stateAt('xor', 'l'), stateAt('xor', '?'), stateAt('xor', 'm')]) {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('q', 'qq', 'l\nl', ':set y.bias = 3\n')), (text) => {
        const { state: after, effects } = paste(state, text);
        expect(effects).toEqual([]);
        expect({ ...after, message: null }).toEqual({ ...state, message: null });
        expect(after.message?.text).toMatch(/^Pasted text is not read as keys\. To .* press [:/] first\.$/);
      }),
      { numRuns: 30 },
    );
  }
});

test('in a line it is inserted at the caret, without control characters', () => {
  const typed = paste(stateAt('xor', ': a b left'), '\u001b[31mred\tone').state;
  expect(typed.prompt.text).toMatch(/^a.*red one.*b$/);
  expect(typed.prompt.text).not.toMatch(/\p{Cc}/u);
  expect(paste(stateAt('xor', '/'), 'loss').state.prompt.text).toBe('loss');
  expect(paste(stateAt(null, '/ x'), 'o').state.filter).toBe('xo');
});

test('several lines are typed one after the other, each when the one before has been run', () => {
  const lines = ['set y.bias = 3', 'goto 5', 'print loss'];
  let state: State = paste(stateAt('xor', ':'), `${lines.join('\r\n')}\n\n`).state;
  const typed: string[] = [];
  while (state.mode === 'command') {
    typed.push(state.prompt.text);
    state = press(state, 'enter').state;
  }
  expect(typed).toEqual(lines);
  expect(state.opened?.debug.session.timeline.edits).toHaveLength(1);
  expect(state.opened?.debug.session.position).toBe(5);
});

test('Esc leaves out the lines that follow', () => {
  const state = pressed(paste(stateAt('xor', ':'), 'goto 5\ngoto 6').state, ['escape']);
  expect([state.mode, state.waiting]).toEqual(['session', []]);
});

test('a line that starts a run: the next is typed when it has ended', () => {
  const state = pressed(paste(stateAt('xor', ':'), 'continue\nprint loss').state, ['enter']);
  expect(state.mode).toBe('running');
  const { state: after } = receive(state, { kind: 'finished', outcome: { kind: 'said', text: '' } });
  expect([after.mode, after.prompt.text]).toEqual(['command', 'print loss']);
});

test('a line that shows a list: the next is typed when the list is closed', () => {
  const state = pressed(paste(stateAt('xor', ':'), 'info break\nhelp\ngoto 2').state, ['enter', 'enter']);
  expect(state.mode).toBe('list');
  const after = pressed(state, ['escape']);
  expect([after.mode, after.prompt.text]).toEqual(['command', 'goto 2']);
});
