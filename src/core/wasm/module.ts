/**
 * A Run as WebAssembly: its Programs as straight-line code, and loops over whole batches. The results are the same
 * as those of a Machine, bit for bit, but many times faster.
 *
 * Only values that one Program passes to another are kept in memory; all others are in locals. A module can also
 * record results while it runs, 8 bytes each, in the order of the steps: those of some instructions, or of all.
 */
import type { Run } from '../program.ts';
import { Code, type Definition, encodeModule, I32, opcodes } from './encoder.ts';
import type { Imported } from './operation-writer.ts';
import { DOUBLE, type Layout, ProgramWriter } from './program.ts';
import { type Recording, type Recordings, widthOf } from './recording.ts';

/**
 * The functions of a module. `row`: memory offset of an example's row, in bytes. `trace`: memory offset at which the
 * recording is written, in bytes; ignored by a module that records nothing.
 */
export interface Exports {
  /** Executes `count` batches, starting with the one whose first example is at `row`. */
  readonly batches: (count: number, row: number, trace: number) => void;
  /** Executes one Program once. */
  readonly example: (row: number, trace: number) => void;
  readonly update: (row: number, trace: number) => void;
}

/**
 * Compiles the module of a Run.
 *
 * @returns the module's bytes, and the functions that it imports
 */
export function compileRun(run: Run, layout: Layout, recordings: Recordings) {
  const imports = new Map<string, Imported & { readonly number: number }>();
  const numberOf = (imported: Imported) => {
    const { number } = imports.get(imported.name) ?? { number: imports.size };
    imports.set(imported.name, { ...imported, number });
    return number;
  };
  const programs = (['example', 'update'] as const).map((name) => ({
    ...new ProgramWriter(run, layout, run[name], recordings[name], numberOf).write(),
    name,
  }));
  const list: readonly Imported[] = [...imports.values()];
  const loop = loopOver(run, layout, recordings, { example: list.length, update: list.length + 1 });
  return { bytes: encodeModule(list, [...programs, loop]), imports: list };
}

/** The loop over batches. The last batch of an epoch may be shorter; after it the first row comes again. */
function loopOver(
  run: Run,
  { homes, rowBytes, data, trace: end }: Layout,
  recordings: Recordings,
  functions: { readonly example: number; readonly update: number },
): Definition {
  const [count, row, trace, left] = [0, 1, 2, 3];
  const code = new Code();
  const size = Math.min(run.batch, run.data.length);
  const short = run.data.length % size || size;
  const go = (recording: Recording) => {
    const width = widthOf(recording);
    if (width === 0) return;
    code
      .get(trace)
      .i32(width * DOUBLE)
      .op(opcodes.i32Add)
      .set(trace);
  };
  code.loop();
  code.i32(short).i32(size);
  code
    .get(row)
    .i32(end - short * rowBytes)
    .op(opcodes.i32Eq)
    .op(opcodes.select)
    .set(left);
  if (run.batchShare !== null) {
    code.i32(0).f64(1).get(left).op(opcodes.f64FromI32).op(opcodes.f64Div);
    code.store(homes.get(run.batchShare) as number);
  }
  for (const [slot, home] of homes) {
    if (run.slots[slot]?.kind === 'accumulator') code.i32(0).f64(0).store(home);
  }
  code.loop();
  code.get(row).get(trace).call(functions.example);
  go(recordings.example);
  code.get(row).i32(rowBytes).op(opcodes.i32Add).set(row);
  code.get(left).i32(1).op(opcodes.i32Sub).tee(left).brIf(0);
  code.op(opcodes.end);
  code.get(row).i32(rowBytes).op(opcodes.i32Sub).get(trace).call(functions.update);
  go(recordings.update);
  code.i32(data).get(row);
  code.get(row).i32(end).op(opcodes.i32Eq).op(opcodes.select).set(row);
  code.get(count).i32(1).op(opcodes.i32Sub).tee(count).brIf(0);
  code.op(opcodes.end);
  return { name: 'batches', params: [I32, I32, I32], integers: 1, doubles: 0, code };
}
