import { describe, expect, test } from 'vitest';
import type { Tone } from '../../../src/view/terminal/palette.ts';
import {
  colourOf,
  DIM_OPACITY,
  hexOf,
  palette,
  themeNames,
  themes,
} from '../../../src/view/terminal/palette.ts';

type Vector = readonly [number, number, number];
type Matrix = readonly [Vector, Vector, Vector];

const times = (matrix: Matrix, vector: Vector) =>
  matrix.map((row) =>
    row.reduce((sum, each, index) => sum + each * (vector[index] as number), 0),
  ) as never as Vector;

/** Linear RGB of an sRGB colour (IEC 61966-2-1): three values in 0 … 1. */
function linear(hex: string): Vector {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as never as Vector;
}

/** Matrix from linear sRGB to XYZ (D65). The second row gives the luminance. */
const toXyz: Matrix = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
];
const white: Vector = [0.95047, 1, 1.08883];

/** Contrast ratio of two colours (WCAG 2): 1 … 21. */
function contrast(a: string, b: string): number {
  const [low, high] = [a, b].map((hex) => times(toXyz, linear(hex))[1]).sort((x, y) => x - y) as [
    number,
    number,
  ];
  return (high + 0.05) / (low + 0.05);
}

function lab(rgb: Vector): Vector {
  const [x, y, z] = times(toXyz, rgb).map((value, index) => {
    const part = value / (white[index] as number);
    return part > 216 / 24389 ? Math.cbrt(part) : ((24389 / 27) * part + 16) / 116;
  }) as never as Vector;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Matrices that simulate colour blindness in linear RGB (Machado, Oliveira & Fernandes 2009, severity 1). */
const sights: Readonly<Record<string, Matrix>> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Distance of two colours as seen with `sight`: ΔE (CIE 1976). */
function distance(a: string, b: string, sight: Matrix): number {
  const [one, two] = [a, b].map((hex) =>
    lab(times(sight, linear(hex)).map((value) => Math.min(1, Math.max(0, value))) as never as Vector),
  ) as [Vector, Vector];
  return Math.hypot(...one.map((value, index) => value - (two[index] as number)));
}

const hued = (Object.keys(palette) as Tone[]).flatMap((tone) => {
  const { hue } = palette[tone];
  return hue ? [{ tone, hue }] : [];
});

test('the colour measures give the published values', () => {
  // The lightest grey with a contrast of at least 4.5 : 1 on white is #767676 (WCAG).
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 4);
  // sRGB red in CIELAB (D65), from published tables.
  const red = lab(linear('#ff0000'));
  for (const [index, value] of [53.24, 80.09, 67.2].entries()) expect(red[index]).toBeCloseTo(value, 1);
});

test('the colours of xterm are those of its own table', () => {
  const known = {
    16: '#000000',
    21: '#0000ff',
    33: '#0087ff',
    67: '#5f87af',
    196: '#ff0000',
    208: '#ff8700',
  };
  for (const [index, hex] of Object.entries({ ...known, 231: '#ffffff' }))
    expect(hexOf(Number(index))).toBe(hex);
});

test.each(hued)('$tone can be read on every background', ({ hue }) => {
  const middle = hexOf(hue.middle);
  expect(contrast(middle, '#000000')).toBeGreaterThan(3.7);
  expect(contrast(middle, '#ffffff')).toBeGreaterThan(3.7);
});

test.each(themeNames)('in a %s image everything can be read', (name) => {
  const { background, foreground } = themes[name];
  for (const { tone } of hued) {
    expect(contrast(colourOf(tone, themes[name]), background), tone).toBeGreaterThan(
      name === 'dark' ? 4.5 : 3.7,
    );
  }
  const dim = `#${[1, 3, 5]
    .map((at) => {
      const [front, back] = [foreground, background].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16));
      return Math.round((front as number) * DIM_OPACITY + (back as number) * (1 - DIM_OPACITY));
    })
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;
  expect(contrast(dim, background)).toBeGreaterThan(4.5);
});

describe.each(Object.entries(sights))('with %s sight', (_name, sight) => {
  test.each(['middle', 'bright'] as const)('the %s colours can be told apart', (shade) => {
    for (const [index, a] of hued.entries()) {
      for (const b of hued.slice(index + 1)) {
        // A warning also has a sign and a text of its own, so it may be nearer to other colours.
        const least = [a.tone, b.tone].includes('warning') ? 18 : 20;
        const apart = distance(hexOf(a.hue[shade]), hexOf(b.hue[shade]), sight);
        expect(apart, `${a.tone}, ${b.tone}`).toBeGreaterThan(least);
      }
    }
  });
});
