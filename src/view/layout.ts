/**
 * Divides the rows between the header and the text at the bottom into panels. Places depend on the scenario, the size
 * and the view options alone, so that nothing moves from step to step.
 */
import type { PictureNeeds } from './panes/pane.ts';
import type { Area, Pane, ViewOptions } from './scene/view-options.ts';
import { bodySize } from './screen-rows.ts';
import { isSmall, isTall, isWidest, MEDIUM, TALLER, WIDE, WIDEST } from './size-classes.ts';
import { largeHeight } from './terminal/letters.ts';
import type { Rectangle } from './terminal/panels.ts';
import type { Size } from './terminal/text.ts';

/** The panels of a screen. `plot` is the picture that belongs to the scenario, beside the network. */
export type PanelName = Pane | 'operation' | 'plot';

export interface PlacedPanel {
  readonly name: PanelName;
  readonly place: Rectangle;
}

/** The share of the body that its picture has. */
const TALL_PICTURE = { least: 0.25, most: 0.4 };

/** The most rows of the operation in large letters: so many, or half of a tall screen. */
const MOST_LARGE = 16;
/** Rows that the operation in large letters leaves, for the picture without its upper border; and at least. */
const LARGE_PICTURE = 10;
const LEAST_LARGE_PICTURE = 5;
/** Rows of the operation beside its digits: the names, the formula and two borders. */
const BESIDE_DIGITS = 4;

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
  const hasFar = isWidest(size);
  const has = (area: Area) => !looks.hidden.includes(area);
  const main = mainParts(size, body, looks, needs);
  const whole: Rectangle = { x: 0, y: 0, ...body };
  if (main.length === 0) return has('side') ? [{ name: sideName(looks), place: whole }] : [];
  if (!has('side')) return stacked(whole, main);
  if (isTall(size)) return stacked(whole, [...main, { name: sideName(looks), rows: 0 }]);
  if (isSmall(size)) {
    const isSide = looks.focus === 'values' || looks.focus === 'stack' || looks.focus === 'watches';
    return stacked(
      whole,
      main.map((part) =>
        part.name === lowerName(size, looks) && isSide ? { ...part, name: looks.focus } : part,
      ),
    );
  }
  const side = columns < MEDIUM ? 28 : columns < WIDE ? 33 : hasFar ? 44 : 43;
  const far = hasFar ? 54 : 0;
  const left = columns - side + 1 - (far > 0 ? far - 1 : 0);
  // Below the widest screens the picture may need more than the left column.
  const isPictureWide = columns < WIDE || (needs.columns > left && needs.columns <= columns);
  const beginsBelow = isPictureWide && !hasFar && main.some(({ name }) => name === 'picture');
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
function usualRows(size: Size, body: Size, needs: PictureNeeds): Rows {
  const { columns, rows: all } = size;
  const operation = isSmall(size) ? 4 : columns < MEDIUM ? 7 : columns < WIDE ? 9 : isWidest(size) ? 12 : 10;
  const base = columns < MEDIUM ? { picture: 9, height: 24 } : { picture: 11, height: 30 };
  // Rows beyond those of the base size go half to the picture, as long as they make it clearer.
  const more = Math.max(0, Math.floor((all - base.height) / 2));
  const picture = isSmall(size)
    ? body.rows - 6
    : columns < WIDE
      ? Math.min(
          Math.max(base.picture, Math.min(base.picture + more, needs.rows + 2)),
          body.rows - operation - 2,
        )
      : isWidest(size)
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
