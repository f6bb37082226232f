/**
 * Divides the screen into panels. Places depend on the scenario, the size and the view options alone, so that nothing
 * moves from step to step.
 */
import type { PictureNeeds } from './panes/pane.ts';
import type { Area, Pane, ViewOptions } from './scene/view-options.ts';
import { largeHeight } from './terminal/letters.ts';
import type { Rectangle } from './terminal/panels.ts';
import type { Size } from './terminal/text.ts';

/** Smallest size of the screen; below it nothing is readable. */
export const SMALLEST: Size = { columns: 60, rows: 16 };

/** The panels of a screen. `plot` is the picture that belongs to the scenario, beside the network. */
export type PanelName = Pane | 'operation' | 'plot';

export interface PlacedPanel {
  readonly name: PanelName;
  readonly place: Rectangle;
}

/** Rows of the header, of the scrubber and of the keys. */
const HEADER = 1;
const SCRUBBER = 1;
const FOOTER = 1;

/** From this height on, the text at the bottom has at least two rows, and from the next one on three. */
const TWO_ROWS = 24;
const THREE_ROWS = 30;

/** Below this width or height there is no room for values beside the tape. */
const BESIDE = { columns: 76, rows: 22 };
/** From this height on they are below the tape of a narrow screen, as on a telephone. */
const TALL = 38;
/** From this height on the operation and the text of such a screen have more rows. */
const TALLER = 48;
/** The share of the body that its picture has. */
const TALL_PICTURE = { least: 0.25, most: 0.4 };
/** From these widths on: values over the height of the operation and the tape; a plot; code, stack and watches. */
const MEDIUM = 100;
const WIDE = 130;
const WIDEST = { columns: 180, rows: 40 };

/** The most rows of the operation in large letters: so many, or half of a tall screen. */
const MOST_LARGE = 16;
/** Rows that the operation in large letters leaves, for the picture without its upper border; and at least. */
const LARGE_PICTURE = 10;
const LEAST_LARGE_PICTURE = 5;
/** Rows of the operation beside its digits: the names, the formula and two borders. */
const BESIDE_DIGITS = 4;

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

/** Whether all panels are below each other. */
function isTall({ columns, rows }: Size): boolean {
  return columns < BESIDE.columns && rows >= TALL;
}

/** Whether a screen of this size can be divided. */
export function isLargeEnough({ columns, rows }: Size): boolean {
  return columns >= SMALLEST.columns && rows >= SMALLEST.rows;
}

/**
 * The panels of a screen, which cover the body. The size is at least `SMALLEST`.
 *
 * @param hasPlot whether the scenario has a picture to show beside the network
 */
export function layoutOf(
  size: Size,
  looks: ViewOptions,
  needs: PictureNeeds,
  hasPlot: boolean,
): PlacedPanel[] {
  const body = bodySize(size, looks);
  if (looks.isLarge) return large(size, body, looks, needs);
  if (looks.zoom !== null) return zoomed(body, looks.zoom);
  return divided(size, body, looks, needs, hasPlot);
}

/** The operation in letters larger than usual, and the picture or the listing below it. */
function large(
  size: Size,
  { columns, rows }: Size,
  { hasListing }: ViewOptions,
  needs: PictureNeeds,
): PlacedPanel[] {
  const most = Math.max(MOST_LARGE, Math.floor(rows / 2));
  const usual = partRows(size, { columns, rows }, needs).operation;
  const least = [1, 2, 3, 4].map((scale) => largeHeight(scale) + BESIDE_DIGITS).find((each) => each > usual);
  const operation = Math.max(
    Math.min(least ?? most, rows - LEAST_LARGE_PICTURE),
    Math.min(most, rows - LARGE_PICTURE),
  );
  return stacked({ x: 0, y: 0, columns, rows }, [
    { name: 'operation', rows: operation },
    { name: hasListing ? 'listing' : 'picture', rows: rows - operation + 1 },
  ]);
}

function zoomed({ columns, rows }: Size, zoom: Pane): PlacedPanel[] {
  const operation =
    rows < 16 ? 4 : columns < MEDIUM ? 7 : columns < WIDE ? 9 : columns < WIDEST.columns ? 10 : 12;
  return stacked({ x: 0, y: 0, columns, rows }, [
    { name: zoom, rows: rows - operation + 1 },
    { name: 'operation', rows: operation },
  ]);
}

interface Part {
  readonly name: PanelName;
  readonly rows: number;
}

/** Panels below each other. The last one gets the rows that are left, so that they cover the place. */
function stacked(place: Rectangle, parts: readonly Part[]): PlacedPanel[] {
  let y = place.y;
  return parts.map(({ name, rows }, index) => {
    const isLast = index === parts.length - 1;
    const own = { x: place.x, y, columns: place.columns, rows: isLast ? place.y + place.rows - y : rows };
    y += own.rows - 1;
    return { name, place: own };
  });
}

function divided(
  size: Size,
  body: Size,
  looks: ViewOptions,
  needs: PictureNeeds,
  hasPlot: boolean,
): PlacedPanel[] {
  const { columns } = size;
  const isSmall = columns < BESIDE.columns || size.rows < BESIDE.rows;
  const isWidest = columns >= WIDEST.columns && size.rows >= WIDEST.rows;
  const has = (area: Area) => !looks.hidden.includes(area);
  const main = mainParts(size, body, looks, needs);
  const whole: Rectangle = { x: 0, y: 0, ...body };
  if (main.length === 0) return has('side') ? [{ name: sideName(looks), place: whole }] : [];
  if (!has('side')) return stacked(whole, main);
  if (isTall(size)) return stacked(whole, [...main, { name: sideName(looks), rows: 0 }]);
  if (isSmall) {
    const isSide = looks.focus === 'values' || looks.focus === 'stack' || looks.focus === 'watches';
    return stacked(
      whole,
      main.map((part) =>
        part.name === lowerName(size, looks) && isSide ? { ...part, name: looks.focus } : part,
      ),
    );
  }
  const side = columns < MEDIUM ? 28 : columns < WIDE ? 33 : isWidest ? 44 : 43;
  const far = isWidest ? 54 : 0;
  const left = columns - side + 1 - (far > 0 ? far - 1 : 0);
  // Below the widest screens the picture may need more than the left column.
  const isPictureWide = columns < WIDE || (needs.columns > left && needs.columns <= columns);
  const beginsBelow = isPictureWide && !isWidest && main.some(({ name }) => name === 'picture');
  const first = columns < MEDIUM ? main.length - 1 : beginsBelow ? 1 : 0;
  return [
    ...placedBeside(whole, main, first, left),
    ...sideParts(looks, hasPlot, { main, whole, first, left, side, far }),
  ];
}

/** The parts of the main column; from the one at `first` on, they leave room for the side panels. */
function placedBeside(whole: Rectangle, main: readonly Part[], first: number, left: number): PlacedPanel[] {
  return stacked(whole, main).map((panel, index) =>
    index < first ? panel : { ...panel, place: { ...panel.place, columns: left } },
  );
}

/** The panel below the operation: the tape, or the listing if it is on and has no place of its own. */
function lowerName({ columns }: Size, { hasListing, hidden }: ViewOptions): PanelName {
  return hasListing && (columns < WIDE || hidden.includes('side')) ? 'listing' : 'tape';
}

/** The panel of the values' place: with the focus on the stack or the watches, that one. */
function sideName({ focus }: ViewOptions): PanelName {
  return focus === 'stack' || focus === 'watches' ? focus : 'values';
}

interface Division {
  readonly main: readonly Part[];
  readonly whole: Rectangle;
  /** Index of the first part of the main column beside which the side panels stand. */
  readonly first: number;
  readonly left: number;
  readonly side: number;
  readonly far: number;
}

function sideParts(
  looks: ViewOptions,
  hasPlot: boolean,
  { main, whole, first, left, side, far }: Division,
): PlacedPanel[] {
  const y = main.slice(0, first).reduce((sum, { rows }) => sum + rows - 1, 0);
  const rows = whole.rows - y;
  const column: Rectangle = { x: left - 1, y, columns: side, rows };
  if (far > 0) {
    const last: Rectangle = { x: left + side - 2, y: 0, columns: far, rows: whole.rows };
    return [
      ...stacked(column, [
        { name: looks.focus === 'watches' ? 'watches' : 'values', rows: rows - 13 },
        { name: 'stack', rows: 14 },
      ]),
      ...(hasPlot
        ? stacked(last, [
            { name: 'listing', rows: 23 },
            { name: 'plot', rows: whole.rows - 22 },
          ])
        : [{ name: 'listing' as const, place: last }]),
    ];
  }
  const isWide = whole.columns >= WIDE && rows >= 24;
  if (!isWide || !(hasPlot || looks.hasListing)) return [{ name: sideName(looks), place: column }];
  return stacked(column, [
    { name: sideName(looks), rows: rows - 13 },
    { name: looks.hasListing ? 'listing' : 'plot', rows: 14 },
  ]);
}

interface Rows {
  readonly picture: number;
  readonly operation: number;
}

/** The rows of the picture and of the operation where the tape is below them. */
function partRows(size: Size, body: Size, needs: PictureNeeds): Rows {
  return (isTall(size) ? tallRows : usualRows)(size, body, needs);
}

/** The same on a tall screen. */
function tallRows(size: Size, body: Size, needs: PictureNeeds): Rows {
  const share = (part: number) => Math.floor(part * body.rows);
  return {
    picture: Math.min(Math.max(share(TALL_PICTURE.least), needs.rows + 2), share(TALL_PICTURE.most)),
    operation: size.rows < TALLER ? 7 : 9,
  };
}

/** The same on other screens. */
function usualRows({ columns, rows: all }: Size, body: Size, needs: PictureNeeds): Rows {
  const isSmall = columns < BESIDE.columns || all < BESIDE.rows;
  const isWidest = columns >= WIDEST.columns && all >= WIDEST.rows;
  const operation = isSmall ? 4 : columns < MEDIUM ? 7 : columns < WIDE ? 9 : isWidest ? 12 : 10;
  const base = columns < MEDIUM ? { picture: 9, height: 24 } : { picture: 11, height: 30 };
  // Rows beyond those of the base size go half to the picture, as long as they make it clearer.
  const more = Math.max(0, Math.floor((all - base.height) / 2));
  const picture = isSmall
    ? body.rows - 6
    : columns < WIDE
      ? Math.min(
          Math.max(base.picture, Math.min(base.picture + more, needs.rows + 2)),
          body.rows - operation - 2,
        )
      : isWidest
        ? Math.round(0.62 * (body.rows - 12))
        : Math.max(7, Math.round(0.62 * (body.rows - 10)) + 1);
  return { picture, operation };
}

/**
 * The panels of the main column with their rows, which cover the body; on a tall screen they leave rows for the values
 * below them.
 */
function mainParts(size: Size, body: Size, looks: ViewOptions, needs: PictureNeeds): Part[] {
  const has = (area: Area) => !looks.hidden.includes(area);
  const { picture, operation } = partRows(size, body, needs);
  const rest = body.rows + 2 - picture - operation;
  const lower = isTall(size) && has('side') ? Math.floor(rest / 2) : rest;
  const parts: Part[] = [
    ...(has('picture') ? [{ name: 'picture' as const, rows: picture }] : []),
    ...(has('operation') ? [{ name: 'operation' as const, rows: operation }] : []),
    ...(has('tape') ? [{ name: lowerName(size, looks), rows: lower }] : []),
  ];
  if (has('tape') || !has('picture')) return parts;
  // Without the tape its rows belong to the picture.
  return parts.map((part) => (part.name === 'picture' ? { ...part, rows: picture + lower - 1 } : part));
}
