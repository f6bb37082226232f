/** The values of formulas: a row each, with its gradient, in groups. */
import { memoize } from '../../../core/memo.ts';
import { elementNames } from '../../../expression/arrays/terms.ts';
import { nodeOf } from '../../scene/node-of.ts';
import type { Scene } from '../../scene/scene.ts';
import { distinctName, shortName } from '../../terminal/short-name.ts';
import { type Line, type Size, windowStart } from '../../terminal/text.ts';
import { arrayLines, arrayRows } from './array-rows.ts';
import { cellOf, gradientCell } from './cell.ts';
import { type Fact, factRow, lastFacts, packed } from './facts.ts';
import { headingLine, withParts } from './parts.ts';
import type { Pen } from './pen.ts';
import type { NamedCells, ValueRow } from './value-row.ts';

interface Group {
  readonly title: string;
  readonly items: readonly NamedCells[];
}

export interface FormulaModel {
  readonly groups: readonly Group[];
  readonly last: readonly (readonly Fact[])[];
  /** The index of the group after which the last facts stand. */
  readonly lastAfter: number;
}

/** The part of a row for a gradient, and the least cells for a number. */
const GRADIENT_PART = 0.4;
const LEAST_NUMBER = 7;
/** The least cells for a number beside its gradient, where indexes such as `m[0][2]` need the others. */
const LEAST_BESIDE = 6;
/** A name that is cut differs from those of as many rows above and below it. */
const NEAR = 5;
/** Cells between two values in a row, and between facts. */
const GAP = 2;
/** Cells between values that stand in one row with nothing else. */
const WIDE_GAP = 3;

export const formulaModelOf = memoize(
  ({ engine }: Scene) => engine,
  ({ session, network }): FormulaModel => {
    const lineOf = arrayLines(network);
    const { formulas, parameters, kept, inputs } = session.scenario;
    const groupOf = (title: string, names: readonly string[]): Group => ({
      title,
      items: names.flatMap((name) => {
        const value = cellOf(session, { kind: 'value', name });
        if (!value) return [];
        const line = lineOf.get(name) ?? null;
        return [{ name, line, value, gradient: gradientCell(session, { kind: 'value', name }) }];
      }),
    });
    const given = groupOf('given', inputs);
    const isFirst = given.items.some(({ gradient }) => gradient !== null);
    const computed = groupOf(
      'formulas',
      formulas.flatMap(({ name, shape }) => elementNames(name, shape)),
    );
    const others = groupOf(
      'parameters',
      parameters.map(({ name }) => name),
    );
    const lasting = groupOf(
      'kept',
      kept.map(({ name }) => name),
    );
    const order = isFirst ? [given, computed, others, lasting] : [computed, lasting, others, given];
    const groups = order.filter(({ items }) => items.length > 0);
    return { groups, last: lastFacts(session, network.hasLoss), lastAfter: groups.indexOf(computed) };
  },
);

/** The lines of formulas: from the first one on, or around the number just computed or selected. */
export function formulaLines(pen: Pen, model: FormulaModel, size: Size): Line[] {
  const { columns } = size;
  const inOneRow = oneRow(pen, model, columns);
  const all =
    inOneRow ??
    model.groups.flatMap((group, index) => [
      ...groupRows(pen, group, columns),
      ...(index === model.lastAfter ? lastRows(pen, model, columns) : []),
    ]);
  const selected = all.findIndex(({ cells }) => cells.some((cell) => pen.isSelected(cell)));
  const written = all.findIndex(({ cells }) => cells.some((cell) => pen.isWritten(cell)));
  const atWork = numberAtWork(pen.scene);
  const about = all.findIndex(({ cells }) => cells.some(({ name }) => name === atWork));
  const focus = [selected, written, about].find((row) => row >= 0) ?? 0;
  return withParts(pen, size, ({ rows }) => shownRows(all, focus, rows).map(({ draw }) => draw()));
}

/** How far a window of rows is moved so that no row in it is without its name. */
const MOVES = [0, 1, -1, 2, -2];

/** The rows around one of them, at most `rows`: none without the row that has its name, as far as that is possible. */
function shownRows(all: readonly ValueRow[], focus: number, rows: number): readonly ValueRow[] {
  const count = Math.min(all.length, rows);
  const usual = focus < count ? 0 : windowStart(all.length, count, focus);
  const windows = MOVES.map((by) => usual + by)
    .filter((first) => first >= 0 && first + count <= all.length)
    .map((first) => underHeads(all.slice(first, first + count)));
  const isNamed = (shown: readonly ValueRow[]) =>
    shown.every((row, index) => !row.isBelow || shown[index - 1] === all[all.indexOf(row) - 1]);
  const found = windows.find((shown) => shown.includes(all[focus] as ValueRow) && isNamed(shown));
  return found ?? windows[0] ?? [];
}

/** Rows without a heading that has no row of its own, and without rows of an array whose name is not among them. */
function underHeads(rows: readonly ValueRow[]): readonly ValueRow[] {
  const kept = rows.at(-1)?.isHeading ? rows.slice(0, -1) : rows;
  const [first, ...others] = kept;
  const head = first?.head;
  if (!head) return kept;
  if (kept.length < rows.length) return [head, ...kept];
  // In place of the first row stands the name, for the rows after it.
  return others.length === 0 ? kept : others[0]?.head === head ? [head, ...others] : others;
}

/**
 * The number that the step just done is about: that of a gradient or a change, of a part of a formula the number that
 * is computed. Null if it is about none.
 */
function numberAtWork({ engine, lastStep, network }: Scene): string | null {
  if (lastStep === null) return null;
  const { result, scope, cell } = lastStep.instruction;
  const subjects = (engine.run.slots[result]?.addresses ?? []).flatMap((address) => nodeOf(address) ?? []);
  const name = subjects[0] ?? scope.node;
  const array = network.columns.flat().find((node) => node.cells !== null && node.name === name)?.cells;
  return array ? (array.flat()[cell ?? 0] ?? null) : name;
}

/** Values without gradients that fit beside each other, the given ones first; null if they do not. */
function oneRow(pen: Pen, { groups, last }: FormulaModel, columns: number): ValueRow[] | null {
  const items = groups.toReversed().flatMap((group) => group.items);
  const hasGradients = items.some(({ gradient }) => gradient !== null);
  if (hasGradients || last.length > 0) return null;
  const facts = items.map(({ name, value }): Fact => ({ word: name, cell: value, width: LEAST_NUMBER }));
  const [row, ...more] = packed([facts], columns, WIDE_GAP);
  if (!row || more.length > 0) return null;
  return [{ cells: row.map(({ cell }) => cell), draw: () => factRow(pen, row, columns, WIDE_GAP) }];
}

function lastRows(pen: Pen, { last }: FormulaModel, columns: number): ValueRow[] {
  return packed(last, columns, GAP, true).map((facts) => ({
    cells: facts.map(({ cell }) => cell),
    draw: () => factRow(pen, facts, columns, GAP),
  }));
}

function groupRows(pen: Pen, { title, items }: Group, columns: number): ValueRow[] {
  const hasGradients = items.some(({ gradient }) => gradient !== null);
  const heading: ValueRow = {
    isHeading: true,
    cells: [],
    draw: () => headingLine(pen, title, columns),
  };
  const rowsOf = hasGradients ? gradientRows : pairedRows;
  // Single values in pairs come before arrays.
  const ordered = hasGradients ? items : items.toSorted((a, b) => Number(!!a.line) - Number(!!b.line));
  return [
    heading,
    ...runsOf(ordered).flatMap((run) =>
      run[0]?.line
        ? arrayRows(pen, run, columns, (numbers) => rowsOf(pen, numbers, columns))
        : rowsOf(pen, run, columns),
    ),
  ];
}

/** Neighbours that are numbers of one array, or of none. */
function runsOf(items: readonly NamedCells[]): NamedCells[][] {
  const runs: NamedCells[][] = [];
  for (const item of items) {
    const run = runs.at(-1);
    if (run?.[0] && run[0].line?.node === item.line?.node) run.push(item);
    else runs.push([item]);
  }
  return runs;
}

/** Values in pairs; each in a row of its own if the indexes of one do not fit in half a row. */
function pairedRows(pen: Pen, items: readonly NamedCells[], columns: number): ValueRow[] {
  const half = Math.floor((columns - GAP) / 2);
  const room = half - LEAST_NUMBER - 1;
  const isWide = items.some(({ name, line }) => line !== null && name.length > room);
  const [perRow, width] = isWide ? [1, columns] : [2, half];
  const rows = items.flatMap((_, index) =>
    index % perRow === 0 ? [items.slice(index, index + perRow)] : [],
  );
  return rows.map((pair) => ({
    cells: pair.map(({ value }) => value),
    draw: () => {
      const row = pen.row();
      for (const [index, { name, value }] of pair.entries()) {
        if (index > 0) row.text(' '.repeat(GAP));
        const short = shortName(name, width - LEAST_NUMBER - 1);
        row.text(short, pen.nameTone([value]));
        row.right(value, width - short.length);
      }
      return row.end(columns);
    },
  }));
}

function gradientRows(pen: Pen, items: readonly NamedCells[], columns: number): ValueRow[] {
  const end = columns - Math.round(GRADIENT_PART * columns);
  const longest = Math.max(...items.map(({ name }) => name.length));
  const width = Math.min(longest, end - LEAST_BESIDE - 1);
  return items.map((item, index) => ({
    cells: [item.value, ...(item.gradient ? [item.gradient] : [])],
    draw: () => gradientRow(pen, item, { width, end, columns }, namesNear(items, index)),
  }));
}

/** Columns of a row: cells for the name, where the value ends, and where the gradient ends. */
interface Ends {
  readonly width: number;
  readonly end: number;
  readonly columns: number;
}

/** The names that can be read as the same one where a name is cut. */
function namesNear(items: readonly NamedCells[], index: number): string[] {
  return items.slice(Math.max(0, index - NEAR), index + NEAR + 1).map(({ name }) => name);
}

function gradientRow(
  pen: Pen,
  { name, value, gradient }: NamedCells,
  { width, end, columns }: Ends,
  near: readonly string[],
): Line {
  const row = pen.row();
  const short = distinctName(name, width, near) || shortName(name, width);
  row.text(short, pen.nameTone(gradient ? [value, gradient] : [value]));
  row.right(value, end - short.length);
  if (gradient) row.right(gradient, columns - end, undefined, undefined, '∂ ');
  return row.end(columns);
}
