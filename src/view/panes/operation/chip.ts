/** A result on the colour of its phase. */
import type { Phase } from '../../../core/program.ts';
import { filled, type Line, span } from '../../terminal/text.ts';
import type { Column } from './equation-parts.ts';

/** The ground of a result: of its phase, or of a warning if it is not finite. */
export function groundOf({ phase, tone }: Column): Phase | 'warning' {
  return tone === 'warning' ? 'warning' : phase;
}

/** The number between two blanks, filled. */
export function chip(result: Column): Line {
  const ground = groundOf(result);
  const blank = span(' ', 'ink', ground);
  return [blank, ...result.content.map((each) => filled(each, ground)), blank];
}
