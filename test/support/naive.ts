/** The definitions of all stops, evaluated at every position: a slow, simple reference. */

import type { BreakpointSpec } from '../../src/breakpoints/list.ts';
import { Machine, type Patch } from '../../src/core/execution/machine.ts';
import { type ActivationName, type OpName, ops } from '../../src/core/operations.ts';
import { rowOfExample } from '../../src/core/program.ts';
import { listingOf } from '../../src/numpy/listing.ts';
import type { Session } from '../../src/session/session.ts';
import type { StepRecord } from '../../src/session/steps.ts';
import { activationSlopes } from './reference.ts';

type Spec<Type> = Extract<BreakpointSpec, { type: Type }>;

/** All stop positions of a spec, ascending. Moves the session's cursor. */
export function naiveStops(session: Session, spec: BreakpointSpec): number[] {
  switch (spec.type) {
    case 'place':
      return stepsWhere(
        session,
        (step) => isAt(session, spec, step) && holdsAt(session, spec.condition, step),
      );
    case 'condition':
      return stepsWhere(
        session,
        (step) => !holdsAt(session, spec.condition, step - 1) && holdsAt(session, spec.condition, step),
      );
    case 'change':
      return stepsWhere(
        session,
        (step) => hasChanged(session, spec, step) && holdsAt(session, spec.condition, step),
      );
    case 'exception':
      return exceptionStops(session, spec).filter((step) => holdsAt(session, spec.condition, step));
  }
}

function stepsWhere(session: Session, isStop: (step: number) => boolean): number[] {
  const steps = Array.from({ length: session.total }, (_step, index) => index + 1);
  return steps.filter(isStop);
}

function holdsAt(session: Session, condition: Spec<'condition'>['condition'] | null, at: number): boolean {
  if (condition === null) return true;
  session.seek(at);
  const value = session.evaluate(condition);
  return value !== null && value !== 0 && !Number.isNaN(value);
}

function isAt(session: Session, { place, name }: Spec<'place'>, step: number): boolean {
  const { scope, op, result } = session.engine.schedule.instructionAt(step);
  if (place === 'kind') return op === name;
  if (place === 'line') return isLineEntered(session, name, step);
  if (place === 'at') return session.values.slotsOf(name).includes(result);
  return scope[place] === name && session.frames.before(step, place) === step - 1;
}

function isLineEntered(session: Session, line: string, step: number): boolean {
  const { schedule } = session.engine;
  const lineAt = (at: number) => {
    const { program, start } = schedule.segmentAt(at);
    return listingOf(session).termOf(program, at - start - 1)?.line;
  };
  const isInSegment = step > 1 && schedule.segmentAt(step).start === schedule.segmentAt(step - 1).start;
  return lineAt(step) === Number(line) && !(isInSegment && lineAt(step - 1) === Number(line));
}

function hasChanged(session: Session, { address, by }: Spec<'change'>, step: number): boolean {
  session.seek(step - 1);
  const before = session.read(address);
  session.seek(step);
  const after = session.read(address);
  if (before === null || after === null || before === after) return false;
  if (Number.isNaN(before) || Number.isNaN(after)) return Number.isNaN(before) !== Number.isNaN(after);
  return Math.abs(after - before) > by;
}

const smallestNormal = 2 ** -1022;

/** Exceptions that depend on one step only. */
function isTrouble({ exception, limit }: Spec<'exception'>, { kind, operands, result }: StepRecord): boolean {
  const sizes = operands.map(({ value }) => Math.abs(value));
  const size = Math.abs(result.value);
  const isInvalid = Number.isNaN(size) && !sizes.some(Number.isNaN);
  const isInfinite = size === Infinity && sizes.every((each) => each < Infinity);
  if (exception === 'invalid') return isInvalid;
  if (exception === 'infinity') return isInfinite;
  if (exception === 'nan') return isInvalid || isInfinite;
  if (exception === 'underflow') {
    const isTooSmall = ops[kind].traits?.underflows !== undefined && size < smallestNormal;
    // 1 × (1 − 1), x × log(1), and the slope of x × log(1 − 1), which counts as 0.
    const isExact =
      sizes[kind === 'sigmoid_slope' ? 0 : 1] === 1 &&
      ['sigmoid_slope', 'xlogy', 'xlog1py_slope'].includes(kind);
    const fromNormal = sizes.every((each) => each >= smallestNormal && each < Infinity);
    return isTooSmall && !isExact && fromNormal;
  }
  return (
    (kind === 'add' || kind === 'subtract') && size > 0 && Math.max(...sizes) / size > 10 ** (limit as number)
  );
}

function exceptionStops(session: Session, spec: Spec<'exception'>): number[] {
  const { exception, limit } = spec;
  if (exception === 'explode' || exception === 'vanish') return gradientStops(session, spec);
  if (exception === 'flip') return flipStops(session);
  if (exception === 'dead') return deadStops(session);
  if (exception === 'saturate') return saturationStops(session, limit as number);
  if (exception === 'rise') return riseStops(session);
  return stepsWhere(session, (step) => isTrouble(spec, session.step(step)));
}

function gradientStops(session: Session, { exception, limit }: Spec<'exception'>): number[] {
  const { run, schedule } = session.engine;
  // The gradient that is finished last: of an example, of the batch, clipped, or with the penalties.
  const kinds = [
    (name: string) => `delta(${name}).gradient`,
    (name: string) => `delta(${name}).clipped`,
    (name: string) => `batch.grad(${name})`,
  ];
  const slots = run.parameters.flatMap((parameter) => {
    const [name = ''] = run.slots[parameter]?.names ?? [];
    const found = [...kinds, (each: string) => `grad(${each})`].map((kind) =>
      session.values.slotsOf(kind(name)).filter((slot) => session.values.isComputed(slot)),
    );
    return found.find((each) => each.length > 0) ?? [];
  });
  const wasBad = new Map<number, boolean>();
  return stepsWhere(session, (step) => {
    const { example, firstExample, size: examples } = schedule.segmentAt(step);
    if (example !== null && example < firstExample + examples - 1) return false;
    const slot = schedule.instructionAt(step).result;
    if (!slots.includes(slot)) return false;
    const size = Math.abs(session.step(step).result.value);
    const isBad = exception === 'explode' ? size > (limit as number) : size > 0 && size < (limit as number);
    const before = wasBad.get(slot) ?? false;
    wasBad.set(slot, isBad);
    return isBad && !before;
  });
}

/** The numbers of the steps of these operations, each with its place in the run. */
function placesOf(session: Session, isMeant: (op: OpName) => boolean) {
  const { schedule, run } = session.engine;
  return stepsWhere(session, (step) => isMeant(schedule.instructionAt(step).op)).map((step) => {
    const { epoch, example, start } = schedule.segmentAt(step);
    return { step, epoch, example, row: rowOfExample(run, epoch, example as number), offset: step - start };
  });
}

function flipStops(session: Session): number[] {
  const sums = new Map<string, number>();
  return placesOf(session, (op) => op === 'relu' || op === 'leaky_relu').flatMap(
    ({ step, epoch, row, offset }) => {
      const now = session.step(step).operands[0]?.value as number;
      sums.set(`${epoch} ${row} ${offset}`, now);
      const before = sums.get(`${epoch - 1} ${row} ${offset}`) ?? Number.NaN;
      return (now > 0 && before <= 0) || (now <= 0 && before > 0) ? [step] : [];
    },
  );
}

function deadStops(session: Session): number[] {
  const { run } = session.engine;
  /** By epoch and offset on the tape: the number of examples with a slope of 0. */
  const flat = new Map<string, number>();
  return placesOf(session, (op) => activationSlopes[op as ActivationName] !== undefined).flatMap(
    ({ step, epoch, example, offset }) => {
      const { kind, operands, phase } = session.step(step);
      // A loss can use the function of an activation, but is no unit.
      if (phase !== 'forward') return [];
      const slope = activationSlopes[kind as ActivationName](operands[0]?.value as number);
      const [key, before] = [`${epoch} ${offset}`, `${epoch - 1} ${offset}`];
      flat.set(key, (flat.get(key) ?? 0) + Number(slope === 0));
      const isDead = (name: string) => flat.get(name) === run.data.length;
      return example === run.data.length && isDead(key) && !isDead(before) ? [step] : [];
    },
  );
}

function saturationStops(session: Session, limit: number): number[] {
  const { run } = session.engine;
  const names = (slots: readonly number[]) => slots.map((slot) => run.slots[slot]?.names ?? []);
  const [outputs, targets] = [names(run.outputs), names(run.targets)];
  const seen = new Set<string>();
  return placesOf(session, (op) => op === 'sigmoid_slope' || op === 'tanh_slope').flatMap(
    ({ step, epoch, offset }) => {
      const { operands, result } = session.step(step);
      const { name, value } = operands[0] as StepRecord['result'];
      session.seek(step);
      const output = outputs.findIndex((each) => each.includes(name));
      const target = session.read(targets[output]?.[0] ?? '');
      const arriving = (session.read(`grad(${name})`) ?? 1) / (session.read('batch.share') ?? 1);
      const error = target === null ? arriving : value - target;
      const loss = session.read('loss') ?? Infinity;
      const isBad = Math.abs(result.value) < limit && Math.abs(error) > 0.01 && !(Math.abs(loss) <= 0.01);
      if (!isBad || seen.has(`${epoch} ${offset}`)) return [];
      seen.add(`${epoch} ${offset}`);
      return seen.has(`${epoch - 1} ${offset}`) ? [] : [step];
    },
  );
}

function riseStops(session: Session): number[] {
  const { schedule, run } = session.engine;
  const slots = session.values.slotsOf('loss');
  const steps = stepsWhere(session, (step) => slots.includes(schedule.instructionAt(step).result));
  const sums = new Map<number, number>();
  const { optimizer, reduction, frozen, batch, data } = session.scenario;
  const isFree = (slot: number) => !frozen.some((name) => run.slots[slot]?.names.includes(name));
  const { l1 = 0, l2 = 0 } = run.update.instructions.length === 0 ? {} : (optimizer?.settings ?? {});
  const share = reduction === 'sum' || batch === 1 ? Math.ceil(data.length / batch) / data.length : 1;
  return steps.filter((step) => {
    const { epoch, example } = schedule.segmentAt(step);
    const registers = session.history.stepRegisters(step);
    const weights = run.parameters.filter(isFree).map((slot) => registers[slot] as number);
    const penalties = weights.map((weight) => l1 * Math.abs(weight) + 0.5 * l2 * weight ** 2);
    const penalty = l1 === 0 && l2 === 0 ? 0 : share * penalties.reduce((sum, each) => sum + each, 0);
    sums.set(epoch, (sums.get(epoch) ?? 0) + (session.step(step).result.value + penalty));
    return (
      example === run.data.length &&
      (sums.get(epoch) as number) > (sums.get(epoch - 1) ?? Number.POSITIVE_INFINITY)
    );
  });
}

/** The registers' bits. All NaNs count as equal, whatever their payload. */
export function bits(registers: Readonly<Float64Array>): string {
  const numbers = Float64Array.from(registers, (value) => (Number.isNaN(value) ? Number.NaN : value));
  return Buffer.from(numbers.buffer).toString('hex');
}

/** The registers' bits at the cursor, from a machine that has executed every step from the start. */
export function freshBits(session: Session): string {
  const patches = session.timeline.edits.flatMap(({ at, address, value }): Patch[] => {
    const slot = session.values.resolve(address, at);
    return slot === null ? [] : [{ at, slot, value }];
  });
  const machine = new Machine(session.engine, patches);
  machine.advance(session.position);
  return bits(machine.registers);
}
