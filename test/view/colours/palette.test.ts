import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type Backdrop,
  backdrops,
  type Colouring,
  colours,
  type Ground,
  isRamp,
  paintOf,
  type Tone,
  toneNames,
} from '../../../src/view/colours/palette.ts';
import { themes } from '../../../src/view/colours/theme.ts';
import { hexOf } from '../../../src/view/colours/xterm.ts';
import { pairsIn } from '../../support/screen-text.ts';

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

/** Lines and areas, which need no contrast of text. They stand on the background of the terminal or on soft grounds. */
const drawn: readonly Tone[] = ['frame', 'wire', 'positiveLine', 'negativeLine'];
/** Text that stands only on what is filled, and on beads. */
const onGrounds: readonly Tone[] = ['ink', 'inkPlain', 'positiveBead', 'negativeBead'];
const texts = toneNames.filter((tone) => !isRamp(tone) && !drawn.includes(tone) && !onGrounds.includes(tone));

const fillings: readonly Ground[] = [
  'forward',
  'loss',
  'backward',
  'update',
  'positive',
  'negative',
  'warning',
  'mute',
  'focus',
];
const soft: readonly Ground[] = ['soft', 'softer'];
const numbers: readonly Tone[] = ['plain', 'strong', 'positive', 'negative', 'mute', 'ink'];
const ramps = toneNames.filter(isRamp) as readonly Ground[];

/** The text on each ground whose contrast is tested: at least 4.5 : 1, on an unknown background as much as is possible. */
const readable: readonly (readonly [on: Ground | null, tones: readonly Tone[]])[] = [
  [null, texts.filter((tone) => tone !== 'ahead')],
  ...fillings.map((on) => [on, ['ink', 'inkPlain']] as const),
  ['positiveBead', ['positiveBead']],
  ['negativeBead', ['negativeBead']],
  ...soft.map((on) => [on, texts.filter((tone) => tone !== 'ahead' && tone !== 'focus')] as const),
  ...ramps.map((on) => [on, numbers] as const),
];

/** The backgrounds of terminals of each kind that are worst to read on. */
const backgrounds: Readonly<Record<Backdrop, readonly string[]>> = {
  dark: ['#000000', themes.dark.background],
  light: [themes.light.background],
  unknown: ['#000000', '#ffffff'],
};

/** On black and on white at once, no colour has more than 4.58 : 1. */
const least = { dark: 4.5, light: 4.5, unknown: 3.7 } as const;

const many = (backdrop: Backdrop): Colouring => ({ depth: 256, backdrop });

/** The contrast of a tone to its ground, or to the worst background of the terminal; null for the default colour. */
function contrastOf(tone: Tone, on: Ground | undefined, backdrop: Backdrop): number | null {
  const { foreground, background } = paintOf(tone, on, many(backdrop));
  if (foreground === null) return null;
  const behind = background === null ? backgrounds[backdrop] : [hexOf(background as number)];
  return Math.min(...behind.map((each) => contrast(hexOf(foreground as number), each)));
}

describe.each(backdrops)('on a backdrop that is %s', (backdrop) => {
  test.each(readable)('on %s text can be read', (on, tones) => {
    for (const tone of tones) {
      const { background, inverse } = paintOf(tone, on ?? undefined, many(backdrop));
      // Inverse default colours are as readable as the user's own.
      if (inverse) continue;
      const wanted = background === null ? least[backdrop] : 4.5;
      expect(contrastOf(tone, on ?? undefined, backdrop) ?? 21, tone).toBeGreaterThanOrEqual(wanted);
    }
  });

  test('what lies ahead is paler, and can be read', () => {
    expect(contrastOf('ahead', undefined, backdrop) ?? 21).toBeGreaterThanOrEqual(least[backdrop]);
    for (const on of soft) expect(contrastOf('ahead', on, backdrop) ?? 21).toBeGreaterThan(3);
  });
});

test('every text of the golden screens stands on a ground on which it is tested', () => {
  const tested = new Set<string>([
    ...readable.flatMap(([on, tones]) => tones.map((tone) => `${tone} on ${on}`)),
    // Paler, see above; lines; and the pixels of planes and matrices, which are shades on shades.
    ...[null, ...soft].flatMap((on) => ['ahead', ...drawn].map((tone) => `${tone} on ${on}`)),
    ...[null, ...ramps].flatMap((on) => ramps.map((tone) => `${tone} on ${on}`)),
  ]);
  const golden = new URL('../golden/', import.meta.url);
  const files = readdirSync(golden).filter((file) => file.endsWith('.txt'));
  const pairs = files.flatMap((file) => pairsIn(readFileSync(new URL(file, golden), 'utf8')));
  const used = new Set(pairs.map(({ tone, ground }) => `${tone} on ${ground}`));
  expect(used.size).toBeGreaterThan(50);
  expect([...used].filter((pair) => !tested.has(pair))).toEqual([]);
});

test('without colours, and with 16, what is filled is set off', () => {
  for (const depth of [1, 16] as const) {
    for (const on of ['forward', 'loss', 'backward', 'update', 'warning', 'focus', 'mute'] as const) {
      const { inverse, background, dim } = paintOf('ink', on, { depth, backdrop: 'unknown' });
      expect(inverse || background !== null, `${on} in ${depth}`).toBe(true);
      expect(dim).toBe(false);
      if (depth === 1) expect(inverse).toBe(true);
    }
  }
});

const phases = ['forward', 'loss', 'backward', 'update'] as const;

test('with 16 colours each phase and each sign of a number has a colour of its own, as text and filled', () => {
  const sixteen = { depth: 16, backdrop: 'unknown' } as const;
  const meanings = [...phases, 'positive', 'negative'] as const;
  expect(new Set(meanings.map((tone) => paintOf(tone, undefined, sixteen).foreground)).size).toBe(6);
  expect(new Set(meanings.map((on) => paintOf('ink', on, sixteen).background)).size).toBe(6);
  // A warning has the colour of the loss; it is inverse where it is filled, and its word is written.
  expect(paintOf('ink', 'warning', sixteen)).not.toEqual(paintOf('ink', 'loss', sixteen));
});

test('without colours what is strong is bold, what is weak is dim, and no phase or sign is told by its look', () => {
  const none = { depth: 1, backdrop: 'unknown' } as const;
  const look = (tone: Tone) => paintOf(tone, undefined, none);
  for (const tone of ['strong', 'key', 'accent', 'warning', 'positive', 'negative', 'forwardStrong'] as const)
    expect(look(tone)).toMatchObject({ bold: true, dim: false, inverse: false });
  for (const tone of ['mute', 'ahead', 'frame'] as const)
    expect(look(tone)).toMatchObject({ bold: false, dim: true, inverse: false });
  for (const tone of [...phases, 'positiveLine', 'negativeLine', 'gradient', 'wire'] as const)
    expect(look(tone)).toEqual(look('plain'));
});

/**
 * How far apart colours must be. On light and unknown backdrops they have to be about equally dark, so less is possible
 * there. What a phase is, is always written, too.
 */
const apart = { dark: 20, light: 14, unknown: 14 } as const;

describe.each(Object.entries(sights))('with %s sight', (_name, sight) => {
  test.each(backdrops)('phases, and positive and negative, can be told apart on %s', (backdrop) => {
    const pairs = [
      ...phases.flatMap((a, index) => phases.slice(index + 1).map((b) => [a, b] as const)),
      ['positive', 'negative'] as const,
    ];
    for (const [a, b] of pairs) {
      const far = distance(
        hexOf(colours[a][backdrop] as number),
        hexOf(colours[b][backdrop] as number),
        sight,
      );
      expect(far, `${a}, ${b}`).toBeGreaterThan(apart[backdrop]);
    }
  });
});
