/** Where the steps of a run are in the run of a scenario that has changed since. Nothing is executed. */
import type { Engine } from '../../core/execution/machine.ts';
import type { ProgramName, Segment } from '../../core/schedule.ts';
import type { InstructionRef } from '../../core/tape-index.ts';
import { displayName } from '../../session/steps.ts';
import type { Values } from '../../session/values.ts';
import { instructionsOf, updateStart } from '../../session/writers.ts';

/** A run, and its values by address. */
export interface RunOfValues {
  readonly engine: Engine;
  readonly values: Values;
}

/** Where a position of a run is in another run. */
export interface FoundPosition {
  readonly position: number;
  /**
   * `same`: after the step that writes the same address at the same time. `near`: that step is no longer there, and
   * this is after the last step before it that is. `gone`: its epoch, batch or example is no longer there.
   */
  readonly how: 'same' | 'near' | 'gone';
}

/** A function from a position of one run to where it is in another one. */
export function positionsIn(from: RunOfValues, to: RunOfValues): (position: number) => FoundPosition {
  const { schedule } = from.engine;
  return (position) => {
    if (position === 0) return { position: 0, how: 'same' };
    const segment = schedule.segmentAt(position);
    const index = position - segment.start - 1;
    const start = startOf(to.engine, segment);
    if (start === null) return { position: endOf(to.engine, segment), how: 'gone' };
    for (let at = index; at >= 0; at--) {
      const found = instructionIn(from, to, segment.program, at);
      if (found !== null) return { position: start + found + 1, how: at === index ? 'same' : 'near' };
    }
    return { position: start, how: 'near' };
  };
}

/** The position at which the segment of the same time starts; null if there is none. */
function startOf(engine: Engine, { program, epoch, batch, example }: Segment): number | null {
  const { run, schedule } = engine;
  const isThere = schedule.program(program).instructions.length > 0 && (example ?? 1) <= run.data.length;
  if (program === 'finish')
    return isThere
      ? schedule.batchStart(schedule.batches) + ((example ?? 1) - 1) * run.finish.instructions.length
      : null;
  if (!isThere || epoch > run.epochs) return null;
  const batches = schedule.batches / run.epochs;
  // The examples may be divided into other batches than before.
  const inEpoch = example === null ? batch - 1 : Math.floor((example - 1) / run.batch);
  if (inEpoch >= batches) return null;
  const index = (epoch - 1) * batches + inEpoch;
  if (example === null) return updateStart(engine, index);
  return schedule.batchStart(index) + (example - 1 - inEpoch * run.batch) * run.example.instructions.length;
}

/** The position at which the time of a segment that is no longer there is over. */
function endOf({ run, schedule }: Engine, { program, epoch }: Segment): number {
  return program === 'finish' ? schedule.total : schedule.epochStart(Math.min(epoch, run.epochs) + 1);
}

/**
 * The index of the instruction in the other run's Program that writes the same address as one of this run; null if none
 * does.
 */
export function instructionIn(
  from: RunOfValues,
  to: RunOfValues,
  program: ProgramName,
  index: number,
): number | null {
  const instruction = from.engine.schedule.program(program).instructions[index];
  if (!instruction) return null;
  const name = displayName(from.engine.run, instruction.result);
  // The finish executes the first part of the example's Program.
  const own = program === 'update' ? 'update' : 'example';
  const found = writersIn(to, name, own)[writersIn(from, name, own).indexOf(index)];
  return found !== undefined && found < to.engine.schedule.program(program).instructions.length
    ? found
    : null;
}

/** The instructions of a Program that write an address: several for what is summed up. */
function writersIn(run: RunOfValues, name: string, program: InstructionRef['program']): number[] {
  return instructionsOf(run, name)
    .filter((place) => place.program === program)
    .map(({ index }) => index);
}
