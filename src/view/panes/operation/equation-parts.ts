/** One operation as columns: its operands with their names, what stands between them, and the result. */
import type { Address } from '../../../core/address.ts';
import { piecesOf } from '../../../core/operations/template.ts';
import { type OpName, ops } from '../../../core/operations.ts';
import type { Phase, Slot } from '../../../core/program.ts';
import type { Tone } from '../../colours/palette.ts';
import { operandDigits, type Rounding, roundingsOf } from '../../notation/equation.ts';
import { operandLabels } from '../../notation/leaves.ts';
import { operationParts } from '../../notation/operation.ts';
import type { Scene } from '../../scene/scene.ts';
import { DIGITS, formatNumber, UNKNOWN } from '../../terminal/format.ts';
import { type MarkedNumber, numberSpan, type Span, span, toneOfNumber } from '../../terminal/text.ts';
import { type Draft, divided } from './divided.ts';
import type { Shown } from './shown-step.ts';

/** A column of an equation: a name, and below it a number, or a function of numbers. */
export interface Column {
  readonly kind: 'column';
  /** Empty if there is nothing to say, as for a constant. */
  readonly name: Span;
  /** A number, with the signs of arithmetic that belong to it: `(−4)²`. */
  readonly content: readonly Span[];
  /** Without the signs of edits. */
  readonly text: string;
  /** The sign of an edit; empty if there is none. */
  readonly suffix: string;
  /** The tone of large digits. */
  readonly tone: Tone;
  readonly isGradient: boolean;
  readonly isResult: boolean;
  readonly phase: Phase;
}

export interface Operator {
  readonly kind: 'operator';
  readonly text: string;
}

export interface Equation {
  readonly parts: readonly (Column | Operator)[];
  /** Whether it is a function such as `relu(−3)`, which has no large form. */
  readonly isFunction: boolean;
  /** The operands as one text, in spans. */
  readonly operation: readonly Span[];
  readonly sign: string;
  readonly result: Column;
}

/** The ways to write a step, the best first: so that the equation holds, then with `≈` (see `roundingsOf`). */
export function equationsOf(scene: Scene, shown: Shown): Equation[] {
  const { operands, place, result } = shown;
  const { op } = place.instruction;
  const known = operands.flatMap((each) => each?.value ?? []);
  if (result !== null)
    return roundingsOf(op, known, result.value).map((rounding) => equation(scene, shown, rounding));
  const digits = known.length < operands.length ? DIGITS : operandDigits(op, known);
  return [equation(scene, shown, { operands: digits, result: DIGITS, sign: '=' })];
}

function equation(scene: Scene, shown: Shown, rounding: Rounding): Equation {
  const { place, operands, isNamed } = shown;
  const { op, operands: slots, scope } = place.instruction;
  const numbers = operands.map((each, index) => ({
    ...numberOf(each, rounding.operands),
    slot: slots[index] as Slot,
    isGradient: isGradient(scene, slots[index] as Slot),
  }));
  const result = resultColumn(scene, shown, rounding.result);
  const names = operandLabels(scene.engine.run, place.instruction);
  const isFunction = !isArithmetic(op, operands.length);
  const given = { scene, phase: scope.phase, op, numbers, names };
  const before = !isNamed ? [] : isFunction ? [functionColumn(given)] : arithmeticParts(given);
  return {
    parts: [...before, { kind: 'operator', text: rounding.sign }, result],
    isFunction: isNamed && isFunction,
    operation: isNamed ? written(given) : [],
    sign: rounding.sign,
    result,
  };
}

interface Operand extends Span {
  readonly slot: Slot;
  readonly isGradient: boolean;
}

interface Given {
  readonly scene: Scene;
  readonly phase: Phase;
  readonly op: OpName;
  readonly numbers: readonly Operand[];
  readonly names: readonly string[];
}

/** The span of an operand in this tone. */
function numberIn({ text, value, suffix }: Operand, tone: Tone): Span {
  return { text, tone, ...(value !== undefined && { value }), ...(suffix !== undefined && { suffix }) };
}

function numberOf(number: MarkedNumber | null, digits: number): Span {
  if (number === null) return span(UNKNOWN, 'ahead');
  const text = formatNumber(number.value, digits);
  return numberSpan(number.value, toneOfNumber(number.value), text, number.suffix);
}

/** The tone of an operand: gradients are purple, constants have no sign to show. */
function toneOf(scene: Scene, { slot, isGradient: isOne, value, tone }: Operand): Tone {
  if (value === undefined || !Number.isFinite(value)) return tone;
  if (isOne) return 'backwardStrong';
  return scene.engine.run.slots[slot]?.kind === 'constant' ? 'strong' : tone;
}

function resultColumn(scene: Scene, { place, result, guess }: Shown, digits: number): Column {
  const { instruction } = place;
  const tone: Tone =
    result !== null && !Number.isFinite(result.value) ? 'warning' : `${instruction.scope.phase}Strong`;
  const number =
    result === null
      ? span(guess, tone)
      : numberSpan(result.value, tone, formatNumber(result.value, digits), result.suffix);
  return {
    kind: 'column',
    name: span(scene.name(instruction.result), `${instruction.scope.phase}Strong`),
    content: [number],
    text: withoutSuffix(number),
    suffix: number.suffix ?? '',
    tone,
    isGradient: isGradient(scene, instruction.result),
    isResult: true,
    phase: instruction.scope.phase,
  };
}

/** Whether a value is a gradient, of an example or of a batch, or a part of one. */
function isGradient(scene: Scene, slot: Slot): boolean {
  const address = scene.engine.run.slots[slot]?.addresses[0];
  return address !== undefined && gradients.has(address.kind);
}

const gradients: ReadonlySet<Address['kind']> = new Set([
  'gradient',
  'batchGradient',
  'gradientTerm',
  'gradientSum',
]);

function withoutSuffix({ text, suffix = '' }: Span): string {
  return suffix === '' ? text : text.slice(0, -suffix.length);
}

/** Whether the notation of an operation has only signs of arithmetic, and the numbers 1 and 2. */
function isArithmetic(op: OpName, operands: number): boolean {
  return piecesOf(ops[op].paper.text, operands).every(
    (piece) => typeof piece === 'number' || /^[\s\d+−×÷()²]*$/u.test(piece),
  );
}

/** The operation in numbers, in one line. */
function written({ scene, op, numbers }: Given): Span[] {
  const operands = numbers.map(({ text, suffix = '' }) => ({ text, isMarked: suffix !== '' }));
  return operationParts(op, operands).map(({ text, operand }) => {
    const number = operand === null ? undefined : numbers[operand];
    return number ? numberIn(number, toneOf(scene, number)) : span(text, 'mute');
  });
}

/** A function with its operands, in one column; above it the names of the operands, each once. */
function functionColumn(given: Given): Column {
  const { scene, phase, numbers, names } = given;
  const told = new Set(names.filter((_name, index) => !isConstant(scene, numbers[index] as Operand)));
  const isOfGradients = numbers.every((each) => each.isGradient);
  const [only] = numbers;
  // The name of the function has the tone of its only operand.
  const tone = only && numbers.length === 1 ? toneOf(scene, only) : 'strong';
  const content = written(given).map((each) => (each.value === undefined ? { ...each, tone } : each));
  return {
    kind: 'column',
    name: span([...told].join(', '), isOfGradients ? 'backward' : 'mute'),
    content,
    text: content.map(({ text }) => text).join(''),
    suffix: '',
    tone,
    isGradient: isOfGradients,
    isResult: false,
    phase,
  };
}

function isConstant(scene: Scene, { slot }: Operand): boolean {
  return scene.engine.run.slots[slot]?.kind === 'constant';
}

/** The columns and operators of an operation in signs of arithmetic. */
function arithmeticParts(given: Given): (Column | Operator)[] {
  const { op, numbers, names } = given;
  const inNames = divided(
    op,
    names.map((text) => ({ text })),
  );
  return divided(
    op,
    numbers.map(({ text, suffix = '' }) => ({ text, isMarked: suffix !== '' })),
  ).map((part, at) =>
    typeof part === 'string' ? { kind: 'operator', text: part } : columnOf(given, part, inNames[at] as Draft),
  );
}

function columnOf({ scene, phase, numbers }: Given, draft: Draft, inNames: Draft): Column {
  const index = draft.find(({ operand }) => operand !== null)?.operand ?? null;
  const operand = index === null ? null : (numbers[index] as Operand);
  const tone = operand === null ? 'strong' : toneOf(scene, operand);
  const content = draft.map(({ text, operand: at }) =>
    at === null ? span(text, tone) : numberIn(numbers[at] as Operand, tone),
  );
  // Signs that change the number belong to its name as well: `error²`.
  const isChanged = inNames.some(({ text, operand: at }) => at === null && !/^[()]$/u.test(text));
  const name = inNames
    .filter(({ operand: at }) => isChanged || at !== null)
    .map(({ text }) => text)
    .join('');
  return {
    kind: 'column',
    name: span(
      operand === null || isConstant(scene, operand) ? '' : name,
      operand?.isGradient ? 'backward' : 'mute',
    ),
    content,
    text: content.map(withoutSuffix).join(''),
    suffix: operand?.suffix ?? '',
    tone,
    isGradient: operand?.isGradient ?? false,
    isResult: false,
    phase,
  };
}
