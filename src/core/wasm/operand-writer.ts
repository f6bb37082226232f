/**
 * Writes how operands get to the stack, and keeps account of the locals of results: each is given back when it has been
 * read for the last time.
 */
import { Code, type F64, V128 } from './encoding/code.ts';
import type { Locals } from './locals.ts';
import type { Double, Place, Single } from './operands.ts';

/** The parameter of the function: memory offset of the example's row, in bytes. */
const ROW = 0;

/** A vector that is put together from results: the local that holds it, and how often it will still be read. */
interface Built {
  local: number;
  left: number;
}

/** An operand, a stored value or a copied one. */
export interface Read<Source extends Single | Double = Single | Double> {
  readonly source: Source;
  /** The results whose locals are read. */
  readonly from: readonly number[];
  /** For a vector that is put together from these. */
  readonly built: Built | null;
}

/** Whether both are lanes of pairs, so that one instruction takes them from there. */
function isShuffle({ first, second }: Extract<Double, { kind: 'two' }>): boolean {
  return [first, second].every((of) => of.kind === 'result' && of.lane !== null);
}

/** A key for a vector that is put together. */
function keyOf(source: Single | Double): string {
  switch (source.kind) {
    case 'same':
      return `${keyOf(source.of)} twice`;
    case 'two':
      return `${keyOf(source.first)} ${keyOf(source.second)}`;
    case 'result':
      return `${source.index}.${source.lane}`;
    case 'place':
      return `${source.base}${source.offset}`;
    case 'constant':
      return `=${nameOf(source.value)}`;
    default:
      throw new RangeError(`${source.kind} is not put together`);
  }
}

/** A number as text. 0 and −0 differ, and so do integers. */
function nameOf(value: number | bigint): string {
  if (typeof value === 'bigint') return `${value}n`;
  return Object.is(value, -0) ? '-0' : String(value);
}

export class OperandWriter {
  readonly #code: Code;
  readonly #locals: Locals;
  readonly #start = new Code();
  readonly #constants = new Map<string, number>();
  /** By result: the local that holds it, and the number of times it will still be read from there. */
  readonly #local: Int32Array;
  readonly #left: Int32Array;
  /** By pair: memory offset of its results, if single lanes are read several times. */
  readonly #spilled: ReadonlyMap<number, number>;
  readonly #built = new Map<string, Built>();

  /**
   * @param results number of results
   * @param spilled by pair: memory offset of its results, if single lanes are read several times
   */
  constructor(code: Code, locals: Locals, results: number, spilled: ReadonlyMap<number, number>) {
    this.#code = code;
    this.#locals = locals;
    this.#spilled = spilled;
    this.#local = new Int32Array(results).fill(-1);
    this.#left = new Int32Array(results);
  }

  /** Code for the start of the function, which sets the locals of constant vectors. */
  get start(): Code {
    return this.#start;
  }

  /** Counts what is read. Results that a vector is put together from are read once for all its readers. */
  read<Source extends Single | Double>(source: Source): Read<Source> {
    const from = this.#readFrom(source);
    const isBuilt = from.length > 0 && (source.kind === 'same' || source.kind === 'two');
    const key = isBuilt ? keyOf(source) : '';
    const known = this.#built.get(key);
    if (known) {
      known.left += 1;
      return { source, from, built: known };
    }
    for (const index of from) this.#left[index] = (this.#left[index] as number) + 1;
    if (!isBuilt) return { source, from, built: null };
    const built = { local: -1, left: 1 };
    this.#built.set(key, built);
    return { source, from, built };
  }

  #readFrom(read: Single | Double): readonly number[] {
    if (read.kind === 'whole') return [read.index];
    if (read.kind === 'same') return this.#readFrom(read.of);
    if (read.kind === 'two') {
      if (!isShuffle(read)) return [...this.#readFrom(read.first), ...this.#readFrom(read.second)];
      return [read.first, read.second].flatMap((of) => (of.kind === 'result' ? of.index : []));
    }
    const isLocal = read.kind === 'result' && (read.lane === null || !this.#spilled.has(read.index));
    return isLocal ? [read.index] : [];
  }

  /** Pushes the operand of a single instruction. */
  push(single: Single): void {
    const code = this.#code;
    if (single.kind === 'constant') code.f64(single.value);
    else if (single.kind === 'place') this.#address(single).load(single.offset);
    else if (single.lane === null) code.get(this.localOf(single.index));
    else {
      const spilled = this.#spilled.get(single.index);
      if (spilled === undefined) code.get(this.localOf(single.index)).lane('f64x2.extract_lane', single.lane);
      else code.i32(0).load(spilled + 8 * single.lane);
    }
  }

  /** Pushes an operand of an operation, which may read it several times: it is loaded only once. */
  pushOnce(read: Read<Double>, operand: number, given: number[]): void {
    const known = given[operand];
    if (known !== undefined) {
      this.#code.get(known);
      return;
    }
    this.pushDouble(read);
    const { kind } = read.source;
    if (read.built || kind === 'whole' || kind === 'constants') return;
    const local = this.#locals.take(V128);
    given[operand] = local;
    this.#code.tee(local);
  }

  /** Pushes the operand of a pair, or what it stores. */
  pushDouble({ source, from, built }: Read<Double>): void {
    if (built && built.local >= 0) {
      this.#code.get(built.local);
      return;
    }
    this.#build(source);
    if (!built) return;
    built.local = this.#locals.take(V128);
    this.#code.tee(built.local);
    for (const index of from) this.#leave(index);
  }

  #build(double: Double): void {
    const code = this.#code;
    if (double.kind === 'whole') code.get(this.localOf(double.index));
    else if (double.kind === 'constants') code.get(this.constant(double.first, double.second));
    else if (double.kind === 'places') this.#address(double.first).memory('v128.load', double.first.offset);
    else if (double.kind === 'same') this.#buildSame(double.of);
    else {
      const { first, second } = double;
      if (first.kind === 'result' && second.kind === 'result' && isShuffle(double)) {
        code.get(this.localOf(first.index)).get(this.localOf(second.index));
        code.shuffle(first.lane ?? 0, 2 + (second.lane ?? 0));
      } else {
        this.push(first);
        code.op('f64x2.splat');
        this.push(second);
        code.lane('f64x2.replace_lane', 1);
      }
    }
  }

  #buildSame(of: Exclude<Single, { kind: 'constant' }>): void {
    const code = this.#code;
    if (of.kind === 'place') this.#address(of).memory('v128.load64_splat', of.offset);
    else if (of.lane === null) code.get(this.localOf(of.index)).op('f64x2.splat');
    else {
      const spilled = this.#spilled.get(of.index);
      const local = this.localOf(of.index);
      if (spilled === undefined) code.get(local).get(local).shuffle(of.lane, of.lane);
      else code.i32(0).memory('v128.load64_splat', spilled + 8 * of.lane);
    }
  }

  /** Pushes the address to which a place's offset is added. */
  #address({ base }: Place): Code {
    return base === 'row' ? this.#code.get(ROW) : this.#code.i32(0);
  }

  /** The local that holds a vector of two constants: doubles, or integers of 64 bits. */
  constant(first: number | bigint, second: number | bigint): number {
    const key = `${nameOf(first)} ${nameOf(second)}`;
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const local = this.#locals.add(V128);
    this.#constants.set(key, local);
    this.#start.v128(first, second).set(local);
    return local;
  }

  /** After an operand has been read: gives back the locals that are not needed any more. */
  release({ from, built }: Read): void {
    if (!built) for (const index of from) this.#leave(index);
    else {
      built.left -= 1;
      if (built.left === 0) this.#locals.giveBack(built.local);
    }
  }

  /** The local for the result on the stack; null if nobody reads it from a local. */
  keep(index: number, type: typeof F64 | typeof V128): number | null {
    if (this.#left[index] === 0) return null;
    const local = this.#locals.take(type);
    this.#local[index] = local;
    return local;
  }

  /** The local that holds a result. */
  localOf(index: number): number {
    return this.#local[index] as number;
  }

  #leave(index: number): void {
    const left = (this.#left[index] as number) - 1;
    this.#left[index] = left;
    if (left === 0) this.#locals.giveBack(this.localOf(index));
  }
}
