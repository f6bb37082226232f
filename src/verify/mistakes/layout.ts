/** Which values of a run stand side by side, found in its tape: the weights of a layer as a matrix, its nodes' values. */
import { memoize } from '../../core/memo.ts';
import type { Run, Slot } from '../../core/program.ts';
import type { SoftmaxPart } from '../../core/step-role.ts';

/** The place of a weight in the matrix of its layer. */
interface Place {
  readonly layer: string;
  readonly row: number;
  readonly column: number;
}

export interface Layout {
  /** The weight with row and column exchanged; null if there is none. */
  transposed(weight: Slot): Slot | null;
  /**
   * The values that are of the same kind as a slot, in the same layer: other weights of its node, other nodes' values.
   * At most `most` of them.
   */
  siblings(slot: Slot, most: number): readonly Slot[];
  /** The index in an example's Program of the activation whose operand a slot is; undefined if it is none. */
  activationOf(slot: Slot): number | undefined;
  /** The index in the update's Program of the step that computes the new value of a parameter. */
  updateOf(parameter: Slot): number | undefined;
  /** The indexes of the steps of a part of the softmax in a frame of the tape. */
  softmaxSteps(group: number, part: SoftmaxPart): readonly number[];
}

export const layoutOf = memoize((run: Run) => run, findLayout);

function findLayout(run: Run): Layout {
  const places = new Map<Slot, Place>();
  const matrices = new Map<string, Map<string, Slot>>();
  const rows = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const { role, operands, scope } of run.example.instructions) {
    const { layer } = scope;
    if (role.kind !== 'product' || layer === null) continue;
    const weight = operands[1] as Slot;
    const row = rows.get(role.node) ?? countUp(counts, layer);
    rows.set(role.node, row);
    const column = countUp(counts, `${layer}\n${role.node}`);
    places.set(weight, { layer, row, column });
    const matrix = matrices.get(layer) ?? new Map<string, Slot>();
    matrices.set(layer, matrix.set(`${row},${column}`, weight));
  }
  const groups = groupsOf(run);
  return {
    transposed: (weight) => {
      const place = places.get(weight);
      if (!place) return null;
      const other = matrices.get(place.layer)?.get(`${place.column},${place.row}`) ?? null;
      return other === weight ? null : other;
    },
    siblings: (slot, most) =>
      (groups.get(slot) ?? [])
        .slice(0, most + 1)
        .filter((other) => other !== slot)
        .slice(0, most),
    ...stepsOf(run),
  };
}

/** Which steps compute what is asked for often. */
function stepsOf({ example, update }: Run): Pick<Layout, 'activationOf' | 'updateOf' | 'softmaxSteps'> {
  const activations = new Map<Slot, number>();
  const softmax = new Map<string, number[]>();
  for (const [index, { role, operands, group }] of example.instructions.entries()) {
    if (role.kind === 'activation') activations.set(operands[0] as Slot, index);
    if (role.kind !== 'softmaxPart') continue;
    const key = `${group} ${role.part}`;
    softmax.set(key, [...(softmax.get(key) ?? []), index]);
  }
  const updates = new Map<Slot, number>();
  for (const [index, { role }] of update.instructions.entries())
    if (role.kind === 'update') updates.set(role.parameter, index);
  return {
    activationOf: (slot) => activations.get(slot),
    updateOf: (parameter) => updates.get(parameter),
    softmaxSteps: (group, part) => softmax.get(`${group} ${part}`) ?? [],
  };
}

function countUp(counts: Map<string, number>, key: string): number {
  const before = counts.get(key) ?? 0;
  counts.set(key, before + 1);
  return before;
}

/** The slots of each kind of value, in each layer. */
function groupsOf(run: Run): Map<Slot, readonly Slot[]> {
  const groups = new Map<string, Slot[]>();
  const add = (key: string, slot: Slot) => {
    const known = groups.get(key);
    if (known) known.push(slot);
    else groups.set(key, [slot]);
  };
  for (const slot of run.inputs) add('inputs', slot);
  for (const slot of run.targets) add('targets', slot);
  for (const { role, operands } of run.example.instructions)
    if (role.kind === 'product') add(`weights of ${role.node}`, operands[1] as Slot);
  for (const { role, result, scope, forwardIndex } of run.example.instructions) {
    const of = forwardIndex === null ? null : (run.example.instructions[forwardIndex]?.role.kind ?? null);
    // Products of one node are of one kind, as are the results of all nodes of a layer.
    if (scope.node !== null) add(`${scope.phase} ${scope.layer} ${role.kind} ${of}`, result);
  }
  return new Map([...groups.values()].flatMap((slots) => slots.map((slot) => [slot, slots] as const)));
}
