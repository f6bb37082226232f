/** Which weight or bias a step is about. */
import type { Program, Run, Slot } from '../core/program.ts';
import type { Session } from '../session/session.ts';
import { shownName } from '../session/steps.ts';

const found = new WeakMap<Program, readonly (string | null)[]>();

/** For each instruction of a Program: the parameter that it reads, writes, or computes the gradient or update of. */
function parametersOf(run: Run, program: Program): readonly (string | null)[] {
  const known = found.get(program);
  if (known) return known;
  const byAddress = new Map(
    run.parameters.flatMap((slot) => {
      const name = shownName(run, slot);
      return [name, `grad(${name})`, `batch.grad(${name})`, `delta(${name})`].map(
        (address) => [address, name] as const,
      );
    }),
  );
  const parameterOf = (slot: Slot) =>
    run.slots[slot]?.names.flatMap((name) => byAddress.get(name) ?? [])[0] ?? null;
  const parameters = program.instructions.map(({ operands, result }) =>
    [result, ...operands].reduce<string | null>((name, slot) => name ?? parameterOf(slot), null),
  );
  found.set(program, parameters);
  return parameters;
}

/** The address of the parameter that a step is about, or null. */
export function parameterAt({ engine }: Session, step: number): string | null {
  if (step < 1) return null;
  const { program, start } = engine.schedule.segmentAt(step);
  return parametersOf(engine.run, engine.schedule.program(program))[step - start - 1] ?? null;
}

/**
 * The address of the parameter that the latest step of the cursor's iteration up to the cursor is about; null where
 * none is. So a sum, an activation or a loss belongs to the weight whose product came last.
 */
export function latestParameter(session: Session): string | null {
  const { engine, position } = session;
  const { program, start } = engine.schedule.segmentAt(position);
  const parameters = parametersOf(engine.run, engine.schedule.program(program));
  for (let index = position - start - 1; index >= 0; index--) {
    const name = parameters[index];
    if (name) return name;
  }
  return null;
}
