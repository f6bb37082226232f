/** The layers of a network as a chain of boxes: the name of each, and how many nodes it has. */
import type { Scene } from '../scene/scene.ts';
import { shortNames } from '../terminal/short-names.ts';
import { type Line, type Size, type Span, span } from '../terminal/text.ts';

/** Rows of a box, its least cells, and its cells beside its name. */
const ROWS = 3;
const LEAST_BOX = 8;
const BOX_SIDES = 4;
/** Cells of the wire between two boxes: the most, and the least. */
const MOST_WIRE = 8;
const LEAST_WIRE = 3;

/**
 * The boxes in the middle of a size; where they do not fit, and of the columns of formulas, which have no names, the
 * numbers of nodes alone; none if these do not fit.
 */
export function layerLines({ session, network }: Scene, { columns, rows }: Size): Line[] {
  const counts = network.columns.map(({ length }) => String(length));
  const { layers } = session.scenario;
  const names = ['inputs', ...layers.map(({ name }) => name)];
  const room = columns - (counts.length - 1) * LEAST_WIRE;
  const most = Math.floor(room / counts.length);
  if (rows < ROWS || most < LEAST_BOX || layers.length === 0) {
    const chain = counts.join(' ▸ ');
    return rows < 1 || chain.length > columns ? [] : [[span(chain)]];
  }
  const shown = shortNames(names, most - BOX_SIDES);
  const widths = shown.map(({ length }) => Math.max(LEAST_BOX, length + BOX_SIDES));
  const used = widths.reduce((sum, width) => sum + width, 0);
  const wire = Math.min(MOST_WIRE, Math.floor((columns - used) / Math.max(1, counts.length - 1)));
  const left = Math.floor((columns - used - wire * (counts.length - 1)) / 2);
  const row = (cells: readonly (readonly Span[])[], between: Span): Line => [
    span(' '.repeat(left)),
    ...cells.flatMap((cell, index) => (index === 0 ? cell : [between, ...cell])),
  ];
  const gap = span(' '.repeat(wire));
  const last = counts.length - 1;
  const border = (width: number, text: string) => '─'.repeat(width - 3 - text.length);
  const boxes = [
    row(
      shown.map((name, index) => [
        span('╭ ', 'wire'),
        span(`${name} `),
        span(`${border(widths[index] as number, `${name} `)}╮`, 'wire'),
      ]),
      gap,
    ),
    row(
      counts.map((count, index) => {
        const width = (widths[index] as number) - 2;
        const before = Math.floor((width - count.length) / 2);
        return [
          span('│', 'wire'),
          span(`${' '.repeat(before)}${count}`.padEnd(width), 'strong'),
          span(index === last ? '│' : '├', 'wire'),
        ];
      }),
      span(`${'─'.repeat(Math.max(0, wire - 1))}▸`, 'wire'),
    ),
    row(
      widths.map((width) => [span(`╰${'─'.repeat(width - 2)}╯`, 'wire')]),
      gap,
    ),
  ];
  const above = Math.floor((rows - ROWS) / 2);
  return [...Array.from({ length: above }, (): Line => []), ...boxes];
}
