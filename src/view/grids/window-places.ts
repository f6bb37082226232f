/** Where the image, the kernel and the results of a window stand, from the most room to the least. */
import type { SlidingWindow } from '../../scenario/pictures/windows.ts';
import type { Size } from '../terminal/text.ts';

/** Widths of a number. A cell has a line at its left, too. */
const NUMBERS = [8, 7, 6, 5];
/** Columns between the image, the kernel and the results. */
const GAP = 4;

/** Where the parts stand, and how large a cell is. */
export interface Places {
  readonly window: SlidingWindow;
  /** Whether the kernel and the results are below the image, and not beside it. */
  readonly isBelow: boolean;
  /** Width of a number. */
  readonly number: number;
  /** Rows of a cell: with a line above it or not, and with a row for the product or not. */
  readonly hasLines: boolean;
  readonly hasProducts: boolean;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

export const extentOf = (places: readonly { readonly row: number; readonly column: number }[]): Extent => ({
  rows: Math.max(...places.map(({ row }) => row)) + 1,
  columns: Math.max(...places.map(({ column }) => column)) + 1,
});

/** The ways to draw it, from the most room to the least. */
export function waysOf(window: SlidingWindow): Places[] {
  return NUMBERS.flatMap((number) =>
    (
      [
        [true, true],
        [false, true],
        [false, false],
      ] as const
    ).flatMap(([hasLines, hasProducts]) =>
      [false, true].map((isBelow): Places => ({ window, number, hasLines, hasProducts, isBelow })),
    ),
  );
}

export const pitchOf = ({ number, hasLines, hasProducts }: Places) => ({
  columns: number + 1,
  rows: 1 + (hasLines ? 1 : 0) + (hasProducts ? 1 : 0),
});

/** The row of the names above the parts. */
export const NAMES = 1;

interface Parts {
  /** The upper left corners of the kernel and the results, and the size of all. */
  readonly kernel: { readonly x: number; readonly y: number };
  readonly results: { readonly x: number; readonly y: number };
  readonly size: Size;
}

export function partsOf(places: Places): Parts {
  const { window, hasLines, isBelow } = places;
  const pitch = pitchOf(places);
  const [image, taps, results] = [extentOf(window.image), extentOf(window.taps), resultsOf(window).extent];
  const widthOf = ({ columns }: Extent) => columns * pitch.columns + 1;
  const heightOf = ({ rows }: Extent) => NAMES + rows * pitch.rows + (hasLines ? 1 : 0);
  const kernel = isBelow ? { x: 0, y: heightOf(image) } : { x: widthOf(image) + GAP, y: 0 };
  const right = { x: kernel.x + widthOf(taps) + GAP, y: kernel.y };
  return {
    kernel,
    results: right,
    size: {
      columns: Math.max(widthOf(image), right.x + widthOf(results)),
      rows: Math.max(heightOf(image), kernel.y + Math.max(heightOf(taps), heightOf(results))),
    },
  };
}

/** The place in the grid of results of each window: their corners, without the gaps of a stride. */
export function resultsOf({ places }: SlidingWindow) {
  const ranks = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);
  const [rows, columns] = [
    ranks(places.map(({ corner }) => corner.row)),
    ranks(places.map(({ corner }) => corner.column)),
  ];
  const at = places.map(({ corner }) => ({
    row: rows.indexOf(corner.row),
    column: columns.indexOf(corner.column),
  }));
  return { at, extent: extentOf(at), columns: columns.length };
}
