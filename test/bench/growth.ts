/** How times and memory grow with the size of a network, and with the length of a run. */
import { performance } from 'node:perf_hooks';
import { Debugger } from '../../src/commands/debugger.ts';
import { exactNumber } from '../../src/core/exact-number.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { Session } from '../../src/session/session.ts';
import { Scene } from '../../src/view/scene/scene.ts';
import { defaultViewOptions } from '../../src/view/scene/view-options.ts';
import { sessionScreen } from '../../src/view/screen.ts';
import { scenarioOfTable } from '../support/tables.ts';
import { denseDocument, denseTable } from './large.ts';
import { median, type Row, time } from './row.ts';

/** Networks with about 10², 10³ … instructions for an example and its update. */
const sizes: readonly (readonly [instructions: number, layers: readonly number[]])[] = [
  [1e2, [2, 4, 2]],
  [1e3, [8, 16, 4]],
  [1e4, [30, 60, 4]],
  [1e5, [150, 130, 4]],
  [1e6, [784, 255, 4]],
];

const size = { columns: 100, rows: 30 };
const EXAMPLES = 20;

interface Measured {
  readonly compile: number;
  readonly open: number;
  readonly seek: number;
  readonly draw: number;
  readonly bytes: number;
  readonly steps: number;
}

/** How often the screen is drawn, a step apart, after the first time, at which what never changes is found. */
const DRAWINGS = 10;

/** All times are in milliseconds. That of a drawing is the median. */
function measure(layers: readonly number[]): Measured {
  const table = denseTable(layers[0] as number, layers.at(-1) as number, EXAMPLES);
  const scenario = scenarioOfTable(denseDocument(layers, 'digits.csv'), table);
  const before = process.memoryUsage();
  const marks = [performance.now()];
  const mark = () => marks.push(performance.now());
  compile(scenario);
  mark();
  const session = new Session(scenario);
  mark();
  session.seek(Math.floor(session.total / 2));
  mark();
  const scene = new Scene(new Debugger(session, exactNumber));
  const draw = () => sessionScreen(scene, 'digits', size, defaultViewOptions, null, []);
  draw();
  const drawn = Array.from({ length: DRAWINGS }, () => {
    session.seek(session.position + 1);
    return time(draw);
  });
  const after = process.memoryUsage();
  const between = (index: number) => (marks[index + 1] as number) - (marks[index] as number);
  return {
    compile: between(0),
    open: between(1),
    seek: between(2),
    draw: median(drawn),
    bytes: Math.max(0, after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers),
    steps: session.engine.schedule.batchStart(1),
  };
}

/** One row for each kind of work and each size. Only the drawing must not grow. */
export function measureGrowth(): Row[] {
  measure([8, 16, 4]);
  const measured = sizes.map(([instructions, layers]) => ({ instructions, ...measure(layers) }));
  const kinds = ['compile', 'open', 'seek', 'draw', 'bytes'] as const;
  return kinds.flatMap((kind) =>
    measured.map(({ instructions, ...values }): Row => {
      const power = Math.round(Math.log10(instructions));
      const isMemory = kind === 'bytes';
      return {
        id: `${isMemory ? 'memory' : kind}_1e${power}`,
        what: `${isMemory ? 'memory of a session' : kind} with ${values.steps.toLocaleString('en-US')} steps a batch`,
        value: isMemory ? values.bytes / 2 ** 20 : values[kind],
        unit: isMemory ? 'MiB' : 'ms',
        bar: kind === 'draw' ? '≤ 16' : null,
      };
    }),
  );
}
