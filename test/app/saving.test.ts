/** The open session is saved a while after each change, without being left. */
import { expect, test } from 'vitest';
import type { SavedSessions } from '../../src/commands/saved/saved.ts';
import { idlePlatform, runnerAt, shippedEntry, typed } from '../support/app.ts';

const SET = ': s e t space learning_rate space = space 2 enter';
const keysOf = (line: string) => line.replace('learning_rate', [...'learning_rate'].join(' '));

/** An application whose timers end when they are told to, and what it has saved. */
function begin() {
  const timers = new Set<() => void>();
  const kept: string[] = [];
  const saves: SavedSessions = {
    load: () => ({ text: null, others: [], fault: null }),
    save: ({ key }) => {
      kept.push(`${key} at its end`);
      return null;
    },
    saveLater: ({ key }, _textOf, told) => {
      kept.push(key);
      told(null);
    },
    further: () => ({}),
    write: () => null,
    looks: () => null,
    keepLooks: () => {},
  };
  const later = (work: () => void, milliseconds?: number) => {
    if (milliseconds !== 1000) return () => {};
    timers.add(work);
    return () => timers.delete(work);
  };
  const runner = runnerAt(['target-13', 'xor'].map(shippedEntry), 'target-13', {
    ...idlePlatform,
    saves,
    later,
  });
  const pass = () => {
    const due = [...timers];
    timers.clear();
    for (const work of due) work();
  };
  return { runner, kept, pass };
}

test('what has changed is saved once, and again after the next change', () => {
  const { runner, kept, pass } = begin();
  typed(runner, keysOf(SET));
  pass();
  pass();
  expect(kept).toEqual(['target-13']);
  typed(runner, 'l');
  pass();
  expect(kept).toEqual(['target-13', 'target-13']);
});

test('another scenario is saved, too, with as many changes as the one before', () => {
  const { runner, kept, pass } = begin();
  typed(runner, keysOf(SET));
  pass();
  typed(runner, 'q j enter');
  pass();
  kept.length = 0;
  typed(runner, keysOf(SET));
  const versions = runner.state.opened?.debug.version;
  pass();
  expect([versions, kept]).toEqual([1, ['xor']]);
});

test('nothing is saved later once the program is left', () => {
  const { runner, kept, pass } = begin();
  typed(runner, `${keysOf(SET)} ctrl-c ctrl-c`);
  pass();
  expect(kept).toEqual(['target-13 at its end']);
});
