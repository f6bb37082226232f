import { expect, test } from 'vitest';
import { type Clock, Scheduler } from '../../src/app/scheduler.ts';

/** A clock whose time changes only in `pass`, which also makes the calls that are due, or when work adds to `time`. */
class TestClock implements Clock {
  time = 0;
  readonly #due: { work: () => void; at: number }[] = [];

  now(): number {
    return this.time;
  }

  later(work: () => void, milliseconds = 0): () => void {
    const entry = { work, at: this.time + milliseconds };
    this.#due.push(entry);
    return () => {
      const at = this.#due.indexOf(entry);
      if (at >= 0) this.#due.splice(at, 1);
    };
  }

  get waiting(): number {
    return this.#due.length;
  }

  /** Advances the time, and makes the calls that are due. */
  pass(milliseconds: number): void {
    this.time += milliseconds;
    for (const { work } of this.#due.splice(0).filter((each) => this.#isDue(each))) work();
  }

  #isDue(entry: { work: () => void; at: number }): boolean {
    if (entry.at <= this.time) return true;
    this.#due.push(entry);
    return false;
  }
}

/** Work that takes 1 ms per step and yields the number of the step. */
function* steps(clock: TestClock, count: number): Generator<number, string> {
  for (let step = 1; step <= count; step++) {
    clock.time += 1;
    yield step;
  }
  return 'done';
}

test('work is done in slices of 4 ms to its end, with progress every 200 ms', () => {
  const clock = new TestClock();
  const scheduler = new Scheduler(clock);
  const told: number[] = [];
  const results: string[] = [];
  scheduler.runInSlices(
    steps(clock, 1000),
    (reached) => told.push(reached),
    (result) => results.push(result),
  );
  expect([clock.time, told, clock.waiting]).toEqual([4, [4], 1]);
  while (clock.waiting > 0) clock.pass(0);
  expect(results).toEqual(['done']);
  expect(told).toEqual([4, 204, 404, 604, 804]);
  expect(scheduler.cancel()).toBeNull();
});

test('short work is done at once, without progress', () => {
  const clock = new TestClock();
  const results: string[] = [];
  new Scheduler(clock).runInSlices(
    steps(clock, 3),
    () => expect.unreachable(),
    (result) => results.push(result),
  );
  expect([results, clock.waiting]).toEqual([['done'], 0]);
});

test('cancelled work reports the position reached and stops', () => {
  const clock = new TestClock();
  const scheduler = new Scheduler(clock);
  scheduler.runInSlices(
    steps(clock, 100),
    () => {},
    () => expect.unreachable(),
  );
  clock.pass(0);
  expect(scheduler.cancel()).toBe(8);
  expect([clock.waiting, scheduler.cancel()]).toEqual([0, null]);
});

test('new work replaces work that is still scheduled', () => {
  const clock = new TestClock();
  const scheduler = new Scheduler(clock);
  const woken: string[] = [];
  scheduler.wake(() => woken.push('first'), 100);
  scheduler.wake(() => woken.push('second'), 50);
  clock.pass(60);
  clock.pass(100);
  expect(woken).toEqual(['second']);
  scheduler.wake(() => woken.push('third'), 100);
  scheduler.runInSlices(
    steps(clock, 2),
    () => {},
    () => woken.push('work'),
  );
  clock.pass(200);
  expect(woken).toEqual(['second', 'work']);
});
