/** The wires from the working node to all that uses it. */
import type { Phase } from '../../core/program.ts';
import type { Canvas } from '../terminal/canvas.ts';
import { span } from '../terminal/text.ts';

export interface Branches {
  readonly from: { readonly x: number; readonly y: number };
  readonly end: number;
  readonly rows: readonly number[];
  readonly active: number | null;
}

/** Draws a wire from the node along a track to each row; the active one heavy, and towards the node. */
export function drawBranches(canvas: Canvas, phase: Phase, { from, end, rows, active }: Branches): void {
  const length = end - from.x + 1;
  if (length < 2) return;
  const track = from.x + (rows.length <= 3 && length > 14 ? 2 : 1);
  const to = active === null ? null : (rows[active] as number);
  for (const [index, row] of rows.entries()) {
    const isActive = index === active;
    const line = isActive ? '━' : '─';
    const head = isActive ? '╸' : '▸';
    canvas.text({ x: track, y: row }, [
      span(`${line.repeat(Math.max(0, end - track))}${head}`, isActive ? phase : 'wire'),
    ]);
  }
  const strong = active !== null;
  const start = strong ? '◂' : '╶';
  const lead = (strong ? '━' : '─').repeat(Math.max(0, track - from.x - 1));
  canvas.text({ x: from.x, y: from.y }, [
    span(start, strong ? `${phase}Strong` : 'wire'),
    span(lead, strong ? phase : 'wire'),
  ]);
  const all = [from.y, ...rows];
  for (let y = Math.min(...all); y <= Math.max(...all); y++) {
    const arms = armsAt(y, from.y, rows, to);
    const isHeavy = arms.includes('2');
    canvas.text({ x: track, y }, [span(crossings[arms] ?? '┼', isHeavy ? phase : 'wire')]);
  }
}

/** The arms of a cell of the track that branches to `rows`: up, right, down, left; 2 for the heavy way to `heavy`. */
function armsAt(y: number, from: number, rows: readonly number[], heavy: number | null): string {
  const top = Math.min(from, ...rows);
  const bottom = Math.max(from, ...rows);
  const isOn = (low: number, high: number) =>
    heavy !== null && Math.min(from, heavy) <= low && high <= Math.max(from, heavy);
  const vertical = (low: number, high: number) => (low < top || high > bottom ? 0 : isOn(low, high) ? 2 : 1);
  const right = rows.includes(y) ? (y === heavy ? 2 : 1) : 0;
  const left = y === from ? (heavy === null ? 1 : 2) : 0;
  return `${vertical(y - 1, y)}${right}${vertical(y, y + 1)}${left}`;
}

/** The signs of these cells. */
const crossings: Readonly<Record<string, string>> = {
  '0101': '─',
  '1001': '╯',
  '0011': '╮',
  '1101': '┴',
  '0111': '┬',
  '1011': '┤',
  '1111': '┼',
  '1010': '│',
  '1110': '├',
  '1100': '╰',
  '0110': '╭',
  '0202': '━',
  '2002': '┛',
  '0022': '┓',
  '2102': '┹',
  '2012': '┩',
  '2112': '╃',
  '0122': '┱',
  '1022': '┪',
  '1122': '╅',
  '1202': '┷',
  '0212': '┯',
  '1212': '┿',
  '2020': '┃',
  '2120': '┠',
  '2200': '┗',
  '0220': '┏',
  '2210': '┡',
  '1220': '┢',
};
