/** The formula that a step is a part of, in names and in numbers. */
import type { OpName } from '../../core/operations.ts';
import type { Instruction } from '../../core/program.ts';
import { approximate, digitsToHold, fittingForm, type Rounding } from '../notation/equation.ts';
import type { OperandReader, Piece } from '../notation/expression.ts';
import type { Place, Scene } from '../scene/scene.ts';
import type { LookaheadDetail } from '../scene/view-options.ts';
import { DIGITS, formatNumber, rounded, UNKNOWN } from '../terminal/format.ts';
import type { Tone } from '../terminal/palette.ts';
import {
  cut,
  cutStart,
  type Line,
  lineWidth,
  numberSpan,
  plainText,
  type Span,
  span,
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
  const { session } = scene;
  const { instructions } = session.engine.schedule.program(place.segment.program);
  const { op, result } = instructions[root] as Instruction;
  const last = place.segment.start + root + 1;
  const isDone = last <= session.position;
  // In the quiz an unfinished formula would give away the answers to the next steps.
  if (ahead !== 'numbers' && !isDone) return [];
  const name = scene.name(result);
  const left = (text: string) => span(' '.repeat(margin) + text, 'mute');
  const room = columns - margin - name.length - 3;
  const names = toned(formulas.write(root, place.index, scene.names), 'accent');
  const numbers = isDone
    ? finished(scene, place, { root, op, last }, room)
    : unfinished(numbersOf(scene, place, root, DIGITS), room);
  return [
    [left(`${name} = `), ...around(names, room)],
    [left(`${' '.repeat(name.length)} = `), ...numbers],
  ];
}

/** The formula of instruction `root` in numbers; see `operandsIn`. */
function numbersOf(scene: Scene, place: Place, root: number, digits: number): Line {
  const read = scene.operandsIn(place.segment);
  const pieces = scene.formulas(place).write(root, place.index, (instruction, operand, index) => {
    const number = read(instruction, operand, index);
    return number === null
      ? { text: UNKNOWN }
      : numberSpan(number.value, 'mute', formatNumber(number.value, digits), number.suffix);
  });
  return toned(pieces, 'accent');
}

function unfinished(numbers: Line, columns: number): Line {
  const end = span(` = ${UNKNOWN}`, 'mute');
  return [...around(numbers, columns - lineWidth([end])), end];
}

/** A formula whose result is known: its outermost instruction with its operation, and the step that did it. */
interface Whole {
  readonly root: number;
  readonly op: OpName;
  readonly last: number;
}

/** A formula with its result: with so many digits that it holds, otherwise with `≈`. */
function finished(scene: Scene, place: Place, { root, op, last }: Whole, columns: number): Line {
  const result = scene.session.step(last).result.value;
  const read = scene.operandsIn(place.segment);
  // By instruction and operand: read once, although many numbers of digits may be tried.
  const exact: number[][] = [];
  const shown =
    (digits: number): OperandReader<number> =>
    (instruction, operand, index) => {
      exact[index] ??= [];
      exact[index][operand] ??= read(instruction, operand, index)?.value ?? Number.NaN;
      return rounded(exact[index][operand], digits);
    };
  const formulas = scene.formulas(place);
  const holding = digitsToHold(op, (digits) => formulas.operandsOf(root, shown(digits)), result);
  const end = ({ sign, result: digits }: Rounding) => [
    span(` ${sign} `, 'mute'),
    numberSpan(result, 'strong', formatNumber(result, digits), scene.resultSign(last)),
  ];
  const forms = [...(holding ? [holding] : []), approximate].map(
    (rounding): Line => [...numbersOf(scene, place, root, rounding.operands), ...end(rounding)],
  );
  const fitting = fittingForm(forms, columns);
  if (fitting) return fitting;
  // Terms are left out, so nobody can compute with what is shown.
  const short = end({ ...approximate, sign: '=' });
  return [...around(numbersOf(scene, place, root, DIGITS), columns - lineWidth(short)), ...short];
}

function toned(pieces: readonly Piece[], marked: Tone): Span[] {
  return pieces.map((piece) => ({ ...piece, tone: piece.marked ? marked : 'mute' }));
}

/** A formula cut to `columns` around its marked part, with `…` for the parts left out. */
function around(spans: readonly Span[], columns: number): Line {
  if (lineWidth(spans) <= columns) return spans;
  const first = Math.max(
    0,
    spans.findIndex(({ tone }) => tone !== 'mute'),
  );
  const before = spans.slice(0, first);
  const marked = spans.slice(first).filter(({ tone }) => tone !== 'mute');
  const room = Math.max(1, Math.floor((columns - lineWidth(marked)) / 2));
  const start = cutStart(before, room);
  // A number right after the sign would look cut.
  const head = plainText(start) === '…' ? [span('… ', 'mute')] : start;
  return cut([...head, ...spans.slice(first)], columns);
}
