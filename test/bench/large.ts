/** Large networks: how fast programs run that are too large to be compiled, and how a run with them is opened. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Engine, Machine } from '../../src/core/execution/machine.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { openTerminal } from '../support/terminal.ts';
import { generator } from './moons.ts';
import { median, type Row, time } from './row.ts';

const EXAMPLES = 1000;
const INPUTS = 784;
const mebibyte = 2 ** 20;

/** A dense network of these sizes with ReLU and softmax, and examples in a table. */
export function denseDocument(sizes: readonly number[], csv: string): string {
  const [inputs = 1, ...layers] = sizes;
  const names = Array.from({ length: inputs }, (_, index) => `x${index}`);
  const outputs = layers.at(-1) ?? 1;
  return JSON.stringify({
    title: 'Digits',
    inputs: names,
    layers: layers.map((size, index) => ({
      name: index === layers.length - 1 ? 'output' : `hidden_${index}`,
      activation: index === layers.length - 1 ? 'identity' : 'relu',
      size,
      init: { kind: 'xavier', seed: index + 1 },
    })),
    data: { csv, inputs: names, target: 'label', classes: Array.from({ length: outputs }, (_, k) => `${k}`) },
    loss: 'softmax_cross_entropy',
    optimizer: { kind: 'sgd', learning_rate: 0.01 },
  });
}

export function denseTable(inputs: number, outputs: number, rows: number): string {
  const random = generator(7);
  const names = Array.from({ length: inputs }, (_, index) => `x${index}`);
  const cell = () => (random() < 0.8 ? '0' : random().toFixed(3));
  const lines = Array.from(
    { length: rows },
    (_, row) => `${Array.from({ length: inputs }, cell).join(',')},${row % outputs}`,
  );
  return `${[...names, 'label'].join(',')}\n${lines.join('\n')}\n`;
}

/** Steps a second of a network with 784, 128 and 10 nodes, against its first executions, step by step. */
export function measureLargeSteps(): Row {
  const table = denseTable(INPUTS, 10, 20);
  const parsed = parseScenario(denseDocument([INPUTS, 128, 10], 'digits.csv'), () => ({ text: table }));
  if (!parsed.ok) throw new Error('the scenario of the bench is wrong');
  const engine = new Engine(compile(parsed.scenario));
  const machine = new Machine(engine);
  const perBatch = engine.schedule.batchStart(1);
  machine.advance(8 * perBatch);
  const seconds = time(() => machine.advance(18 * perBatch)) / 1000;
  return {
    id: 'large_msteps',
    what: '784-128-10, 500,000 steps an example, too large to be compiled: speed of the run',
    value: (10 * perBatch) / seconds / 1e6,
    unit: '10⁶/s',
    bar: '≥ 200',
  };
}

const KEYS = 15;

/** The time and memory of opening that network with 1,000 examples, and the time of a key. */
export async function measureOpening(bundle: string): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'backstep-bench-'));
  const file = path.join(folder, 'digits.yaml');
  writeFileSync(path.join(folder, 'digits.csv'), denseTable(INPUTS, 10, EXAMPLES));
  writeFileSync(file, denseDocument([INPUTS, 128, 10], 'digits.csv'));
  const began = performance.now();
  const screen = openTerminal({ command: process.execPath, args: [bundle, file], cols: 100, rows: 30 });
  try {
    await screen.waitFor(' 0 / ', 120_000);
    const opened = performance.now() - began;
    const status = `/proc/${screen.pid}/status`;
    const most = existsSync(status) ? /VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
    const times: number[] = [];
    for (let key = 1; key <= KEYS; key++) {
      const pressed = performance.now();
      screen.write('l');
      await screen.waitFor(` ${key} / `, 20_000);
      times.push(performance.now() - pressed);
    }
    const what = `784-128-10 with ${EXAMPLES} examples`;
    return [
      {
        id: 'open_784_s',
        what: `${what}: from start to its screen`,
        value: opened / 1000,
        unit: 's',
        bar: '≤ 3',
      },
      {
        id: 'open_784_mib',
        what: most === undefined ? 'not measured: no /proc here' : 'the same: the most memory of the process',
        value: most === undefined ? null : (Number(most) * 1024) / mebibyte,
        unit: 'MiB',
        bar: '≤ 400',
      },
      {
        id: 'key_784_ms',
        what: 'the same: from a key to the changed screen',
        value: median(times),
        unit: 'ms',
        bar: '≤ 16',
      },
    ];
  } finally {
    await screen.dispose();
    rmSync(folder, { recursive: true });
  }
}
