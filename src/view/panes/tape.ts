/** The tape pane: the steps around the cursor, one per row. Steps ahead do not show their results. */
import type { Breakpoint } from '../../breakpoints/list.ts';
import { isAtPlace } from '../../breakpoints/stops.ts';
import { wrongAt } from '../../commands/sections/verify.ts';
import type { Engine } from '../../core/execution/machine.ts';
import { memoize, memoizeRecent } from '../../core/memo.ts';
import type { Instruction, Phase, Run } from '../../core/program.ts';
import { currentLanguage } from '../../i18n/translate.ts';
import type { History } from '../../session/history/history.ts';
import { displayName, type NamedValue } from '../../session/steps.ts';
import type { Tone } from '../colours/palette.ts';
import { equationForms, operandDigits, operationLine } from '../notation/equation.ts';
import { operandLabels } from '../notation/leaves.ts';
import { operationText } from '../notation/operation.ts';
import type { Place, Scene } from '../scene/scene.ts';
import type { LookaheadDetail, ViewOptions } from '../scene/view-options.ts';
import { DIGITS, UNKNOWN } from '../terminal/format.ts';
import { joined } from '../terminal/joined.ts';
import { distinctName, shortName, startOfName } from '../terminal/short-name.ts';
import {
  cut,
  filled,
  type Line,
  lineWidth,
  type MarkedNumber,
  numberSpan,
  plainText,
  type Size,
  type Span,
  span,
  type Target,
} from '../terminal/text.ts';
import { breakpointSign } from './breakpoint-sign.ts';
import { type Fitted, fittedRow, GAP, type RowForms, type TapeColumns, tapeColumns } from './tape-columns.ts';

interface Row extends RowForms {
  readonly step: number;
  readonly isDone: boolean;
  readonly names: string;
}

/** The share of its cells that an operation in names needs to be read with letters left out. */
const LEGIBLE = 0.85;
/** The digits of rows that have no room for more, with `≈`. */
const FEWER_DIGITS = [4, 3];

/**
 * The rows around the selected step, or around the cursor if none is selected. The row of the step just done is filled,
 * with `▸`; `›` marks the selected one, `◆` one with an enabled breakpoint, `◇` one whose breakpoints only write
 * messages, `✗` one where a number that the person has given is wrong.
 */
export function tapeLines(
  scene: Scene,
  { columns, rows }: Size,
  { ahead }: Pick<ViewOptions, 'ahead'>,
): Line[] {
  const { position, total } = scene.session;
  const selected = scene.debug.selection.step;
  const length = Math.min(rows, total + 1);
  const wanted = (selected ?? position) - Math.floor((length - 1) / 2);
  const first = Math.max(0, Math.min(total + 1 - length, wanted));
  const places = tapeColumns(scene.engine, columns);
  const nameOf = rowNames(scene.engine);
  const draw = (step: number, signs: Line, isHere: boolean): Line => {
    const each = row(scene, step, ahead);
    const name = each.result;
    const fitted = fittedRow(each, places, columns, (width) =>
      name.length <= width ? name : nameOf({ scene, step, name, length, width }),
    );
    const line = rowLine(each, fitted, signs, places);
    const drawn = isHere ? inColour(line, each.phase ?? 'forward', columns) : joinedRow(line);
    const target: Target = { kind: 'step', step };
    return drawn.map((part) => ({ ...part, target }));
  };
  const drawnRow = drawnRows(scene.session.history);
  const common = [length, columns, ahead, currentLanguage()];
  return Array.from({ length }, (_, index) => {
    const step = first + index;
    const isHere = step === position;
    const isDone = step <= position;
    const signs = signsOf(scene, step, isDone, isHere, step === selected);
    // What is known of the operands of a step ahead depends on the cursor.
    if (!isDone && ahead === 'numbers') return draw(step, signs, isHere);
    const key = [step, isHere, isDone, plainText(signs), scene.resultSign(step), ...common].join();
    return drawnRow({ key, draw: () => draw(step, signs, isHere) });
  });
}

interface DrawnRow {
  readonly key: string;
  readonly draw: () => Line;
}

/** How many rows are kept: a few screens of them. */
const MOST_ROWS = 256;

/** The rows of the last few screens. From step to step all stay as they are, except the one that is left and the new one. */
const drawnRows = memoize(
  (history: History) => history,
  () =>
    memoizeRecent(
      MOST_ROWS,
      ({ key }: DrawnRow) => key,
      ({ draw }) => draw(),
    ),
);

/** A name in a row of the tape. */
interface RowName {
  readonly scene: Scene;
  readonly step: number;
  readonly name: string;
  /** The number of rows, and the cells for the name. */
  readonly length: number;
  readonly width: number;
}

/** How many names are kept: a key shows one new row, and a row asks for a few widths. */
const MOST_KEPT = 4000;

/**
 * The names of a run's steps in little room. They can mean no other step that can be on one screen with theirs, so they do
 * not depend on where the cursor is.
 */
const rowNames = memoize(
  (engine: Engine) => engine,
  () =>
    memoizeRecent(
      MOST_KEPT,
      ({ step, length, width }: RowName) => `${step} ${length} ${width}`,
      ({ scene, step, name, length, width }: RowName) =>
        distinctName(name, width, namesAround(scene, step, length)),
    ),
);

/** The names of the results of the steps that can be on one screen of `length` rows with a step. */
function namesAround(scene: Scene, step: number, length: number): string[] {
  const { run } = scene.engine;
  return Array.from({ length: 2 * length - 1 }, (_, index) => {
    const instruction = scene.place(step - length + 1 + index)?.instruction;
    return instruction === undefined ? '' : displayName(run, instruction.result);
  });
}

/** The first two cells of a row: what it is, and a wrong number of the person or a breakpoint if there is one. */
function signsOf(scene: Scene, step: number, isDone: boolean, isHere: boolean, isSelected: boolean): Line {
  const isWrong = wrongAt(scene.debug, step) !== null;
  const sign = isWrong ? '✗' : breakpointSign(breakpointsAt(scene, step));
  const breakpoint = span(sign, 'warning');
  if (isHere || isSelected) return [span(isSelected ? '›' : '▸', 'focus'), breakpoint];
  if (sign !== ' ') return [breakpoint, span(' ')];
  const phase = scene.place(step)?.instruction.scope.phase ?? 'forward';
  return [span('▌', isDone ? phase : 'ahead'), span(' ')];
}

/** A row in its columns. */
function rowLine(
  { isDone, phase, names, step }: Row,
  { name, nameWidth, operationWidth, numbers, start }: Fitted,
  signs: Line,
  places: TapeColumns,
): Line {
  const operation = shortOperation(names, operationWidth).padEnd(operationWidth);
  const end = operationWidth > 0 ? places.operation + operationWidth : places.name + nameWidth;
  return [
    ...signs,
    span(`${String(step).padStart(places.stepWidth)}${' '.repeat(GAP)}`, 'ahead'),
    span(
      name.padEnd(operationWidth > 0 ? Math.max(nameWidth, places.operation - GAP - places.name) : nameWidth),
      isDone ? (phase === 'backward' ? 'backward' : 'plain') : 'ahead',
    ),
    ...(operationWidth > 0 ? [span(' '.repeat(GAP)), span(operation, isDone ? 'mute' : 'ahead')] : []),
    span(' '.repeat(Math.max(0, start - end))),
    ...numbers,
  ];
}

/** An operation in names with letters left out; where that would be most of them, its start. */
function shortOperation(names: string, columns: number): string {
  return columns < LEGIBLE * names.length ? startOfName(names, columns) : shortName(names, columns);
}

/** A row filled from end to end; its numbers stay numbers. */
function inColour(line: Line, phase: Phase, columns: number): Line {
  const rest = span(' '.repeat(Math.max(0, columns - lineWidth(line))));
  return joinedRow([...cut(line, columns), rest].map((each) => filled(each, phase)));
}

/** Neighbours of one style as one span, except numbers. */
function joinedRow(line: Line): Line {
  const runs: Span[][] = [];
  for (const each of line) {
    const last = runs.at(-1);
    if (last && last[0]?.value === undefined && each.value === undefined) last.push(each);
    else runs.push([each]);
  }
  return runs.flatMap((run) => (run[0]?.value === undefined ? joined(run) : run));
}

/** The breakpoints of type `place` at a step. Their conditions are not evaluated. */
function breakpointsAt(scene: Scene, step: number): readonly Breakpoint[] {
  if (scene.place(step) === null) return [];
  return scene.debug.breakpoints.filter(
    ({ spec }) => spec.type === 'place' && isAtPlace(scene.session, spec, step),
  );
}

const nothing = { forms: [], shorter: () => [] };

/** The operations in names, written once. */
const written = new WeakMap<Instruction, string>();

function inNames(instruction: Instruction, run: Run): string {
  const known = written.get(instruction);
  if (known !== undefined) return known;
  const text = operationText(instruction.op, operandLabels(run, instruction));
  written.set(instruction, text);
  return text;
}

function row(scene: Scene, step: number, told: LookaheadDetail): Row {
  const place = scene.place(step);
  if (!place) return { step, phase: null, isDone: true, result: 'start', names: '', ...nothing, short: [] };
  const { session } = scene;
  const { operands, result } = session.step(step);
  const { op, scope } = place.instruction;
  const isDone = step <= session.position;
  const isNamed = isDone || told !== 'nothing';
  const common = {
    step,
    phase: scope.phase,
    isDone,
    result: result.name,
    names: isNamed ? inNames(place.instruction, session.engine.run) : '',
  };
  if (isDone) {
    const values = operands.map(({ value }) => value);
    const sign = scene.resultSign(step);
    const tone: Tone = Number.isFinite(result.value) ? 'strong' : 'warning';
    const tones = { operation: 'mute', result: tone } as const;
    const forms = equationForms(op, values, result.value, tones, sign);
    const shorter = () => equationForms(op, values, result.value, tones, sign, FEWER_DIGITS);
    return {
      ...common,
      forms,
      shorter,
      short: [span('= ', 'mute'), numberSpan(result.value, tone, undefined, sign)],
    };
  }
  const short = [span('= ', 'ahead'), span(UNKNOWN, 'ahead')];
  if (told !== 'numbers') return { ...common, ...nothing, short };
  const known = operands.map((operand, index) => ahead(scene, place, operand, index));
  const values = known.flatMap((each) => each?.value ?? []);
  const digits = values.length === known.length ? operandDigits(op, values) : DIGITS;
  const form = (each: number) => [...operationLine(op, known, each, 'ahead'), span(' ', 'ahead'), ...short];
  return { ...common, forms: [form(digits)], shorter: () => FEWER_DIGITS.map(form), short };
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
