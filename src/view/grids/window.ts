/** The picture of a convolution: the window on the image, the kernel that it is multiplied by, and the results. */
import { tapeIndexOf } from '../../core/tape-index.ts';
import { t } from '../../i18n/translate.ts';
import { type SlidingWindow, slidingWindow, type WindowAt } from '../../scenario/pictures/windows.ts';
import type { Tone } from '../colours/palette.ts';
import type { PaneContent } from '../panes/pane.ts';
import { type Lack, OWN_KEY, type Picture, tooSmall } from '../plots/picture.ts';
import type { Scene } from '../scene/scene.ts';
import { Canvas } from '../terminal/canvas.ts';
import { UNKNOWN } from '../terminal/format.ts';
import { headingLine } from '../terminal/heading.ts';
import { shortName } from '../terminal/short-name.ts';
import {
  cut,
  fittedSpan,
  type Line,
  lineWidth,
  type Size,
  type Span,
  span,
  toneOfNumber,
} from '../terminal/text.ts';
import {
  type Extent,
  extentOf,
  NAMES,
  type Places,
  partsOf,
  pitchOf,
  resultsOf,
  waysOf,
} from './window-places.ts';

export const windowPicture: Picture = {
  key: OWN_KEY,
  name: 'the window of a convolution on its image',
  lack: () => ({
    sign: 'window: needs a kernel that slides over an image.',
    message: t`This view needs formulas that use the same kernel at overlapping places of an image.`,
  }),
  draw: windowPane,
};

const MOST_DIGITS = 4;

/** The row above it with its title. */
const HEADING = 1;

function windowPane(scene: Scene, size: Size): PaneContent | Lack {
  const window = slidingWindow(scene.engine.run, scene.session.scenario) as SlidingWindow;
  const room = { columns: size.columns, rows: size.rows - HEADING };
  const fitting = waysOf(window).find((places) => {
    const needs = partsOf(places).size;
    return needs.columns <= room.columns && needs.rows <= room.rows;
  });
  if (!fitting) {
    const lackOf = ({ columns, rows }: Size) =>
      Math.max(0, columns - room.columns) + Math.max(0, rows - room.rows);
    const sizes = waysOf(window).map((places) => partsOf(places).size);
    const [nearest] = sizes.sort((a, b) => lackOf(a) - lackOf(b)) as [Size];
    return tooSmall({ columns: nearest.columns, rows: nearest.rows + HEADING });
  }
  const place = workingPlace(scene, window);
  const lines = drawn(scene, fitting, place);
  return { lines: [headingOf(scene, window, place, size.columns), ...lines] };
}

/**
 * The place that the latest step at or before the cursor is about: forward one of its operations, backward one that
 * differentiates it. At the start the first.
 */
function workingPlace(scene: Scene, { places }: SlidingWindow): WindowAt {
  const { lastStep, engine } = scene;
  const [first] = places as [WindowAt];
  if (!lastStep) return first;
  const { instructions } = engine.schedule.program('example');
  const isInExample = lastStep.segment.program !== 'update';
  for (let index = isInExample ? lastStep.index : instructions.length - 1; index >= 0; index--) {
    const instruction = instructions[index];
    if (!instruction) continue;
    const about = instruction.forwardIndex === null ? instruction : instructions[instruction.forwardIndex];
    const own = places.find(({ slots }) => slots.has(about?.result ?? -1));
    if (own) return own;
  }
  return first;
}

function drawn(scene: Scene, places: Places, place: WindowAt): Line[] {
  const { window, number, hasLines, hasProducts } = places;
  const pitch = pitchOf(places);
  const parts = partsOf(places);
  const canvas = new Canvas(parts.size);
  const cell = (corner: { readonly x: number; readonly y: number }, row: number, column: number) => ({
    x: corner.x + column * pitch.columns + 1,
    y: corner.y + NAMES + (hasLines ? 1 : 0) + row * pitch.rows,
  });
  const write = (at: { x: number; y: number }, line: Line) => {
    const fitted = cut(line, number);
    canvas.text({ x: at.x + number - lineWidth(fitted), y: at.y }, fitted);
  };
  canvas.text({ x: 1, y: 0 }, [span(extentOf(window.image).rows === 1 ? 'input' : 'image', 'mute')]);
  canvas.text({ x: parts.kernel.x + 1, y: parts.kernel.y }, [span('kernel ', 'mute'), span(window.kernel)]);
  canvas.text({ x: parts.results.x + 1, y: parts.results.y }, [span('results', 'mute')]);
  const inWindow = new Map(
    window.taps.flatMap(({ row, column }, tap) =>
      place.products[tap] === null
        ? []
        : [[`${place.corner.row + row} ${place.corner.column + column}`, tap] as const],
    ),
  );
  for (const { slot, row, column } of window.image) {
    const at = cell({ x: 0, y: 0 }, row, column);
    const tap = inWindow.get(`${row} ${column}`);
    write(at, [numberOf(scene, slot, number, tap === undefined ? 'mute' : null)]);
    if (tap === undefined || !hasProducts) continue;
    const weight = window.taps[tap]?.weight as number;
    const product = place.products[tap] as number;
    write({ x: at.x, y: at.y + 1 }, productOf(scene, weight, product, number));
  }
  for (const { weight, row, column } of window.taps) {
    const at = cell(parts.kernel, row, column);
    write(at, [numberOf(scene, weight, number, null)]);
    if (hasProducts) write({ x: at.x, y: at.y + 1 }, gradientOf(scene, weight, number));
  }
  for (const [index, { row, column }] of resultsOf(window).at.entries()) {
    const { result } = window.places[index] as WindowAt;
    const isOwn = window.places[index] === place;
    const at = cell(parts.results, row, column);
    write(at, [numberOf(scene, result, number, null)]);
    if (hasProducts)
      write({ x: at.x, y: at.y + 1 }, [
        span(shortName(scene.name(result), number), isOwn ? toneOfWork(scene) : 'ahead'),
      ]);
  }
  frame(canvas, scene, places, place, extentOf(window.taps));
  return canvas.lines();
}

/** The border of the window: lines around it, or signs at its sides where there is no room for lines. */
function frame(canvas: Canvas, scene: Scene, places: Places, { corner }: WindowAt, kernel: Extent): void {
  const { window, hasLines } = places;
  const pitch = pitchOf(places);
  const tone = toneOfWork(scene);
  const image = extentOf(window.image);
  const first = { row: Math.max(0, corner.row), column: Math.max(0, corner.column) };
  const last = {
    row: Math.min(image.rows, corner.row + kernel.rows),
    column: Math.min(image.columns, corner.column + kernel.columns),
  };
  const [left, right] = [first.column * pitch.columns, last.column * pitch.columns];
  const top = NAMES + first.row * pitch.rows;
  const bottom = NAMES + last.row * pitch.rows;
  for (let y = hasLines ? top + 1 : top; y < bottom; y++) {
    canvas.text({ x: left, y }, [span(hasLines ? '│' : '[', tone)]);
    canvas.text({ x: right, y }, [span(hasLines ? '│' : ']', tone)]);
  }
  if (!hasLines) return;
  const line = '─'.repeat(right - left - 1);
  canvas.text({ x: left, y: top }, [span(`╭${line}╮`, tone)]);
  canvas.text({ x: left, y: bottom }, [span(`╰${line}╯`, tone)]);
}

function toneOfWork({ lastStep }: Scene): Tone {
  return lastStep === null ? 'strong' : `${lastStep.instruction.scope.phase}Strong`;
}

/** @param tone null for that of the number */
function numberOf(scene: Scene, slot: number, width: number, tone: Tone | null): Span {
  const known = scene.marked(slot);
  if (known === null) return span(UNKNOWN, 'mute');
  const own: Tone =
    scene.lastStep?.instruction.result === slot ? toneOfWork(scene) : toneOfNumber(known.value);
  return fittedSpan(known, tone ?? own, width, MOST_DIGITS);
}

/** The product of a pixel and its weight; before it is known the weight that the pixel will be multiplied by. */
function productOf(scene: Scene, weight: number, product: number, width: number): Line {
  const known = scene.marked(product);
  if (known !== null) {
    const isNow = scene.lastStep?.instruction.result === product;
    return [
      span('= ', 'mute'),
      fittedSpan(known, isNow ? toneOfWork(scene) : 'plain', width - 2, MOST_DIGITS),
    ];
  }
  const factor = scene.marked(weight);
  if (factor === null) return [span(UNKNOWN, 'mute')];
  return [span('× ', 'ahead'), fittedSpan(factor, 'ahead', width - 2, MOST_DIGITS)];
}

/** The gradient of a weight, once it is known. */
function gradientOf(scene: Scene, weight: number, width: number): Line {
  const index = tapeIndexOf(scene.engine.run);
  const slot = index.gradientsOf(weight).find((each) => scene.value(each) !== null);
  const known = slot === undefined ? null : scene.marked(slot);
  return known === null
    ? []
    : [span('∂ ', 'gradient'), fittedSpan(known, 'gradient', width - 2, MOST_DIGITS)];
}

function headingOf(scene: Scene, { places }: SlidingWindow, place: WindowAt, columns: number): Line {
  const title: Line = [
    span(scene.name(place.result), toneOfWork(scene)),
    span(` place ${places.indexOf(place) + 1} of ${places.length}`, 'mute'),
  ];
  const known = scene.marked(place.result);
  const done = place.products.filter((slot) => slot !== null && scene.value(slot) !== null).length;
  const all = place.products.filter((slot) => slot !== null).length;
  return headingLine(
    title,
    [
      [span(`${done} of ${all} products`, 'mute')],
      known === null ? [] : [span('sum ', 'mute'), fittedSpan(known, toneOfNumber(known.value), columns)],
    ],
    columns,
  );
}
