/** The screen as an SVG file that needs no other files. */

import { imagePaint, type ThemeName, themes } from '../../view/colours/theme.ts';
import { blockPath, dotPath, withoutShapes } from '../../view/diagram/blocks.ts';
import type { Scene } from '../../view/scene/scene.ts';
import { defaultViewOptions, type ViewOptions } from '../../view/scene/view-options.ts';
import { joined } from '../../view/terminal/joined.ts';
import { type Line, lineWidth, type Size } from '../../view/terminal/text.ts';
import { escaped, FONTS, pictureLines, pictureTitle } from './picture.ts';

/** In pixels. A cell has the proportions of the fonts, so that box-drawing lines join. */
const FONT_SIZE = 14;
const CELL = { width: 8.43, height: 16 };
const BASELINE = 13;
const PADDING = 12;
const TITLE_HEIGHT = 28;
const RADIUS = 8;

/** How the dots of curves are drawn: round and smooth, and a little apart. */
const DOTS = 'stroke-width="3" stroke-linecap="round" shape-rendering="geometricPrecision"';

/** Box drawing, geometric shapes and Braille. Browsers often take them from another font than the letters. */
const SIGNS = '\u2500-\u28ff';
const pieces = new RegExp(` {2,}|[${SIGNS}]+|(?:(?! {2})[^${SIGNS}])+`, 'gu');
const isSigns = new RegExp(`^[${SIGNS}]`, 'u');

/**
 * The screen at the cursor in a window with a title. Each piece of text starts at its own cell and is stretched to
 * fill its cells, whatever the font. Bangla is last on its line and keeps its natural width.
 *
 * @returns the lines of the file
 */
export function svgLines(
  scene: Scene,
  id: string,
  size: Size,
  theme: ThemeName,
  looks: ViewOptions = defaultViewOptions,
): string[] {
  return [
    ...svgStart(size, pictureTitle(scene, id), theme),
    ...pictureLines(scene, id, size, looks).flatMap((line, row) =>
      svgRow(line, row, theme).filter((element) => element !== ''),
    ),
    ...svgEnd,
  ];
}

/** The beginning of a file, up to the first row: a window with a title. */
export function svgStart(size: Size, titleText: string, themeName: ThemeName): string[] {
  const theme = themes[themeName];
  const width = rounded(size.columns * CELL.width + 2 * PADDING);
  const height = size.rows * CELL.height + TITLE_HEIGHT + 2 * PADDING;
  const title = escaped(titleText);
  const { background, frame } = theme;
  const { foreground } = imagePaint('plain', undefined, themeName);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${title}</title>`,
    `<rect width="${width}" height="${height}" rx="${RADIUS}" fill="${frame}"/>`,
    `<rect x="1" y="${TITLE_HEIGHT}" width="${rounded(width - 2)}" height="${height - TITLE_HEIGHT - 1}" rx="${RADIUS - 1}" fill="${background}"/>`,
    // Without smoothing, no light shines through where two shapes meet.
    `<g font-family="${escaped(FONTS)}" font-size="${FONT_SIZE}" fill="${foreground}" shape-rendering="crispEdges">`,
    `<text x="${rounded(width / 2)}" y="19" text-anchor="middle">${title}</text>`,
  ];
}

/** The end of a file, after its rows. */
export const svgEnd: readonly string[] = ['</g>', '</svg>'];

/** The elements of a row, each of them empty if there is nothing: its grounds, with the blocks and dots on them, and the text. */
export function svgRow(line: Line, row: number, theme: ThemeName): [paths: string, text: string] {
  const top = TITLE_HEIGHT + PADDING + row * CELL.height;
  // One path for each colour: a picture of many cells has few colours.
  const grounds = new Map<string, string>();
  const shapes = new Map<string, string>();
  const dots = new Map<string, string>();
  const texts: string[] = [];
  let column = 0;
  let isFree = false;
  for (const { text, tone, ground } of joined(line)) {
    const { foreground, background, bold } = imagePaint(tone, ground, theme);
    // Attributes instead of a style sheet, which would apply to the whole page that the image is embedded in.
    const style = ` fill="${foreground}"${bold ? ' font-weight="bold"' : ''}`;
    const x = xOf(column);
    const columns = lineWidth([{ text, tone }]);
    const place = { x, y: top, cell: CELL };
    if (background !== null) add(grounds, background, blockPath('█'.repeat(columns), place, rounded));
    if (isFree) texts.push(`<tspan${style}>${escaped(text)}</tspan>`);
    else if (/\p{Script=Bengali}/u.test(text)) {
      isFree = true;
      texts.push(`<tspan x="${x}"${style}>${escaped(text)}</tspan>`);
    } else {
      add(shapes, foreground, blockPath(text, place, rounded));
      add(dots, foreground, dotPath(text, place, rounded));
      texts.push(...piecesOf(withoutShapes(text), column, style));
    }
    column += columns;
  }
  const paths = [
    ...[...grounds, ...shapes].map(([fill, path]) => `<path d="${path}" fill="${fill}"/>`),
    ...[...dots].map(([stroke, path]) => `<path d="${path}" stroke="${stroke}" ${DOTS}/>`),
  ].join('');
  if (texts.every((text) => text.trim() === '')) return [paths, ''];
  return [paths, `<text y="${top + BASELINE}" xml:space="preserve">${texts.join('')}</text>`];
}

/** Adds a path, which may be empty, to those of its colour. */
function add(paths: Map<string, string>, fill: string, path: string): void {
  if (path !== '') paths.set(fill, `${paths.get(fill) ?? ''}${path}`);
}

/** Splits text into words and signs, each stretched to fill its cells. Wide gaps between them stay plain spaces. */
function piecesOf(text: string, start: number, style: string): string[] {
  let column = start;
  return (text.match(pieces) ?? []).map((piece) => {
    const x = xOf(column);
    const columns = lineWidth([{ text: piece, tone: 'plain' }]);
    column += columns;
    if (piece.trim() === '') return piece;
    // Letters may be spaced out to fill their cells. Signs are stretched instead, because a drawn line must not have
    // gaps.
    const adjust = isSigns.test(piece) ? ' lengthAdjust="spacingAndGlyphs"' : '';
    const length = ` textLength="${rounded(columns * CELL.width)}"${adjust}`;
    return `<tspan x="${x}"${length}${style}>${escaped(piece)}</tspan>`;
  });
}

function xOf(column: number): number {
  return rounded(PADDING + column * CELL.width);
}

function rounded(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
