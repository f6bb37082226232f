/** Large networks: how fast programs run that are too large to be compiled, and how a run with them is opened. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Engine, Machine } from '../../src/core/execution/machine.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { scenarioOfTable } from '../support/tables.ts';
import { openTerminal } from '../support/terminal.ts';
import { withFiles } from './files.ts';
import { generator } from './moons.ts';
import { median, type Row, time } from './row.ts';
import { answered, at } from './screen.ts';

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
  const scenario = scenarioOfTable(denseDocument([INPUTS, 128, 10], 'digits.csv'), table);
  const engine = new Engine(compile(scenario));
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
export function measureOpening(bundle: string): Promise<Row[]> {
  const texts = {
    'digits.csv': denseTable(INPUTS, 10, EXAMPLES),
    'digits.yaml': denseDocument([INPUTS, 128, 10], 'digits.csv'),
  };
  return withFiles(texts, async (folder) => {
    const began = performance.now();
    const args = [bundle, path.join(folder, 'digits.yaml')];
    const screen = openTerminal({ command: process.execPath, args, cols: 100, rows: 30 });
    try {
      await screen.waitFor(at(0), 120_000);
      const opened = performance.now() - began;
      const most = mostMemoryOf(screen.pid);
      const times: number[] = [];
      for (let key = 1; key <= KEYS; key++) times.push(await answered(screen, 'l', at(key)));
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
          what: most === null ? 'not measured: no /proc here' : 'the same: the most memory of the process',
          value: most === null ? null : most / mebibyte,
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
    }
  });
}

/** The most memory that a process has had, in bytes; null where it is not known. */
function mostMemoryOf(pid: number): number | null {
  const file = `/proc/${pid}/status`;
  const most = existsSync(file) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  return most === undefined ? null : Number(most) * 1024;
}
