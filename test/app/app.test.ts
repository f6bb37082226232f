/** The application without a front end: keys in, lines and effects out. */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { actionOfKey, actionsInSession, helpSections } from '../../src/app/actions/actions.ts';
import { press, receive, start } from '../../src/app/app.ts';
import { listKeys } from '../../src/app/keys/list-keys.ts';
import { screenOf } from '../../src/app/screen/screen.ts';
import { screenReaderLines } from '../../src/app/screen/screen-reader.ts';
import type { Capabilities } from '../../src/app/state/capabilities.ts';
import type { Opened, ScenarioEntry, State } from '../../src/app/state/state.ts';
import { commandOf, screenCommands, unknownLine } from '../../src/commands/line.ts';
import { debuggerCommands, execute, frontEndCommands } from '../../src/commands/sections/commands.ts';
import { newQuiz } from '../../src/explain/quiz.ts';
import { type Language, languages, setLanguage } from '../../src/i18n/translate.ts';
import { aboutOf } from '../../src/scenario/about.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { plainText, type Size } from '../../src/view/terminal/text.ts';
import { everything, pressed, runnerAt, shippedEntry, typed } from '../support/app.ts';
import { oneWeight } from '../support/backstep.ts';
import '../support/seed.ts';
import { columnsOf } from '../support/width.ts';

afterEach(() => setLanguage('en'));

const entries = ['target-13', 'relu', 'backprop-slope'].map(shippedEntry);
const size: Size = { columns: 100, rows: 30 };

function begin(open: string | null, language: Language = 'en', can: Partial<Capabilities> = {}) {
  const entry = entries.find(({ id }) => id === open) ?? null;
  const capabilities = { ...everything, ...can };
  return start({
    entries,
    open: entry,
    restore: null,
    further: {},
    viewOptions: null,
    language,
    capabilities,
  });
}

function stateAt(
  open: string | null,
  keys: string,
  language: Language = 'en',
  can: Partial<Capabilities> = {},
) {
  return pressed(begin(open, language, can).state, keys.split(' ').filter(Boolean));
}

const textOf = (state: State) => screenOf(state, size).map(plainText).join('\n');
const isBangla = (text: string) => /\p{Script=Bengali}/u.test(text);

describe('sessions side by side', () => {
  const keys = 'l l l 4 o escape 6 w escape ? escape E tab j : escape p enter'.split(' ');

  test('in two languages, each screen is the same as without the other session', () => {
    const alone = (language: Language) =>
      keys.map((_, count) => textOf(stateAt('relu', keys.slice(0, count + 1).join(' '), language)));
    const expected = { en: alone('en'), bn: alone('bn') };
    let [english, bangla] = languages.map((language) => begin('relu', language).state) as [State, State];
    keys.forEach((key, index) => {
      english = press(english, key).state;
      bangla = press(bangla, key).state;
      expect(textOf(english)).toBe(expected.en[index]);
      expect(textOf(bangla)).toBe(expected.bn[index]);
    });
    expect(screenReaderLines(english).some(isBangla)).toBe(false);
    expect(screenReaderLines(bangla).some(isBangla)).toBe(true);
  });

  test('a run uses the language of its own session, also if another session is active between its slices', () => {
    const { state, effects } = press(pressed(begin('target-13', 'bn').state, [...':continue']), 'enter');
    const [run] = effects;
    if (run?.kind !== 'run') throw new Error('nothing runs');
    let next = run.work.next();
    while (!next.done) {
      textOf(begin('relu', 'en').state);
      next = run.work.next();
    }
    setLanguage('en');
    expect(next.value).toMatchObject({ kind: 'stopped' });
    const { message } = receive(state, { kind: 'finished', outcome: next.value }).state;
    expect(isBangla(message?.text ?? '')).toBe(true);
  });

  test('the language only changes in the session that asks for it', () => {
    const [one, other] = [stateAt('relu', 'A'), stateAt('relu', 'l')];
    expect([one.language, other.language]).toEqual(['bn', 'en']);
    expect([isBangla(textOf(one)), isBangla(textOf(other))]).toEqual([true, false]);
  });

  test('an ASCII session has only ASCII characters, also beside another session', () => {
    const ascii = stateAt('relu', 'l l', 'en', { isAscii: true });
    const other = stateAt('relu', 'l l');
    expect(textOf(ascii)).toMatch(/^[\x20-\x7e\n]*$/);
    expect(textOf(other)).toMatch(/[─▸]/);
    expect(textOf(stateAt(null, 'j', 'en', { isAscii: true }))).toMatch(/^[\x20-\x7e\n]*$/);
  });
});

describe('a state', () => {
  test('is not changed by a key; what changes in the Debugger shows in its version', () => {
    const before = stateAt('target-13', 'l l');
    const copy = { ...before };
    const after = press(before, 'b').state;
    expect({ ...before }).toEqual(copy);
    expect(after.opened?.version).not.toBe(before.opened?.version);
    for (const key of ['l', 'a', 'down', 'v', 'u']) {
      expect(press(after, key).state.opened?.version, key).not.toBe(after.opened?.version);
    }
  });

  test('changes nothing but its message if a key has no meaning, and says so', () => {
    const state = stateAt('target-13', 'l');
    for (const key of ['ctrl-q', 'Q', 'f12', 'ক']) {
      const after = press(state, key);
      expect(after).toEqual({ state: { ...state, message: after.state.message }, effects: [] });
      expect(after.state.message?.text).toContain('does nothing here');
    }
  });

  test('contains only plain data, besides the scenarios and the Debugger', () => {
    for (const keys of ['?', 'o', 'p', 'l l w', 'L', ': s e t', 'G P']) {
      const { entries: _entries, opened: _opened, ...rest } = stateAt('target-13', keys);
      expect(JSON.parse(JSON.stringify(rest))).toEqual(rest);
    }
  });
});

describe('effects', () => {
  const kindsOf = (state: State, key: string) => press(state, key).effects.map(({ kind }) => kind);

  test('are requested in order, and the state has no other effect', () => {
    const state = stateAt('target-13', 'l l');
    expect(kindsOf(state, 'ctrl-c')).toEqual(['await-leaving']);
    const leaving = press(state, 'ctrl-c').state;
    expect(kindsOf(leaving, 'ctrl-c')).toEqual(['cancel', 'save-session', 'save-view-options', 'quit']);
    expect(kindsOf(state, 'q')).toEqual(['save-session', 'save-view-options', 'watch']);
    expect(kindsOf(state, 'ctrl-z')).toEqual(['suspend']);
    expect(kindsOf(state, 'ctrl-l')).toEqual(['redraw']);
    expect(kindsOf(state, 'c')).toEqual(['run']);
    expect(press(stateAt('target-13', 'l l >'), 'space').effects).toEqual([
      { kind: 'wake', milliseconds: 400 },
    ]);
    expect(begin('relu').effects.map(({ kind }) => kind)).toEqual(['watch', 'load-session']);
    expect(kindsOf(stateAt(null, 'j'), 'enter')).toEqual(['watch', 'load-session']);
    expect(kindsOf(stateAt(null, ''), 'q')).toEqual(['quit']);
  });

  test("after ' the same key leads back to where one jumped from, and to and fro", () => {
    const runner = runnerAt([shippedEntry('target-13')], 'target-13');
    const at = (keys: string) => typed(runner, keys).state.opened?.debug.session.position;
    expect(at(": 1 0 enter : 2 0 enter ' '")).toBe(10);
    expect(at("' '")).toBe(20);
    expect(at("m a G ' '")).toBe(20);
    expect(at("g ' a ' ' : 3 0 enter ' '")).toBe(0);
  });

  test('a saved session is offered and resumed', () => {
    const left = press(stateAt('relu', 'l l'), 'q').effects[0];
    if (left?.kind !== 'save-session') throw new Error('nothing is saved');
    const text = JSON.stringify(left.document);
    const { state } = receive(stateAt('relu', ''), {
      kind: 'loaded',
      key: 'relu',
      kept: { text, others: [], fault: null },
    });
    expect(state.message?.text).toBe('You left off at step 2: press r to resume.');
    expect(press(state, 'r').state.opened?.debug.session.position).toBe(2);
    expect(
      receive(state, { kind: 'loaded', key: 'target-13', kept: { text, others: [], fault: null } }).state,
    ).toEqual(state);
  });

  test.each([
    ["'", true],
    ['a', false],
  ])('a newer position replaces a saved session with the mark %s: %s', (mark, isReplaced) => {
    const left = press(stateAt('relu', 'l l'), 'q').effects[0];
    if (left?.kind !== 'save-session') throw new Error('nothing is saved');
    const text = JSON.stringify({ ...left.document, marks: { [mark]: 1 } });
    const { state } = receive(stateAt('relu', 'l'), {
      kind: 'loaded',
      key: 'relu',
      kept: { text, others: [], fault: null },
    });
    expect(kindsOf(state, 'q').includes('save-session')).toBe(isReplaced);
  });

  test('without a capability of the front end, its keys, commands and help rows are missing', () => {
    const can = { mayWriteFiles: false, maySuspend: false, mayRedraw: false, mayQuit: false };
    const state = stateAt('relu', '', 'en', can);
    expect(kindsOf(state, 'ctrl-z')).toEqual([]);
    const unknown = press(
      pressed(
        state,
        [...':save x'].map((key) => (key === ' ' ? 'space' : key)),
      ),
      'enter',
    );
    expect(unknown).toMatchObject({ effects: [], state: { message: { isFault: true } } });
    const rows = (each: State) =>
      press(each, '?').state.list?.rows.flatMap(({ keys = [] }) => keys[0] ?? []) ?? [];
    const gone = rows(stateAt('relu', '')).filter((row) => !rows(state).includes(row));
    expect(gone).toEqual([':save', 'Ctrl-L', 'Ctrl-Z', 'Ctrl-C']);
    const menu = press(state, 'q').state;
    expect(kindsOf(menu, 'q')).toEqual([]);
    expect(kindsOf(menu, 'ctrl-c')).toEqual([]);
  });
});

test('each row of the help does what it says', () => {
  const state = stateAt('target-13', '');
  for (const { title, actions } of helpSections) {
    const at = title === 'In the menu' ? stateAt(null, '') : state;
    for (const { words, keys, help } of actions) {
      if (title === 'In a list') {
        expect(listKeys.some((each) => each.keys === keys)).toBe(true);
        continue;
      }
      const [word, key = ''] = [words[0], keys[0]];
      const found = word === undefined ? actionOfKey(at, key) : commandOf(word, actionsInSession(at));
      expect(found?.help).toBe(help);
    }
  }
});

test('a question that waits for a long move is asked after it', () => {
  const parsed = parseScenario(oneWeight({ epochs: '1000000', rate: '0.0001' }));
  if (!parsed.ok) throw new Error('it does not parse');
  const entry = {
    id: 'long',
    key: 'long',
    source: '',
    about: aboutOf(parsed.scenario),
    scenario: parsed.scenario,
    steps: () => 7e6,
  };
  const options = {
    entries: [],
    open: entry,
    restore: null,
    further: {},
    viewOptions: null,
    language: 'en' as const,
  };
  const begun = start({ ...options, capabilities: everything }).state;
  const { state, effects } = press(pressed(begun, [...':6000000']), 'enter');
  const [run] = effects;
  if (run?.kind !== 'run' || !state.running || !state.opened) throw new Error('nothing runs');
  const quiz = newQuiz('all', state.opened.debug.session);
  const waiting: State = { ...state, quiz, running: { ...state.running, isAsking: true } };
  let next = run.work.next();
  while (!next.done) next = run.work.next();
  const { mode, opened } = receive(waiting, { kind: 'finished', outcome: next.value }).state;
  expect([mode, opened?.debug.session.position]).toEqual(['answer', 6_000_000]);
});

test('the commands of the screen are known by name where there is none, and only there', () => {
  const { debug } = stateAt('target-13', '').opened as Opened;
  const own = actionsInSession(stateAt('target-13', '')).flatMap(({ words }) => words);
  const front = Object.values(frontEndCommands).flatMap(({ words: [word] }) => word);
  const elsewhere = [...debuggerCommands.flatMap(({ words }) => words), ...front];
  expect([...screenCommands].sort()).toEqual(own.filter((word) => !elsewhere.includes(word)).sort());
  for (const word of screenCommands)
    expect(execute(debug, word)).toMatchObject({ text: `"${word}" works only on the screen.` });
  const page = actionsInSession(stateAt('target-13', '', 'en', { mayReload: false }));
  expect(unknownLine('reload', page, debug)).toMatchObject({
    text: expect.stringMatching(/^There is no command "reload"/),
  });
});

describe('during a quiz', () => {
  const asking = (keys: string) => {
    const state = stateAt('target-13', `p enter ${keys}`);
    return [state.mode, state.opened?.debug.session.position, state.message?.text ?? null];
  };
  const line = (text: string) => `: ${[...text].join(' ').replace(/ {3}/g, ' space ')} enter`;

  test.each([
    'l',
    line('step'),
    line('step 1'),
    line('s'),
    '? / s t e p space f o r enter enter',
    'c',
    line('continue'),
  ])('the next step is asked, by key, typed or from the list of commands: %s', (keys) => {
    expect(asking(keys)).toEqual(['answer', 0, null]);
  });

  test.each([
    ['n', 3, '3 questions passed over.'],
    [line('step 2'), 2, '2 questions passed over.'],
    [line('7'), 7, '7 questions passed over.'],
    [`${line('7')} h h ${line('8')}`, 8, '1 question passed over.'],
    [`l enter ${line('3')}`, 3, '2 questions passed over.'],
    [`${line('7')} h h ${line('7')}`, 7, null],
  ])('other moves say how many questions they have passed over: %s', (keys, position, text) => {
    expect(asking(keys)).toEqual(['session', position, text]);
  });

  test('at the end as well', () => {
    expect(asking('G')[2]).toMatch(/^End of the run\. 32 questions passed over\./);
  });
});

test('a cancelled run leaves the cursor at the position reached', () => {
  const { state } = press(stateAt('target-13', 'l'), 'c');
  expect(state.mode).toBe('running');
  expect(press(state, 'escape').effects).toEqual([{ kind: 'cancel' }]);
  const { message, ...told } = press(state, 'l').state;
  expect(message?.text).toBe('l does nothing here.');
  expect({ ...told, message: null }).toEqual(state);
  const further = receive(state, { kind: 'progress', position: 5, elapsed: 10 }).state;
  expect(textOf(further)).toContain('running: step 5 of 32');
  const stopped = receive(further, { kind: 'interrupted', position: 7 }).state;
  expect([stopped.mode, stopped.message?.text]).toEqual(['session', 'Stopped at step 7.']);
});

describe('what breakpoints write on the way', () => {
  const lined = (...lines: readonly string[]) => {
    const runner = runnerAt(entries, 'target-13');
    for (const line of lines) {
      for (const key of [...`:${line}`]) runner.press(key === ' ' ? 'space' : key);
      runner.press('enter');
    }
    return runner;
  };

  test('is a message if it is one line, and a list if it is more; a row goes to its step', () => {
    const one = lined('break error', 'commands 1 print error', 'continue').state;
    expect(one.mode).toBe('session');
    expect(one.message?.text).toBe('Breakpoint 1 hit at step 10: error was computed. error = -4');
    const several = lined('break node_0 log "{children}"', 'continue');
    expect(several.state.list?.title).toBe('End of the run: no breakpoint stopped it.');
    expect(several.state.list?.rows.map(({ text }) => text)).toEqual([
      'step 1: 2',
      'step 17: 2',
      'step 25: 2',
    ]);
    typed(several, 'down enter');
    expect(several.state.opened?.debug.session.position).toBe(17);
  });

  test.each([
    ['c', 0],
    ['C', 140_000],
  ])('is kept if Esc stops %s from step %i on its way', (key, from) => {
    const parsed = parseScenario(oneWeight({ epochs: '20000' }));
    if (!parsed.ok) throw new Error('does not parse');
    const entry = { ...(entries[0] as ScenarioEntry), scenario: parsed.scenario };
    const opened = start({
      entries: [entry],
      open: entry,
      restore: null,
      further: {},
      viewOptions: null,
      language: 'en',
      capabilities: everything,
    });
    const debug = (opened.state.opened as Opened).debug;
    execute(debug, 'break at y log "y is {y}"');
    debug.seek(from);
    const { state, effects } = press(opened.state, key);
    const [run] = effects;
    if (run?.kind !== 'run') throw new Error('nothing runs');
    let position = from;
    for (let slice = 0; slice < 4; slice++) position = run.work.next().value as number;
    expect(Math.abs(position - from)).toBeGreaterThan(1000);
    const stopped = receive(state, { kind: 'interrupted', position }).state;
    expect(stopped.list?.title).toBe(`Stopped at step ${position}.`);
    // y is computed in the first of the seven steps of each epoch.
    const [first, last] = [Math.min(from, position), Math.max(from, position)];
    const epochs = Array.from({ length: 20_000 }, (_, epoch) => 7 * epoch + 1);
    const passed = epochs.filter((step) => step > first && step <= last);
    const steps = stopped.list?.rows.map(({ choice }) => (choice?.kind === 'go' ? choice.step : null));
    expect(steps).toEqual(from === 0 ? passed : passed.reverse());
    expect(stopped.list?.rows[0]?.text).toMatch(/^step \d+: y is [\d.]+$/);
  });

  test('help says what a command takes', () => {
    const { list } = lined('help tb').state;
    expect(list?.title).toMatch(/^tbreak \[NAME \|/);
    expect(list?.rows[0]?.text).toBe('break once: the breakpoint is deleted when a run stops at it');
    expect(lined('help tbraek').state.message).toMatchObject({ isFault: true, place: { at: 5 } });
  });
});

describe('any keys', () => {
  const names = [
    ...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
    ...':/?\'"%.,<>+-={}[] ()ক্ষ',
    ...['up', 'down', 'left', 'right', 'enter', 'escape', 'tab', 'backspace', 'space', 'home', 'end'],
    ...['pageup', 'pagedown', 'ctrl-a', 'ctrl-c', 'ctrl-e', 'ctrl-l', 'ctrl-u', 'ctrl-w', 'ctrl-z', 'ctrl-x'],
  ];
  const key = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...names) },
    // Keys that open or change something are chosen more often than by chance.
    {
      weight: 2,
      arbitrary: fc.constantFrom('right', 'l', 'c', 'G', 'n', 'enter', 'escape', 'down', 'o', '?', 'p'),
    },
  );

  test('are handled, fill the screen, and give the same screen when repeated', () => {
    fc.assert(
      fc.property(
        fc.array(key, { maxLength: 60 }),
        fc.constantFrom(null, 'target-13', 'relu'),
        fc.constantFrom(...languages),
        fc.integer({ min: 1, max: 150 }),
        fc.integer({ min: 1, max: 50 }),
        (keys, open, language, columns, rows) => {
          setLanguage(language);
          const [one, other] = [runnerAt(entries, open), runnerAt(entries, open)];
          for (const each of keys) {
            one.press(each);
            const lines = screenOf(one.state, { columns, rows });
            expect(lines).toHaveLength(rows);
            for (const line of lines) expect(columnsOf(plainText(line))).toBeLessThanOrEqual(columns);
            expect(screenReaderLines(one.state).length).toBeGreaterThan(0);
          }
          for (const each of keys) other.press(each);
          expect(screenOf(other.state, { columns, rows })).toEqual(screenOf(one.state, { columns, rows }));
          expect(screenOf(other.state, size)).toEqual(screenOf(one.state, size));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('are a screen that is drawn twice the same', () => {
    const { state } = typed(runnerAt(entries, 'target-13'), 'l l 4 o z tab');
    expect(screenOf(state, size)).toEqual(screenOf(state, size));
  });
});

test('the folders of the application have no side effects and do not import a front end', () => {
  const { folders } = JSON.parse(readFileSync(new URL('../../src/order.json', import.meta.url), 'utf8')) as {
    folders: { folder: string; isPure: boolean; packages: string[] }[];
  };
  const own = folders.filter(({ folder }) => folder.split('/')[0] === 'app');
  expect(own.map(({ folder }) => folder)).toEqual([
    'app/state',
    'app/actions',
    'app/keys',
    'app/screen',
    'app',
  ]);
  expect(own.filter(({ isPure }) => !isPure)).toEqual([]);
  expect(own.flatMap(({ packages }) => packages)).toEqual([]);
});

test('y copies the operation, the selected value with all digits, or the picture', () => {
  const copied = (keys: string) => {
    const { effects, state } = press(stateAt('target-13', keys), 'y');
    const [effect] = effects;
    return { text: effect?.kind === 'to-clipboard' ? effect.text : null, said: state.message?.text };
  };
  expect(copied(': 1 3 enter')).toEqual({
    text: 'grad(output.w[0]) = node_0 × grad(output) = 5 × (-8) = -40',
    said: 'Copied: grad(output.w[0]) = node_0 × grad(output) = 5 × (-8) = -40',
  });
  expect(copied('').text).toBeNull();
  expect(copied(': 1 3 enter 1').text).toContain('node_0');
});
