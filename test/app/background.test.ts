/** The survey of the open run: continued between the keys, and never in their way. */
import { expect, test } from 'vitest';
import { surveyOf } from '../../src/analysis/survey.ts';
import type { Platform } from '../../src/app/platform.ts';
import { idlePlatform, runnerAt, shippedEntry } from '../support/app.ts';

/** A platform whose time passes only when it is told to, and by a millisecond each time that it is asked. */
class TestPlatform implements Platform {
  readonly saves = null;
  readonly quit = idlePlatform.quit;
  readonly suspend = idlePlatform.suspend;
  readonly redraw = idlePlatform.redraw;
  readonly toClipboard = idlePlatform.toClipboard;
  time = 0;
  #calls: { work: () => void; at: number }[] = [];

  now(): number {
    this.time += 1;
    return this.time;
  }

  later(work: () => void, milliseconds = 0): () => void {
    const call = { work, at: this.time + milliseconds };
    this.#calls.push(call);
    return () => {
      this.#calls = this.#calls.filter((each) => each !== call);
    };
  }

  get waiting(): number {
    return this.#calls.length;
  }

  /** Lets time pass, and makes the calls that are due then; what they ask for waits for the next time. */
  pass(milliseconds: number): void {
    this.time += milliseconds;
    const due = this.#calls.filter(({ at }) => at <= this.time);
    this.#calls = this.#calls.filter((call) => !due.includes(call));
    for (const { work } of due) work();
  }
}

function opened(id: string) {
  const platform = new TestPlatform();
  const runner = runnerAt([shippedEntry(id)], id, platform);
  const session = runner.state.opened?.debug.session ?? expect.unreachable();
  return { platform, runner, survey: () => surveyOf(session) };
}

test('it begins when no key was pressed for a while, and ends', () => {
  const { platform, runner, survey } = opened('back-propagation');
  runner.press('l');
  platform.pass(200);
  runner.press('l');
  platform.pass(200);
  expect(survey().means).toEqual([]);
  let painted = 0;
  runner.subscribe(() => {
    painted += 1;
  });
  while (platform.waiting > 0) platform.pass(500);
  expect(survey().isComplete).toBe(true);
  expect(painted).toBeGreaterThan(0);
  expect(runner.state.opened?.surveyed).toBe(160);
});

test('a key interrupts it, and after a pause it goes on where it was', () => {
  const { platform, runner, survey } = opened('xor');
  platform.pass(500);
  platform.pass(1);
  const { length } = survey().means;
  expect(survey().isComplete).toBe(false);
  runner.press('l');
  for (let slice = 0; slice < 20; slice++) platform.pass(1);
  expect(survey().means).toHaveLength(length);
  while (platform.waiting > 0) platform.pass(500);
  expect(survey()).toMatchObject({ isComplete: true });
  expect(survey().means).toHaveLength(60);
});

test('an edit begins it anew, and leaving the scenario ends it', () => {
  const { platform, runner } = opened('target-13');
  while (platform.waiting > 0) platform.pass(500);
  for (const key of [...':set', 'space', ...'output.w[0]', 'space', '=', 'space', '3', 'enter'])
    runner.press(key);
  const session = runner.state.opened?.debug.session ?? expect.unreachable();
  expect(surveyOf(session).isComplete).toBe(false);
  while (platform.waiting > 0) platform.pass(500);
  expect(surveyOf(session).isComplete).toBe(true);
  runner.press('q');
  expect(platform.waiting).toBe(0);
});
