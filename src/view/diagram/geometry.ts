/** The geometry of a network drawn with wires: where everything stands in a size. It is the same at every step. */
import { memoizeLast } from '../../core/memo.ts';
import type { Size } from '../terminal/text.ts';
import { arrangements } from './arrangements.ts';
import { type Graph, graphOf } from './columns.ts';
import { rowsNeeded } from './item-rows.ts';
import { type Network, tallest } from './network.ts';
import { type Placed, placeItems } from './placed.ts';
import { placeRows, type Rows } from './placement.ts';
import { type Attempt, type Measures, type Style, styles } from './sizes.ts';
import { columnsOf, leastWidth, widthsOf } from './widths.ts';

export interface Geometry extends Attempt, Placed {
  readonly style: Style;
  readonly size: Size;
  readonly graph: Graph;
}

/** What is tried, the best first. */
const attempts: readonly Attempt[] = [
  { digits: 4, hasLoss: true, hasGradients: true },
  { digits: 3, hasLoss: true, hasGradients: true },
  { digits: 3, hasLoss: false, hasGradients: true },
  { digits: 3, hasLoss: true, hasGradients: false },
  { digits: 3, hasLoss: false, hasGradients: false },
];

/**
 * The styles for a network, the largest first, in groups: each is tried only where no attempt with the one before fits.
 * Of arrays the numbers are worth more than anything that can be left out.
 */
function styleGroups({ hasFormulas, columns }: Network): readonly (readonly Style[])[] {
  if (!hasFormulas) return [styles];
  return columns.flat().some(({ cells }) => cells !== null)
    ? [['box', 'tile'], ['compact']]
    : [['box', 'compact']];
}

/** The attempts for a network: without a loss or gradients it needs no place for them from the start. */
function attemptsFor({ hasLoss, hasBackward }: Network): Attempt[] {
  const all = attempts.map((each) => ({
    digits: each.digits,
    hasLoss: each.hasLoss && hasLoss,
    hasGradients: each.hasGradients && hasBackward,
  }));
  const keys = all.map((each) => Object.values(each).join());
  return all.filter((_, index) => keys.indexOf(keys[index] as string) === index);
}

type GraphsFor = (attempt: Attempt) => readonly Graph[];

const keptGraphs = memoizeLast<GraphsFor>();

/** The graphs of a network with and without its loss. They are the same in every size. */
function graphsOf(network: Network, measures: Measures): GraphsFor {
  return keptGraphs(network, [measures], () => graphsFrom(network, measures));
}

/** The first graph of each has rows for the gradients of sources, if there are any. */
function graphsFrom(network: Network, measures: Measures): GraphsFor {
  const sloped = slopedSources(network, measures);
  const both = (lossRows: number | null) => {
    const graph = graphOf(network, lossRows);
    return sloped.size === 0 ? [graph] : [{ ...graph, slopedSources: sloped }, graph];
  };
  const whole = network.hasLoss ? both(measures.lossWords.length) : null;
  const alone = both(null);
  return ({ hasLoss }) => (hasLoss && whole ? whole : alone);
}

/** The sources with a gradient. An array has it in the place of its numbers. */
function slopedSources({ columns, hasBackward }: Network, { hasGradient }: Measures): Set<string> {
  if (!hasBackward) return new Set();
  const sources = columns.flat().filter(({ isSource, cells }) => isSource && cells === null);
  return new Set(sources.map(({ name }) => name).filter(hasGradient));
}

/** A way to draw a network. */
interface Candidate {
  readonly attempt: Attempt;
  readonly style: Style;
  readonly graph: Graph;
}

/** All ways to draw a network, the best first. */
function candidatesFor(network: Network, measures: Measures): Candidate[] {
  const all = arrangements(network).map((arranged) => graphsOf(arranged, measures));
  return styleGroups(network).flatMap((group) =>
    all.flatMap((graphsFor) =>
      attemptsFor(network).flatMap((attempt) =>
        group.flatMap((style) => graphsFor(attempt).map((graph) => ({ attempt, style, graph }))),
      ),
    ),
  );
}

/** Whether there are rows with which it may fit in these columns, and no column with more items than these rows. */
function mayFit({ attempt, style, graph }: Candidate, measures: Measures, { columns, rows }: Size): boolean {
  // Each wire that passes takes a row, as each node. Counted first, because the widths depend on every weight.
  if (graph.columns.some((column) => column.length > rows)) return false;
  return leastWidth(widthsOf(graph, null, style, attempt, measures)) <= columns;
}

/** The best geometry of a network in a size; null if it cannot be drawn with wires there. */
export function layoutNetwork(network: Network, measures: Measures, size: Size): Geometry | null {
  // Each node takes at least one row. Asked first, because a graph has every edge.
  if (tallest(network) > size.rows) return null;
  return firstFitting(candidatesFor(network, measures), measures, size);
}

function firstFitting(candidates: readonly Candidate[], measures: Measures, size: Size): Geometry | null {
  const known = new Map<Graph, Map<Style, Rows | null>>();
  const rowsOf = (graph: Graph, style: Style) => {
    const own = known.get(graph) ?? new Map<Style, Rows | null>();
    known.set(graph, own);
    if (!own.has(style)) own.set(style, placeRows(graph, style, size.rows));
    return own.get(style) ?? null;
  };
  for (const candidate of candidates) {
    if (!mayFit(candidate, measures, size)) continue;
    const { attempt, style, graph } = candidate;
    const rows = rowsOf(graph, style);
    const columns = rows && columnsOf(graph, rows, style, attempt, measures, size.columns);
    if (columns)
      return { ...attempt, style, size, graph, ...placeItems(graph, rows, style, columns, measures) };
  }
  return null;
}

/** The columns with which a network can be drawn in some style in these rows; null if it cannot. */
export function columnsNeeded(network: Network, measures: Measures, rows: number): number | null {
  if (tallest(network) > rows) return null;
  const graphsFor = graphsOf(network, measures);
  const widths = attemptsFor(network).flatMap((attempt) => {
    const graph = graphsFor(attempt).at(-1) as Graph;
    return styleGroups(network)
      .flat()
      .flatMap((style) => {
        const placed = rowsNeeded(graph, style) <= rows ? placeRows(graph, style, rows) : null;
        return placed ? [leastWidth(widthsOf(graph, placed, style, attempt, measures))] : [];
      });
  });
  return widths.length === 0 ? null : Math.min(...widths);
}

/** How many rows more than needed are tried: with them wires may no longer run into each other. */
const MORE_ROWS = 3;
/** No picture has more rows. */
const MOST_ROWS = 80;

/** The rows from which on a network is drawn in the largest style that a width allows; null if in none. */
export function rowsForWires(network: Network, measures: Measures, columns: number): number | null {
  if (tallest(network) > MOST_ROWS) return null;
  const room = { columns, rows: MOST_ROWS };
  const candidates = candidatesFor(network, measures).filter((each) => mayFit(each, measures, room));
  for (const wanted of styles) {
    const own = candidates.filter(({ style }) => style === wanted);
    const needed = new Set(own.map(({ graph }) => rowsNeeded(graph, wanted)));
    for (const least of [...needed].sort((a, b) => a - b))
      for (let rows = least; rows <= Math.min(least + MORE_ROWS, MOST_ROWS); rows++)
        if (firstFitting(candidates, measures, { columns, rows })?.style === wanted) return rows;
  }
  return null;
}
