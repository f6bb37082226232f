/**
 * A Run as WebAssembly: its Programs as straight-line code, and loops over whole batches. The results are the same
 * as those of a Machine, bit for bit, but many times faster.
 *
 * There are two versions of the module. The plain one executes plans: an example and its update in any order, without
 * what the next batch does not need. It can record some results, 8 bytes each, and test steps. The traced one executes
 * every step in its order, and records the results of all.
 */
import type { Run } from '../program.ts';
import { Code, I32 } from './encoding/code.ts';
import { type Definition, encodeModule } from './encoding/encoder.ts';
import type { Imported } from './operation-writer.ts';
import type { Plan, RunPlan } from './plan/plan.ts';
import { DOUBLE, type Layout, ProgramWriter } from './program.ts';
import { type Recording, type Recordings, widthOf } from './recording.ts';
import { TapeWriter } from './tape-writer.ts';
import { transfers } from './transfer.ts';

/** What both versions of the module export. */
interface Exports {
  /**
   * Executes `count` batches, starting with the one whose first example is at `row`, a memory offset in bytes. `trace`:
   * memory offset at which the trace is written, in bytes; ignored by the version without a trace.
   */
  readonly batches: (count: number, row: number, trace: number) => void;
}

/** What the version exports that executes plans. */
export interface PlainExports extends Exports {
  /** Moves the persistent values from their list in memory to their homes; `save` moves them back. */
  readonly load: () => void;
  readonly save: () => void;
}

/** What the version exports that records the results of all steps. */
export interface TracedExports extends Exports {
  /** Executes one Program once. */
  readonly example: (row: number, trace: number) => void;
  readonly update: (row: number, trace: number) => void;
}

/** What is compiled: for whole batches a plan, or every step of the Programs in its order. */
export type Version = 'plain' | 'traced';

/**
 * Compiles the module of a Run.
 *
 * @returns the module's bytes, and the functions that it imports
 */
export function compileRun(
  run: Run,
  layout: Layout,
  { plans, lasting }: RunPlan,
  version: Version,
  recordings: Recordings,
) {
  const imports = new Map<string, Imported & { readonly number: number }>();
  const numberOf = (imported: Imported) => {
    const { number } = imports.get(imported.name) ?? { number: imports.size };
    imports.set(imported.name, { ...imported, number });
    return number;
  };
  const traced = (name: 'example' | 'update') => ({
    ...new ProgramWriter(run, layout, run[name], recordings[name].instructions, numberOf).write(),
    name,
  });
  const plain = (plan: Plan) => ({
    ...new TapeWriter(run, layout, plan, recordings.tests, numberOf).write(),
    name: null,
  });
  const functions: Definition[] =
    version === 'traced' ? [traced('example'), traced('update')] : Object.values(plans).map(plain);
  const list: readonly Imported[] = [...imports.values()];
  const persistent = lasting.map((slot) => layout.homes.get(slot) as number);
  const moves = version === 'traced' ? [] : transfers(layout.lasting, persistent);
  const [first, last] = [list.length, list.length + functions.length - 1];
  const loop = loopOver(run, layout, version, recordings, { first, last });
  return { bytes: encodeModule(list, [...functions, ...moves, loop]), imports: list };
}

/**
 * The loop over batches. The last batch of an epoch may be shorter; after it the first row comes again.
 *
 * @param functions the numbers of the functions for an example and for an update; if they are equal, of the one for both
 */
function loopOver(
  run: Run,
  { homes, found, rowBytes, data, trace: end }: Layout,
  version: Version,
  recordings: Recordings,
  functions: { readonly first: number; readonly last: number },
): Definition {
  const [count, row, trace, left] = [0, 1, 2, 3];
  const code = new Code();
  const size = Math.min(run.batch, run.data.length);
  const short = run.data.length % size || size;
  const isTraced = version === 'traced';
  // A planned function has left the recorded results in their homes, and what its tests have found in its place.
  const record = (name: 'example' | 'update') => {
    const recording: Recording = recordings[name];
    const width = widthOf(recording);
    if (width === 0) return;
    if (!isTraced) {
      recording.instructions.forEach((instruction, place) => {
        const home = homes.get(run[name].instructions[instruction]?.result as number) as number;
        code
          .get(trace)
          .i32(0)
          .load(home)
          .store(place * DOUBLE);
      });
      if (recording.isTested)
        code
          .get(trace)
          .i32(0)
          .load(found)
          .store((width - 1) * DOUBLE);
    }
    code
      .get(trace)
      .i32(width * DOUBLE)
      .op('i32.add')
      .set(trace);
  };
  code.loop();
  code.i32(short).i32(size);
  code
    .get(row)
    .i32(end - short * rowBytes)
    .op('i32.eq')
    .op('select')
    .set(left);
  if (run.batchShare !== null) {
    code.i32(0).f64(1).get(left).op('f64.convert_i32_u').op('f64.div');
    code.store(homes.get(run.batchShare) as number);
  }
  for (const [slot, home] of homes) {
    if (run.slots[slot]?.kind === 'accumulator') code.i32(0).f64(0).store(home);
  }
  code.loop();
  code.get(row);
  const call = (number: number) => (isTraced ? code.get(trace).call(number) : code.call(number));
  call(functions.first);
  record('example');
  code.get(row).i32(rowBytes).op('i32.add').set(row);
  code.get(left).i32(1).op('i32.sub').tee(left).brIf(0);
  code.op('end');
  if (functions.last !== functions.first) {
    code.get(row).i32(rowBytes).op('i32.sub');
    call(functions.last);
  }
  record('update');
  code.i32(data).get(row);
  code.get(row).i32(end).op('i32.eq').op('select').set(row);
  code.get(count).i32(1).op('i32.sub').tee(count).brIf(0);
  code.op('end');
  return { name: 'batches', params: [I32, I32, I32], results: [], locals: [I32], code };
}
