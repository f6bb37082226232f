/** The colours of the screen by role: one table for terminals and for exported images. */
import { inkOn } from './xterm.ts';

/** The background of a terminal. `unknown`: it did not say, so every colour must be readable on both. */
export const backdrops = ['dark', 'light', 'unknown'] as const;
export type Backdrop = (typeof backdrops)[number];

/** How many colours to use. 1: no colours. */
export type ColourDepth = 1 | 16 | 256;

/** A colour of a terminal with 16 colours, for which the user's theme has a value. */
export type ColourName = 'cyan' | 'red' | 'magenta' | 'green' | 'yellow' | 'blueBright' | 'black' | 'white';

interface Colour extends Readonly<Record<Backdrop, number | null>> {
  /** On a terminal with 16 colours; null for the default colour of text. */
  readonly name: ColourName | null;
  /** With 16 colours or none: how the text is set off. */
  readonly weak?: 'dim' | 'bold' | undefined;
  /** On the soft grounds of a light backdrop, where the colour for white would be too pale. */
  readonly lightSoft?: number | undefined;
}

/** Indexes in xterm's 256 colours; null for the default colour of text. */
function colour(
  dark: number | null,
  light: number | null,
  unknown: number | null,
  name: ColourName | null,
  { weak, lightSoft }: Pick<Colour, 'weak' | 'lightSoft'> = {},
): Colour {
  return { dark, light, unknown, name, weak, lightSoft };
}

/**
 * Text can be read on its backdrop with a contrast of 4.5 : 1, on an unknown one with as much as black and white both
 * allow. The phases can be told apart with each kind of colour blindness, and so can positive and negative.
 */
export const colours = {
  text: colour(253, 235, null, null),
  strong: colour(231, 16, null, null),
  /** Words and operands. */
  mute: colour(248, 239, 243, null, { weak: 'dim' }),
  /** What lies ahead. */
  ahead: colour(245, 243, 243, null, { weak: 'dim' }),
  frame: colour(239, 251, 243, null, { weak: 'dim' }),
  wire: colour(244, 246, 244, null),
  focus: colour(252, 238, null, null, { weak: 'bold' }),
  forward: colour(43, 24, 30, 'cyan'),
  loss: colour(221, 94, 130, 'red'),
  /** Gradients too. */
  backward: colour(177, 91, 133, 'magenta'),
  update: colour(107, 29, 65, 'green', { lightSoft: 22 }),
  positive: colour(75, 26, 32, 'blueBright'),
  negative: colour(208, 130, 166, 'yellow', { lightSoft: 94 }),
  /** Text on anything filled, where the ground has no colour of its own to choose it by. */
  ink: colour(16, 231, 231, 'black'),
  positiveBead: colour(153, 18, 231, 'blueBright'),
  negativeBead: colour(230, 88, 231, 'yellow'),
  warning: colour(204, 160, 197, 'red', { lightSoft: 124 }),
} as const;

/** What a piece of text means. A tone is never the only sign of a meaning. */
const tones = {
  plain: { colour: 'text' },
  strong: { colour: 'strong', bold: true },
  /** Keys that can be pressed, before what they do. */
  key: { colour: 'text', bold: true },
  mute: { colour: 'mute' },
  ahead: { colour: 'ahead' },
  frame: { colour: 'frame' },
  wire: { colour: 'wire' },
  focus: { colour: 'focus' },
  /** The name of the program, the keys of a question, the selected row of a list. */
  accent: { colour: 'forward', bold: true },
  forward: { colour: 'forward' },
  loss: { colour: 'loss' },
  backward: { colour: 'backward' },
  update: { colour: 'update' },
  forwardStrong: { colour: 'forward', bold: true },
  lossStrong: { colour: 'loss', bold: true },
  backwardStrong: { colour: 'backward', bold: true },
  updateStrong: { colour: 'update', bold: true },
  /** Numbers and large digits. */
  positive: { colour: 'positive', bold: true },
  negative: { colour: 'negative', bold: true },
  /** Lines and bars. */
  positiveLine: { colour: 'positive' },
  negativeLine: { colour: 'negative' },
  gradient: { colour: 'backward' },
  ink: { colour: 'ink', bold: true },
  /** In a filled row, what is less important. */
  inkPlain: { colour: 'ink' },
  positiveBead: { colour: 'positiveBead', bold: true },
  negativeBead: { colour: 'negativeBead', bold: true },
  warning: { colour: 'warning', bold: true },
} as const satisfies Readonly<Record<string, { colour: keyof typeof colours; bold?: true }>>;

/** Index in xterm's 256 colours of a ground on each backdrop; null for none. */
function ground(dark: number, light: number, unknown: number | null) {
  return { dark, light, unknown };
}

/**
 * The five steps of a ramp, from nothing to the largest number, and two finer ones for the plane; and the heights of a
 * loss, from the valley up.
 */
const ramps = {
  positive0: ground(235, 255, 235),
  positive1: ground(236, 195, 236),
  positive2: ground(24, 153, 24),
  positive3: ground(25, 117, 25),
  positive3half: ground(26, 111, 26),
  positive4: ground(33, 75, 33),
  negative0: ground(235, 255, 235),
  negative1: ground(236, 230, 236),
  negative2: ground(94, 223, 94),
  negative3: ground(130, 216, 130),
  negative3half: ground(166, 215, 166),
  negative4: ground(208, 208, 208),
  loss0: ground(234, 230, 234),
  loss1: ground(58, 229, 58),
  loss2: ground(94, 228, 94),
  loss3: ground(136, 221, 136),
  loss4: ground(172, 214, 172),
  loss5: ground(214, 172, 214),
  loss6: ground(222, 130, 222),
} as const;

/** The steps of the ramps: shades of a number's sign and size, or of a loss, as grounds and, in half blocks, as tones. */
export type Ramp = keyof typeof ramps;

/** Grounds that are not colours of `colours`. */
const plainGrounds = {
  positiveBead: ground(24, 153, 25),
  negativeBead: ground(94, 223, 130),
  /** Tiles and chips of keys; neighbours have the second one. */
  soft: ground(236, 254, null),
  softer: ground(234, 255, null),
  ...ramps,
} as const;

/** Grounds in the colour of a role: what is filled. On a terminal without colours they are inverse. */
const filledGrounds = [
  'forward',
  'loss',
  'backward',
  'update',
  'positive',
  'negative',
  'warning',
  'focus',
  'mute',
] as const;

export type Tone = keyof typeof tones | Ramp;
export type Ground = keyof typeof plainGrounds | (typeof filledGrounds)[number];

/** Names of ramps and of the other tones, for tests and exports. */
export const toneNames = [...Object.keys(tones), ...Object.keys(ramps)] as Tone[];

export function isRamp(tone: Tone | Ground): tone is Ramp {
  return tone in ramps;
}

function isFilled(each: Ground): each is (typeof filledGrounds)[number] {
  return (filledGrounds as readonly string[]).includes(each);
}

/** What a terminal shows: its depth of colours and its backdrop. */
export interface Colouring {
  readonly depth: ColourDepth;
  readonly backdrop: Backdrop;
}

/** How a span is painted. Colours are indexes in xterm's 256 colours, or names of the 16; null is the default. */
export interface Paint {
  readonly foreground: number | ColourName | null;
  readonly background: number | ColourName | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly inverse: boolean;
}

const paints = new Map<string, Paint>();

/** How a tone on a ground is painted on a terminal. */
export function paintOf(tone: Tone, on: Ground | undefined, { depth, backdrop }: Colouring): Paint {
  const key = `${tone} ${on ?? ''} ${depth} ${backdrop}`;
  const known = paints.get(key);
  if (known) return known;
  const made = depth === 256 ? manyColours(tone, on, backdrop) : fewColours(tone, on, depth);
  paints.set(key, made);
  return made;
}

function manyColours(tone: Tone, on: Ground | undefined, backdrop: Backdrop): Paint {
  const isBold = !isRamp(tone) && 'bold' in tones[tone];
  const background =
    on === undefined ? null : isFilled(on) ? colours[on][backdrop] : plainGrounds[on][backdrop];
  const shared = { bold: isBold, dim: false, inverse: false };
  // Where text has the default colour, something filled in it is inverse.
  if (on !== undefined && isFilled(on) && background === null)
    return { ...shared, foreground: null, background: null, inverse: true };
  return { ...shared, foreground: foregroundOn(tone, on, background, backdrop), background };
}

/** On what is filled, and on the shades of a ramp, text is black or white: its ground has the meaning. */
function foregroundOn(tone: Tone, on: Ground | undefined, background: number | null, backdrop: Backdrop) {
  if (isRamp(tone)) return ramps[tone][backdrop];
  const role: Colour = colours[tones[tone].colour];
  if (on === undefined || background === null) return role[backdrop];
  if (tones[tone].colour === 'ink' || isRamp(on)) return inkOn(background, colours.ink[backdrop] as number);
  const isSoft = backdrop === 'light' && (on === 'soft' || on === 'softer');
  return isSoft && role.lightSoft !== undefined ? role.lightSoft : role[backdrop];
}

/** Grounds that are only shades are left out; a filled ground is inverse without colours. */
function fewColours(tone: Tone, on: Ground | undefined, depth: ColourDepth): Paint {
  if (isRamp(tone)) {
    const name = tone.startsWith('positive') ? 'blueBright' : 'yellow';
    return {
      foreground: depth === 16 ? name : null,
      background: null,
      bold: false,
      dim: false,
      inverse: false,
    };
  }
  const { colour: role, ...style } = tones[tone];
  const { name, weak } = colours[role] as Colour;
  const isFull = on !== undefined && isFilled(on);
  const filledName = isFull ? (colours[on] as Colour).name : null;
  const isInverse = isFull && (depth === 1 || filledName === null || on === 'warning');
  return {
    foreground: depth === 1 || isInverse ? (isInverse && depth === 16 ? filledName : null) : name,
    background: depth === 16 && isFull && !isInverse ? filledName : null,
    bold: 'bold' in style || weak === 'bold',
    dim: weak === 'dim' && !isFull,
    inverse: isInverse,
  };
}
