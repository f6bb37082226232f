/** Divides the rows of the screen: the header, the panels, the text at the bottom, the scrubber and the keys. */
import type { ViewOptions } from './scene/view-options.ts';
import { BESIDE, isTall, TALLER } from './size-classes.ts';
import type { Size } from './terminal/text.ts';

/** Rows of the header, of the scrubber and of the keys. */
const HEADER = 1;
const SCRUBBER = 1;
const FOOTER = 1;

/** From this height on, the text at the bottom has at least two rows, and from the next one on three. */
const TWO_ROWS = 24;
const THREE_ROWS = 30;

/** Rows for full explanations beyond those of short ones. */
const FULL_ROWS = 3;
/**
 * The most rows of a full explanation, at widths from so many columns on; and how many more a tall screen has at most, for
 * a note below it and a message above.
 */
const LONGEST: readonly (readonly [columns: number, rows: number, others: number])[] = [
  [120, 4, 2],
  [80, 5, 3],
  [0, 7, 3],
];
/** Beyond this height every third row is one of those. */
const ROOMY = 33;

/** The size of the text at the bottom. */
export function noteSize({ columns, rows }: Size, { hidden, words }: Looks): Size {
  if (hidden.includes('words')) return { columns, rows: 1 };
  const short =
    rows < TWO_ROWS ? 1 : rows < THREE_ROWS ? 2 : isTall({ columns, rows }) && rows >= TALLER ? 5 : 3;
  if (words !== 'full' || rows < BESIDE.rows) return { columns, rows: short };
  const [, longest, others] = LONGEST.find(([least]) => columns >= least) as (typeof LONGEST)[number];
  const beyond = Math.max(0, Math.min(others, Math.floor((rows - ROOMY) / 3)));
  // One row more is for the beginning of a note.
  return { columns, rows: Math.max(short + FULL_ROWS, longest + 1) + beyond };
}

/** Whether the key for full explanations makes room for more text. */
export function hasRoomForMore(size: Size, looks: Looks): boolean {
  return (
    looks.words === 'short' && noteSize(size, { ...looks, words: 'full' }).rows > noteSize(size, looks).rows
  );
}

/** The view options that the size of the text depends on. */
type Looks = Pick<ViewOptions, 'hidden' | 'words'>;

/** The panels between the header and the text at the bottom: its first row is row 0 of their places. */
export function bodySize(size: Size, looks: Looks): Size {
  return {
    columns: size.columns,
    rows: size.rows - HEADER - noteSize(size, looks).rows - SCRUBBER - FOOTER,
  };
}
