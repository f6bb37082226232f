/**
 * The operation pane: the step just done in names and numbers, the formula that it is a part of, and the next step.
 */
import type { Phase } from '../../core/program.ts';
import type { NamedValue } from '../../session/steps.ts';
import { operandTexts, operationText } from '../notation/operation.ts';
import { type Place, type Scene, UNKNOWN } from '../scene/scene.ts';
import type { LookaheadDetail } from '../scene/view-options.ts';
import { formatNumber } from '../terminal/format.ts';
import { cut, fill, type Line, lineWidth, type Size, type Span, span, type Tone } from '../terminal/text.ts';
import { factorLines } from './factors.ts';

/** Width of the labels on the left (`done`, `next`), in cells. */
const MARGIN = 7;

/** The lines of the pane. With few rows the formula is left out, in names first, then in numbers. */
export function operationLines(scene: Scene, { columns, rows }: Size, ahead: LookaheadDetail): Line[] {
  const { lastStep, next } = scene;
  const head = lastStep ? doneLine(scene, lastStep, columns) : opening(scene);
  const tail = next ? nextStepLine(scene, next, columns, ahead) : [label('end')];
  const formula = lastStep ? formulaLines(scene, lastStep, columns, ahead) : [];
  const room = Math.max(0, rows - 2);
  const shown = formula.slice(Math.max(0, formula.length - room));
  return [head, ...fill(shown, room), tail].map((line) => cut(line, columns));
}

function label(word: string, tone: Tone = 'dim'): Span {
  return span(` ${word}`.padEnd(MARGIN), tone);
}

/** `done  node_0.product[0] = children × node_0.w[0]:  2 × 1 = 2`. */
function doneLine(scene: Scene, place: Place, columns: number): Line {
  const { operands, result } = scene.session.step(place.step);
  const computed: Line = [
    span(`${numbersText(place, operands)} = `, 'strong'),
    span(formatNumber(result.value), 'now'),
  ];
  return fitted([...stepInNames(scene, place), span(':  ')], computed, columns);
}

/** `done  node_0.product[0] = children × node_0.w[0]`. */
export function stepInNames(scene: Scene, place: Place): Line {
  const { operands, result } = scene.session.step(place.step);
  return [
    label('done', 'accent'),
    span(result.name, toneOfPhase(place.instruction.scope.phase)),
    span(` = ${namesText(place, operands)}`),
  ];
}

/** The next step, with as much detail as `ahead` allows. Its result is never shown. */
export function nextStepLine(scene: Scene, place: Place, columns: number, ahead: LookaheadDetail): Line {
  const { operands, result } = scene.session.step(place.step);
  const name = [label('next'), span(result.name, 'dim')];
  if (ahead === 'nothing') return [...name, span(` = ${UNKNOWN}`, 'dim')];
  const names: Line = [...name, span(` = ${namesText(place, operands)}`, 'dim')];
  if (ahead === 'names') return [...names, span(` = ${UNKNOWN}`, 'dim')];
  const numbers = `${numbersText(place, operands)} = ${UNKNOWN}`;
  return fitted([...names, span(':  ', 'dim')], [span(numbers, 'dim')], columns);
}

function namesText({ instruction }: Place, operands: readonly NamedValue[]): string {
  return operationText(
    instruction.op,
    operands.map(({ name }) => name),
  );
}

function numbersText({ instruction: { op } }: Place, operands: readonly NamedValue[]): string {
  const values = operands.map(({ value }) => value);
  return operationText(op, operandTexts(op, values));
}

/** Names and numbers in one line. If they do not both fit, the names are cut, since other panes show them too. */
function fitted(names: Line, computed: Line, columns: number): Line {
  const room = columns - lineWidth(computed);
  return lineWidth(names) <= room
    ? [...names, ...computed]
    : [...cut(names, Math.max(0, room - 2)), span('  '), ...computed];
}

/** The tone of names that belong to a phase. */
export function toneOfPhase(phase: Phase): Tone {
  return phase === 'backward' ? 'gradient' : 'plain';
}

/** The line shown in place of the step just done at the start of the run. */
export function opening({ session }: Scene): Line {
  return session.total === 0 ? [label('start', 'accent')] : [label('start', 'accent'), span('→', 'strong')];
}

/**
 * The formula that the step is a part of, in names and below it in numbers; for the gradient of a weight, its three
 * factors with their roles. Empty if the formula is this one operation.
 */
function formulaLines(scene: Scene, place: Place, columns: number, ahead: LookaheadDetail): Line[] {
  const factors = factorLines(scene, place.step, columns);
  if (factors) return factors;
  const formulas = scene.formulas(place);
  const root = formulas.whole(place.index);
  if (!formulas.isCompound(root)) return [];
  const { result } =
    scene.session.engine.schedule.program(place.segment.program).instructions[root] ?? place.instruction;
  // In the quiz an unfinished formula would give away the answers to the next steps.
  if (ahead !== 'numbers' && scene.number(result) === UNKNOWN) return [];
  const name = scene.name(result);
  const left = span(' '.repeat(MARGIN));
  const write = (leaf: 'names' | 'numbers') =>
    formulas
      .write(root, place.index, scene[leaf])
      .map(({ text, marked }) => span(text, marked ? (leaf === 'names' ? 'accent' : 'now') : 'dim'));
  const room = columns - MARGIN - name.length - 3;
  const names: Line = [left, span(`${name} = `, 'dim'), ...around(write('names'), room)];
  const value = scene.number(result);
  const equals: Line = [span(' = ', 'dim'), span(value, value === UNKNOWN ? 'dim' : 'strong')];
  const numbers: Line = [
    left,
    span(`${' '.repeat(name.length)} = `, 'dim'),
    ...around(write('numbers'), room - lineWidth(equals)),
    ...equals,
  ];
  return [names, numbers];
}

/** A formula cut to `columns` around its marked piece, with `…` for the parts left out. */
function around(spans: readonly Span[], columns: number): Line {
  if (lineWidth(spans) <= columns) return spans;
  const at = spans.findIndex(({ tone }) => tone !== 'dim');
  const before = [
    ...spans
      .slice(0, Math.max(0, at))
      .map(({ text }) => text)
      .join(''),
  ];
  const marked = spans[at]?.text ?? '';
  const kept = Math.max(0, Math.min(before.length, Math.floor((columns - marked.length) / 2)));
  const head =
    kept < before.length
      ? [span(`…${before.slice(before.length - kept).join('')}`, 'dim')]
      : [span(before.join(''), 'dim')];
  return cut([...head, ...spans.slice(Math.max(0, at))], columns);
}
