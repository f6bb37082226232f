/** Names in less room than they need. */

/** A name in at most `width` cells: its middle is left out, since names that are alike differ at their ends. */
export function middleCut(name: string, width: number): string {
  if (name.length <= width) return name;
  if (width <= 1) return width === 1 ? '…' : '';
  const end = Math.ceil((width - 1) / 2);
  return `${name.slice(0, width - 1 - end)}…${name.slice(name.length - end)}`;
}
