/** At most `points` of the items, evenly spaced. The last item is always included. */
export function sampleEvenly<Item>(items: readonly Item[], points: number): Item[] {
  if (items.length <= points) return [...items];
  const last = items.length - 1;
  return Array.from({ length: points }, (_, index) =>
    points === 1 ? last : Math.round((index * last) / (points - 1)),
  ).map((index) => items[index] as Item);
}
