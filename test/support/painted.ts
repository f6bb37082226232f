/** A canvas that tests can read: the colour of every pixel, and which letters were written where. */
import type { Canvas } from '../../src/page/canvas/painter.ts';

interface Written {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly colour: string;
  readonly isBold: boolean;
}

/** Every letter is as wide as a cell, but those of Bangla, of which each code unit has the width given. */
export class PaintedCanvas implements Canvas {
  fillStyle: unknown = '';
  strokeStyle: unknown = '';
  lineWidth = 1;
  lineCap: unknown = 'butt';
  font = '';
  /** The colours of pixels by row and column. */
  readonly pixels: string[][] = [];
  /** What was written on ground that is still there, by its place. */
  readonly written = new Map<string, Written>();
  readonly #banglaWidth: number;

  constructor(banglaWidth: number) {
    this.#banglaWidth = banglaWidth;
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#fill(x, y, width, height);
    for (const [place, each] of this.written)
      if (each.x >= x && each.x < x + width && each.y >= y && each.y < y + height) this.written.delete(place);
  }

  fillText(text: string, x: number, y: number): void {
    const colour = String(this.fillStyle);
    this.written.set(`${x} ${y}`, { x, y, text, colour, isBold: this.font.startsWith('bold ') });
  }

  measureText(text: string): { readonly width: number } {
    return { width: text.length * this.#banglaWidth };
  }

  fillPath(path: string): void {
    for (const [, left, top, right, bottom] of path.matchAll(/M(\d+) (\d+)H(\d+)V(\d+)H\d+Z/g)) {
      const [x, y] = [Number(left), Number(top)];
      this.#fill(x, y, Number(right) - x, Number(bottom) - y);
    }
  }

  /** Dots: lines without length. Each is one pixel here. */
  strokePath(path: string): void {
    for (const [, x, y] of path.matchAll(/M([\d.]+) ([\d.]+)h0/g)) this.#dot(Number(x), Number(y));
  }

  /** Of a round corner, the pixel where its arms would meet. */
  arcTo(x: number, y: number): void {
    this.#dot(x, y);
  }
  beginPath(): void {}
  moveTo(): void {}
  lineTo(): void {}
  stroke(): void {}

  #dot(x: number, y: number): void {
    const pixels = this.pixels[Math.floor(y)];
    if (pixels) pixels[Math.floor(x)] = String(this.strokeStyle);
  }

  #fill(x: number, y: number, width: number, height: number): void {
    for (let row = y; row < y + height; row++) {
      this.pixels[row] ??= [];
      const pixels = this.pixels[row] as string[];
      for (let column = x; column < x + width; column++) pixels[column] = String(this.fillStyle);
    }
  }
}
