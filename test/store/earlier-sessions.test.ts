/** Opening a scenario without resuming what was left there: nothing that was made is lost. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { screenOf } from '../../src/app/screen/screen.ts';
import { letters, type SavedSessions } from '../../src/commands/saved/saved.ts';
import { savedIn } from '../../src/page/storage.ts';
import { sessionStore } from '../../src/store/session-store.ts';
import { plainText } from '../../src/view/terminal/text.ts';
import { idlePlatform, runnerAt, shippedEntry } from '../support/app.ts';
import { scratch } from '../support/backstep.ts';

const files = scratch();
let state = '';
let count = 0;

beforeEach(() => {
  count += 1;
  state = files.at(`state-${count}`);
  vi.stubEnv('XDG_STATE_HOME', state);
});
afterEach(() => vi.unstubAllEnvs());

function storage() {
  const texts = new Map<string, string>();
  return {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
  };
}

/** The application with target-13 open. `pass`: a second passes. */
function opened(saves: SavedSessions) {
  const due = new Set<() => void>();
  const later = (work: () => void, milliseconds?: number) => {
    if (milliseconds === 1000) due.add(work);
    return () => due.delete(work);
  };
  const runner = runnerAt([shippedEntry('target-13')], 'target-13', { ...idlePlatform, saves, later });
  const type = (...lines: readonly string[]) => {
    for (const line of lines)
      for (const key of [...`:${line}`.replaceAll(' ', '\0'), 'enter'])
        runner.press(key === '\0' ? 'space' : key);
  };
  const pass = () => {
    const works = [...due];
    due.clear();
    for (const work of works) work();
  };
  const quit = () => {
    for (const key of ['ctrl-c', 'ctrl-c']) runner.press(key);
  };
  const press = (key: string) => runner.press(key);
  /** What there is in the open session: its step, edits, breakpoints, watches and marks. */
  const made = () => {
    const { debug } = runner.state.opened ?? {};
    const edits = debug?.session.timeline.edits.map(({ address, value }) => `${address} = ${value}`);
    const watches = debug?.watches.map(({ text }) => text);
    return [
      debug?.session.position,
      edits,
      debug?.breakpoints.length,
      watches,
      letters(Object.fromEntries(debug?.marks ?? [])),
    ];
  };
  const said = () => {
    const { message } = runner.state;
    return [message?.text, ...(message?.more ?? [])].join(' ');
  };
  return { runner, type, pass, quit, press, made, said };
}

const full = [18, ['output.w[0] = 3'], 1, ['output'], ['q']];

function leaveFirst(saves: SavedSessions) {
  const first = opened(saves);
  first.type('18', 'set output.w[0] = 3', 'mark q', 'watch output', 'break loss > 2');
  first.quit();
}

describe.each<[string, () => Promise<() => Promise<SavedSessions>>]>([
  ['in the state folder', async () => sessionStore],
  [
    'in a browser',
    async () => {
      const kept = storage();
      return async () => savedIn(kept, () => {});
    },
  ],
])('a session that was not resumed, %s,', (_where, begin) => {
  test('is kept beside the one that is made instead, and both are offered', async () => {
    const store = await begin();
    leaveFirst(await store());
    const second = opened(await store());
    expect(second.said()).toBe('You left off at step 18, with 1 edit: press r to resume.');
    second.type('break output');
    second.quit();

    const third = opened(await store());
    expect(third.said()).toBe('You left off at step 0: press r to resume. An earlier session is kept, too.');
    third.press('r');
    const shown = screenOf(third.runner.state, { columns: 100, rows: 30 }).map(plainText).join('\n');
    expect(shown).toMatch(/at step +edits +breakpoints +watches +marks/);
    expect(shown).toMatch(/ 18 +1 +1 +1 +1/);
    third.press('down');
    third.press('enter');
    expect(third.made()).toEqual(full);
    third.quit();

    // What was chosen is the latest one now, and each is kept once.
    const fourth = opened(await store());
    expect(fourth.said()).toContain('You left off at step 18, with 1 edit');
    expect(fourth.runner.state.opened?.saved).toHaveLength(2);
    fourth.press('r');
    fourth.press('down');
    fourth.press('enter');
    expect(fourth.made()).toEqual([0, [], 1, [], []]);
  });

  test('is kept a second after the first change, which is said, and the change is kept if it is resumed then', async () => {
    const store = await begin();
    leaveFirst(await store());
    const saves = await store();
    const second = opened(saves);
    second.type('watch loss');
    second.pass();
    await vi.waitFor(() =>
      expect(second.said()).toContain('Your earlier session here is kept, too: r resumes it.'),
    );
    expect(second.said()).toContain('Watch 1 added: loss.');
    second.press('r');
    expect(second.made()).toEqual(full);
    second.press('r');
    expect(second.made()).toEqual([0, [], 0, ['loss'], []]);
    second.press('r');
    second.quit();
    const third = opened(await store());
    expect(third.runner.state.opened?.saved).toHaveLength(2);
    expect(third.said()).toContain('You left off at step 18, with 1 edit');
  });

  test('is not kept twice if it is resumed, nor if nothing was made in it', async () => {
    const store = await begin();
    leaveFirst(await store());
    const second = opened(await store());
    second.press('r');
    second.type('watch loss');
    second.quit();
    expect(opened(await store()).runner.state.opened?.saved).toHaveLength(1);
  });
});

test('a session that is opened from a file does not take the place of what was made', async () => {
  leaveFirst(await sessionStore());
  const saves = await sessionStore();
  expect(saves.save({ key: 'target-13', resumed: 'a file of the user' }, () => '{}')).toBe(null);
  expect(readdirSync(path.join(state, 'backstep/sessions')).sort()).toEqual([
    'target-13.session',
    'target-13~2.session',
  ]);
  expect(saves.complaints()).toEqual(['Your earlier session here is kept, too: r resumes it.']);
});

test('two tabs of one page keep the sessions of both, each once', () => {
  const kept = storage();
  const [one, other] = [opened(savedIn(kept, () => {})), opened(savedIn(kept, () => {}))];
  one.type('9', 'set output.w[0] = 3');
  one.pass();
  other.type('watch loss');
  other.pass();
  expect(other.said()).toContain('Another tab has saved this scenario meanwhile. Both sessions are kept.');
  one.type('set output.w[1] = 4');
  one.pass();
  other.type('watch output');
  other.pass();
  expect(other.said()).not.toContain('Another tab');
  for (const tab of [one, other]) tab.quit();
  const third = opened(savedIn(kept, () => {}));
  expect(third.runner.state.opened?.saved).toHaveLength(2);
  third.press('r');
  third.press('enter');
  expect(third.made()).toEqual(other.made());
  third.press('r');
  third.press('enter');
  expect(third.made()).toEqual(one.made());
});
