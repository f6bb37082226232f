/** The cost of watching a run: conditions and exceptions that are checked at every step. */
import { exceptionNames } from '../../src/breakpoints/exceptions/exceptions.ts';
import { addBreakpoint, type Breakpoint } from '../../src/breakpoints/list.ts';
import { parseBreakpoint } from '../../src/breakpoints/parse.ts';
import { run } from '../../src/breakpoints/run.ts';
import { Session } from '../../src/session/session.ts';
import { parse } from '../support/scenario.ts';
import { type Hidden, moonsScenario } from './moons.ts';
import { median, type Row } from './row.ts';

/** Of a run with a condition, which is nearly as fast as one without it, and of one with an exception. */
const EPOCHS = { condition: 8000, exception: 2000 };
/** So small that no unit changes its side: the runs are measured to their end, with few stops. */
const RATE = 1e-9;
const limits: Readonly<Record<string, string>> = { vanish: ' 1e-300', explode: ' 1e300', cancel: ' 300' };

/** The first part of a run, in which what it needs is compiled. */
const START = 1 / 20;

/** Times in milliseconds. */
interface Times {
  /** Of the first part. */
  readonly start: number;
  /** Of the rest. */
  readonly rest: number;
}

/** Runs a new session to its end, without the time of opening it. */
function timesOfRun(hidden: Hidden, epochs: number, watches: readonly string[]): Times {
  const session = new Session(parse(moonsScenario(hidden, epochs, { rate: RATE })));
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
  const began = performance.now();
  let started: number | null = null;
  while (session.position < session.total) {
    for (const reached of run(session, list, 'forward'))
      if (started === null && reached >= START * session.total) started = performance.now();
  }
  const end = performance.now();
  return { start: (started ?? end) - began, rest: end - (started ?? began) };
}

/** Plain runs against runs with a condition that is never true, and with each exception. */
export function measureConditions(rounds: number): Row[] {
  const condition = 'loss < -1';
  const measured = ['', condition, ...exceptionNames.map((name) => `catch ${name}${limits[name] ?? ''}`)];
  const ratios = measured.slice(1).map((watch) => {
    const hidden = watch.startsWith('catch saturate') ? 'tanh' : 'relu';
    const epochs = watch === condition ? EPOCHS.condition : EPOCHS.exception;
    const pairs = Array.from({ length: rounds }, () => [
      timesOfRun(hidden, epochs, []),
      timesOfRun(hidden, epochs, [watch]),
    ]);
    const [plain, watched] = [0, 1].map((side) => median(pairs.map((pair) => (pair[side] as Times).rest)));
    const starts = pairs.map(([without, own]) => (own as Times).start - (without as Times).start);
    return { watch, ratio: (watched as number) / (plain as number), start: median(starts) };
  });
  const [first, ...caught] = ratios;
  const worst = caught.reduce((one, other) => (other.ratio > one.ratio ? other : one));
  const what = 'two moons: a run from its first twentieth to its end';
  return [
    {
      id: 'condition_ratio',
      what: `${what} with the breakpoint \`${condition}\`, against the same without it`,
      value: first?.ratio ?? null,
      unit: '×',
      bar: '≤ 1.2',
    },
    {
      id: 'condition_start_ms',
      what: 'the time that the first twentieth of that run takes longer: the run is compiled with what is watched',
      value: first?.start ?? null,
      unit: 'ms',
      bar: null,
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
