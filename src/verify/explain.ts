/**
 * Explains wrong numbers: the known mistakes are tried as variants of the computation, and those that give exactly the
 * number are kept.
 */

import { t } from '../i18n/translate.ts';
import { layoutOf } from './mistakes/layout.ts';
import type { Change, Mistake } from './mistakes/mistake.ts';
import { madeTogether, mistakes } from './mistakes/mistakes.ts';
import { Site } from './mistakes/site.ts';
import { type Compared, type Comparison, noiseOf } from './numbers/compare.ts';
import type { Cell, Graph, GraphNode } from './numbers/graph.ts';
import { agreement, digitsOf } from './numbers/written-number.ts';
import { slipsOf } from './slips.ts';
import { Variant } from './variant.ts';

/** A mistake that gives exactly a wrong number. */
export interface Explanation {
  readonly kind: string;
  /** What was done, as sentences. */
  readonly sentences: readonly string[];
  /** The number that it gives. */
  readonly gives: number;
  /** How many of the numbers are what comes out of a run with this mistake and no other. */
  readonly explained: number;
  /** Whether it was made at every step of its kind. */
  readonly isEverywhere: boolean;
  /** The steps that are computed in another way; none for a slip of the pen. */
  readonly changes: readonly Change[];
}

/** The most steps, counted back from a number, in which its mistake is looked for. */
const MOST_STEPS = 400;

/** The most explanations that are compared by how many of the numbers they explain, and those that are told. */
const MOST_COMPARED = 40;
const MOST_TOLD = 3;

/** In a longer computation, a mistake is not tried at all its steps at once. */
const MOST_NODES_EVERYWHERE = 30_000;

/** What one more explained number is worth, in costs of mistakes. */
const WORTH = 3;

/** An explanation this much worse than the best one is not told. */
const SIMILAR = 0.45;

/** What is added to the cost of a mistake: for each step between it and the number, and for each right number between. */
const PER_STEP = 0.15;
const PER_RIGHT_NUMBER = 1.2;

/** What is added if two mistakes were made at once, and if a number only agrees within the rounding of earlier ones. */
const FOR_TWO = 1;
const FOR_ROUNDING = 0.6;

/** A number with fewer digits agrees with too many pairs of mistakes by chance. */
const DIGITS_FOR_TWO = 3;

interface Candidate {
  readonly kind: string;
  readonly changes: readonly Change[];
  readonly gives: number;
  readonly cost: number;
}

export class Explainer {
  readonly #graph: Graph;
  readonly #comparison: Comparison;
  /** By mistake: all the changes that it can make, by family. Found when they are first needed. */
  readonly #families = new Map<Mistake, ReadonlyMap<string, readonly Change[]>>();
  readonly #sites = new Map<GraphNode, Site>();
  readonly #variant: Variant;

  constructor(graph: Graph, comparison: Comparison) {
    this.#graph = graph;
    this.#comparison = comparison;
    this.#variant = new Variant(graph.exact.length);
  }

  /**
   * The mistakes that give a wrong number, the likeliest first; none if no known one does.
   *
   * @param made the mistakes that have been found in earlier numbers
   */
  explain(wrong: Compared, made: readonly Change[]): readonly Explanation[] {
    const candidates = this.#candidates(wrong).sort((a, b) => a.cost - b.cost);
    const computed = candidates.slice(0, MOST_COMPARED).map((each) => this.#weigh(each, made));
    const slips = slipsOf(this.#graph, wrong).map(({ kind, sentence, cost }) => ({
      cost,
      explanation: {
        kind,
        sentences: [sentence],
        gives: wrong.claim.number.value,
        explained: this.#explainedBy([], made, wrong.cell) + 1,
        isEverywhere: false,
        changes: [],
      },
    }));
    const rank = (each: { cost: number; explanation: Explanation }) =>
      WORTH * each.explanation.explained - each.cost;
    const all = [...computed, ...slips].sort((a, b) => rank(b) - rank(a));
    const best = all[0] === undefined ? 0 : rank(all[0]);
    const told = new Map<string, Explanation>();
    for (const each of all) {
      const text = each.explanation.sentences.join(' ');
      if (rank(each) >= best - SIMILAR && !told.has(text)) told.set(text, each.explanation);
    }
    return [...told.values()].slice(0, MOST_TOLD);
  }

  /** The wrong numbers that come out of a run with these mistakes. */
  explainedBy(changes: readonly Change[]): ReadonlySet<Compared> {
    const world = this.#world(changes);
    return new Set(
      this.#comparison.numbers.filter((each) => {
        const value = each.status === 'wrong' ? world.valueOf(each.cell) : undefined;
        return value !== undefined && agreement(each.claim.number, value, noiseOf(each, value)) !== null;
      }),
    );
  }

  #candidates(wrong: Compared): Candidate[] {
    const cone = this.#cone(wrong.cell);
    const order = [...cone.keys()].sort((a, b) => a.step - b.step);
    const found: Candidate[] = [];
    const add = (mistake: Mistake, changes: readonly Change[], extra: number) => {
      const gives = this.#evaluate(order, changes, wrong.cell);
      const fit = gives === null ? null : this.#fit(wrong, gives);
      if (gives === null || fit === null) return;
      const distance = Math.min(...changes.map(({ node }) => cone.get(node)?.distance ?? 0));
      const crossed = Math.max(...changes.map(({ node }) => cone.get(node)?.crossed ?? 0));
      const own = changes[0]?.cost ?? 0;
      const cost = mistake.cost + own + extra + fit + PER_STEP * distance + PER_RIGHT_NUMBER * crossed;
      found.push({ kind: mistake.kind, changes, gives, cost });
    };
    for (const mistake of mistakes) {
      const changes = order.flatMap((node) => mistake.at(this.#site(node)));
      for (const change of changes) add(mistake, [change], 0);
      for (const family of grouped(changes).values()) if (family.length > 1) add(mistake, family, 0.2);
      if (mistake.kind === madeTogether && digitsOf(wrong.claim.number) >= DIGITS_FOR_TWO)
        for (const pair of pairsOf(changes)) add(mistake, pair, FOR_TWO);
    }
    return found;
  }

  /** How much less likely an explanation is because it only nearly gives the number; null if it does not. */
  #fit(wrong: Compared, gives: number): number | null {
    const { claim, spread } = wrong;
    const { number } = claim;
    if (agreement(number, gives, noiseOf(wrong, gives)) === 'rounded') return 0;
    if (agreement(number, gives, 0) === 'cut' && digitsOf(number) >= DIGITS_FOR_TWO) return FOR_ROUNDING / 2;
    const isNear =
      spread > 0 && agreement(number, gives, Math.min(spread, 4 * number.halfUnit)) === 'rounded';
    return isNear ? FOR_ROUNDING : null;
  }

  /** The steps that a number is computed by, as far back as the person's own wrong numbers. */
  #cone(target: Cell): Map<GraphNode, { readonly distance: number; readonly crossed: number }> {
    const cone = new Map<GraphNode, { distance: number; crossed: number }>();
    const first = this.#graph.writerOf(target);
    const queue = first ? [{ node: first, distance: 0, crossed: 0 }] : [];
    for (let head = 0; head < queue.length && cone.size < MOST_STEPS; head++) {
      const { node, distance, crossed } = queue[head] as (typeof queue)[0];
      if (cone.has(node)) continue;
      cone.set(node, { distance, crossed });
      for (const cell of node.operands) {
        const writer = this.#graph.writerOf(cell);
        const status = this.#comparison.statusOf.get(cell);
        if (writer === null || status === 'wrong' || status === 'follows') continue;
        const isRight = status !== undefined;
        queue.push({ node: writer, distance: distance + 1, crossed: crossed + (isRight ? 1 : 0) });
      }
    }
    return cone;
  }

  /** What a number is if some of its steps are computed in another way; null if that is not finite. */
  #evaluate(order: readonly GraphNode[], changes: readonly Change[], target: Cell): number | null {
    this.#variant.compute(order, changes, this.#comparison.own);
    const value = this.#variant.valueOf(target) ?? Number.NaN;
    return Number.isFinite(value) ? value : null;
  }

  /** A candidate with the number of claims that it explains, made at its steps or at all of its kind. */
  #weigh({ kind, changes, gives, cost }: Candidate, made: readonly Change[]) {
    const family = this.#everywhere(kind, changes[0] as Change);
    const single = this.#explainedBy(changes, made, null);
    const all = family.length > changes.length ? this.#explainedBy(family, made, null) : 0;
    const isEverywhere =
      all > single || (changes.length > 1 && family.length > 1 && all >= single && !isPair(changes));
    const used = isEverywhere && all > single ? family : changes;
    const [first] = used as readonly [Change];
    const sentences =
      isEverywhere && first.everywhere ? [first.everywhere()] : toldOf(isEverywhere ? used : changes);
    const explained = Math.max(single, all);
    return { cost, explanation: { kind, sentences, gives, explained, isEverywhere, changes: used } };
  }

  /** All changes of the family of one. */
  #everywhere(kind: string, change: Change): readonly Change[] {
    const { nodes } = this.#graph;
    if (nodes.length > MOST_NODES_EVERYWHERE) return [];
    const mistake = mistakes.find((each) => each.kind === kind) as Mistake;
    let families = this.#families.get(mistake);
    if (!families) {
      families = grouped(nodes.flatMap((node) => mistake.at(this.#site(node))));
      this.#families.set(mistake, families);
    }
    return families.get(change.family) ?? [];
  }

  /**
   * How many of the numbers come out of a run with these mistakes.
   *
   * @param except a cell whose number does not count
   */
  #explainedBy(changes: readonly Change[], made: readonly Change[], except: Cell | null): number {
    const world = this.#world([...made, ...changes]);
    const { numbers } = this.#comparison;
    return numbers.filter(({ claim, cell, exact }) => {
      const value = world.valueOf(cell) ?? exact;
      return cell !== except && agreement(claim.number, value, Math.abs(value) * 1e-9) !== null;
    }).length;
  }

  /** The run with these mistakes: only the values that are others than in the run as it should be. */
  #world(changes: readonly Change[]): Variant {
    this.#variant.compute(this.#graph.nodes, changes, this.#graph.exact);
    return this.#variant;
  }

  #site(node: GraphNode): Site {
    const known = this.#sites.get(node);
    if (known) return known;
    const layout = layoutOf(this.#graph.session.engine.run);
    const site = new Site(this.#graph, node, layout, this.#comparison.own);
    this.#sites.set(node, site);
    return site;
  }
}

/** What was done at some steps: at each of two, otherwise at the first, and how many there are. */
function toldOf(changes: readonly Change[]): string[] {
  const [first] = changes;
  if (changes.length <= 2) return [...new Set(changes.map((change) => change.words()))];
  return first ? [first.words(), t`The same is done at ${changes.length - 1} other steps.`] : [];
}

function grouped(changes: readonly Change[]): Map<string, Change[]> {
  const families = new Map<string, Change[]>();
  for (const change of changes) {
    const known = families.get(change.family);
    if (known) known.push(change);
    else families.set(change.family, [change]);
  }
  return families;
}

/** Two changes at different steps. */
function* pairsOf(changes: readonly Change[]): Generator<readonly Change[]> {
  // Only near ones: the last steps before the number.
  const near = changes.slice(-MOST_IN_PAIRS);
  for (const [index, one] of near.entries())
    for (const other of near.slice(index + 1)) if (one.node !== other.node) yield [one, other];
}

/** The most changes of which pairs are tried. */
const MOST_IN_PAIRS = 16;

function isPair(changes: readonly Change[]): boolean {
  return changes.length === 2 && changes[0]?.family !== changes[1]?.family;
}
