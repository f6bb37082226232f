/** An activation function as a curve, with a node's sum and value on it. */
import { type Address, printAddress } from '../../core/address.ts';
import { localSlope } from '../../core/local-slope.ts';
import { memoize } from '../../core/memo.ts';
import { type ActivationName, ops } from '../../core/operations.ts';
import type { Instruction, Run, Slot } from '../../core/program.ts';
import { type EditMark, markOfAddress } from '../../session/edit-marks.ts';
import type { Session } from '../../session/session.ts';
import { displayName } from '../../session/steps.ts';
import { iterationStart } from '../../session/writers.ts';
import { type Point, type Range, sampled } from './curve.ts';

export interface ActivationCurve {
  readonly node: string;
  readonly activation: ActivationName;
  readonly range: Range;
  readonly points: readonly Point[];
  /** The address of the function's input, such as `node.in`. */
  readonly sum: string;
  /**
   * The value of that input, as the function has read it; if it has not yet, at the cursor. Null if this iteration has
   * not computed it yet.
   */
  readonly input: number | null;
  /** The node's value; null if this iteration has not computed it yet. */
  readonly output: number | null;
  /** What edits have made of these two numbers. */
  readonly marks: { readonly input: EditMark | null; readonly output: EditMark | null };
  /** The function's slope at `input`; null if `input` is null. */
  readonly slope: number | null;
  /** Whether this iteration has computed that slope. Also true if no step computes it. */
  readonly isSlopeDone: boolean;
}

const SAMPLES = 257;

/** The curve is shown at least from −REACH to REACH. */
const REACH = 4;

/** The slope of an activation function at `x`, computed by the same derivative rule as on the tape. */
export function slopeAt(activation: ActivationName, x: number): number {
  return localSlope(activation, [x], 0, ops[activation].forward(x, x));
}

/** An activation function on the tape, with the addresses of its input and its output as text. */
interface Applied {
  readonly activation: ActivationName;
  readonly input: string;
  readonly output: string;
  /** The address of the output. */
  readonly address: Address;
  readonly instruction: Instruction;
}

/**
 * The activation that the step just done is about, otherwise that of its node. If there is none: the one computed last
 * in this iteration, then in an earlier one, then the first. Null if the run has no activation but the identity.
 */
export function activationCurve(session: Session): ActivationCurve | null {
  const shown = shownActivation(session);
  if (!shown) return null;
  const { activation, output: node } = shown;
  const { engine, values, position, registers } = session;
  const freshSlot = values.currentAt(position);
  const fresh = (address: string) => {
    const slot = freshSlot(values.slotsOf(address));
    return slot === null ? null : (registers[slot] as number);
  };
  const output = fresh(node);
  const index = engine.run.example.instructions.indexOf(shown.instruction);
  const step = iterationStart(engine, engine.schedule.segmentAt(position)) + index + 1;
  const input = output === null ? fresh(shown.input) : (session.step(step).operands[0]?.value ?? null);
  const mark = markOfAddress(session, shown.input);
  const slope = printAddress({ kind: 'slope', of: shown.address, operand: null });
  const reach = Math.max(REACH, Number.isFinite(input ?? 0) ? roundUp(1.25 * Math.abs(input ?? 0)) : 0);
  const range = { from: -reach, to: reach };
  const { forward } = ops[activation];
  return {
    node,
    sum: shown.input,
    activation,
    range,
    points: sampled(range, SAMPLES, (x) => forward(x, x)),
    input,
    output,
    // A value that was set after the function had read it is not the one that is shown.
    marks: {
      input: output === null || mark === 'stale' ? mark : null,
      output: markOfAddress(session, node),
    },
    slope: input === null ? null : slopeAt(activation, input),
    isSlopeDone: values.slotsOf(slope).length === 0 || fresh(slope) !== null,
  };
}

/** Rounds up to one of a few multiples of a power of ten, so that the range does not change with every sum. */
function roundUp(value: number): number {
  if (value <= REACH) return REACH;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 1.2, 1.5, 2, 3, 4, 5, 6, 8].find((factor) => factor * power >= value) ?? 10) * power;
}

function shownActivation(session: Session): Applied | null {
  const { engine, position, values } = session;
  const all = activationsOf(engine.run);
  const present = position === 0 ? null : engine.schedule.instructionAt(position);
  const about =
    present?.forwardIndex == null ? present : engine.run.example.instructions[present.forwardIndex];
  const own = all.find(({ instruction }) => instruction === about);
  const ofNode = all.find(({ instruction }) => instruction.scope.node === (present?.scope.node ?? ''));
  const freshSlot = values.currentAt(position);
  const isFresh = ({ output }: Applied) => freshSlot(values.slotsOf(output)) !== null;
  const isKnown = ({ output }: Applied) => values.resolve(output, position) !== null;
  return own ?? ofNode ?? all.findLast(isFresh) ?? all.findLast(isKnown) ?? all[0] ?? null;
}

/** All activation functions of an example, in the order of the tape. Softmax is left out: it has several inputs. */
const activationsOf = memoize((run: Run) => run, findActivations);

function findActivations(run: Run): readonly Applied[] {
  return run.example.instructions.flatMap((instruction): Applied[] => {
    const { operands, result, role } = instruction;
    if (role.kind !== 'activation') return [];
    const output = displayName(run, result);
    const { names = [], addresses = [] } = run.slots[operands[0] as Slot] ?? {};
    // If a value is only passed on to the node, its slot has several addresses: use the one of the node's sum.
    const sum = addresses.find((each) => each.kind === 'node' && each.part === 'in' && each.node === output);
    return [
      {
        activation: role.activation,
        input: sum ? printAddress(sum) : (names[0] ?? ''),
        output,
        address: run.slots[result]?.addresses[0] as Address,
        instruction,
      },
    ];
  });
}
