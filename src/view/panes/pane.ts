/** What a pane shows inside its borders, and in them. */
import type { Line } from '../terminal/text.ts';

export interface PaneContent {
  readonly lines: readonly Line[];
  /** In the upper border, on the left; without it the name of the pane. */
  readonly title?: Line;
  /** In the place of the title where that has no room. */
  readonly shortTitle?: Line;
  /** In the upper border, on the right. */
  readonly mark?: Line;
  /** In the lower border, on the left. */
  readonly foot?: Line;
  /** In the place of `foot` where it takes no row of the content: what signs mean. */
  readonly legend?: Line;
  /** Whether it belongs to another step or edit: what belongs to the present one is being computed. */
  readonly isOld?: boolean;
  /** A sentence for the text at the bottom, in the current language: why there is nothing to show. */
  readonly message?: string;
}

/** What the drawing of the network needs, in cells. */
export interface PictureNeeds {
  /** Rows from which on more rows do not make the picture clearer. */
  readonly rows: number;
  /** Columns that the drawing needs; if only the whole width is enough, it gets it. */
  readonly columns: number;
}
