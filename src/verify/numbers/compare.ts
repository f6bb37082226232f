/**
 * Compares a person's numbers with a run, in the order of the computation. A number that follows from an earlier wrong
 * one is told from a further mistake: the run is computed once more from the person's own numbers.
 */
import type { Instruction } from '../../core/program.ts';
import type { Claim } from './claims.ts';
import { type Cell, compute, type Graph, type GraphNode } from './graph.ts';
import { agreement, decimalsOf, digitsOf, type WrittenNumber } from './written-number.ts';

type Status =
  /** The number of the run, rounded at the last place that is written. */
  | 'right'
  /** The further digits were cut off, not rounded. */
  | 'cut'
  /** Another number than that of the run, but what comes out if one goes on with rounded numbers. */
  | 'rounded'
  /** What comes out of the person's own numbers, of which an earlier one is wrong. */
  | 'follows'
  | 'wrong';

export interface Compared {
  readonly claim: Claim;
  /** The value in the graph. */
  readonly cell: Cell;
  /** The number of the run. */
  readonly exact: number;
  /** What comes out of the person's own earlier numbers. If none of them is wrong, it is close to `exact`. */
  readonly own: number;
  /** How far that may be off, because the person has rounded numbers. */
  readonly spread: number;
  /** How far that may be off, because every operation rounds; 0 where the numbers have too few digits to tell. */
  readonly noise: number;
  readonly status: Status;
  /** The first wrong number that it follows from; null unless it follows from one. */
  readonly follows: Claim | null;
}

/** Terms that are added in another order, or other functions of the same library, round a few times more. */
const OTHER_ORDER = 8;

/** How far the number of a mistake may be off, if its operations round as often as those of the right number. */
export function noiseOf({ noise, own, exact }: Compared, gives: number): number {
  const right = Math.max(Math.abs(own), Math.abs(exact));
  const scale = right > 0 ? Math.max(1, Math.abs(gives) / right) : 1;
  return OTHER_ORDER * noise * (Number.isFinite(scale) ? scale : 1);
}

export interface Comparison {
  readonly numbers: readonly Compared[];
  /** The value of each cell, computed from the person's numbers, where there are any. */
  readonly own: Readonly<Float64Array>;
  /** The statuses of the cells that have a number. */
  readonly statusOf: ReadonlyMap<Cell, Status>;
}

/** Half of the distance between 1 and the next double: the largest relative error of one operation. */
const ROUNDOFF = 2 ** -53;

/** Rounding intermediate results is only looked for if a number is off by less than this, in units of its last place. */
const NEAR_UNITS = 30;

/** Numbers with at most as many digits agree, also if every operation has rounded. */
const DIGITS_WITHOUT_NOISE = 9;

/** The most different numbers of decimals for which intermediate results are rounded. */
const MOST_ROUNDINGS = 4;

/**
 * Compares numbers with a graph.
 *
 * @param claims in the order of the computation, with the cell of each
 */
export function compare(
  graph: Graph,
  claims: readonly { readonly claim: Claim; readonly cell: Cell }[],
): Comparison {
  return new Comparing(graph, claims).run();
}

class Comparing {
  readonly #graph: Graph;
  readonly #claims: ReadonlyMap<Cell, readonly Claim[]>;
  readonly #own: Float64Array;
  readonly #spread: Float64Array;
  /** How far `own` may be off, because every operation rounds. It is only needed for numbers with many digits. */
  readonly #noise: Float64Array | null;
  /** By cell: the wrong number that it depends on. */
  readonly #taint: (Claim | undefined)[] = [];
  /** The run with every result rounded to some number of decimals. */
  readonly #rounded: readonly { readonly decimals: number; readonly values: Float64Array }[];
  readonly #numbers: Compared[] = [];
  readonly #statusOf = new Map<Cell, Status>();

  constructor(graph: Graph, claims: readonly { readonly claim: Claim; readonly cell: Cell }[]) {
    this.#graph = graph;
    const byCell = new Map<Cell, Claim[]>();
    for (const { claim, cell } of claims) byCell.set(cell, [...(byCell.get(cell) ?? []), claim]);
    this.#claims = byCell;
    this.#own = Float64Array.from(graph.exact);
    this.#spread = new Float64Array(graph.exact.length);
    const isExact = claims.some(({ claim }) => digitsOf(claim.number) > DIGITS_WITHOUT_NOISE);
    this.#noise = isExact ? new Float64Array(graph.exact.length) : null;
    const decimals = claims.flatMap(({ claim: { number } }) =>
      number.halfUnit > 0 && decimalsOf(number) > 0 ? [decimalsOf(number)] : [],
    );
    this.#rounded = commonest(decimals, MOST_ROUNDINGS).map((each) => ({
      decimals: each,
      values: Float64Array.from(graph.exact),
    }));
  }

  run(): Comparison {
    const { writers, nodes } = this.#graph;
    for (let cell = 0; cell < writers.length; cell++) if ((writers[cell] as number) < 0) this.#judge(cell);
    for (const node of nodes) this.#visit(node);
    return {
      numbers: this.#numbers,
      own: this.#own,
      statusOf: this.#statusOf,
    };
  }

  #visit({ instruction, operands, result }: GraphNode): void {
    const value = compute(instruction, operands, this.#own);
    this.#own[result] = value;
    if (this.#noise)
      this.#noise[result] =
        this.#carried(instruction, operands, this.#noise) + 2 * ROUNDOFF * finiteOr0(Math.abs(value));
    this.#spread[result] = this.#carried(instruction, operands, this.#spread);
    this.#taint[result] = operands.map((cell) => this.#taint[cell]).find((each) => each !== undefined);
    for (const { decimals, values } of this.#rounded)
      values[result] = roundedTo(compute(instruction, operands, values), decimals);
    this.#judge(result);
  }

  /** How far a result may be off, if its operands are off by this much. */
  #carried(instruction: Instruction, operands: readonly Cell[], errors: Float64Array): number {
    let sum = 0;
    for (const cell of operands) {
      const error = errors[cell] as number;
      if (error === 0) continue;
      const before = this.#own[cell] as number;
      const base = compute(instruction, operands, this.#own);
      this.#own[cell] = before + error;
      const up = Math.abs(compute(instruction, operands, this.#own) - base);
      this.#own[cell] = before - error;
      const down = Math.abs(compute(instruction, operands, this.#own) - base);
      this.#own[cell] = before;
      // Beside a pole, or where there is no result, one side alone tells.
      sum += Math.max(finiteOr0(up), finiteOr0(down));
    }
    return sum;
  }

  #judge(cell: Cell): void {
    for (const claim of this.#claims.get(cell) ?? []) {
      const exact = this.#graph.exact[cell] as number;
      const own = this.#own[cell] as number;
      const spread = this.#spread[cell] as number;
      const status = this.#statusOfNumber(claim.number, cell, exact, own);
      const follows = status === 'follows' ? (this.#taint[cell] ?? null) : null;
      const noise = this.#noise?.[cell] ?? 0;
      this.#numbers.push({ claim, cell, exact, own, spread, noise, status, follows });
      this.#statusOf.set(cell, status);
      this.#goOnFrom(claim, cell, status);
    }
  }

  #statusOfNumber(number: WrittenNumber, cell: Cell, exact: number, own: number): Status {
    const noise = this.#noise?.[cell] ?? 0;
    const agrees = agreement(number, exact, noise);
    if (agrees !== null) return agrees === 'cut' ? 'cut' : 'right';
    const isTainted = this.#taint[cell] !== undefined;
    const followed = agreement(number, own, noise + (this.#spread[cell] as number));
    if (followed !== null && (isTainted || followed === 'rounded')) return isTainted ? 'follows' : 'rounded';
    const isNear = Math.abs(number.value - own) <= NEAR_UNITS * 2 * number.halfUnit;
    const isRounded =
      isNear && this.#rounded.some(({ values }) => agreement(number, values[cell] as number, noise) !== null);
    if (isRounded) return isTainted ? 'follows' : 'rounded';
    return 'wrong';
  }

  /** What the person goes on with: a right number in full or as it is written, a wrong one as it is written. */
  #goOnFrom(claim: Claim, cell: Cell, status: Status): void {
    const { value, halfUnit } = claim.number;
    const isRight = status === 'right' || status === 'cut';
    const exact = this.#graph.exact[cell] as number;
    if (isRight) this.#own[cell] = exact;
    else {
      const own = this.#own[cell] as number;
      const isNear = status !== 'wrong' && Math.abs(own - value) <= halfUnit;
      this.#own[cell] = isNear ? own : value;
    }
    const off = isRight ? Math.abs(exact - value) : halfUnit;
    this.#spread[cell] = Number.isFinite(off) ? off : 0;
    if (isRight) this.#taint[cell] = undefined;
    else if (status === 'wrong') this.#taint[cell] = claim;
    for (const { decimals, values } of this.#rounded)
      values[cell] = status === 'wrong' ? value : roundedTo(values[cell] as number, decimals);
  }
}

function finiteOr0(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

/** The values that are there most often, at most `most` of them. */
function commonest(values: readonly number[], most: number): number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([value]) => value);
}

function roundedTo(value: number, decimals: number): number {
  const text =
    Number.isFinite(value) && Math.abs(value) < 1e21 ? value.toFixed(Math.min(decimals, 100)) : null;
  return text === null ? value : Number(text);
}
