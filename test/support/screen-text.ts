/** Screens as text for golden files: the rows as they are read, and below them a letter for the colours of each cell. */
import type { Ground, Tone } from '../../src/view/colours/palette.ts';
import { type Line, plainText, type Span } from '../../src/view/terminal/text.ts';
import { columnsOf } from './width.ts';

/** A letter for each tone. Capitals are bold, or the shades of a ramp. */
const toneLetters: Readonly<Record<Tone, string>> = {
  plain: '.',
  strong: 's',
  key: 'k',
  mute: 'm',
  ahead: 'a',
  frame: ':',
  wire: 'w',
  focus: 'o',
  accent: 'A',
  forward: 'f',
  loss: 'l',
  backward: 'b',
  update: 'u',
  forwardStrong: 'F',
  lossStrong: 'L',
  backwardStrong: 'B',
  updateStrong: 'U',
  positive: '+',
  negative: '-',
  positiveLine: '>',
  negativeLine: '<',
  gradient: 'g',
  ink: 'i',
  inkPlain: 'j',
  positiveBead: '}',
  negativeBead: '{',
  warning: '!',
  positive0: 'P',
  positive1: 'Q',
  positive2: 'R',
  positive3: 'S',
  positive3half: 'T',
  positive4: 'V',
  negative0: 'N',
  negative1: 'M',
  negative2: 'K',
  negative3: 'J',
  negative3half: 'I',
  negative4: 'H',
  loss0: '5',
  loss1: '6',
  loss2: '7',
  loss3: '8',
  loss4: '9',
  loss5: '0',
  loss6: 'X',
};

/** A letter for each ground: that of the tone with the same name, if there is one. */
const groundLetters: Readonly<Record<Ground, string>> = {
  ...toneLetters,
  soft: '_',
  softer: '~',
};

/** The line before the letters. */
const COLOURS = '--- colours';

/** The cells of a line, each with its character. A character that takes no cell of its own belongs to the one before. */
function cellsOf(line: Line): Span[] {
  return line.flatMap((each) => {
    const cells: Span[] = [];
    for (const character of each.text) {
      const last = cells.at(-1);
      if (last && columnsOf(character) === 0)
        cells[cells.length - 1] = { ...last, text: last.text + character };
      else cells.push({ ...each, text: character });
    }
    return cells;
  });
}

/** The letters of a line's tones; blanks have none. */
function tonesOf(line: Line): string {
  return cellsOf(line)
    .map(({ text, tone }) => (text === ' ' ? ' ' : toneLetters[tone]))
    .join('')
    .trimEnd();
}

/** The letters of a line's grounds; empty if it has none. */
function groundsOf(line: Line): string {
  return cellsOf(line)
    .map(({ ground }) => (ground === undefined ? ' ' : groundLetters[ground]))
    .join('')
    .trimEnd();
}

/** A screen with its colours: the rows; then those of tones, and under each, if there is something, that of grounds. */
export function screenText(heading: string, lines: readonly Line[]): string {
  const rows = lines.map((line) => plainText(line).trimEnd());
  const colours = lines.flatMap((line, row) => {
    const tones = tonesOf(line);
    const grounds = groundsOf(line);
    const start = String(row).padStart(2);
    return [
      ...(tones === '' ? [] : [`${start} ${tones}`]),
      ...(grounds === '' ? [] : [`${start}#${grounds}`]),
    ];
  });
  return `=== ${heading}\n${rows.join('\n')}\n${COLOURS}\n${colours.join('\n')}\n`;
}

/** Rows as spans: `tone on ground ‹text›`. For text whose characters are not one cell each. */
export function spansText(line: Line): string {
  return line
    .filter(({ text, ground }) => text.trim() !== '' || ground !== undefined)
    .map(({ text, tone, ground }) => `${tone}${ground === undefined ? '' : ` on ${ground}`} ‹${text}›`)
    .join(' ');
}

/** A row of letters in a text of screens, and the row of the screen that it is about. */
interface LetterRow {
  readonly text: string;
  readonly tones: string;
  readonly grounds: string;
}

function letterRows(text: string): LetterRow[] {
  const found: LetterRow[] = [];
  let screen: string[] = [];
  let isColours = false;
  for (const row of text.split('\n')) {
    if (row.startsWith('=== ')) {
      screen = [];
      isColours = false;
    } else if (row === COLOURS) isColours = true;
    else if (!isColours) screen.push(row);
    else if (row[2] === ' ')
      found.push({ text: screen[Number(row.slice(0, 2))] ?? '', tones: row.slice(3), grounds: '' });
    else if (row[2] === '#') {
      const last = found.pop();
      if (last) found.push({ ...last, grounds: row.slice(3) });
    }
  }
  return found;
}

/** A tone on a ground; null for the background of the terminal. */
export interface Pair {
  readonly tone: Tone;
  readonly ground: Ground | null;
}

const named = <Name extends string>(letters: Readonly<Record<Name, string>>) =>
  new Map(Object.entries<string>(letters).map(([name, letter]) => [letter, name as Name]));
const tones = named(toneLetters);
const grounds = named(groundLetters);

/** Lines and areas: box drawing, blocks, braille. */
const DRAWN = /[\u2500-\u259f\u2800-\u28ff]/;

/** The tones of text with the grounds that it stands on, in a text of screens. */
export function pairsIn(text: string): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const row of letterRows(text))
    [...row.tones].forEach((letter, column) => {
      if (letter === ' ' || DRAWN.test([...row.text][column] ?? '')) return;
      const under = row.grounds[column] ?? ' ';
      const [tone, ground] = [tones.get(letter), under === ' ' ? null : grounds.get(under)];
      if (!tone || ground === undefined) throw new Error(`no letter: ${letter} on ${under} in ${row.tones}`);
      pairs.set(letter + under, { tone, ground });
    });
  return [...pairs.values()];
}

/** What the letters in a text of screens mean. */
export function legend(text: string): string {
  const rows = letterRows(text);
  const list = (letters: ReadonlyMap<string, string>, used: ReadonlySet<string>) =>
    [...letters]
      .filter(([letter]) => used.has(letter))
      .map(([letter, name]) => `${letter} ${name}`)
      .join('  ');
  const tonesUsed = new Set(rows.flatMap((row) => [...row.tones]));
  const groundsUsed = new Set(rows.flatMap((row) => [...row.grounds]));
  return `Letters of tones: ${list(tones, tonesUsed)}\nLetters of grounds, in rows with #: ${list(grounds, groundsUsed)}\n`;
}
