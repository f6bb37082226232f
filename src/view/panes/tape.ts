/** The tape pane: the steps around the cursor, one per row. Steps ahead do not show their results. */
import type { Breakpoint } from '../../breakpoints/list.ts';
import { isAtPlace } from '../../breakpoints/stops.ts';

import type { Phase } from '../../core/program.ts';
import type { NamedValue } from '../../session/steps.ts';
import { equationForms, fittingForm, operandDigits, operationLine } from '../notation/equation.ts';
import { operandLabels } from '../notation/leaves.ts';
import { operationText } from '../notation/operation.ts';
import type { Place, Scene } from '../scene/scene.ts';
import type { LookaheadDetail, ViewOptions } from '../scene/view-options.ts';
import { DIGITS, UNKNOWN } from '../terminal/format.ts';
import type { Tone } from '../terminal/palette.ts';
import {
  cut,
  type Line,
  lineWidth,
  type MarkedNumber,
  numberSpan,
  padText,
  type Size,
  span,
  windowStart,
} from '../terminal/text.ts';
import { breakpointSign } from './breakpoint-sign.ts';

interface Row {
  readonly step: number;
  readonly phase: Phase | null;
  readonly result: string;
  readonly names: string;
  /** The ways to write the operation in numbers, the best first. */
  readonly forms: readonly Line[];
  /** Only the result, for a row that has no room for the operation. */
  readonly short: Line;
}

/** From this width on, operations are also shown in names. */
const WIDE = 76;

/** Minimum cells for the name of a result; with less room the column is left out. */
const LEAST_NAME = 4;

/** Cells of the name of a result that an equation leaves free, if it can with fewer digits. */
const SHORT_NAME = 8;

/** Cells between columns. */
const GAP = 2;

const shortPhase: Readonly<Record<Phase, string>> = {
  forward: 'fwd',
  loss: 'loss',
  backward: 'back',
  update: 'upd',
};
/** Width of the phase column, in cells. */
const PHASE = 4;

/**
 * The rows around the selected step, or around the cursor if none is selected. `▸` marks the step just done, `›` the
 * selected one, `◆` one with an enabled breakpoint, `◇` one whose breakpoints only write messages.
 */
export function tapeLines(
  scene: Scene,
  { columns, rows }: Size,
  { ahead }: Pick<ViewOptions, 'ahead'>,
): Line[] {
  const { position, total } = scene.session;
  const selected = scene.debug.selection.step;
  const length = Math.min(rows, total + 1);
  const first = windowStart(total + 1, length, selected ?? position);
  const shown = Array.from({ length }, (_, index) => row(scene, first + index, ahead));
  const stepWidth = String(total).length;
  const { phaseWidth, resultWidth, namesWidth, numbersOf } = columnsOf(shown, columns, stepWidth);
  return shown.map((each) => {
    const { step, phase, result, names } = each;
    const isHere = step === position;
    const isSelected = step === selected;
    const tone: Tone = isHere ? 'strong' : step < position ? 'plain' : 'mute';
    return cut(
      [
        span(breakpointSign(breakpointsAt(scene, step)), 'warning'),
        span(isSelected ? '› ' : isHere ? '▸ ' : '  ', 'accent'),
        span(column(String(step).padStart(stepWidth), stepWidth), isHere || isSelected ? 'accent' : 'mute'),
        span(column(phase && shortPhase[phase], phaseWidth), phase === 'backward' ? 'gradient' : 'mute'),
        span(phase === null ? result : column(result, resultWidth), tone),
        span(column(names, namesWidth), isHere ? 'plain' : 'mute'),
        ...numbersOf(each).map((part) => ({ ...part, tone })),
      ],
      columns,
    );
  });
}

interface Columns {
  /** Widths in cells; 0 if the column is left out. */
  readonly phaseWidth: number;
  readonly resultWidth: number;
  readonly namesWidth: number;
  readonly numbersOf: (row: Row) => Line;
}

/**
 * The widths of the columns. Numbers are never cut. To make room for them, the operands in names are shortened first,
 * then the phase is left out, then the name of the result is shortened, then an equation gets fewer digits. If that is
 * not enough, a row shows only its result.
 */
function columnsOf(rows: readonly Row[], columns: number, stepWidth: number): Columns {
  const widest = (texts: readonly string[]) => Math.max(...texts.map((text) => text.length));
  const room = columns - 3 - stepWidth - GAP;
  const name = widest(rows.map(({ result }) => result));
  const numbersOf = ({ forms, short }: Row) =>
    fittingForm(forms, room - Math.min(name, SHORT_NAME) - GAP, room) ?? short;
  const left = room - Math.max(...rows.map((each) => lineWidth(numbersOf(each))));
  const phaseWidth = left >= PHASE + GAP + name + GAP ? PHASE : 0;
  const nameRoom = left - GAP;
  const resultWidth = name <= nameRoom ? name : nameRoom < LEAST_NAME ? 0 : nameRoom;
  const namesRoom = columns < WIDE ? 0 : left - taken(phaseWidth) - taken(resultWidth) - GAP;
  const namesWidth = Math.max(0, Math.min(widest(rows.map(({ names }) => names)), namesRoom));
  return { phaseWidth, resultWidth, namesWidth, numbersOf };
}

/** The width of a column with the gap after it; 0 for a column that is left out. */
function taken(width: number): number {
  return width > 0 ? width + GAP : 0;
}

/** The text of one column with the gap after it; empty for a column that is left out. */
function column(text: string | null, width: number): string {
  return width === 0 ? '' : padText(padText(text ?? '', width), width + GAP);
}

/** The breakpoints of type `place` at a step. Their conditions are not evaluated. */
function breakpointsAt(scene: Scene, step: number): readonly Breakpoint[] {
  if (scene.place(step) === null) return [];
  return scene.debug.breakpoints.filter(
    ({ spec, isEnabled }) => isEnabled && spec.type === 'place' && isAtPlace(scene.session, spec, step),
  );
}

function row(scene: Scene, step: number, told: LookaheadDetail): Row {
  const place = scene.place(step);
  if (!place) return { step, phase: null, result: 'start', names: '', forms: [], short: [] };
  const { session } = scene;
  const { operands, result } = session.step(step);
  const { instruction } = place;
  const { op, scope } = instruction;
  const isDone = step <= session.position;
  const isNamed = isDone || told !== 'nothing';
  const common = {
    step,
    phase: scope.phase,
    result: result.name,
    names: isNamed ? operationText(op, operandLabels(session.engine.run, instruction)) : '',
  };
  if (isDone) {
    const values = operands.map(({ value }) => value);
    const sign = scene.resultSign(step);
    const forms = equationForms(op, values, result.value, { operation: 'plain', result: 'plain' }, sign);
    return { ...common, forms, short: [span('= '), numberSpan(result.value, 'plain', undefined, sign)] };
  }
  if (told !== 'numbers') return { ...common, forms: [], short: [span(UNKNOWN)] };
  const short = [span(`= ${UNKNOWN}`)];
  const known = operands.map((operand, index) => ahead(scene, place, operand, index));
  const values = known.flatMap((each) => each?.value ?? []);
  const digits = values.length === known.length ? operandDigits(op, values) : DIGITS;
  return { ...common, forms: [[...operationLine(op, known, digits, 'plain'), span(' '), ...short]], short };
}

/** The number of an operand of a step ahead, with its sign; null if it is not known in the cursor's iteration. */
function ahead(
  scene: Scene,
  { segment, step, instruction }: Place,
  { value }: NamedValue,
  operand: number,
): MarkedNumber | null {
  const { session } = scene;
  const slot = instruction.operands[operand] as number;
  if (step === session.position + 1) return { value, suffix: scene.sign(slot) };
  const isSameIteration = segment.start === session.engine.schedule.segmentAt(session.position).start;
  return isSameIteration ? scene.marked(slot) : null;
}
