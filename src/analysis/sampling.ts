/** At most `points` of the items, evenly spaced. The last item is always included. */
export function sampleEvenly<Item>(items: readonly Item[], points: number): Item[] {
  return evenIndices(items.length, points).map((index) => items[index] as Item);
}

/** At most `points` of the indices 0 … `count` − 1, evenly spaced. The last one is always included. */
export function evenIndices(count: number, points: number): number[] {
  const last = count - 1;
  return Array.from({ length: Math.max(0, Math.min(count, points)) }, (_, index) => {
    if (count <= points) return index;
    return points === 1 ? last : Math.round((index * last) / (points - 1));
  });
}
