/**
 * What the step's frame computes besides the numbers of nodes: parts of the loss, of softmax and of updates, masks,
 * slopes, sums over the batch.
 */
import type { Address } from '../../../core/address.ts';
import { memoizeLast } from '../../../core/memo.ts';
import type { Instruction, Slot } from '../../../core/program.ts';
import type { Place, Scene } from '../../scene/scene.ts';
import { shortName } from '../../terminal/short-name.ts';
import { type Line, type Size, windowStart } from '../../terminal/text.ts';
import { type Cell, type CellKind, cellOfSlot } from './cell.ts';
import type { Pen } from './pen.ts';

/** Cells for a number. */
const NUMBER = 11;

/** A blank row and the heading before the parts. */
const BEFORE = 2;

/** Whether a value has no place of its own among the numbers of nodes, formulas, targets and losses. */
function isPart(address: Address): boolean {
  switch (address.kind) {
    case 'value':
    case 'target':
    case 'loss':
    case 'batchGradient':
      return false;
    case 'node':
      return address.part !== 'bias';
    case 'nodeItem':
      return address.part === 'part';
    case 'layer':
      return address.part !== 'bias';
    case 'error':
      return address.isSquared;
    case 'learningRate':
    case 'groupRate':
      return address.part !== null && address.part !== 'now';
    case 'gradient':
    case 'ofLoss':
      return isPart(address.of);
    default:
      return true;
  }
}

const gradientKinds: readonly Address['kind'][] = ['gradient', 'gradientTerm', 'gradientSum'];

function kindOf({ kind }: Address): CellKind {
  return gradientKinds.includes(kind) ? 'gradient' : 'value';
}

function parameterOf({ role }: Instruction): Slot | null {
  return role.kind === 'updatePart' || role.kind === 'delta' || role.kind === 'update'
    ? role.parameter
    : null;
}

/** The instructions of a step's frame; in an update those of the step's parameter. */
function frameOf(scene: Scene, { segment, index, instruction }: Place): readonly Instruction[] {
  const { instructions } = scene.session.engine.schedule.program(segment.program);
  const { group } = instruction;
  const parameter = parameterOf(instruction);
  const belongs = (each: Instruction | undefined) => each?.group === group && parameterOf(each) === parameter;
  let start = index;
  let end = index + 1;
  while (belongs(instructions[start - 1])) start -= 1;
  while (belongs(instructions[end])) end += 1;
  return instructions.slice(start, end);
}

const latest = memoizeLast<readonly Cell[]>();

/** The parts of the frame of the step just done, in the order of the tape; none at the start. */
export function partsOf(scene: Scene): readonly Cell[] {
  const { lastStep, session } = scene;
  if (lastStep === null) return [];
  const { group } = lastStep.instruction;
  const key = [lastStep.segment.program, group, parameterOf(lastStep.instruction)];
  return latest(session.engine, key, () => {
    const slots = frameOf(scene, lastStep).flatMap(({ operands, result }) => [...operands, result]);
    const named = new Map<string, Cell>();
    for (const slot of slots) {
      const [address] = session.engine.run.slots[slot]?.addresses ?? [];
      if (!address || !isPart(address)) continue;
      const cell = cellOfSlot(session, slot, kindOf(address));
      if (!named.has(cell.name)) named.set(cell.name, cell);
    }
    return [...named.values()];
  });
}

/** Rows for a selected part where there is no room for parts, and the least rows for the other numbers then. */
const SELECTED = BEFORE + 1;
const LEAST_OTHERS = 3;

/** The lines of the other numbers, and the parts in the rows that are left; a selected part has room in any case. */
export function withParts(pen: Pen, { columns, rows }: Size, draw: (room: Size) => readonly Line[]): Line[] {
  const isSelected = partsOf(pen.scene).some((cell) => pen.isSelected(cell));
  const kept = isSelected && rows >= SELECTED + LEAST_OTHERS ? SELECTED : 0;
  const lines = draw({ columns, rows: rows - kept }).slice(0, rows);
  return [...lines, ...partLines(pen, { columns, rows: rows - lines.length })];
}

/** The parts below the other numbers, as many as there is room for around the one just computed or selected. */
function partLines(pen: Pen, { columns, rows }: Size): Line[] {
  const { lastStep, session } = pen.scene;
  const parts = partsOf(pen.scene);
  if (rows <= BEFORE || parts.length === 0 || lastStep === null) return [];
  const { scope } = lastStep.instruction;
  const parameter = parameterOf(lastStep.instruction);
  const of =
    parameter === null
      ? (scope.node ?? scope.layer ?? '')
      : (session.engine.run.slots[parameter]?.name ?? '');
  const focus = parts.findIndex((cell) => pen.isSelected(cell));
  const at = focus >= 0 ? focus : parts.findIndex((cell) => pen.isWritten(cell));
  const count = Math.min(parts.length, rows - BEFORE);
  const first = windowStart(parts.length, count, Math.max(0, at));
  return [
    [],
    headingLine(pen, shortName(`${scope.phase} ${of}`.trim(), columns - 4), columns),
    ...parts.slice(first, first + count).map((cell) => namedRow(pen, cell, columns)),
  ];
}

/** A word and a rule after it. */
export function headingLine(pen: Pen, word: string, columns: number): Line {
  const row = pen.row();
  row.text(`${word} `, 'mute');
  row.ruleTo(columns);
  return row.end(columns);
}

/** An address and its number at the right. */
export function namedRow(pen: Pen, cell: Cell, columns: number): Line {
  const row = pen.row();
  const number = Math.min(NUMBER, columns);
  const width = columns - number;
  row.text(
    shortName(cell.name, width).padEnd(width),
    pen.isWritten(cell) && pen.phase ? `${pen.phase}Strong` : 'plain',
  );
  row.right(cell, number);
  return row.end(columns);
}
