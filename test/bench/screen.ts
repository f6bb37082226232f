/** Time until the screen appears, and until it answers a key, measured from outside through a pseudo-terminal. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { bareEnvironment, openTerminal } from '../support/terminal.ts';
import { withFiles } from './files.ts';
import { moonsScenario } from './moons.ts';
import { median, type Row } from './row.ts';

const START_ROUNDS = 9;
const RECORDING_ROUNDS = 25;
/** Keys of a way to and fro, and how many ways are measured after one that warms up the program. */
const WAY = 60;
const WAYS = 2;
const KEY_ROUNDS = WAY * WAYS;
const PAUSE_MS = 50;

/** What the screen shows at a step, before the number of all steps. */
export const at = (step: number) => ` ${step.toLocaleString('en-US')} / `;

/** Time from the start of the process to the first whole frame, compared with a Node process that does nothing. */
export async function measureStart(bundle: string): Promise<Row[]> {
  const bare: number[] = [];
  const frame: number[] = [];
  for (let round = 0; round < START_ROUNDS; round++) {
    let began = performance.now();
    // In the environment of the screen: others can make Node itself slower.
    spawnSync(process.execPath, ['-e', '0'], { env: bareEnvironment() });
    bare.push(performance.now() - began);
    began = performance.now();
    const terminal = openTerminal({ command: process.execPath, args: [bundle] });
    await terminal.waitFor('? keys');
    frame.push(performance.now() - began);
    await terminal.dispose();
  }
  const what = 'from start to the first frame of the menu, against `node -e 0`';
  return [
    { id: 'first_frame_ratio', what, value: median(frame) / median(bare), unit: '×', bar: '≤ 3' },
    { id: 'first_frame_ms', what: 'the same', value: median(frame), unit: 'ms', bar: null },
  ];
}

/** Time to print the steps of one iteration, without the screen, compared with a Node process that does nothing. */
export function measureRecording(bundle: string): Row[] {
  const env = bareEnvironment();
  const bare: number[] = [];
  const recorded: number[] = [];
  const timed = (args: readonly string[]) => {
    const began = performance.now();
    const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
    return { taken: performance.now() - began, stdout };
  };
  for (let round = 0; round < RECORDING_ROUNDS; round++) {
    bare.push(timed(['-e', '0']).taken);
    const { taken, stdout } = timed([bundle, 'trace', 'target-13']);
    // A heading and 32 steps.
    if (stdout.trimEnd().split('\n').length !== 33) throw new Error(`not 32 steps: ${stdout}`);
    recorded.push(taken);
  }
  const what = 'from start to the steps of one iteration (`backstep trace target-13`), against `node -e 0`';
  return [
    { id: 'start_ratio', what, value: median(recorded) / median(bare), unit: '×', bar: '≤ 1.3' },
    { id: 'start_ms', what: 'the same', value: median(recorded), unit: 'ms', bar: null },
  ];
}

/** A minimal program in a terminal: it answers each key with a number. */
const echo = `let n = 0; process.stdin.setRawMode(true);
process.stdin.on('data', () => process.stdout.write('\\x1b[Hstep ' + ++n + ' of')); process.stdout.write('ready');`;

/** Ticks of a second in which Linux counts the time of processes. */
const TICKS = 100;

/** The time of the processor that a process has taken, in milliseconds; null where it is not known. */
function cpuOf(pid: number): number | null {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return null;
  // After the name in brackets; of these fields the 12th and 13th are the times in the program and in the system.
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
}

/** Time from a key to the changed screen, compared with a program that only counts keys. */
export async function measureKey(bundle: string): Promise<Row[]> {
  const screen = openTerminal({
    command: process.execPath,
    args: [bundle, 'target-13'],
    cols: 100,
    rows: 30,
  });
  const counter = openTerminal({ command: process.execPath, args: ['-e', echo] });
  await Promise.all([screen.waitFor(at(0)), counter.waitFor('ready')]);
  const times = { screen: [] as number[], counter: [] as number[] };
  let before = { cpu: cpuOf(screen.pid), bytes: 0 };
  for (let round = 0; round < WAY + KEY_ROUNDS; round++) {
    if (round === WAY) {
      before = { cpu: cpuOf(screen.pid), bytes: screen.rawBytes().length };
      for (const list of Object.values(times)) list.length = 0;
    }
    const on = round % WAY;
    const forward = on < WAY / 2;
    // Pause between keys, as a person does.
    await setTimeout(PAUSE_MS);
    const step = forward ? on + 1 : WAY - on - 1;
    times.counter.push(await answered(counter, 'l', `step ${round + 1} of`));
    times.screen.push(await answered(screen, forward ? 'l' : 'h', at(step)));
  }
  const after = { cpu: cpuOf(screen.pid), bytes: screen.rawBytes().length };
  await Promise.all([screen.dispose(), counter.dispose()]);
  const what = 'from a key to the changed screen (100 × 30), against a program that only counts keys';
  const cpu = before.cpu === null || after.cpu === null ? null : (after.cpu - before.cpu) / KEY_ROUNDS;
  return [
    {
      id: 'key_ratio_echo',
      what,
      value: median(times.screen) / median(times.counter),
      unit: '×',
      bar: '≤ 3',
    },
    { id: 'key_to_screen_ms', what: 'the same', value: median(times.screen), unit: 'ms', bar: null },
    {
      id: 'key_to_screen_worst_ms',
      what: 'the slowest of them',
      value: Math.max(...times.screen),
      unit: 'ms',
      bar: null,
    },
    {
      id: 'key_cpu_ms',
      what: cpu === null ? 'not measured: no /proc here' : 'the time of the processor for a key',
      value: cpu,
      unit: 'ms',
      bar: '≤ 4',
    },
    {
      id: 'key_bytes',
      what: 'what is written to the terminal for a key, in characters',
      value: (after.bytes - before.bytes) / KEY_ROUNDS,
      unit: '',
      bar: '≤ 1200',
    },
  ];
}

const FAR_ROUNDS = 40;

/** Time from a key to the changed screen in the middle of 10⁹ steps, compared with the scenario transactions. */
export async function measureFarKey(bundle: string): Promise<Row[]> {
  const times = { far: [] as number[], near: [] as number[] };
  // 219,900 steps per epoch.
  await withFiles({ 'moons.yaml': moonsScenario('relu', 4548) }, async (folder) => {
    const open = (scenario: string) =>
      openTerminal({ command: process.execPath, args: [bundle, scenario], cols: 100, rows: 30 });
    const [far, near] = [open(path.join(folder, 'moons.yaml')), open('transactions')];
    try {
      await Promise.all([far.waitFor(at(0)), near.waitFor(at(0))]);
      far.write('G');
      await far.waitFor(at(1_000_105_200), 120_000);
      far.write(':goto 500000000\r');
      await far.waitFor(at(500_000_000), 120_000);
      near.write(':goto 4\r');
      await near.waitFor(at(4));
      for (let round = 0; round < FAR_ROUNDS; round++) {
        const [key, on] = round % 2 === 0 ? ['h', -1] : ['l', 0];
        await setTimeout(PAUSE_MS);
        times.near.push(await answered(near, key as string, at(4 + (on as number))));
        await setTimeout(PAUSE_MS);
        times.far.push(await answered(far, key as string, at(500_000_000 + (on as number))));
      }
    } finally {
      await Promise.all([far.dispose(), near.dispose()]);
    }
  });
  const what =
    'from a key to the changed screen in the middle of 10⁹ steps (two moons), against the scenario transactions';
  return [
    { id: 'key_ratio', what, value: median(times.far) / median(times.near), unit: '×', bar: '≤ 2' },
    { id: 'key_far_ms', what: 'the same', value: median(times.far), unit: 'ms', bar: null },
  ];
}

/** The time from a key to a text on the screen, in milliseconds. */
export async function answered(
  terminal: ReturnType<typeof openTerminal>,
  key: string,
  text: string,
): Promise<number> {
  const began = performance.now();
  terminal.write(key);
  await terminal.waitFor(text);
  return performance.now() - began;
}

/** One weight, trained for 105,000,000 steps: seven per epoch. */
const longRun = `title: bench
inputs: [x]
layers: [{ name: output, nodes: { y: [1] } }]
data: [{ inputs: [2], target: 3 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.0001 }
training: { epochs: 15000000 }`;

const INTERRUPTIONS = 7;

/** Time from Ctrl-C or Esc to the stopped screen, in a reverse run over 105,000,000 steps without a hit. */
export async function measureInterruption(bundle: string): Promise<Row[]> {
  const times = { control: [] as number[], escape: [] as number[] };
  await withFiles({ 'long.yaml': longRun }, async (folder) => {
    const args = [bundle, path.join(folder, 'long.yaml')];
    const screen = openTerminal({ command: process.execPath, args, cols: 100, rows: 30 });
    try {
      await screen.waitFor(at(0));
      screen.write('G');
      await screen.waitFor(at(105_000_000), 120_000);
      screen.write(':break loss < -1\r');
      await screen.waitFor('Breakpoint 1 set');
      for (let round = 0; round < 2 * INTERRUPTIONS; round++) {
        screen.write('G');
        await screen.waitFor(at(105_000_000), 120_000);
        screen.write('C');
        await screen.waitFor('running');
        const [key, list] = round % 2 === 0 ? ['\u0003', times.control] : ['\u001b', times.escape];
        list.push(await answered(screen, key, 'Stopped at step'));
      }
    } finally {
      await screen.dispose();
    }
  });
  const what = 'from Ctrl-C to the stopped screen, in a reverse run over 105,000,000 steps';
  const held = 'the same with Esc, which Ink holds back for 20 ms: an arrow key begins with it';
  return [
    { id: 'reverse_run_key_ms', what, value: median(times.control), unit: 'ms', bar: '≤ 50' },
    { id: 'reverse_run_escape_ms', what: held, value: median(times.escape), unit: 'ms', bar: null },
  ];
}
