/** What a painter draws of a text: letters that are written in one, and lines, by the cells that they begin in. */
import { withoutShapes } from '../../view/diagram/blocks.ts';
import { isNarrow, textWidth } from '../../view/terminal/width.ts';
import { isStroke } from './strokes.ts';

interface Piece {
  readonly kind: 'letters' | 'fitted' | 'stroke';
  readonly text: string;
  /** The first of its cells, in the text. */
  readonly column: number;
  readonly columns: number;
}

export interface Pieces {
  readonly all: readonly Piece[];
  /** Whether the text has blocks or the dots of braille, which are no pieces. */
  readonly hasShapes: boolean;
}

/** Runs of letters that every font has in its own width, runs of a line, and other characters with their marks. */
const parts = /[\x21-\x7e]+(?!\p{M})|([─━])\1*(?!\p{M})|[^ ]\p{M}*/gu;
const isUsual = /^[\x21-\x7e]+$/;

/** The pieces of texts, most of which are on every screen. */
const known = new Map<string, Pieces>();
/** How many texts are kept. */
const MOST_KNOWN = 4000;

export function piecesOf(text: string): Pieces {
  const before = known.get(text);
  if (before) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const rest = withoutShapes(text);
  const all = Array.from(rest.matchAll(parts), ({ 0: piece, 1: line, index }): Piece => {
    const column = isNarrow(text) ? index : textWidth(text.slice(0, index));
    const kind = isStroke(line ?? piece) ? 'stroke' : isUsual.test(piece) ? 'letters' : 'fitted';
    return { kind, text: piece, column, columns: textWidth(piece) };
  });
  const made = { all, hasShapes: rest !== text };
  known.set(text, made);
  return made;
}
