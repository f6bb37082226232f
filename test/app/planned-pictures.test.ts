/** What drawings wait for is done between the keys, and then drawn. */
import { expect, test } from 'vitest';
import type { Platform } from '../../src/app/platform.ts';
import { screenOf } from '../../src/app/screen/screen.ts';
import { plainText } from '../../src/view/terminal/text.ts';
import { idlePlatform, runnerAt, shippedEntry, typed } from '../support/app.ts';

/** A platform whose work without a time is done when `turn` is called; every look at its clock takes a millisecond. */
function steppedPlatform() {
  const waiting = new Set<() => void>();
  let time = 0;
  const platform: Platform = {
    ...idlePlatform,
    now: () => time++,
    later: (work, milliseconds) => {
      if (milliseconds !== undefined) return () => {};
      waiting.add(work);
      return () => waiting.delete(work);
    },
  };
  const turn = () => {
    const due = [...waiting];
    waiting.clear();
    for (const work of due) work();
    return due.length > 0;
  };
  return { platform, turn };
}

const SIZE = { columns: 100, rows: 30 };

/** The same application twice: one whose platform does what drawings wait for when it is told to, and one that waits. */
function pair(id: string) {
  const { platform, turn } = steppedPlatform();
  const entry = shippedEntry(id);
  return { runner: runnerAt([entry], id, platform), turn };
}

test.each([
  ['two-moons', '7', 'plane'],
  ['curved-valley', '0', 'contour'],
  ['target-13', '5', 'valley'],
  ['rent', '0', 'line'],
  ['iris', '6 0', 'confusion'],
])(
  'in %s, no edit waits for a picture: an old one is shown as such until the new one is there',
  (id, key, tab) => {
    const { runner, turn } = pair(id);
    typed(runner, `: 2 0 0 enter ${key}`);
    for (const size of [SIZE, { columns: 140, rows: 45 }]) {
      const screen = () => screenOf(runner.state, size).map(plainText);
      const isMarked = () => screen().some((line) => /(computing|…) [─╮┬]/u.test(line));
      screen();
      for (let turns = 0; turns < 3000 && turn(); turns++) screen();
      expect(screen().join()).toContain(tab);
      expect(isMarked()).toBe(false);
      const { session } = runner.state.opened?.debug ?? expect.unreachable();
      const [weight] = session.engine.run.parameters;
      const name = session.engine.run.slots[weight as number]?.names[0] ?? '';
      typed(
        runner,
        `: s e t space ${[...name].join(' ')} space = space ${size.columns === 100 ? '0 . 3' : '0 . 4'} enter`,
      );
      const before = screen();
      expect(isMarked(), tab).toBe(true);
      expect(runner.state.opened?.scene.background?.isIdle).toBe(false);
      for (let turns = 0; turns < 3000 && turn(); turns++) screen();
      expect(isMarked()).toBe(false);
      expect(screen()).not.toEqual(before);
    }
  },
);

test('a plane is drawn again when that of the new weights is found, and no key waits for it', () => {
  const { platform, turn } = steppedPlatform();
  const entry = shippedEntry('back-propagation');
  const runner = runnerAt([entry], entry.id, platform);
  const waiting = runnerAt([entry], entry.id);
  const screen = (each: typeof runner) => screenOf(each.state, SIZE);
  for (const each of [runner, waiting]) typed(each, '7');
  expect(screen(runner)).toEqual(screen(waiting));
  const before = JSON.stringify(screen(runner).slice(2, 9));
  for (const each of [runner, waiting]) typed(each, ': g o t o space 4 0 enter');
  // The first drawing of the other application has nothing to wait for either: it is another session.
  const told: string[] = [];
  runner.subscribe(() => told.push(JSON.stringify(screen(runner).slice(2, 9))));
  expect(JSON.stringify(screen(runner).slice(2, 9))).toBe(before);
  for (let turns = 0; turns < 1000 && turn(); turns++);
  expect(told.length).toBeGreaterThan(0);
  expect(told.at(-1)).not.toBe(before);
  expect(screen(runner).map(plainText).join('\n')).toContain('7 plane');
  // Nothing is left to do, and nothing is drawn without need.
  expect(turn()).toBe(false);
  const count = told.length;
  turn();
  expect(told).toHaveLength(count);
});
