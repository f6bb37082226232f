/** What a picture is: one entry of the table of pictures, and one file. */
import { t } from '../../i18n/translate.ts';
import type { PaneContent } from '../panes/pane.ts';
import type { Scene } from '../scene/scene.ts';
import type { ViewOptions } from '../scene/view-options.ts';
import { type Line, lineWidth, type Size, span } from '../terminal/text.ts';
import { wrap } from '../terminal/wrap.ts';

/** The key of the pictures that only some scenarios have. */
export const OWN_KEY = '0';

/** Beside an output whose numbers are not in the unit of the data. */
export const STANDARDIZED = '(standardized)';

/** Why there is no picture: what it needs. */
export interface Lack {
  /** In the panel, in English: key words. */
  readonly sign: string;
  /** Below the panels, in the current language: a sentence. */
  readonly message: string;
}

export interface Picture {
  /** The key that shows it. Pictures of one key take turns. */
  readonly key: string;
  /** What it shows, for lists and help. */
  readonly name: string;
  /**
   * What a scenario that does not have it would need; absent if all have it. Which have it is said in
   * `scenario/pictures/possible.ts`.
   */
  readonly lack?: (scene: Scene) => Lack;
  /** Whether it is computed beyond the steps done so far, and so would give answers of the quiz away. */
  readonly isTelling?: true;
  /** The picture at the cursor, of a scenario that has it; or why there is none at this step or in this size. */
  readonly draw: (scene: Scene, size: Size, looks: ViewOptions) => PaneContent | Lack;
}

/** The borders of a panel and the column at each side of what is in it. */
const FRAME: Size = { columns: 4, rows: 2 };

/** The lack of a picture that needs more room. */
export function tooSmall({ columns, rows }: Size): Lack {
  const needs = [columns + FRAME.columns, rows + FRAME.rows].map(String) as [string, string];
  return {
    sign: `Too small to draw here: needs ${needs[0]} × ${needs[1]}.`,
    message: t`This view needs a panel of ${needs[0]} × ${needs[1]} cells. Zoom it (o, then z) or make the window larger.`,
  };
}

/** The lack of a picture whose numbers have no place on an axis. */
export function notFinite(): Lack {
  return {
    sign: 'Numbers that are not finite, or too large to draw.',
    message: t`This view cannot be drawn: its numbers are not finite, or too large.`,
  };
}

/** The lack of a picture that would give an answer of the quiz away. */
export function hiddenInQuiz(): Lack {
  return {
    sign: 'Hidden during the quiz.',
    message: t`This view would give away the answer: it comes back when the quiz is over.`,
  };
}

export function isLack(drawn: object): drawn is Lack {
  return 'sign' in drawn;
}

/** A panel without a picture: what it needs in the middle of it, and the sentence for the text below. */
export function lackPane({ sign, message }: Lack, { columns, rows }: Size): PaneContent {
  const texts = columns < 1 ? [] : wrap(sign, columns, Math.max(1, rows));
  const above = Math.max(0, Math.floor((rows - texts.length) / 2));
  const lines: Line[] = [
    ...Array.from({ length: above }, () => []),
    ...texts.map((text): Line => {
      const line = [span(text, 'mute')];
      return [span(' '.repeat(Math.max(0, Math.floor((columns - lineWidth(line)) / 2)))), ...line];
    }),
  ];
  return { lines: lines.slice(0, rows), message };
}
