/** Reading a table and writing a trace: text in and text out. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { traceJsonLines } from '../../src/print/trace-json.ts';
import { trace } from '../../src/session/trace.ts';
import { parse } from '../support/scenario.ts';
import { bareEnvironment } from '../support/terminal.ts';
import { withFiles } from './files.ts';
import { generator, moonsScenario } from './moons.ts';
import { median, type Row, timedAlternately } from './row.ts';

const ROWS = 100_000;
const COLUMNS = 10;
const mebibyte = 2 ** 20;

/** Runs a script in a Node process, and prints the time of the processor and the memory that it took. */
const measuring = `process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require('node:fs').writeSync(2, JSON.stringify({ seconds: (userCPUTime + systemCPUTime) / 1e6, bytes: maxRSS * 1024 }));
});`;

const PRELOAD = 'measure.cjs';

/** The processor's time in seconds, and the most memory in bytes, of a Node process. */
function usageOf(
  preload: string,
  args: readonly string[],
): { readonly seconds: number; readonly bytes: number } {
  const { status, stderr } = spawnSync(process.execPath, ['--require', preload, ...args], {
    encoding: 'utf8',
    env: bareEnvironment(),
  });
  if (status !== 0) throw new Error(`a process of the bench has failed: ${stderr}`);
  return JSON.parse(stderr);
}

/** The numbers of a file, line by line, without any check. */
const plainReading = `const lines = require('node:fs').readFileSync(process.argv[1], 'utf8').split('\\n');
const numbers = lines.slice(1).map((line) => line.split(',').map(Number));
if (numbers.length !== ${ROWS + 1}) process.exit(1);`;

/** `backstep check` on a table, against the shortest program that reads its numbers. */
export function measureTable(bundle: string, rounds: number): Promise<Row[]> {
  const names = Array.from({ length: COLUMNS - 1 }, (_, index) => `x${index}`);
  const random = generator(1);
  const line = () => Array.from({ length: COLUMNS }, () => (2 * random() - 1).toFixed(6)).join(',');
  const lines = [[...names, 'y'].join(','), ...Array.from({ length: ROWS }, line)];
  const layer = { name: 'output', nodes: { y: { weights: names.map(() => 0), bias: 0 } } };
  const data = { csv: 'rows.csv', inputs: names, target: 'y' };
  const document = { title: 'Rows', inputs: names, layers: [layer], data, loss: 'half_squared_error' };
  const texts = { 'rows.csv': `${lines.join('\n')}\n`, 'rows.yaml': JSON.stringify(document) };
  return withFiles({ ...texts, [PRELOAD]: measuring }, (folder) => {
    const at = (name: string) => path.join(folder, name);
    const taken = { plain: [] as number[], seconds: [] as number[], bytes: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      taken.plain.push(usageOf(at(PRELOAD), ['-e', plainReading, at('rows.csv')]).seconds);
      const { seconds, bytes } = usageOf(at(PRELOAD), [bundle, 'check', at('rows.yaml')]);
      taken.seconds.push(seconds);
      taken.bytes.push(bytes);
    }
    const what = `\`backstep check\` on a table of ${ROWS} rows and ${COLUMNS} columns`;
    return [
      {
        id: 'csv_s',
        what: `${what}: the time of the processor`,
        value: median(taken.seconds),
        unit: 's',
        bar: '≤ 1.5',
      },
      {
        id: 'csv_mib',
        what: 'the same: the most memory of the process',
        value: median(taken.bytes) / mebibyte,
        unit: 'MiB',
        bar: '≤ 200',
      },
      {
        id: 'csv_ratio',
        what: 'the same: the time, against a program that splits the lines and converts the numbers',
        value: median(taken.seconds) / median(taken.plain),
        unit: '×',
        bar: null,
      },
    ];
  });
}

/** A trace as JSON lines, against `JSON.stringify` of steps that are ready. */
export function measureJsonLines(rounds: number): Row {
  const scenario = parse(moonsScenario('relu', 1));
  const records = [...trace(scenario)];
  let length = 0;
  const times = timedAlternately(
    {
      plain: () => {
        for (const record of records) length += JSON.stringify(record).length;
      },
      lines: () => {
        for (const line of traceJsonLines(scenario, null)) length += line.length;
      },
    },
    rounds,
  );
  if (length === 0) throw new Error('nothing was written');
  return {
    id: 'jsonl_ratio',
    what: 'two moons, one epoch: running it and writing each step as JSON, against `JSON.stringify` of ready steps',
    value: times.lines / times.plain,
    unit: '×',
    bar: '≤ 1.2',
  };
}
