/** Box-drawing signs as shapes, so that lines join whatever the font is. */
import { type Arm, arms, armsOf } from '../../view/diagram/strokes.ts';

/** What is used of a canvas. Places are in pixels of the device. */
export interface Shapes {
  fillStyle: unknown;
  strokeStyle: unknown;
  lineWidth: number;
  lineCap: unknown;
  fillRect(x: number, y: number, width: number, height: number): void;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  arcTo(x1: number, y1: number, x2: number, y2: number, radius: number): void;
  lineTo(x: number, y: number): void;
  stroke(): void;
}

interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Dashed lines: across or down, how many dashes, and how heavy. */
const dashed: ReadonlyMap<string, readonly [isAcross: boolean, count: number, weight: 1 | 2]> = new Map(
  Array.from('╌╍╎╏┄┅┆┇┈┉┊┋', (sign, index) => [
    sign,
    [index % 4 < 2, 2 + Math.floor(index / 4), index % 2 === 0 ? 1 : 2],
  ]),
);

/** The arms of the corners that are round. */
const round: ReadonlyMap<string, readonly [vertical: 'up' | 'down', horizontal: 'left' | 'right']> = new Map([
  ['╭', ['down', 'right']],
  ['╮', ['down', 'left']],
  ['╯', ['up', 'left']],
  ['╰', ['up', 'right']],
]);

export function isStroke(sign: string): boolean {
  return armsOf(sign) !== 0 || dashed.has(sign);
}

/**
 * Draws such a sign, or a run of a level line.
 *
 * @param cell the first cell
 */
export function drawStroke(canvas: Shapes, text: string, cell: Cell, colour: string): void {
  const sign = text[0] as string;
  canvas.fillStyle = colour;
  const light = Math.max(1, Math.round(cell.width / 8));
  const corner = round.get(sign);
  const dashes = dashed.get(sign);
  if (corner) drawCorner(canvas, corner, cell, light, colour);
  else if (dashes) drawDashes(canvas, dashes, cell, light);
  // A level line is as long as its cells.
  else drawArms(canvas, armsOf(sign), { ...cell, width: text.length * cell.width }, light);
}

/** The thickness of a line by its weight. Both have the same middle. */
function thickness(weight: number, light: number): number {
  return weight === 0 ? 0 : weight === 1 ? light : light + 2 * Math.ceil(light / 2);
}

/** Where a line of a thickness begins, so that it is in the middle. */
function begin(length: number, light: number, thick: number): number {
  return Math.floor((length - light) / 2) - (thick - light) / 2;
}

function drawArms(canvas: Shapes, bits: number, { x, y, width, height }: Cell, light: number): void {
  const thick = (arm: Arm) => thickness((bits >> arms[arm]) & 3, light);
  const across = Math.max(thick('left'), thick('right'));
  const down = Math.max(thick('up'), thick('down'));
  // Each arm ends at the far side of the lines that it meets.
  const [top, left] = [begin(height, light, across || light), begin(width, light, down || light)];
  const [bottom, right] = [top + (across || light), left + (down || light)];
  const upright = (arm: Arm, from: number, to: number) => {
    const own = thick(arm);
    if (own > 0) canvas.fillRect(x + begin(width, light, own), y + from, own, to - from);
  };
  const level = (arm: Arm, from: number, to: number) => {
    const own = thick(arm);
    if (own > 0) canvas.fillRect(x + from, y + begin(height, light, own), to - from, own);
  };
  upright('up', 0, bottom);
  upright('down', top, height);
  level('left', 0, right);
  level('right', left, width);
}

function drawDashes(
  canvas: Shapes,
  [isAcross, count, weight]: readonly [boolean, number, 1 | 2],
  { x, y, width, height }: Cell,
  light: number,
): void {
  const thick = thickness(weight, light);
  const length = (isAcross ? width : height) / count;
  const gap = Math.max(1, Math.round(length / 3));
  for (let dash = 0; dash < count; dash++) {
    const from = Math.round(dash * length + gap / 2);
    const to = Math.round((dash + 1) * length - gap / 2);
    if (isAcross) canvas.fillRect(x + from, y + begin(height, light, thick), to - from, thick);
    else canvas.fillRect(x + begin(width, light, thick), y + from, thick, to - from);
  }
}

function drawCorner(
  canvas: Shapes,
  [vertical, horizontal]: readonly [string, string],
  { x, y, width, height }: Cell,
  light: number,
  colour: string,
): void {
  const [middle, centre] = [
    x + begin(width, light, light) + light / 2,
    y + begin(height, light, light) + light / 2,
  ];
  canvas.strokeStyle = colour;
  canvas.lineWidth = light;
  canvas.lineCap = 'butt';
  const end = horizontal === 'left' ? x : x + width;
  const radius = Math.abs(end - middle);
  canvas.beginPath();
  canvas.moveTo(middle, vertical === 'up' ? y : y + height);
  canvas.arcTo(middle, centre, end, centre, radius);
  canvas.lineTo(end, centre);
  canvas.stroke();
}
