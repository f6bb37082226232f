/** Hashes of the bits of numbers: of the elementary functions, and of the runs of shipped scenarios. */
import { createHash } from 'node:crypto';
import { Engine, Machine } from '../../src/core/execution/machine.ts';
import { erf } from '../../src/core/math/erf.ts';
import { exp } from '../../src/core/math/exp.ts';
import { expm1 } from '../../src/core/math/expm1.ts';
import { log } from '../../src/core/math/log.ts';
import { log1p } from '../../src/core/math/log1p.ts';
import { log2, log10 } from '../../src/core/math/log2.ts';
import { pow } from '../../src/core/math/pow.ts';
import { cos, sin } from '../../src/core/math/sine.ts';
import { tan } from '../../src/core/math/tangent.ts';
import { tanh } from '../../src/core/math/tanh.ts';
import { SplitMix64 } from '../../src/core/random.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import type { Scenario } from '../../src/scenario/format/scenario.ts';

const functions: Readonly<Record<string, (x: number, y: number) => number>> = {
  exp,
  expm1,
  log,
  log1p,
  tanh,
  sin,
  cos,
  pow: (x, y) => pow(Math.abs(x), y / 16),
  tan,
  log2,
  log10,
  erf,
};

export const hashedFunctions = Object.keys(functions);

/** Hashes numbers with the low byte first. All NaNs are equal, since engines may differ in their bits. */
class NumberHash {
  readonly #hash = createHash('sha256');

  add(numbers: ArrayLike<number>): void {
    const bytes = new DataView(new ArrayBuffer(8 * numbers.length));
    for (let index = 0; index < numbers.length; index++) {
      const value = numbers[index] as number;
      bytes.setFloat64(8 * index, Number.isNaN(value) ? Number.NaN : value, true);
    }
    this.#hash.update(bytes);
  }

  get text(): string {
    return this.#hash.digest('hex').slice(0, 32);
  }
}

const ARGUMENTS = 100_000;

/** Doubles with random bits, and sums of powers of two up to 2, 64 and 1024. All are exact. */
function randomArguments(random: SplitMix64): Float64Array {
  const double = new DataView(new ArrayBuffer(8));
  const sizes = [2, 64, 1024];
  return Float64Array.from({ length: ARGUMENTS }, (_, index) => {
    const size = sizes[index % 4];
    if (size !== undefined) return (2 * random.uniform() - 1) * size;
    double.setBigUint64(0, random.next());
    return double.getFloat64(0);
  });
}

/** The hash of a function's results for 10⁵ arguments, always the same ones. */
export function functionHash(name: string): string {
  const compute = functions[name];
  if (!compute) throw new RangeError(`there is no ${name}`);
  const [first, second] = [new SplitMix64(1), new SplitMix64(2)].map(randomArguments);
  const hash = new NumberHash();
  hash.add((first as Float64Array).map((x, index) => compute(x, second?.[index] as number)));
  return hash.text;
}

/** The hash of all values at the end of each segment, up to the first that ends after `most` steps. */
export function runHash(scenario: Scenario, most: number): string {
  const engine = new Engine(compile(scenario));
  const machine = new Machine(engine);
  const hash = new NumberHash();
  hash.add(machine.registers);
  while (machine.position < Math.min(most, engine.schedule.total)) {
    const segment = engine.schedule.segmentAt(machine.position + 1);
    machine.advance(segment.start + segment.length);
    hash.add(machine.registers);
  }
  return hash.text;
}
