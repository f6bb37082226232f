/** What the sum of a node is made of: `−2×1 + (−3)×(−1)`. */
import type { PlacedItem, PlacedLink } from '../diagram/placed.ts';
import { WEIGHT_DIGITS } from '../diagram/sizes.ts';
import { type Line, lineWidth, span } from '../terminal/text.ts';
import { numberLine } from './numbers.ts';
import type { NetworkSlots, ShownNumber, ShownValues } from './shown-values.ts';

/** The products of a node's incoming values and weights, if all of them are known and fit in its box; or nothing. */
export function weightedSum(
  { place, item }: PlacedItem,
  links: readonly PlacedLink[],
  slots: NetworkSlots,
  values: ShownValues,
): Line {
  const parts: Line[] = [];
  // A sum that is done shows what it was made of, whatever was edited since then.
  const own = item.kind === 'node' ? slots.nodes.get(item.node.name) : undefined;
  const done = values.read(own?.sums.at(-1) ?? own?.value ?? []);
  const operand = (number: ShownNumber) =>
    done === null || (number.suffix ?? '') === '' ? number : values.asReadFor(done, number);
  for (const { link, from, to } of links) {
    if (to.item !== item) continue;
    const source = from.item.kind === 'node' ? slots.nodes.get(from.item.node.name) : undefined;
    const value = values.read(source?.value ?? []);
    const weight = values.read(slots.edges[link.weighted ?? -1]?.weight ?? []);
    if (value === null || weight === null) return [];
    const first = parts.length === 0 ? plainNumber(operand(value)) : inBrackets(operand(value));
    parts.push([...first, span('×', 'ahead'), ...inBrackets(operand(weight))]);
  }
  const line = parts.flatMap((part, index): Line => (index === 0 ? part : [span(' + ', 'ahead'), ...part]));
  return lineWidth(line) <= place.columns - 2 ? line : [];
}

function plainNumber(number: ShownNumber): Line {
  const tones = { words: 'ahead', number: 'ahead' } as const;
  return numberLine('', number, tones, Number.POSITIVE_INFINITY, WEIGHT_DIGITS);
}

function inBrackets(number: ShownNumber): Line {
  const own = plainNumber(number);
  return number.value < 0 ? [span('(', 'ahead'), ...own, span(')', 'ahead')] : own;
}
