/** The screen on the page: as many cells as fit, painted on a canvas, with the same text over it. */
import type { ThemeName } from '../view/colours/theme.ts';
import { type Line, plainText, type Size } from '../view/terminal/text.ts';
import { type Grid, gridOf, type Room, stepsAfter } from './canvas/geometry.ts';
import { type Canvas, FONTS, Painter } from './canvas/painter.ts';
import type { Stage } from './stage.ts';

/** The size of the font whose characters are measured: large, so that the width is exact. */
const MEASURED = 200;

export class Screen {
  readonly #stage: Stage;
  readonly #context: CanvasRenderingContext2D;
  readonly #painter: Painter;
  readonly #advance: number;
  #grid: Grid;
  #ratio = 1;

  /** @param steps how much larger the reader wants the text */
  constructor(stage: Stage, steps: number) {
    this.#stage = stage;
    // Without transparency browsers smooth letters better.
    this.#context = stage.canvas.getContext('2d', { alpha: false }) as CanvasRenderingContext2D;
    this.#painter = new Painter(canvasOf(this.#context));
    this.#context.font = `${MEASURED}px ${FONTS}`;
    this.#advance = this.#context.measureText('0').width / MEASURED;
    this.#grid = this.#fit(steps);
  }

  get size(): Size {
    return this.#grid.size;
  }

  /** Fits the cells into the room, when that or the size of the text has changed. */
  layout(steps: number): void {
    this.#grid = this.#fit(steps);
  }

  /** The reader's choice after the next step that changes the cells; the same if none does. */
  stepsAfter(steps: number, by: 1 | -1): number {
    return stepsAfter(this.#room(), steps, by);
  }

  /** Paints lines, one for each row. */
  paint(lines: readonly Line[], theme: ThemeName): void {
    const rows = this.#stage.text.children;
    for (const row of this.#painter.paint(lines, this.#grid, theme)) {
      const element = rows[row];
      if (element) element.textContent = plainText(lines[row] ?? []);
    }
  }

  /** The cell at a place in the window, in pixels of CSS; null outside. */
  cellAt(x: number, y: number): { column: number; row: number } | null {
    const { left, top } = this.#stage.canvas.getBoundingClientRect();
    return this.#painter.cellAt((x - left) * this.#ratio, (y - top) * this.#ratio);
  }

  #room(): Room {
    const { clientWidth: width, clientHeight: height } = this.#stage.room;
    return { width, height, ratio: window.devicePixelRatio, advance: this.#advance };
  }

  #fit(steps: number): Grid {
    const { screen, canvas, text } = this.#stage;
    const room = this.#room();
    const { ratio } = room;
    const grid = gridOf(room, steps);
    const { size, cell, font } = grid;
    this.#ratio = ratio;
    screen.dataset.size = `${size.columns}x${size.rows}`;
    canvas.width = size.columns * cell.width;
    canvas.height = size.rows * cell.height;
    canvas.style.width = `${canvas.width / ratio}px`;
    canvas.style.height = `${canvas.height / ratio}px`;
    this.#context.textRendering = 'optimizeSpeed';
    text.style.font = `${font / ratio}px/${cell.height / ratio}px ${FONTS}`;
    text.replaceChildren(...Array.from({ length: size.rows }, () => document.createElement('div')));
    for (const row of text.children) (row as HTMLElement).style.height = `${cell.height / ratio}px`;
    return grid;
  }
}

function canvasOf(context: CanvasRenderingContext2D): Canvas {
  return Object.assign(context, {
    fillPath: (path: string) => context.fill(new Path2D(path)),
    strokePath: (path: string) => context.stroke(new Path2D(path)),
  });
}
