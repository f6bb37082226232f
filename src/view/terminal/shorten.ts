/** Names that are shortened in the middle, so that different ones still look different. */

/** The name in at most `columns` cells: its start, `…`, and its end. Names are ASCII. */
export function shortened(name: string, columns: number): string {
  if (name.length <= columns) return name;
  if (columns <= 1) return '…'.slice(0, Math.max(0, columns));
  const kept = columns - 1;
  const end = Math.floor(kept / 2);
  return `${name.slice(0, kept - end)}…${end === 0 ? '' : name.slice(-end)}`;
}
