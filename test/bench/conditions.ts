/** The cost of watching a run: conditions and exceptions that are checked at every step. */
import { exceptionNames } from '../../src/breakpoints/exceptions/exceptions.ts';
import { addBreakpoint, type Breakpoint } from '../../src/breakpoints/list.ts';
import { parseBreakpoint } from '../../src/breakpoints/parse.ts';
import { run } from '../../src/breakpoints/run.ts';
import { Session } from '../../src/session/session.ts';
import { parse } from '../support/scenario.ts';
import { type Hidden, moonsScenario } from './moons.ts';
import { median, type Row, time } from './row.ts';

const EPOCHS = 2000;
/** So small that no unit changes its side: the runs are measured to their end, with few stops. */
const RATE = 1e-9;
const limits: Readonly<Record<string, string>> = { vanish: ' 1e-300', explode: ' 1e300', cancel: ' 300' };

/** Runs a new session to its end. Returns the time in milliseconds, without that of opening and compiling it. */
function timeOfRun(hidden: Hidden, watches: readonly string[]): number {
  const session = new Session(parse(moonsScenario(hidden, EPOCHS, { rate: RATE })));
  const list = watches.reduce<readonly Breakpoint[]>((before, text) => {
    const read = parseBreakpoint(text, session);
    if (!read.ok) throw new Error(`the bench has a wrong breakpoint: ${text}`);
    return addBreakpoint(before, read.spec);
  }, []);
  const { engine } = session;
  // Compiles the run, as in a session that has run before.
  engine.wasm?.batches(
    Float64Array.from(engine.lasting, (slot) => engine.run.slots[slot]?.initial ?? 0),
    0,
    1,
  );
  return time(() => {
    while (session.position < session.total) {
      const work = run(session, list, 'forward');
      while (!work.next().done);
    }
  });
}

/** Plain runs against runs with a condition that is never true, and with each exception. */
export function measureConditions(rounds: number): Row[] {
  const condition = 'loss < -1';
  const measured = ['', condition, ...exceptionNames.map((name) => `catch ${name}${limits[name] ?? ''}`)];
  const ratios = measured.slice(1).map((watch) => {
    const hidden = watch.startsWith('catch saturate') ? 'tanh' : 'relu';
    const pairs = Array.from({ length: rounds }, () => [timeOfRun(hidden, []), timeOfRun(hidden, [watch])]);
    const [plain, watched] = [0, 1].map((side) => median(pairs.map((pair) => pair[side] as number)));
    return { watch, ratio: (watched as number) / (plain as number) };
  });
  const [first, ...caught] = ratios;
  const worst = caught.reduce((one, other) => (other.ratio > one.ratio ? other : one));
  const what = 'two moons: a run to its end';
  return [
    {
      id: 'condition_ratio',
      what: `${what} with the breakpoint \`${condition}\`, against the same without it`,
      value: first?.ratio ?? null,
      unit: '×',
      bar: '≤ 1.2',
    },
    {
      id: 'catch_ratio_worst',
      what: `${what} with the exception that takes longest (\`${worst.watch}\`), against the same`,
      value: worst.ratio,
      unit: '×',
      bar: '≤ 3',
    },
  ];
}
