/** The ways to arrange the numbers of the arrays of a network, for where not all have room side by side. */
import { memoize } from '../../core/memo.ts';
import type { Network, NetworkNode } from './network.ts';

/** How many widths of arrays are drawn as shapes, the widest first, before all are. */
const MOST_FOLDED = 2;

/**
 * The best first: lists in a row, lists in a column, then with the widest arrays drawn as their shapes. Then lists in a
 * column come first, since fewer of them are wide.
 */
export const arrangements = memoize((network: Network) => network, arranged);

function arranged(network: Network): readonly Network[] {
  const nodes = network.columns.flat();
  if (nodes.every(({ cells }) => cells === null)) return [network];
  const forms = nodes.some(isList) ? [network, changed(network, upright)] : [network];
  const folds = Array.from({ length: MOST_FOLDED }, (_, index) => index + 1);
  return [...forms, ...folds.flatMap((count) => forms.toReversed().flatMap((form) => folded(form, count)))];
}

function isList({ cells }: NetworkNode): boolean {
  return cells?.length === 1 && (cells[0]?.length ?? 0) > 1;
}

function upright(node: NetworkNode): NetworkNode {
  return isList(node) ? { ...node, cells: (node.cells ?? []).flat().map((name) => [name]) } : node;
}

const widthOf = ({ cells }: NetworkNode): number => cells?.[0]?.length ?? 0;

/** A network with arrays of the `count` largest widths as shapes; none if no array would show its numbers. */
function folded(network: Network, count: number): Network[] {
  const widths = [...new Set(network.columns.flat().map(widthOf))].filter((width) => width > 0);
  const [least] = widths.sort((a, b) => b - a).slice(count - 1);
  if (least === undefined || widths.length <= count) return [];
  return [changed(network, (node) => (widthOf(node) < least ? node : { ...node, isFolded: true }))];
}

function changed(network: Network, change: (node: NetworkNode) => NetworkNode): Network {
  return { ...network, columns: network.columns.map((column) => column.map(change)) };
}
