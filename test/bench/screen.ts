/** How soon the screen is there, and how soon it answers a key: seen from outside, through a pseudo-terminal. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openTerminal } from '../support/terminal.ts';
import { median, type Row } from './row.ts';

const START_ROUNDS = 9;
const KEY_ROUNDS = 40;
const PAUSE_MS = 50;

/** From the start of the process to the first whole frame, against a Node that does nothing. */
export async function measureStart(bundle: string): Promise<Row[]> {
  const bare: number[] = [];
  const frame: number[] = [];
  for (let round = 0; round < START_ROUNDS; round++) {
    let began = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    bare.push(performance.now() - began);
    began = performance.now();
    const terminal = openTerminal({ command: process.execPath, args: [bundle] });
    await terminal.waitFor('? keys');
    frame.push(performance.now() - began);
    await terminal.dispose();
  }
  const what = 'from start to the first frame of the menu, against `node -e 0`';
  return [
    { id: 'first_frame_ratio', what, value: median(frame) / median(bare), unit: '×', bar: null },
    { id: 'first_frame_ms', what: 'the same', value: median(frame), unit: 'ms', bar: null },
  ];
}

/** The least that a program in a terminal can do: it answers each key with a number. */
const echo = `let n = 0; process.stdin.setRawMode(true);
process.stdin.on('data', () => process.stdout.write('\\x1b[Hstep ' + ++n + ' of')); process.stdout.write('ready');`;

/** From a key to the changed screen, against a program that only counts keys. */
export async function measureKey(bundle: string): Promise<Row[]> {
  const screen = openTerminal({
    command: process.execPath,
    args: [bundle, 'target-13'],
    cols: 100,
    rows: 30,
  });
  const counter = openTerminal({ command: process.execPath, args: ['-e', echo] });
  await Promise.all([screen.waitFor('step 0 of'), counter.waitFor('ready')]);
  const times = { screen: [] as number[], counter: [] as number[] };
  for (let round = 0; round < KEY_ROUNDS; round++) {
    const forward = round < KEY_ROUNDS / 2;
    // As a person presses: not while the last frame is still fresh.
    await setTimeout(PAUSE_MS);
    const step = forward ? round + 1 : KEY_ROUNDS - round - 1;
    times.counter.push(await answered(counter, 'l', `step ${round + 1} of`));
    times.screen.push(await answered(screen, forward ? 'l' : 'h', `step ${step} of`));
  }
  await Promise.all([screen.dispose(), counter.dispose()]);
  const what = 'from a key to the changed screen (100 × 30), against a program that only counts keys';
  return [
    {
      id: 'key_to_screen_ratio',
      what,
      value: median(times.screen) / median(times.counter),
      unit: '×',
      bar: null,
    },
    { id: 'key_to_screen_ms', what: 'the same', value: median(times.screen), unit: 'ms', bar: null },
    {
      id: 'key_to_screen_worst_ms',
      what: 'the slowest of them',
      value: Math.max(...times.screen),
      unit: 'ms',
      bar: null,
    },
  ];
}

async function answered(
  terminal: ReturnType<typeof openTerminal>,
  key: string,
  text: string,
): Promise<number> {
  const began = performance.now();
  terminal.write(key);
  await terminal.waitFor(text);
  return performance.now() - began;
}

/** One weight, trained for ten million steps: seven an epoch. */
const longRun = `title: bench
inputs: [x]
layers: [{ name: output, nodes: { y: [1] } }]
data: [{ inputs: [2], target: 3 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.0001 }
training: { epochs: 1500000 }`;

const INTERRUPTIONS = 7;

/** From a key to the stopped screen, in the middle of a reverse run over ten million steps that nothing stops. */
export async function measureInterruption(bundle: string): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'backstep-bench-'));
  const file = path.join(folder, 'long.yaml');
  writeFileSync(file, longRun);
  const screen = openTerminal({ command: process.execPath, args: [bundle, file], cols: 100, rows: 30 });
  const times = { control: [] as number[], escape: [] as number[] };
  try {
    await screen.waitFor('step 0 of');
    screen.write('G');
    await screen.waitFor('step 10500000 of 10500000', 120_000);
    screen.write(':break loss < -1\r');
    await screen.waitFor('Breakpoint 1');
    for (let round = 0; round < 2 * INTERRUPTIONS; round++) {
      screen.write('G');
      await screen.waitFor('step 10500000 of 10500000', 120_000);
      screen.write('C');
      await screen.waitFor('running');
      const [key, list] = round % 2 === 0 ? ['\u0003', times.control] : ['\u001b', times.escape];
      list.push(await answered(screen, key, 'Stopped at step'));
    }
  } finally {
    await screen.dispose();
    rmSync(folder, { recursive: true });
  }
  const what = 'from Ctrl-C to the stopped screen, in a reverse run over 10,500,000 steps';
  const held = 'the same with Esc, which Ink holds back for 20 ms: an arrow key begins with it';
  return [
    { id: 'reverse_run_key_ms', what, value: median(times.control), unit: 'ms', bar: '≤ 50' },
    { id: 'reverse_run_escape_ms', what: held, value: median(times.escape), unit: 'ms', bar: null },
  ];
}
