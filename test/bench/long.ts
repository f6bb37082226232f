/** Long training runs: speed, memory of their history, and time of a seek. */
import { Engine } from '../../src/core/execution/machine.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { Checkpoints, defaultCheckpointPolicy } from '../../src/session/history/checkpoints.ts';
import { History } from '../../src/session/history/history.ts';
import { parse } from '../support/scenario.ts';
import { generator, type Hidden, moonsScenario, POINTS, trainByHand } from './moons.ts';
import { type Row, time, timedAlternately } from './row.ts';
import { openSynaptic } from './synaptic.ts';

const EPOCHS = 1000;

const SEEKS = 200;
/** How often each seek is timed. The shortest time counts, since other processes can delay the others. */
const TRIES = 3;

const mebibyte = 2 ** 20;

function engineOf(hidden: Hidden, epochs: number, width?: number): Engine {
  return new Engine(compile(parse(moonsScenario(hidden, epochs, width === undefined ? {} : { width }))));
}

/** Runs to the end with checkpoints, so that any step can be reached afterwards. */
function rewindable(engine: Engine): History {
  const history = new History(engine);
  history.seek(engine.schedule.total);
  return history;
}

/** The same with the result of every step written to memory, window by window. Returns the final parameters. */
function traced({ wasm, lasting, run, schedule }: Engine): Float64Array {
  if (!wasm) throw new Error('there is no WebAssembly here');
  const state = Float64Array.from(lasting, (slot) => run.slots[slot]?.initial as number);
  const checkpoints = new Checkpoints(lasting.length, schedule.batchStart(1), defaultCheckpointPolicy);
  for (let batch = 0; batch < schedule.batches; ) {
    // One window is the distance of two checkpoints: about 70,000 steps.
    const end = Math.min(schedule.batches, checkpoints.after(batch));
    wasm.trace(state, batch, end - batch);
    checkpoints.keep(end, () => state);
    batch = end;
  }
  return Float64Array.from(run.parameters, (slot) => state[lasting.indexOf(slot)] as number);
}

/** The parameters after the last update, node by node. */
function parametersAfter({ run }: Engine, history: History): Float64Array {
  const { carries } = run.update;
  return Float64Array.from(run.parameters, (slot) => {
    const from = carries.find(({ to }) => to === slot)?.from ?? slot;
    return history.registers[from] as number;
  });
}

function checkSame(found: ArrayLike<number>, expected: ArrayLike<number>): void {
  const isSame =
    found.length === expected.length &&
    Array.from(expected).every((value, index) => Number.isFinite(value) && Object.is(value, found[index]));
  if (!isSame) throw new Error('two runs that do the same arithmetic differ, or have no numbers any more');
}

/** Speed of a rewindable run, compared with hand-written loops with the same arithmetic that record nothing. */
export function measureRun(rounds: number): Row[] {
  const engine = engineOf('relu', EPOCHS);
  const expected = trainByHand('relu', EPOCHS);
  checkSame(parametersAfter(engine, rewindable(engine)), expected);
  checkSame(traced(engine), expected);
  const times = timedAlternately(
    {
      plain: () => trainByHand('relu', EPOCHS),
      rewindable: () => rewindable(engine),
      traced: () => traced(engine),
    },
    rounds,
  );
  const what = 'two moons, 2-16-16-1, relu: speed of a run that can be rewound';
  return [
    {
      id: 'rewindable_ratio',
      what: `${what}, against a hand-written loop that records nothing`,
      value: times.plain / times.rewindable,
      unit: '×',
      bar: '≥ 4',
    },
    {
      id: 'trace_ratio',
      what: 'the same with the value of every step written out (8 bytes a step)',
      value: times.plain / times.traced,
      unit: '×',
      bar: '≥ 0.8',
    },
    {
      id: 'rewindable_gsteps',
      what,
      value: engine.schedule.total / times.rewindable / 1e6,
      unit: '10⁹/s',
      bar: null,
    },
  ];
}

const WIDE = 64;
const WIDE_EPOCHS = 60;

/** The same with wider layers and tanh, where most of the time of the hand-written loop goes into tanh. */
export function measureTanh(rounds: number): Row {
  const engine = engineOf('tanh', WIDE_EPOCHS, WIDE);
  checkSame(parametersAfter(engine, rewindable(engine)), trainByHand('tanh', WIDE_EPOCHS, WIDE));
  const times = timedAlternately(
    { plain: () => trainByHand('tanh', WIDE_EPOCHS, WIDE), rewindable: () => rewindable(engine) },
    rounds,
  );
  return {
    id: 'tanh_ratio',
    what: `two moons, 2-${WIDE}-${WIDE}-1, tanh: speed of a run that can be rewound, against a hand-written loop`,
    value: times.plain / times.rewindable,
    unit: '×',
    bar: '≥ 2.5',
  };
}

/** Speed of a rewindable run, compared with the library synaptic, which records nothing. */
export function measureSynaptic(rounds: number): Row {
  const row = { id: 'synaptic_ratio', unit: '×', bar: '≥ 0.5' };
  const what = 'the same with 2-16-16-1, against the library synaptic';
  const opened = openSynaptic();
  if (!opened.ok) return { ...row, value: null, what: `${what}: not measured, ${opened.reason}` };
  const engine = engineOf('tanh', EPOCHS);
  const train = opened.trainer();
  const few = EPOCHS / 10;
  const times = timedAlternately(
    { synaptic: () => train(few), rewindable: () => rewindable(engine) },
    rounds,
  );
  return {
    ...row,
    what: `${what} ${opened.version}`,
    value: times.synaptic / few / (times.rewindable / EPOCHS),
  };
}

/** The lengths of the runs that are compared: their steps grow from 10⁶ to 10¹⁰. */
const POWERS = { 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹', 10: '¹⁰' } as const;

/**
 * Time of seeks to random steps of a run of 10^`power` steps, and the time and memory of the run. Checks that each seek
 * gives the same registers, bit for bit, as when the run passed that step.
 */
export function measureSeeks(power: keyof typeof POWERS, bar: number | null = null): Row[] {
  const perEpoch = POINTS * engineOf('relu', 1).schedule.batchStart(1);
  const engine = engineOf('relu', Math.ceil(10 ** power / perEpoch));
  const { total } = engine.schedule;
  const random = generator(power);
  const places = Array.from({ length: SEEKS }, () => Math.floor(random() * (total + 1)));
  const history = new History(engine);
  const passed = new Map<number, Float64Array>();
  const ran = time(() => {
    for (const place of [...places].sort((a, b) => a - b)) {
      history.seek(place);
      passed.set(place, history.registers.slice());
    }
    history.seek(total);
  });
  const times = places.map((place, index) => {
    const others = places.slice(index + 1, index + 1 + TRIES);
    const tries = Array.from({ length: TRIES }, (_try, number) => {
      history.seek(others[number] ?? total);
      const taken = time(() => history.seek(place));
      checkSame(history.registers, passed.get(place) as Float64Array);
      return taken;
    });
    return Math.min(...tries);
  });
  const steps = `10${POWERS[power]}`;
  return [
    {
      id: `history_mib_1e${power}`,
      what: `the memory of the history after ${steps} steps`,
      value: history.checkpoints.bytes / mebibyte,
      unit: 'MiB',
      bar: power === 9 ? '≤ 64' : null,
    },
    {
      id: `seek_ms_1e${power}`,
      what: `the longest of ${SEEKS} ways to random steps of ${steps}, the same bits as when they were passed by`,
      value: Math.max(...times),
      unit: 'ms',
      bar: bar === null ? null : `≤ ${bar}`,
    },
    {
      id: `run_s_1e${power}`,
      what: `the time of running ${steps} steps`,
      value: ran / 1000,
      unit: 's',
      bar: null,
    },
  ];
}
