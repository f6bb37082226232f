/** The files of the open scenario are read again: what the screen says, and what a key shows of it. */
import { afterEach, expect, test } from 'vitest';
import { bindables } from '../../src/app/keys/bindables.ts';
import type { ScenarioFiles } from '../../src/app/platform.ts';
import { screenOf } from '../../src/app/screen/screen.ts';
import { screenReaderLines } from '../../src/app/screen/screen-reader.ts';
import type { Reread } from '../../src/app/state/effect.ts';
import type { ScenarioEntry } from '../../src/app/state/state.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { printDiagnostic } from '../../src/diagnostics/diagnostic.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import type { Bindings } from '../../src/keys/bindings.ts';
import { aboutOf } from '../../src/scenario/about.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { plainText } from '../../src/view/terminal/text.ts';
import { idlePlatform, runnerAt, shippedEntry, typed } from '../support/app.ts';

afterEach(() => setLanguage('en'));

interface Parts {
  readonly name?: string;
  readonly rate?: string;
  readonly epochs?: number;
  readonly more?: string;
}

const textOf = ({ name = 'y', rate = '0.1', epochs = 2, more = '' }: Parts = {}) => `title: One weight
inputs: [x]
layers: [{ name: output, nodes: { ${name}: [1] } }]
data: [{ inputs: [2], target: 3 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: ${rate} }
training: { epochs: ${epochs} }
${more}`;

function found(source: string): Reread {
  const read = parseScenario(source);
  if (!read.ok)
    return {
      kind: 'faulty',
      faults: read.diagnostics.map((each) => printDiagnostic('one.yaml', source, each)),
    };
  const { scenario } = read;
  const warnings = () => read.warnings().map((each) => printDiagnostic('one.yaml', source, each));
  const entry = { id: 'one.yaml', key: '/one.yaml', about: aboutOf(scenario), scenario, source, warnings };
  return { kind: 'scenario', entry: { ...entry, steps: () => 0 } };
}

function entryOf(source: string): ScenarioEntry {
  const read = found(source);
  if (read.kind !== 'scenario') throw new Error('faulty');
  return read.entry;
}

/** An application with an open file, and what happens to the file. */
function begin(id = 'one.yaml', bindings: Bindings | null = null) {
  let inFile = found(textOf());
  let changed = () => {};
  const watched: string[] = [];
  const files: ScenarioFiles = {
    reread: ({ key }) => Promise.resolve(key === '/one.yaml' ? inFile : { kind: 'fixed' }),
    watch: ({ key }, tell) => {
      watched.push(`watch ${key}`);
      changed = tell;
      return () => watched.push(`leave ${key}`);
    },
  };
  const turns: (() => void)[] = [];
  const later = (work: () => void, milliseconds?: number) => {
    if (milliseconds === undefined) turns.push(work);
    return () => {};
  };
  // Time passes at each look at the clock, so that long work is done in slices.
  let clock = 0;
  const now = () => {
    clock += 5;
    return clock;
  };
  const platform = { ...idlePlatform, files, later, now };
  const runner = runnerAt([entryOf(textOf()), shippedEntry('xor')], id, platform, bindings);
  const turn = () => {
    for (const work of turns.splice(0)) work();
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    runner,
    watched,
    turn,
    /** Puts another text into the file, and waits until it is noticed. */
    async write(source: string) {
      inFile = found(source);
      changed();
      await settle();
    },
    async type(keys: string) {
      typed(runner, keys);
      await settle();
    },
    text: () => screenOf(runner.state, { columns: 100, rows: 30 }).map(plainText).join('\n'),
  };
}

test('nothing is watched before the first screen, and nothing when the scenario is left', () => {
  const { runner, watched, turn } = begin();
  expect(watched).toEqual([]);
  turn();
  expect(watched).toEqual(['watch /one.yaml']);
  typed(runner, 'q');
  expect(watched).toEqual(['watch /one.yaml', 'leave /one.yaml']);
});

test('a change is shown where one is, with what was made here', async () => {
  const { runner, turn, write, text } = begin();
  turn();
  typed(runner, 'l l l b a 6');
  const { debug } = runner.state.opened ?? {};
  await write(textOf({ rate: '0.25' }));
  expect(text()).toContain('Reloaded one.yaml: you are still at step 3.');
  expect(text()).toContain('◆');
  expect(runner.state.view.picture).toBe('loss');
  expect(runner.state.opened?.debug).not.toBe(debug);
  expect(runner.state.opened?.debug.session.read('learning_rate')).toBe(0.25);
  expect(runner.state.entries.find(({ key }) => key === '/one.yaml')?.source).toContain('0.25');
});

test('with errors the last working version stays, and a good change afterwards is taken', async () => {
  const { runner, turn, write, text } = begin();
  turn();
  typed(runner, 'l l');
  const before = runner.state.opened?.debug;
  await write(textOf({ rate: 'much' }));
  expect(text()).toMatch(
    /one\.yaml:6:40: optimizer\.learning_rate: expected .*; the last\s+▌ working version stays/,
  );
  expect(runner.state.opened?.debug).toBe(before);
  typed(runner, '!');
  expect(text()).toContain('Errors in the file as it is now');
  expect(text()).toContain('6 │ optimizer: { kind: sgd, learning_rate: much }');
  typed(runner, 'escape l');
  await write(textOf());
  expect(text()).toContain('one.yaml is again as it was.');
  typed(runner, '!');
  expect(text()).toContain('This scenario has no warnings.');
  await write(textOf({ epochs: 5 }));
  expect(text()).toContain('Reloaded one.yaml: you are still at step 3.');
});

/** The words, in one line. */
const wordsOf = (lines: readonly string[]) => lines.map((line) => line.replace(/^ ▌ /, '').trim()).join(' ');

test.each([
  ['en', 'Press ! to read all of it.', 'error in the file', 'The file has an error. To read it, press'],
  ['bn', 'পুরোটা পড়তে ! চাপুন।', 'ফাইলে ভুল আছে', 'ফাইলে ভুল আছে। পড়তে'],
] as const)(
  'in %s an error is seen and heard for as long as the file has it',
  async (language, way, sign, heard) => {
    const { runner, turn, write, type } = begin();
    turn();
    typed(runner, language === 'en' ? 'l' : 'A l');
    const rows = ([columns, height]: readonly [number, number]) =>
      screenOf(runner.state, { columns, rows: height }).map(plainText);
    const sizes = [
      [60, 16],
      [80, 24],
      [100, 30],
    ] as const;
    await write(textOf({ rate: '[much, more, and far too much of it, all at once]', name: 'a_long_name' }));
    for (const size of sizes) {
      expect(wordsOf(rows(size))).toContain(way);
      expect(rows(size).every((line) => line.length <= size[0])).toBe(true);
    }
    for (const keys of ['l', ': p', 'escape P', 'tab']) {
      await type(keys);
      for (const size of sizes) expect(rows(size)[0]).toContain('one.yaml !error');
    }
    await type('l');
    for (const size of sizes) {
      expect(rows(size).at(-1)).toContain(`! ${sign}`);
      expect(rows(size).at(-1)).toContain(' q ');
    }
    expect(screenReaderLines(runner.state).join(' ')).toContain(heard);
    await write(textOf());
    await type('l');
    expect(rows([80, 24])[0]).not.toContain('!');
    expect(rows([80, 24]).at(-1)).not.toContain(sign);
    expect(screenReaderLines(runner.state).join(' ')).not.toContain(heard);
  },
);

test('messages name the key that the user has chosen', async () => {
  const { bindings, errors } = readConfig('keys: { warnings: [F8] }', bindables);
  expect(errors).toEqual([]);
  const { runner, turn, write, text } = begin('one.yaml', bindings);
  const said = () => text().replace(/\s+▌ /g, ' ');
  turn();
  await write(textOf({ rate: 'much' }));
  expect(said()).toContain('Press F8 to read all of it');
  typed(runner, ': w a t c h space y enter');
  await write(textOf({ name: 'z' }));
  expect(said()).toContain('1 thing could not be kept: press F8 to read which.');
  await write(textOf({ name: 'z', more: 'variants: { same: { title: Same, set: {} } }' }));
  expect(said()).not.toContain('press !');
});

test('what could not be kept is counted, and ! lists it', async () => {
  const { runner, turn, write, text } = begin();
  turn();
  typed(runner, ': b r e a k space y enter : w a t c h space y enter l l l');
  await write(textOf({ name: 'z' }));
  expect(text()).toContain('2 things could not be kept: press ! to read');
  typed(runner, '!');
  expect(text()).toContain('What could not be kept when the file was reloaded');
  expect(text()).toContain('Left out breakpoint 1, node y');
  expect(text()).toContain('Left out watch y');
  await write(textOf({ name: 'z', rate: '0.2' }));
  expect(text()).not.toContain('could not be kept');
  await write(textOf());
  expect(text()).toContain('2 things that were left out are back.');
  expect(runner.state.opened?.debug.watches.map((watch) => watch.text)).toEqual(['y']);
});

test('a list is closed, a line that is being typed stays', async () => {
  const { runner, turn, write } = begin();
  turn();
  typed(runner, 'L');
  await write(textOf({ rate: '0.2' }));
  expect(runner.state.mode).toBe('session');
  typed(runner, ': 1 2');
  await write(textOf({ rate: '0.3' }));
  expect(runner.state).toMatchObject({ mode: 'command', prompt: { text: '12' } });
});

test('a long run is stopped where it is, and a quiz and playing end', async () => {
  const { runner, turn, write, text } = begin();
  turn();
  await write(textOf({ epochs: 900_000 }));
  typed(runner, 'l l c');
  turn();
  expect(runner.state.mode).toBe('running');
  const { position = 0 } = runner.state.running ?? {};
  await write(textOf({ epochs: 900_000, rate: '0.2' }));
  expect(runner.state).toMatchObject({ mode: 'session', running: null });
  expect(text()).toContain(`Reloaded one.yaml: you are still at step ${position}.`);
  turn();
  expect(runner.state.opened?.debug.session.position).toBe(position);
  typed(runner, 'space');
  expect(runner.state.playing).toBe('on');
  await write(textOf({ rate: '0.3' }));
  expect(runner.state.playing).toBe('off');
  typed(runner, 'p enter');
  expect(runner.state.quiz).not.toBeNull();
  await write(textOf({ rate: '0.4' }));
  expect(runner.state.quiz).toBeNull();
});

test('by key and command, and where there is no file it says so', async () => {
  const { type, text } = begin();
  await type('ctrl-r');
  expect(text()).toContain('one.yaml has not changed.');
  const shipped = begin('xor');
  await shipped.type(': r e l o a d enter');
  expect(shipped.text()).toContain('This scenario does not come from a file that can change.');
});
