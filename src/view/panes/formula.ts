/** The formula that a step is a part of, in names and in numbers. */
import type { OpName } from '../../core/operations.ts';
import type { Instruction, Slot } from '../../core/program.ts';
import { approximate, digitsToHold, fittingForm, type Rounding } from '../notation/equation.ts';
import type { Piece } from '../notation/expression.ts';
import type { Place, Scene } from '../scene/scene.ts';
import type { LookaheadDetail } from '../scene/view-options.ts';
import { DIGITS, formatNumber, rounded, UNKNOWN } from '../terminal/format.ts';
import {
  cut,
  cutStart,
  type Line,
  lineWidth,
  numberSpan,
  type Span,
  span,
  type Tone,
} from '../terminal/text.ts';
import { factorLines } from './factors.ts';

/**
 * The formula that the step is a part of, in names and below it in numbers; for the gradient of a weight, its three
 * factors with their roles. Empty if the formula is this one operation.
 *
 * @param margin blank cells before the formula
 */
export function formulaLines(
  scene: Scene,
  place: Place,
  columns: number,
  margin: number,
  ahead: LookaheadDetail,
): Line[] {
  const factors = factorLines(scene, place.step, columns);
  if (factors) return factors;
  const formulas = scene.formulas(place);
  const root = formulas.whole(place.index);
  if (!formulas.isCompound(root)) return [];
  const { instructions } = scene.session.engine.schedule.program(place.segment.program);
  const whole = instructions[root] as Instruction;
  const result = scene.value(whole.result);
  // In the quiz an unfinished formula would give away the answers to the next steps.
  if (ahead !== 'numbers' && result === null) return [];
  const name = scene.name(whole.result);
  const left = (text: string) => span(' '.repeat(margin) + text, 'dim');
  const room = columns - margin - name.length - 3;
  const names = toned(formulas.write(root, place.index, scene.names), 'accent');
  const numbers =
    result === null
      ? unfinished(numbersOf(scene, place, root, DIGITS), room)
      : finished(scene, place, { root, op: whole.op, result }, room);
  return [
    [left(`${name} = `), ...around(names, room)],
    [left(`${' '.repeat(name.length)} = `), ...numbers],
  ];
}

/** The formula of instruction `root` with the values at the cursor. */
function numbersOf(scene: Scene, place: Place, root: number, digits: number): Line {
  const pieces = scene.formulas(place).write(root, place.index, (slot) => {
    const value = scene.value(slot);
    return value === null ? { text: UNKNOWN } : { text: formatNumber(value, digits), value };
  });
  return toned(pieces, 'now');
}

function unfinished(numbers: Line, columns: number): Line {
  const end = span(` = ${UNKNOWN}`, 'dim');
  return [...around(numbers, columns - lineWidth([end])), end];
}

/** A formula whose result is known: its outermost instruction with the operation and the value of the result. */
interface Whole {
  readonly root: number;
  readonly op: OpName;
  readonly result: number;
}

/** A formula with its result: with so many digits that it holds, otherwise with `≈`. */
function finished(scene: Scene, place: Place, { root, op, result }: Whole, columns: number): Line {
  const shown = (digits: number) => (slot: Slot) => rounded(scene.value(slot) ?? Number.NaN, digits);
  const formulas = scene.formulas(place);
  const exact = digitsToHold(op, (digits) => formulas.operandsOf(root, shown(digits)), result);
  const end = ({ sign, result: digits }: Rounding) => [
    span(` ${sign} `, 'dim'),
    numberSpan(result, 'strong', formatNumber(result, digits)),
  ];
  const forms = [...(exact ? [exact] : []), approximate].map(
    (rounding): Line => [...numbersOf(scene, place, root, rounding.operands), ...end(rounding)],
  );
  const fitting = fittingForm(forms, columns);
  if (fitting) return fitting;
  // Terms are left out, so nobody can compute with what is shown.
  const short = end({ ...approximate, sign: '=' });
  return [...around(numbersOf(scene, place, root, DIGITS), columns - lineWidth(short)), ...short];
}

function toned(pieces: readonly Piece[], marked: Tone): Span[] {
  return pieces.map(({ text, marked: isMarked, value }) => {
    const tone = isMarked ? marked : 'dim';
    return value === undefined ? span(text, tone) : numberSpan(value, tone, text);
  });
}

/** A formula cut to `columns` around its marked part, with `…` for the parts left out. */
function around(spans: readonly Span[], columns: number): Line {
  if (lineWidth(spans) <= columns) return spans;
  const first = Math.max(
    0,
    spans.findIndex(({ tone }) => tone !== 'dim'),
  );
  const before = spans.slice(0, first);
  const marked = spans.slice(first).filter(({ tone }) => tone !== 'dim');
  const room = Math.max(1, Math.floor((columns - lineWidth(marked)) / 2));
  return cut([...cutStart(before, room), ...spans.slice(first)], columns);
}
