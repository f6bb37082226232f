/**
 * A mistake that people make: how it changes one step of a computation, and its words. Which of them gives a wrong number
 * is found by trying them (`explain.ts`).
 */
import type { Cell, GraphNode } from '../numbers/graph.ts';
import type { Site } from './site.ts';

/** Reads the value of a cell in the variant that is being computed. */
type Read = (cell: Cell) => number;

/** One step that is computed in another way. */
export interface Change {
  readonly node: GraphNode;
  /** What the step gives instead. */
  readonly value: (read: Read) => number;
  /** Changes of a mistake with the same family are what is done by somebody who makes it everywhere. */
  readonly family: string;
  /** What was done, as a sentence. */
  readonly words: () => string;
  /** What was done everywhere, as a sentence; left out if `words` says it. */
  readonly everywhere?: () => string;
  /** Is added to the cost of its mistake, if this change is a less likely form of it. */
  readonly cost?: number;
}

export interface Mistake {
  /** Its name for other programs. */
  readonly kind: string;
  /** How unlikely it is, compared with others that give the same number. A usual mistake has 1. */
  readonly cost: number;
  /** The ways in which it can be made at one step; none where it makes no sense. */
  readonly at: (site: Site) => readonly Change[];
}
