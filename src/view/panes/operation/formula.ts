/** The formula that a step is a part of, in the row below it. */
import { type OpName, ops } from '../../../core/operations.ts';
import type { Instruction } from '../../../core/program.ts';
import type { Tone } from '../../colours/palette.ts';
import { approximate, digitsToHold, type Rounding } from '../../notation/equation.ts';
import type { OperandReader, Piece } from '../../notation/expression.ts';
import { followsOperator, isNegativeText } from '../../notation/operation.ts';
import type { Place, Scene } from '../../scene/scene.ts';
import type { LookaheadDetail } from '../../scene/view-options.ts';
import { DIGITS, formatNumber, rounded, UNKNOWN } from '../../terminal/format.ts';
import {
  cut,
  cutStart,
  type Line,
  lineWidth,
  numberSpan,
  plainText,
  type Size,
  type Span,
  span,
} from '../../terminal/text.ts';
import { factorForms } from './factors.ts';
import { sumForm } from './sums.ts';

/**
 * The formula in the longest form that fits, in at most `rows` rows; the part that the step has computed is marked.
 * Empty if the step is a formula of its own, and nothing is to be said of it.
 */
export function formulaLines(scene: Scene, place: Place, room: Size, ahead: LookaheadDetail): Line[] {
  const { role } = place.instruction;
  const factors = factorForms(scene, place.step);
  if (factors) return [fitting(factors, room.columns)];
  if (role.kind === 'batchGradient') return [cut(batchGradient, room.columns)];
  const formulas = scene.formulas(place);
  const root = formulas.whole(place.index);
  if (formulas.isCompound(root)) return compoundLines(scene, place, root, room, ahead);
  const definition = definitionOf(scene, place);
  return definition ? [cut(definition, room.columns)] : [];
}

const batchGradient: Line = [
  span('what the batch has so far', 'mute'),
  span(' + ', 'ahead'),
  span('this example’s share', 'mute'),
];

/** The first form that fits, otherwise the start of the last one. */
function fitting(forms: readonly Line[], columns: number): Line {
  return forms.find((form) => lineWidth(form) <= columns) ?? cut(forms.at(-1) ?? [], columns);
}

/** What a function does, with its operand: `max(0, −3): what is negative becomes 0`. */
function definitionOf(scene: Scene, { step, instruction }: Place): Line | null {
  const { definition } = ops[instruction.op];
  const [operand] = scene.session.step(step).operands;
  if (definition === undefined || !operand) return null;
  const number = numberSpan(operand.value, 'plain');
  const isNegative = isNegativeText(number.text);
  const texts = definition.split('{0}');
  return texts.flatMap((text, index): Span[] => {
    if (index === texts.length - 1) return [span(text, 'mute')];
    return isNegative && followsOperator(text)
      ? [span(`${text}(`, 'mute'), number, span(')', 'mute')]
      : [span(text, 'mute'), number];
  });
}

/** A formula of several operations: in names and numbers, or as much of that as fits. */
function compoundLines(
  scene: Scene,
  place: Place,
  root: number,
  { columns, rows }: Size,
  ahead: LookaheadDetail,
): Line[] {
  const { instructions } = scene.session.engine.schedule.program(place.segment.program);
  const { op, result, scope } = instructions[root] as Instruction;
  const last = place.segment.start + root + 1;
  const isDone = last <= scene.session.position;
  // In the quiz an unfinished formula would give away the answers to the next steps.
  if (ahead !== 'numbers' && !isDone) return [];
  // Where the step is the whole formula, nothing stands out.
  const marked: Tone = root === place.index ? 'mute' : `${place.instruction.scope.phase}Strong`;
  const name: Line = [
    span(scene.name(result), scope.phase === 'backward' ? 'backward' : 'mute'),
    span(' = ', 'ahead'),
  ];
  const names = toned(scene.formulas(place).write(root, place.index, scene.names), marked);
  const whole = { root, op, last };
  const numbersIn = (room: number) =>
    isDone ? finished(scene, place, whole, room, marked) : unfinished(scene, place, root, room, marked);
  const equals = span(' = ', 'ahead');
  const inNames = [...name, ...names];
  const isFitting = lineWidth(inNames) <= columns;
  const rest = columns - lineWidth(inNames) - lineWidth([equals]);
  const beside = isFitting ? numbersIn(rest) : null;
  if (beside?.isWhole && lineWidth(beside.line) <= rest) return [[...inNames, equals, ...beside.line]];
  if (isFitting && rows > 1) return [inNames, around([equals, ...numbersIn(columns - 3).line], columns)];
  if (isFitting) return [inNames];
  const sum = sumForm(scene, place, `${place.instruction.scope.phase}Strong`);
  if (sum && lineWidth(sum) <= columns) return [sum];
  const room = columns - lineWidth(name);
  const inParts: Line = [...name, ...around(names, room)];
  return rows > 1 ? [inParts, [...name, ...numbersIn(room).line]] : [inParts];
}

/** A formula in numbers; not `isWhole` if terms of it are left out. */
interface InNumbers {
  readonly line: Line;
  readonly isWhole: boolean;
}

/** The formula of instruction `root` in numbers; see `operandsIn`. */
function numbersOf(scene: Scene, place: Place, root: number, digits: number, marked: Tone): Line {
  const read = scene.operandsIn(place.segment);
  const pieces = scene.formulas(place).write(root, place.index, (instruction, operand, index) => {
    const number = read(instruction, operand, index);
    return number === null
      ? { text: UNKNOWN }
      : numberSpan(number.value, 'mute', formatNumber(number.value, digits), number.suffix);
  });
  return toned(pieces, marked);
}

function unfinished(scene: Scene, place: Place, root: number, columns: number, marked: Tone): InNumbers {
  const end = span(` = ${UNKNOWN}`, 'ahead');
  const numbers = numbersOf(scene, place, root, DIGITS, marked);
  const room = columns - lineWidth([end]);
  return { line: [...around(numbers, room), end], isWhole: lineWidth(numbers) <= room };
}

/** A formula whose result is known: its outermost instruction with its operation, and the step that did it. */
interface Whole {
  readonly root: number;
  readonly op: OpName;
  readonly last: number;
}

/** A formula with its result: with so many digits that it holds, otherwise with `≈`. */
function finished(
  scene: Scene,
  place: Place,
  { root, op, last }: Whole,
  columns: number,
  marked: Tone,
): InNumbers {
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
    span(` ${sign} `, 'ahead'),
    numberSpan(
      result,
      Number.isFinite(result) ? 'strong' : 'warning',
      formatNumber(result, digits),
      scene.resultSign(last),
    ),
  ];
  const roundings = [...(holding ? [holding] : []), approximate];
  for (const rounding of roundings) {
    const line = [...numbersOf(scene, place, root, rounding.operands, marked), ...end(rounding)];
    if (lineWidth(line) <= columns) return { line, isWhole: true };
  }
  // Terms are left out, so nobody can compute with what is shown.
  const short = end({ ...approximate, sign: '=' });
  const numbers = around(numbersOf(scene, place, root, DIGITS, marked), columns - lineWidth(short));
  return { line: [...numbers, ...short], isWhole: false };
}

function toned(pieces: readonly Piece[], marked: Tone): Span[] {
  return pieces.map(({ marked: isMarked, isLeaf: _isLeaf, ...piece }) => ({
    ...piece,
    tone: isMarked ? marked : 'mute',
  }));
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
