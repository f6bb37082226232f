/** A day of use: 100,000 keys. The memory that is in use stays as it is, and no key takes longer than in the morning. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { AppRunner } from '../../src/app/runner.ts';
import { screenOf } from '../../src/app/screen/screen.ts';
import { SplitMix64 } from '../../src/core/random.ts';
import { Painter } from '../../src/tui/painter.ts';
import { everything, idlePlatform, shippedEntry } from '../support/app.ts';
import { seed } from '../support/seed.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const KEYS = 100_000;
const PARTS = 10;
const size = { columns: 100, rows: 30 };

/** What a user does, as keys separated by spaces; what is edited is undone, since edits are kept for ever on purpose. */
const actions = [
  ...['right', 'right', 'right', 'left', 'n', 'N', 'f', 'F', 'J', 'down', 'up', 'tab', 'w', 'o', 'z', 'z'],
  ...['1', '2', '3', '4', '5', '6', '7', 'g', 'G', 'm a', "' a", '? escape', 'L escape', 'v', 'p escape'],
  ': p r i n t space l o s s enter',
  ': g o t o space 2 0 enter',
  ': s e t space l e a r n i n g _ r a t e space = space 0 . 2 enter u',
  '/ l o s s enter',
  'q down enter',
  'q up enter',
];

test('memory and the time of a key stay the same', () => {
  const entries = ['target-13', 'transactions', 'xor'].map(shippedEntry);
  let clock = 0;
  const platform = { ...idlePlatform, now: () => (clock += 1) };
  const options = {
    entries,
    open: entries[0] ?? null,
    restore: null,
    language: 'en' as const,
    capabilities: everything,
  };
  const runner = new AppRunner(options, platform);
  const painter = new Painter({ write: () => true, once: () => {} });
  const random = new SplitMix64(seed);
  const heaps: number[] = [];
  const slow: number[] = [];
  for (let part = 0; part < PARTS; part++) {
    const times: number[] = [];
    while (times.length < KEYS / PARTS) {
      const action = actions[Math.floor(random.uniform() * actions.length)] as string;
      for (const key of action.split(' ')) {
        const began = performance.now();
        runner.press(key);
        painter.paint(screenOf(runner.state, size), size, everything.colouring);
        times.push(performance.now() - began);
      }
    }
    collectGarbage();
    heaps.push(process.memoryUsage().heapUsed);
    slow.push(times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] as number);
  }
  // In the first parts, what is kept of scenarios and widths of texts is found.
  const [, , morning = 0, ...later] = heaps;
  for (const heap of later) expect(heap / morning).toBeLessThan(1.05);
  const [, , ofMorning = 0] = slow;
  expect((slow.at(-1) as number) / ofMorning).toBeLessThan(1.5);
});
