/** All steps of a run in their order, without a cursor. */
import { Engine } from '../core/execution/machine.ts';
import { WasmMachine } from '../core/execution/wasm-machine.ts';
import type { Run } from '../core/program.ts';
import { compile } from '../scenario/compile/compile.ts';
import type { Scenario, Variant } from '../scenario/format/scenario.ts';
import { readStep, type StepRecord } from './steps.ts';

/** Yields all steps of a scenario in order. Each is executed once. */
export function trace(scenario: Scenario, variant: Variant | null = null): Generator<StepRecord> {
  return traceRun(compile(scenario, variant ?? undefined));
}

/** Yields all steps of a Run in order. */
export function* traceRun(run: Run): Generator<StepRecord> {
  for (const { engine, segment, registers } of traceSegments(run)) {
    const end = segment.start + segment.length;
    for (let step = segment.start; step < end; ) yield readStep(engine, registers, ++step, segment);
  }
}

/**
 * Yields the segments of a Run in order. Each time the registers are those after the segment's last step. In a segment
 * every instruction writes a slot of its own, so they hold all its results. The next segment overwrites them.
 */
export function* traceSegments(run: Run) {
  const engine = new Engine(run);
  const machine = new WasmMachine(engine);
  const { schedule } = engine;
  const { registers } = machine;
  for (let step = 0; step < schedule.total; step = machine.position) {
    const segment = schedule.segmentAt(step + 1);
    machine.advance(segment.start + segment.length);
    yield { engine, segment, registers };
  }
}
