/** Random input for a terminal program: keys of all kinds, pastes, broken bytes and reports of the mouse. */
import { helpSections } from '../../src/app/actions/actions.ts';
import type { SplitMix64 } from '../../src/core/random.ts';

const ESCAPE = '\u001b';
const CSI = `${ESCAPE}[`;

/** What a terminal sends for a key, by its name. Other names are the character itself. */
const sequences: Readonly<Record<string, string>> = {
  right: `${CSI}C`,
  left: `${CSI}D`,
  'shift-right': `${CSI}1;2C`,
  'shift-left': `${CSI}1;2D`,
  'ctrl-right': `${CSI}1;5C`,
  'ctrl-left': `${CSI}1;5D`,
  up: `${CSI}A`,
  down: `${CSI}B`,
  home: `${CSI}H`,
  end: `${CSI}F`,
  pageup: `${CSI}5~`,
  pagedown: `${CSI}6~`,
  delete: `${CSI}3~`,
  tab: '\t',
  enter: '\r',
  space: ' ',
  backspace: '\u007f',
  escape: ESCAPE,
  f1: `${ESCAPE}OP`,
  f2: `${ESCAPE}OQ`,
  f5: `${CSI}15~`,
  f9: `${CSI}20~`,
  f10: `${CSI}21~`,
  f11: `${CSI}23~`,
  f12: `${CSI}24~`,
  'shift-f5': `${CSI}15;2~`,
  'shift-f10': `${CSI}21;2~`,
  'shift-f11': `${CSI}23;2~`,
  'ctrl-l': '\f',
  'ctrl-r': '\u0012',
};

/** Keys that end or suspend the program; whoever drives it presses them at moments of its own. */
const leaving = ['q', 'ctrl-c', 'ctrl-z'];

const named = helpSections.flatMap(({ actions }) => actions.flatMap(({ keys }) => keys));
/** All keys of the tables of keys, and the special keys. */
const keys = [...new Set([...named, ...Object.keys(sequences)])]
  .filter((key) => !leaving.includes(key))
  .map((key) => sequences[key] ?? key);

/** Control characters without those that a terminal in its usual mode makes signals or an end of. */
const controls = Array.from({ length: 32 }, (_, code) => code)
  .filter((code) => ![3, 4, 17, 19, 26, 28].includes(code))
  .map((code) => String.fromCharCode(code));

/** Typed after `:`. Files land in the folder in which the program runs. */
const lines = [
  '5',
  'goto 50%',
  'goto end',
  'first',
  'break loss < 0.5',
  'break backward',
  'continue',
  'reverse-continue',
  'catch nan',
  'watch loss',
  'watch grad(output.w[0])',
  'unwatch 1',
  'set output.w[0] = 3',
  'set output.w[0] = 1e308',
  'set output.w[0] = NaN',
  'undo',
  'edits',
  'values',
  'where',
  'timelines',
  'find loss',
  'prove',
  'compare',
  'info frame',
  'print loss * 2',
  'save kept.session',
  'language bn',
  'language en',
  'step -1',
  'goto 99999999999999999999',
  'x'.repeat(300),
];

const textOf = (bytes: readonly number[]) => Buffer.from(bytes);

/** Bytes that are no UTF-8: a start without its end, an end without its start, too long a form, half of a pair. */
const broken = [
  [0xc3],
  [0xe0, 0xa6],
  [0xf0, 0x9f, 0x98],
  [0x80],
  [0xbf, 0xbf],
  [0xc0, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xff],
  [0xfe],
];

/** Characters of other scripts, combined and wide ones, and those that must not be shown. */
const characters = [
  'ক',
  'ওয়েট',
  'é',
  '漢',
  '👍🏽',
  '∂',
  '\u202e',
  '\u200d',
  '\u009b',
  '\ufeff',
  '\u2028',
  '\uffff',
];

/** Random input that is the same for the same generator. */
export class Typing {
  readonly #random: SplitMix64;

  constructor(random: SplitMix64) {
    this.#random = random;
  }

  /** An integer from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.#random.uniform() * limit);
  }

  of<Item>(list: readonly Item[]): Item {
    return list[this.below(list.length)] as Item;
  }

  /** What one key press, one paste or one report of the mouse sends. */
  next(): Buffer {
    const kind = this.below(100);
    if (kind < 55) return Buffer.from(this.of(keys));
    if (kind < 67) return Buffer.from(String.fromCharCode(32 + this.below(95)).replace('q', 'Q'));
    if (kind < 72) return Buffer.from(`:${this.of(lines)}\r`);
    if (kind < 77) return Buffer.from(this.of(controls));
    if (kind < 82) return textOf(this.of(broken));
    if (kind < 85) return Buffer.from(this.of(characters));
    if (kind < 88) return this.#paste();
    if (kind < 97) return this.#mouse();
    // Sequences that no key has, and such as are cut off.
    return Buffer.from(
      this.of([`${CSI}`, `${CSI}999~`, `${CSI}1;9`, `${ESCAPE}O`, `${ESCAPE}x`, `${CSI}?1;2c`]),
    );
  }

  #paste(): Buffer {
    const count = this.below(30);
    const parts = Array.from({ length: count }, () =>
      this.of<string | readonly number[]>([
        'a',
        '1',
        ' ',
        '\r\n',
        ':',
        'loss',
        '\t',
        '\u0007',
        ...characters,
        ...broken,
      ]),
    );
    const bytes = parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : textOf(part)));
    return Buffer.concat([Buffer.from(`${CSI}200~`), ...bytes, Buffer.from(`${CSI}201~`)]);
  }

  #mouse(): Buffer {
    const button = this.of([0, 0, 0, 1, 2, 3, 32, 64, 65, 66, 128, 999]);
    const place = () => this.of([1 + this.below(200), 1 + this.below(50), 0, 9_999, 99_999_999]);
    const report = `${CSI}<${button};${place()};${1 + this.below(60)}${this.of(['M', 'm'])}`;
    return Buffer.from(this.below(8) === 0 ? report.slice(0, 1 + this.below(report.length - 1)) : report);
  }
}
