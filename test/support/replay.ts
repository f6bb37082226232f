/**
 * A simple reference for executing a run: no schedule, no machine, no checkpoints. Every step and every edit is
 * executed in order, and the source of every register's value is recorded.
 */
import fc from 'fast-check';
import type { Patch } from '../../src/core/execution/machine.ts';
import { ops } from '../../src/core/operations.ts';
import type { Instruction, Program, Run } from '../../src/core/program.ts';
import type { ScenarioDocument } from '../../src/scenario/format/schema.ts';
import { Session } from '../../src/session/session.ts';
import { scenarioOf } from './networks.ts';

export interface Moment {
  readonly position: number;
  /** The position before the first step of the moment's segment. */
  readonly start: number;
  /** The instruction of the step at this position; null at position 0. */
  readonly instruction: Instruction | null;
  /** The operands as the step found them, its result as it left it, and the sources of the operands. */
  readonly operands: readonly number[];
  readonly result: number;
  readonly writers: readonly string[];
  /**
   * All registers after the step and the edits at this position, and their sources: `step 3`, `edit 0`, `given 12`.
   */
  readonly registers: Float64Array;
  readonly sources: readonly string[];
}

/** Every position of a run, from 0 to the end. */
export function* replay(run: Run, patches: readonly Patch[]): Generator<Moment> {
  let epoch = 1;
  const registers = Float64Array.from(run.slots, ({ initial }) => initial);
  const sources = run.slots.map(() => 'given 0');
  let position = 0;
  let start = 0;
  const patch = () => {
    patches.forEach(({ at, slot, value }, index) => {
      if (at !== position) return;
      registers[slot] = value;
      sources[slot] = `edit ${index}`;
    });
  };
  const give = (slot: number, value: number) => {
    registers[slot] = value;
    sources[slot] = `given ${position}`;
  };
  const load = (number: number, size: number, isFirst: boolean) => {
    const at = run.order?.(epoch)[number] ?? number;
    const row = run.data[at];
    run.inputs.forEach((slot, index) => {
      give(slot, row?.inputs[index] as number);
    });
    run.targets.forEach((slot, index) => {
      give(slot, row?.targets[index] as number);
    });
    run.masks?.slots.forEach((slot, index) => {
      give(slot, run.masks?.forExample(epoch, at)[index] as number);
    });
    if (!isFirst) return;
    if (run.batchShare !== null) give(run.batchShare, 1 / size);
    run.slots.forEach(({ kind }, slot) => {
      if (kind === 'accumulator') give(slot, 0);
    });
  };
  const state = () => ({ position, start, registers: registers.slice(), sources: [...sources] });
  function* execute({ instructions, carries }: Program): Generator<Moment> {
    start = position;
    for (const instruction of instructions) {
      const operands = instruction.operands.map((slot) => registers[slot] as number);
      const writers = instruction.operands.map((slot) => sources[slot] as string);
      const result = ops[instruction.op].forward(...(operands as [number, number]));
      registers[instruction.result] = result;
      position += 1;
      sources[instruction.result] = `step ${position}`;
      patch();
      yield { ...state(), instruction, operands, result, writers };
    }
    for (const { from, to } of carries) {
      registers[to] = registers[from] as number;
      sources[to] = sources[from] as string;
    }
  }
  const { data, batch, epochs, example, update, finish } = run;
  load(0, Math.min(batch, data.length), true);
  patch();
  yield { ...state(), instruction: null, operands: [], result: Number.NaN, writers: [] };
  for (epoch = 1; epoch <= epochs; epoch++) {
    for (let first = 0; first < data.length; first += batch) {
      const size = Math.min(batch, data.length - first);
      for (let number = first; number < first + size; number++) {
        if (position > 0) load(number, size, number === first);
        yield* execute(example);
      }
      if (update.instructions.length > 0) yield* execute(update);
    }
  }
  if (finish.instructions.length === 0) return;
  for (let number = 0; number < data.length; number++) {
    load(number, data.length, number === 0);
    yield* execute(finish);
  }
}

/** Every position of a session's run, with the edits of its timeline. */
export function momentsOf(session: Session): Moment[] {
  return [...replay(session.engine.run, patchesOf(session))];
}

export function patchesOf({ timeline, values }: Session): Patch[] {
  return timeline.edits.map(({ at, address, value }) => ({
    at,
    value,
    slot: values.resolve(address, at) as number,
  }));
}

/** Uniformly distributed: nearly all of fast-check's doubles are close to 0. */
export const fractions = fc.noBias(fc.integer({ min: 0, max: 2 ** 20 })).map((value) => value / 2 ** 20);

/** A position as a fraction of the run; `snap` moves it to the start of its segment or into an update. */
export interface Where {
  readonly at: number;
  readonly snap: 'none' | 'boundary' | 'update';
}

/** An edit whose address is also chosen by a fraction, so that it fits any run. */
export interface Change extends Where {
  readonly which: number;
  readonly value: number;
}

const snaps = fc.constantFrom<Where['snap'][]>('none', 'boundary', 'update');

export const places: fc.Arbitrary<Where> = fc.record({ at: fractions, snap: snaps });

export const changes: fc.Arbitrary<Change> = fc.record({
  at: fractions,
  snap: snaps,
  which: fractions,
  value: fc.constantFrom(-2, -0.5, -0, 0, 0.1, 0.25, 1, 3),
});

/** The position for a fraction of a session's run. */
export function positionOf({ engine, total }: Session, { at, snap }: Where): number {
  const { run, schedule } = engine;
  const position = Math.round(at * total);
  if (snap === 'none') return position;
  const { start, batchIndex } = schedule.segmentAt(position);
  const { length } = run.update.instructions;
  if (snap === 'boundary' || length === 0 || batchIndex === schedule.batches) return start;
  return schedule.batchStart(batchIndex + 1) - (position % length);
}

/** Moves to the position of a change and makes the edit. */
export function makeChange(session: Session, change: Change): void {
  session.seek(positionOf(session, change));
  const editable = session.values.names.filter((name) => session.editable(name) !== null);
  const address = editable[Math.min(editable.length - 1, Math.floor(change.which * editable.length))];
  if (address !== undefined) session.set(address, change.value);
}

/** A session with edits at their positions. An edit before an earlier one forks a timeline. */
export function changedSession(document: ScenarioDocument | string, made: readonly Change[]): Session {
  const session = new Session(scenarioOf(document));
  for (const change of made) makeChange(session, change);
  return session;
}
