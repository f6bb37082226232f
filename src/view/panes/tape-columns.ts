/**
 * The columns of the tape. Their widths are found once for a scenario and a width, so that nothing moves from step to
 * step: from the names of its Programs, and from the numbers of its first steps.
 */
import { type Engine, Machine } from '../../core/execution/machine.ts';
import { memoize } from '../../core/memo.ts';
import type { Phase } from '../../core/program.ts';
import { displayName } from '../../session/steps.ts';
import { equationForm } from '../notation/equation.ts';
import { operandLabels } from '../notation/leaves.ts';
import { operationText } from '../notation/operation.ts';
import { type Line, lineWidth } from '../terminal/text.ts';

/** Places in cells: where a column starts, and how wide it is. A column of width 0 is left out. */
export interface TapeColumns {
  readonly stepWidth: number;
  /** The name of the result. */
  readonly name: number;
  readonly nameWidth: number;
  /** The operation in names. It ends before the numbers of its row. */
  readonly operation: number;
  readonly operationWidth: number;
  /** The `=` of the equation; the operation ends a blank before it, the result starts a blank after it. */
  readonly equals: number;
}

/** Cells between columns. */
export const GAP = 2;
/** The sign of the row, and a cell for that of a breakpoint. */
const SIGNS = 2;
/** `= ` and a blank before it. */
const EQUALS = 3;
/** Cells of a name that numbers leave free, if they can with fewer digits. */
const SHORT_NAME = 10;
/** Cells of a name that are left free if `SHORT_NAME` are too many. */
const TINY_NAME = 6;
/** Fewer cells than this are left blank, not filled with a name. */
const LEAST_NAME = 4;
/** A name without a letter says nothing: `…[0]`. */
const HAS_LETTER = /\p{L}/u;
/** Least cells of an operation in names, for it to be shown. */
const LEAST_OPERATION = 12;
/** The share of names that are shown whole where there is no room for the longest ones. */
const MOST_NAMES = 0.75;
/** The widest number of five digits: `−0.00012345`. Wider ones are rare, and move the `=` of their own row. */
const WIDEST = 11;
/** The most cells that are kept for an operation in numbers: two such numbers, an operator and brackets. */
const WIDEST_OPERATION = 2 * WIDEST + 5;

/** How many instructions of a Program are looked at, and how many of the first steps of the run, evenly apart. */
const MOST_INSTRUCTIONS = 500;
const MOST_STEPS = 3000;
const MOST_WRITTEN = 150;

/** The widest texts of a scenario, in cells. */
interface Widths {
  readonly name: number;
  /** As wide as most names. */
  readonly usualName: number;
  readonly operation: number;
  readonly numbers: number;
  readonly result: number;
}

/** The columns of a tape that is `columns` cells wide. */
export function tapeColumns(engine: Engine, columns: number): TapeColumns {
  const widths = widthsOf(engine);
  const stepWidth = String(engine.schedule.total).length;
  const name = SIGNS + stepWidth + GAP;
  const least = Math.min(widths.name, SHORT_NAME);
  const resultWidth = Math.min(widths.result, WIDEST);
  const most = columns - name - least - GAP - EQUALS - resultWidth;
  const numbersWidth = Math.max(1, Math.min(widths.numbers, WIDEST_OPERATION, most));
  const equals = columns - resultWidth - EQUALS + 1;
  const room = equals - 1 - numbersWidth - GAP - name;
  const leaves = (width: number) => Math.min(widths.operation, room - width - GAP);
  const isEnough = (width: number) => leaves(width) >= Math.min(widths.operation, LEAST_OPERATION);
  const whole = isEnough(widths.name) ? widths.name : widths.usualName;
  const hasOperation = isEnough(whole);
  const nameWidth = Math.max(0, Math.min(hasOperation ? whole : widths.name, room));
  return {
    stepWidth,
    name,
    nameWidth,
    operation: name + nameWidth + GAP,
    operationWidth: hasOperation ? widths.operation : 0,
    equals,
  };
}

const widthsOf = memoize((engine: Engine) => engine, measured);

function measured(engine: Engine): Widths {
  const { run, schedule } = engine;
  const instructions = [run.example, run.update].flatMap((program) => {
    const apart = Math.ceil(program.instructions.length / MOST_INSTRUCTIONS);
    return program.instructions.filter((_instruction, index) => index % apart === 0);
  });
  const widest = (texts: readonly string[]) => texts.reduce((most, { length }) => Math.max(most, length), 1);
  const names = instructions.map(({ result }) => displayName(run, result));
  const lengths = names.map(({ length }) => length).sort((a, b) => a - b);
  const operations = instructions.map((each) => operationText(each.op, operandLabels(run, each)));
  const machine = new Machine(engine);
  const steps = Math.min(schedule.total, MOST_STEPS);
  const stride = Math.ceil(steps / MOST_WRITTEN);
  let [numbers, result] = [1, 1];
  for (let step = 1; step <= steps; step += stride) {
    machine.advance(step);
    const instruction = schedule.instructionAt(step);
    const value = (slot: number) => machine.registers[slot] as number;
    const values = instruction.operands.map(value);
    const tones = { operation: 'mute', result: 'strong' } as const;
    const form = equationForm(instruction.op, values, value(instruction.result), tones);
    const last = lineWidth(form.slice(-1));
    result = Math.max(result, last);
    numbers = Math.max(numbers, lineWidth(form) - EQUALS - last);
  }
  const usualName = lengths[Math.floor(MOST_NAMES * lengths.length)] ?? 1;
  return { name: widest(names), usualName, operation: widest(operations), numbers, result };
}

/** What a row can show. */
export interface RowForms {
  /** Null for the start. */
  readonly phase: Phase | null;
  /** The name of the result. */
  readonly result: string;
  /** The ways to write the operation in numbers, with its sign and result, the best first. */
  readonly forms: readonly Line[];
  /** The ways to write it with fewer digits, for a row that has no room for those. */
  readonly shorter: () => readonly Line[];
  /** Only the sign and the result, for a row that has no room for the operation. */
  readonly short: Line;
}

/** How the columns of a row are used. */
export interface Fitted {
  /** The name of the result, its cells, and those for the operation in names. */
  readonly name: string;
  readonly nameWidth: number;
  readonly operationWidth: number;
  readonly numbers: Line;
  /** The column where the numbers begin. */
  readonly start: number;
}

type Equation = Pick<Fitted, 'numbers' | 'start'>;

/**
 * The room of a row's parts. If its numbers need more room, the operation in names gives way first, then the name. Where
 * no row has an operation, a name may take all cells up to the numbers. Rather than have no name, a row has fewer
 * digits, its sign out of its column, or only its result.
 *
 * @param nameIn the name of the result in some cells; empty if there is none that can mean nothing else
 */
export function fittedRow(
  row: RowForms,
  places: TapeColumns,
  columns: number,
  nameIn: (columns: number) => string,
): Fitted {
  const { phase, result } = row;
  const until = (wanted: number, from: number, start: number) => {
    const room = Math.min(wanted, start - GAP - from);
    return room < Math.min(wanted, LEAST_NAME) ? 0 : room;
  };
  // A name that needs its cells stands in place of the operation in names.
  const hasOperation = phase !== null && places.operationWidth > 0 && nameIn(places.nameWidth) !== '';
  const widthBefore = (start: number) =>
    until(hasOperation ? places.nameWidth : result.length, places.name, start);
  const isNamed = ({ start }: Equation) => HAS_LETTER.test(nameIn(widthBefore(start)));
  const { numbers, start } =
    phase === null ? { numbers: [], start: columns } : equationOf(row, places, columns, isNamed);
  const nameWidth = widthBefore(start);
  const operationWidth = hasOperation ? until(places.operationWidth, places.operation, start) : 0;
  return { name: nameIn(nameWidth), nameWidth, operationWidth, numbers, start };
}

/**
 * The best form that leaves room for a short name, otherwise for less of it: one before which the row has a name. If
 * there is none, one whose sign is not in its column, or only the result. If the row has no name even then, the best
 * form of all.
 */
function equationOf(
  { forms, shorter, short }: RowForms,
  places: TapeColumns,
  columns: number,
  isNamed: (equation: Equation) => boolean,
): Equation {
  // The sign of the equation is in its column unless the result is too wide for that.
  const inColumn = (numbers: Line): Equation => {
    const result = lineWidth(numbers.slice(-1));
    const equals = Math.min(places.equals, columns - result - EQUALS + 1);
    return { numbers, start: equals + EQUALS - 1 + result - lineWidth(numbers) };
  };
  const atEnd = (numbers: Line): Equation => ({ numbers, start: columns - lineWidth(numbers) });
  const after = (name: number) => places.name + Math.min(places.nameWidth, name) + GAP;
  const startsAfter = (column: number) => (equation: Equation) => equation.start >= column;
  const usual = forms.map(inColumn).find(startsAfter(after(SHORT_NAME)));
  if (usual && isNamed(usual)) return usual;
  const all = [...forms, ...shorter()];
  const fitting = [after(SHORT_NAME), after(TINY_NAME), places.name].flatMap((column) =>
    all.map(inColumn).filter(startsAfter(column)),
  );
  const others = [...all.map(atEnd).filter(startsAfter(places.name)), inColumn(short)];
  return [...fitting, ...others].find(isNamed) ?? fitting[0] ?? inColumn(short);
}
