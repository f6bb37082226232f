/** Finds arrays of slots in the variables of the listing: whole, transposed, repeated, or a part of one. */
import { binding } from '../../core/operations/operation.ts';
import type { Slot } from '../../core/program.ts';
import { broadcastPlace, indexesOf, type Shape, stridesOf } from '../../expression/arrays/terms.ts';
import type { ArrayExpression } from './array-expression.ts';
import type { VariableMap } from './cells.ts';

/** The expression for an array of slots that a variable holds, in this shape or in one that NumPy repeats; or null. */
export function foundIn(
  cells: VariableMap,
  shape: Shape,
  slots: readonly (Slot | null)[],
): ArrayExpression | null {
  const [first] = slots;
  if (first === null || first === undefined || slots.includes(null)) return null;
  const held = cells.of(first).flatMap(({ array }) => {
    const contents = cells.contents(array);
    return contents === null ? [] : [{ array, contents }];
  });
  for (const { array, contents } of held) {
    const found = repeated(array, contents, shape, slots);
    if (found) return found;
  }
  const parts = held.flatMap(
    ({ array, contents }) =>
      partOf(array, contents, shape, slots) ?? reshaped(array, contents, shape, slots) ?? [],
  );
  return parts.sort((a, b) => a.text.length - b.text.length)[0] ?? null;
}

type Held = NonNullable<ReturnType<VariableMap['contents']>>;

/** The variable itself, if NumPy repeats it to this shape. */
function repeated(
  name: string,
  held: Held,
  shape: Shape,
  slots: readonly (Slot | null)[],
): ArrayExpression | null {
  const missing = shape.length - held.shape.length;
  if (missing < 0) return null;
  if (held.shape.some((length, axis) => length !== 1 && length !== shape[axis + missing])) return null;
  const strides = stridesOf(held.shape);
  const isSame = indexesOf(shape).every(
    (indexes, place) => held.slots[broadcastPlace(held.shape, strides, indexes)] === slots[place],
  );
  return isSame ? { text: name, binds: binding.atom, marks: [], shape: held.shape } : null;
}

/** All of a variable in another shape. */
function reshaped(
  name: string,
  held: Held,
  shape: Shape,
  slots: readonly (Slot | null)[],
): ArrayExpression | null {
  if (held.slots.length !== slots.length || shape.length === 0) return null;
  if (!held.slots.every((slot, place) => slot === slots[place])) return null;
  const text = shape.length === 1 ? `np.ravel(${name})` : `np.reshape(${name}, (${shape.join(', ')}))`;
  return { text, binds: binding.atom, marks: [], shape };
}

/** Where an axis of the wanted array lies in the variable; null if all along it are the same. */
type AxisIn = number | null;

/** A part of a variable: `a[0]`, `a[:, 1]`, `a[1:, :2]`, `a.T`, `a[:, None]`. */
function partOf(
  name: string,
  held: Held,
  shape: Shape,
  slots: readonly (Slot | null)[],
): ArrayExpression | null {
  const places = new Map(held.slots.map((slot, place) => [slot, place]));
  const origin = places.get(slots[0] ?? null);
  if (origin === undefined) return null;
  const strides = stridesOf(held.shape);
  const wanted = stridesOf(shape);
  const axes: AxisIn[] = [];
  const steps: number[] = [];
  for (const [axis, length] of shape.entries()) {
    const next = length === 1 ? origin : places.get(slots[wanted[axis] as number] ?? null);
    if (next === undefined) return null;
    const step = next - origin;
    steps.push(step);
    const found = held.shape.findIndex((each, own) => each > 1 && strides[own] === step);
    if (step !== 0 && found < 0) return null;
    axes.push(step === 0 ? null : found);
  }
  const isSame = indexesOf(shape).every((indexes, place) => {
    const at = indexes.reduce((sum, index, axis) => sum + index * (steps[axis] as number), origin);
    return held.slots[at] === slots[place];
  });
  const start = held.shape.map((length, axis) => Math.floor(origin / (strides[axis] as number)) % length);
  const used = axes.filter((axis) => axis !== null);
  const isOutside = axes.some(
    (axis, place) =>
      axis !== null && (start[axis] as number) + (shape[place] as number) > (held.shape[axis] as number),
  );
  if (!isSame || isOutside || new Set(used).size < used.length) return null;
  const isTurned =
    used.length > 1 && used.every((axis, place) => place === 0 || axis < (used[place - 1] as number));
  const isInOrder = used.every((axis, place) => place === 0 || axis > (used[place - 1] as number));
  // A part that is both turned and repeated has no short form.
  if (!isInOrder && !(isTurned && used.length === shape.length)) return null;
  const indexes = held.shape.map((length, axis) => {
    const place = axes.indexOf(axis);
    return place < 0 ? `${start[axis]}` : sliceText(start[axis] as number, shape[place] as number, length);
  });
  const suffix = isTurned ? '.T' : '';
  const text = `${name}${indexText(isTurned ? indexes : withNewAxes(indexes, axes))}${suffix}`;
  const own = axes.map((axis, place) => (axis === null ? 1 : (shape[place] as number)));
  const firstUsed = axes.findIndex((axis) => axis !== null);
  return { text, binds: binding.atom, marks: [], shape: firstUsed < 0 ? [] : own.slice(firstUsed) };
}

function sliceText(start: number, length: number, whole: number): string {
  if (length === whole) return ':';
  const end = start + length;
  return `${start === 0 ? '' : start}:${end === whole ? '' : end - whole === -1 ? '-1' : end}`;
}

/** The indexes with `None` for each axis that is repeated after the first one that is not. */
function withNewAxes(indexes: readonly string[], axes: readonly AxisIn[]): string[] {
  const all: string[] = [];
  let done = 0;
  for (const axis of axes) {
    if (axis !== null) {
      all.push(...indexes.slice(done, axis + 1));
      done = axis + 1;
    } else if (done > 0) all.push('None');
  }
  // Axes with one index that come after may stand behind `None`.
  return axes.every((axis) => axis === null) ? [...indexes] : [...all, ...indexes.slice(done)];
}

function indexText(indexes: readonly string[]): string {
  const last = indexes.findLastIndex((index) => index !== ':');
  return last < 0 ? '' : `[${indexes.slice(0, last + 1).join(', ')}]`;
}
