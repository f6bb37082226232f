import { expect, test } from 'vitest';
import {
  Code,
  F64,
  I32,
  I64,
  type PlainName,
  V128,
  type ValueType,
} from '../../../src/core/wasm/encoding/code.ts';
import { encodeModule } from '../../../src/core/wasm/encoding/encoder.ts';
import { engine } from '../../../src/core/wasm/encoding/engine.ts';
import { plain } from '../../../src/core/wasm/encoding/opcodes.ts';

type Call = (...values: (number | bigint)[]) => number | bigint;

/** A function with this code, compiled by the engine, which checks the types of all operands. */
function compiled(
  params: readonly ValueType[],
  result: ValueType,
  code: Code,
  locals: readonly ValueType[] = [],
): Call {
  const bytes = encodeModule([], [{ name: 'run', params, results: [result], locals, code }]);
  if (!engine) throw new Error('no WebAssembly');
  const { Module, Instance, Memory } = engine;
  const memory = new Memory({ initial: 1 });
  return (new Instance(new Module(bytes), { env: { memory } }).exports as { readonly run: Call }).run;
}

/** Puts doubles into the lanes of a vector. */
const packed = (code: Code) => code.get(0).op('f64x2.splat').get(1).lane('f64x2.replace_lane', 1);

const types: Readonly<Record<string, ValueType>> = { i32: I32, i64: I64, f64: F64 };
const scalars = (Object.keys(plain) as PlainName[]).filter((name) => /^(i32|i64|f64)\./.test(name));
const vectors = (Object.keys(plain) as PlainName[]).filter((name) =>
  /^(f64x2|i64x2|i32x4|v128)\./.test(name),
);

/** The type of the operands of an instruction: the one after the last `_`, or the one at the start of its name. */
function operandOf(name: string): ValueType {
  const from = /_(i32|i64|f64)(_[su])?$/.exec(name)?.[1] ?? name.slice(0, 3);
  return types[from] as ValueType;
}

function resultOf(name: string): ValueType {
  return /\.(eqz|eq|ne|lt|gt|le|ge)(_[su])?$/.test(name) ? I32 : (types[name.slice(0, 3)] as ValueType);
}

const isUnary = (name: string) =>
  /eqz|clz|ctz|abs|neg|ceil|floor|trunc|nearest|sqrt|wrap|extend|convert|reinterpret|\.not$|splat|all_true|any_true|bitmask/.test(
    name,
  );

test.each(scalars)('%s is an instruction with the types in its name', (name) => {
  const [operand, result] = [operandOf(name), resultOf(name)];
  const code = new Code().get(0);
  if (!isUnary(name)) code.get(1);
  const one = operand === I64 ? 1n : 1;
  expect(compiled([operand, operand], result, code.op(name))(one, one)).toBeTypeOf(
    result === I64 ? 'bigint' : 'number',
  );
});

test.each(vectors)('%s is an instruction on vectors', (name) => {
  const result = /all_true|any_true|bitmask/.test(name) ? I32 : V128;
  const code = new Code();
  if (name.endsWith('splat'))
    code.get(({ i32: 2, i64: 3, f64: 0 } as Record<string, number>)[name.slice(0, 3)] as number);
  else if (/sh[lr]/.test(name)) packed(code).get(2);
  else if (isUnary(name)) packed(code);
  else for (let operand = 0; operand < (name === 'v128.bitselect' ? 3 : 2); operand++) packed(code);
  code.op(name);
  if (result === V128) code.lane('i64x2.extract_lane', 0).op('i32.wrap_i64');
  expect(compiled([F64, F64, I32, I64], I32, code)(1, 2, 3, 4n)).toBeTypeOf('number');
});

const [x, y] = [2.5, -3.75];
test.each<[PlainName, (a: number, b: number) => number]>([
  ['f64x2.add', (a, b) => a + b],
  ['f64x2.sub', (a, b) => a - b],
  ['f64x2.mul', (a, b) => a * b],
  ['f64x2.div', (a, b) => a / b],
  ['f64x2.min', Math.min],
  ['f64x2.max', Math.max],
])('%s computes both lanes', (name, expected) => {
  for (const lane of [0, 1]) {
    const code = packed(new Code()).v128(7.25, -0.5).op(name).lane('f64x2.extract_lane', lane);
    expect(compiled([F64, F64], F64, code)(x, y)).toBe(lane === 0 ? expected(x, 7.25) : expected(y, -0.5));
  }
});

test.each<[PlainName, (a: number) => number]>([
  ['f64.abs', Math.abs],
  ['f64.neg', (a) => -a],
  ['f64.ceil', Math.ceil],
  ['f64.floor', Math.floor],
  ['f64.trunc', Math.trunc],
  ['f64.sqrt', Math.sqrt],
])('%s, and its form with two lanes', (name, expected) => {
  const wide = name.replace('f64', 'f64x2') as PlainName;
  for (const value of [6.25, -6.25, -0, 1e300]) {
    expect(compiled([F64], F64, new Code().get(0).op(name))(value)).toBe(expected(value));
    for (const lane of [0, 1]) {
      const code = packed(new Code()).op(wide).lane('f64x2.extract_lane', lane);
      expect(compiled([F64, F64], F64, code)(value, value)).toBe(expected(value));
    }
  }
});

test('vectors are stored, loaded and shuffled', () => {
  for (const [first, second] of [
    [0, 1],
    [1, 0],
    [2, 3],
    [3, 1],
  ] as const) {
    const code = new Code().i32(8).v128(1, 2).memory('v128.store', 8);
    code.i32(8).memory('v128.load', 8).v128(3, 4).shuffle(first, second).set(0);
    code.get(0).lane('f64x2.extract_lane', 0).f64(10).op('f64.mul');
    code.get(0).lane('f64x2.extract_lane', 1).op('f64.add');
    expect(compiled([], F64, code, [V128])()).toBe(10 * (first + 1) + second + 1);
  }
  const code = new Code().i32(0).f64(5).store(24).i32(0).v128(1, 2).memoryLane('v128.load64_lane', 24, 1);
  code.lane('f64x2.extract_lane', 1).i32(0).memory('v128.load64_splat', 24).lane('f64x2.extract_lane', 1);
  expect(compiled([], F64, code.op('f64.mul'))()).toBe(25);
});

test('integers of 64 bits keep all bits, as constants and through doubles', () => {
  for (const value of [0n, 63n, 64n, -64n, -65n, 2n ** 62n, -(2n ** 63n), 2n ** 63n - 1n]) {
    expect(compiled([], I64, new Code().i64(value))()).toBe(value);
    const lane = new Code().v128(0, value).lane('i64x2.extract_lane', 1);
    expect(compiled([], I64, lane)()).toBe(value);
  }
  const bits = compiled([F64], I64, new Code().get(0).op('i64.reinterpret_f64'));
  expect(bits(-1.5)).toBe(-0x4008000000000000n);
});

test('blocks, branches and locals of several types', () => {
  const code = new Code().get(0).f64(0).op('f64.lt').if(F64).f64(-1).op('else').get(0).op('end');
  const negative = compiled([F64], F64, code);
  expect([negative(-3), negative(4)]).toEqual([-1, 4]);
  const sum = new Code().block().loop().get(1).get(0).op('i32.ge_s').brIf(1);
  sum.get(2).get(1).op('f64.convert_i32_s', 'f64.add').set(2).get(1).i32(1).op('i32.add').set(1).br(0);
  sum.op('end', 'end').get(2);
  expect(compiled([I32], F64, sum, [I32, F64, F64, V128, I32])(5)).toBe(10);
});
