/** The functions of compiled code, compared bit for bit with those in `core/math/`. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exp } from '../../../src/core/math/exp.ts';
import { log } from '../../../src/core/math/log.ts';
import { log1p } from '../../../src/core/math/log1p.ts';
import { tanh } from '../../../src/core/math/tanh.ts';
import type { WasmFunction } from '../../../src/core/operations/operation.ts';
import { Code, F64, V128 } from '../../../src/core/wasm/encoding/code.ts';
import { type Definition, encodeModule } from '../../../src/core/wasm/encoding/encoder.ts';
import { engine } from '../../../src/core/wasm/encoding/engine.ts';
import { compiledFunction } from '../../../src/core/wasm/functions/library.ts';
import { elementaryArgument } from '../../support/arguments.ts';
import { expectSame } from '../../support/same.ts';
import '../../support/seed.ts';

const own: Readonly<Record<WasmFunction, (x: number) => number>> = { exp, log, log1p, tanh };

/** A function of vectors as two functions of two doubles, for its first and its second result. */
function laneFunctions(name: WasmFunction) {
  if (!engine) throw new Error('no WebAssembly');
  const definitions = ([0, 1] as const).map(
    (lane): Definition => ({
      name: String(lane),
      params: [F64, F64],
      results: [F64],
      locals: [],
      code: new Code()
        .get(0)
        .op('f64x2.splat')
        .get(1)
        .lane('f64x2.replace_lane', 1)
        .call(0)
        .lane('f64x2.extract_lane', lane),
    }),
  );
  const bytes = encodeModule([{ name, arity: 1, type: V128 }], definitions, { hasMemory: false });
  const { Module, Instance } = engine;
  const { exports } = new Instance(new Module(bytes), { env: { [name]: compiledFunction(name, 2) } });
  return exports as readonly [(a: number, b: number) => number, (a: number, b: number) => number];
}

const names = Object.keys(own) as WasmFunction[];

test.each(names)('%s of one double has the same bits', (name) => {
  const compiled = compiledFunction(name, 1);
  fc.assert(
    fc.property(elementaryArgument, (x) => {
      expectSame(compiled(x), own[name](x));
    }),
    { numRuns: 20_000 },
  );
});

test.each(names)('%s of two doubles has the same bits as of each of them', (name) => {
  const lanes = laneFunctions(name);
  fc.assert(
    fc.property(elementaryArgument, elementaryArgument, (a, b) => {
      expectSame(lanes[0](a, b), own[name](a));
      expectSame(lanes[1](a, b), own[name](b));
    }),
    { numRuns: 20_000 },
  );
});

test('a function that there is not is refused', () => {
  expect(() => compiledFunction('sinh' as WasmFunction, 1)).toThrow('there is no sinh');
});
