/** The ends of the program that nobody asked for, in a real terminal: the session is saved, the terminal as before. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { bundle, oneWeight, scratch } from '../support/backstep.ts';
import { openShell, openTerminal } from '../support/terminal.ts';

const files = scratch();
const opened: { dispose(): Promise<void> }[] = [];
let count = 0;

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.dispose()));
});

/** What a user is doing when the program ends: what is typed, and what shows that it has happened. */
const situations = {
  'without edits': [],
  'with an edit': [[':set y.w[0] = 3\r', 'w 3']],
  'at an open prompt': [
    [':set y.w[0] = 3\r', 'w 3'],
    [':set y', ':set y'],
  ],
  'in a list': [
    [':set y.w[0] = 3\r', 'w 3'],
    ['?', 'search'],
  ],
  'in a run': [
    [':set y.w[0] = 3\r', 'w 3'],
    [':break loss < -1\r', 'Breakpoint 1 set'],
    ['c', 'Esc'],
  ],
} as const satisfies Readonly<Record<string, readonly (readonly [string, string])[]>>;
type Situation = keyof typeof situations;
const situationNames = Object.keys(situations) as Situation[];

const scenario = files.write('long.yaml', oneWeight({ epochs: '900000000', rate: '1e-12' }));
const args = [bundle, scenario, '--theme', 'dark'];

/** Types what leads to a situation. */
async function bring(terminal: ReturnType<typeof openTerminal>, situation: Situation): Promise<void> {
  await terminal.waitFor('start');
  for (const [keys, shown] of situations[situation]) {
    terminal.write(keys);
    await terminal.waitFor((each) => spaced(each.text()).includes(shown));
  }
}

const spaced = (text: string) => text.replace(/\s+/g, ' ');

function newState(): string {
  count += 1;
  return files.at(`state-${count}`);
}

/** The sessions that were saved in a state folder. */
function savedIn(state: string): { readonly edits: readonly unknown[] }[] {
  const folder = path.join(state, 'backstep/sessions');
  if (!existsSync(folder)) return [];
  // The next saving may be on its way.
  const names = readdirSync(folder).filter((name) => !name.endsWith('.tmp'));
  for (const name of names) expect(name).toMatch(/^long-[0-9a-f]{12}\.session$/);
  return names.map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')).timelines[0]);
}

function expectSaved(state: string, situation: Situation): void {
  const edits = savedIn(state).map((timeline) => timeline.edits);
  expect(edits).toEqual(situation === 'without edits' ? [] : [[{ at: 0, address: 'y.w[0]', value: 3 }]]);
}

/** The program, started from a shell, in one of the situations. */
async function start(situation: Situation, node: readonly string[] = []) {
  const state = newState();
  const shell = openShell({ cols: 100, rows: 30, env: { XDG_STATE_HOME: state } });
  opened.push(shell);
  await shell.run('echo before');
  const pid = await shell.start(process.execPath, [...node, ...args]);
  await bring(shell, situation);
  return { shell, pid, state };
}

/** Checks that the main screen, the cursor, the modes of the mouse and of pastes, and cooked mode are restored. */
async function expectRestored(shell: Awaited<ReturnType<typeof start>>['shell']): Promise<void> {
  expect(shell.bufferType()).toBe('normal');
  expect(shell.cursorVisible()).toBe(true);
  expect(shell.text()).toContain('before');
  for (const mode of ['1000', '1006', '2004'])
    expect(shell.rawBytes().lastIndexOf(`\u001b[?${mode}l`)).toBeGreaterThanOrEqual(
      shell.rawBytes().lastIndexOf(`\u001b[?${mode}h`),
    );
  expect(await shell.flags()).toMatchObject({ icanon: true, echo: true, isig: true, icrnl: true });
}

const signals = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const;
/** Every end in every situation takes a minute: `npm run test:soak` does that. */
const isSoak = process.env.EVERYTHING === '1';

/** Ends in situations: all with an edit, and one of them in all of them; or each in each. */
function pairsOf<End>(ends: readonly End[], everywhere: End | null): (readonly [End, Situation])[] {
  return ends.flatMap((end) =>
    situationNames
      .filter((situation) => isSoak || end === everywhere || situation === 'with an edit')
      .map((situation) => [end, situation] as const),
  );
}

test.each(pairsOf(signals, 'SIGTERM'))(
  '%s %s: the session is saved, and it says where',
  async (signal, situation) => {
    const { shell, pid, state } = await start(situation);
    process.kill(pid, signal);
    expect(await shell.prompt()).toBe(128 + constants.signals[signal]);
    expectSaved(state, situation);
    expect(shell.text()).toContain(`backstep: ended by ${signal}.`);
    if (situation !== 'without edits')
      expect(spaced(shell.text())).toContain('The session is saved: `backstep /');
    await expectRestored(shell);
  },
);

test.each(isSoak ? situationNames : (['with an edit', 'in a run'] as const))(
  'a terminal that is closed %s',
  async (situation) => {
    const state = newState();
    const terminal = openTerminal({
      command: process.execPath,
      args,
      cols: 100,
      rows: 30,
      env: { XDG_STATE_HOME: state },
    });
    opened.push(terminal);
    await bring(terminal, situation);
    terminal.hangUp();
    expect(await terminal.exit).toEqual({ code: 0, signal: constants.signals.SIGHUP });
    expectSaved(state, situation);
  },
);

/** Code that is loaded into the program: it fails where it is said when the process gets a signal. */
const bomb = (code: string) => ['--import', `data:text/javascript,process.on('SIGUSR2',()=>{${code}})`];
const fault = `throw new Error('out of luck')`;
const key = `process.stdin.unshift('l');process.stdin.emit('readable')`;
const crashes = {
  'in a timer': `setTimeout(()=>{${fault}})`,
  'in a promise': `void (async()=>{${fault}})()`,
  'while the screen is drawn': `String.prototype.padEnd=()=>{${fault}};${key}`,
  'in a command': `Math.trunc=()=>{${fault}};${key}`,
};

const places = Object.keys(crashes) as (keyof typeof crashes)[];
// In a list that key does nothing.
const crashed = pairsOf(places, null).filter(
  ([place, situation]) => situation !== 'in a list' || !crashes[place].includes(key),
);

test.each(crashed)('a crash %s %s: the session is saved, and it says where', async (place, situation) => {
  const { shell, pid, state } = await start(situation, bomb(crashes[place]));
  process.kill(pid, 'SIGUSR2');
  expect(await shell.prompt()).toBe(1);
  expect(shell.text()).toContain('backstep: out of luck.');
  expectSaved(state, situation);
  await expectRestored(shell);
});

test('SIGKILL: what was changed was saved without being asked to', async () => {
  const { shell, pid, state } = await start('with an edit');
  await vi.waitUntil(() => savedIn(state).length > 0, { timeout: 10_000 });
  process.kill(pid, 'SIGKILL');
  expect(await shell.prompt()).toBe(128 + constants.signals.SIGKILL);
  expectSaved(state, 'with an edit');
});

test('Ctrl-Z twice at once, and where nothing stops or continues a program: it goes on', async () => {
  const state = newState();
  const env = { XDG_STATE_HOME: state };
  const terminal = openTerminal({ command: process.execPath, args, cols: 100, rows: 30, env });
  opened.push(terminal);
  await bring(terminal, 'with an edit');
  terminal.write('\u001a\u001a');
  await terminal.waitFor((each) => each.bufferType() === 'normal');
  await terminal.waitFor((each) => each.bufferType() === 'alternate' && each.text().includes('start'));
  terminal.write('l');
  await terminal.waitFor(' 1 / ');
});

test.each([
  ['Ctrl-L', '\u000c\u000c\u000c'],
  [':redraw', ':redraw\r:redraw\r'],
])('%s several times at once paints again', async (_what, keys) => {
  const { shell } = await start('with an edit');
  shell.write(`${keys}l`);
  await shell.waitFor(' 1 / ');
});

test('a paste is text; one without an end is over after a pause, and keys are keys again', async () => {
  const { shell } = await start('without edits');
  shell.write('\u001b[200~lll\nq\n\u001b[201~');
  await shell.waitFor('Pasted text is not read as keys.');
  expect(shell.text()).toContain('start');
  shell.write(':\u001b[200~go');
  shell.write('to 5');
  await shell.waitFor(':goto 5');
  shell.write('\r');
  await shell.waitFor(' 5 / ');
});

test('keys that come after the one that leaves do nothing', async () => {
  const { shell } = await start('without edits');
  shell.write(':quit\r\fl\f');
  expect(await shell.prompt()).toBe(0);
  await expectRestored(shell);
  expect(shell.text()).not.toContain('Backstep');
});

test('the beginning of a sequence without an end does not hold back the keys after it', async () => {
  const { shell } = await start('without edits');
  for (const begun of ['\u001b]', '\u001b[<0;1', '\u001b[20']) {
    shell.write(':goto 0\r');
    await shell.waitFor(' 0 / ');
    shell.write(begun);
    const hasStepped = () => {
      shell.write('l');
      return !spaced(shell.text()).includes(' 0 / ');
    };
    await vi.waitUntil(hasStepped, { timeout: 5000, interval: 50 });
  }
});

/** A network with 52,000 weights. Without training it is prepared in a third of the time. */
const large = {
  title: 'Large',
  inputs: Array.from({ length: 260 }, (_, index) => `x${index}`),
  layers: [
    { name: 'hidden', activation: 'relu', size: 200, init: { kind: 'xavier', seed: 1 } },
    { name: 'output', size: 1, init: { kind: 'xavier', seed: 2 } },
  ],
  data: [{ inputs: Array(260).fill(0.5) }],
};
const trained = {
  ...large,
  data: [{ inputs: Array(260).fill(0.5), target: 1 }],
  loss: 'squared_error',
  optimizer: { kind: 'sgd', learning_rate: 0.01 },
};

test('a large network: it says how far it is, Esc ends it, and what is typed meanwhile is not lost', async () => {
  const shell = openShell({ cols: 100, rows: 30, env: { XDG_STATE_HOME: newState() } });
  opened.push(shell);
  for (const [keys, scenario, isStopped] of [
    ['\u001b', trained, true],
    ['l', large, false],
  ] as const) {
    const file = files.write('large.yaml', JSON.stringify(scenario));
    await shell.start(process.execPath, [bundle, file, '--theme', 'dark']);
    await shell.waitFor(/Preparing 52,200 weights: [\d,]+ operations so far\. Esc stops it\./);
    shell.write(keys);
    if (isStopped) expect(await shell.prompt()).toBe(128 + constants.signals.SIGINT);
    else await shell.waitFor(' 1 / ', 60_000);
  }
});

test('a large file: it says that it is read, and Ctrl-C ends it', async () => {
  const rows = Array.from({ length: 500_000 }, (_row, index) => `${index % 7},${index % 3}`);
  files.write('many.csv', `x,y\n${rows.join('\n')}\n`);
  const inputs = { title: 'Many rows', inputs: ['x'], data: { csv: 'many.csv', target: 'y' } };
  const layers = [{ name: 'output', nodes: { y: [1] } }];
  const file = files.write('many.yaml', JSON.stringify({ ...inputs, layers, loss: 'squared_error' }));
  const shell = openShell({ cols: 100, rows: 30, env: { XDG_STATE_HOME: newState() } });
  opened.push(shell);
  await shell.start(process.execPath, [bundle, file]);
  await shell.waitFor(/Reading \S+many\.csv, 2 MB\. Ctrl-C stops it\./);
  shell.write('\u0003');
  expect(await shell.prompt()).toBe(128 + constants.signals.SIGINT);
});
