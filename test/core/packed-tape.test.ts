/** What is read from a packed tape is what was put in. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printAddress } from '../../src/core/address.ts';
import { Column } from '../../src/core/packed/column.ts';
import { hashOfText } from '../../src/core/packed/text-hash.ts';
import { PackedSlots } from '../../src/core/packed-slots.ts';
import { PackedInstructions } from '../../src/core/packed-tape.ts';
import type { Instruction, Run } from '../../src/core/program.ts';
import { TapeBuilder } from '../../src/core/tape-builder.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { formulaDocuments } from '../support/formulas.ts';
import { dense } from '../support/large.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';

const networks = documents({ training: true, optimizers: true, dropout: true, passOn: true });

/** An instruction as a plain object. */
const fieldsOf = (instruction: Instruction): Instruction => ({
  op: instruction.op,
  operands: instruction.operands,
  result: instruction.result,
  role: instruction.role,
  scope: instruction.scope,
  group: instruction.group,
  cell: instruction.cell,
  forwardIndex: instruction.forwardIndex,
  operandAddresses: instruction.operandAddresses,
});

function expectSame({ example, update, slots }: Run): void {
  const packed = new PackedInstructions();
  const all = [...example.instructions, ...update.instructions];
  expect(all.map((instruction) => packed.add(instruction)).map(fieldsOf)).toStrictEqual(all);
  const packedSlots = new PackedSlots();
  for (const [index, { kind, addresses, initial }] of slots.entries()) {
    packedSlots.add(kind, initial);
    // The ranks go up with the addresses, except for the first two: those are equal.
    for (const [place, address] of addresses.entries())
      packedSlots.name(index, { address, rank: Math.max(0, place - 1), isPassedOn: place === 1 });
  }
  for (const [index, { kind, addresses, names, initial }] of slots.entries()) {
    const found = packedSlots.infoOf(index);
    expect(found.kind).toBe(kind);
    expect(found.initial).toBe(initial);
    expect(found.addresses).toStrictEqual(addresses);
    expect(found.hashes).toStrictEqual(addresses.map((address) => hashOfText(printAddress(address))));
    expect(found.name).toBe(names[0] ?? '');
    expect(found.names).toStrictEqual(names);
    expect(packedSlots.namingsOf(index).map(({ isPassedOn }) => isPassedOn)).toStrictEqual(
      addresses.map((_address, place) => place === 1),
    );
  }
}

test.each([0, 1, 511, 512, 513, 16_383, 16_384, 16_385, 40_000])('a column keeps %i numbers', (length) => {
  const column = new Column(Float64Array);
  const numbers = Float64Array.from({ length }, (_, index) => Math.sin(index));
  expect(numbers.every((number, index) => column.push(number) === index)).toBe(true);
  for (let index = 0; index < length; index += 97) {
    numbers[index] = index;
    column.set(index, index);
  }
  const copied = new Float64Array(length + 3);
  column.copyTo(copied, 3);
  expect(column).toHaveLength(length);
  expect(copied.subarray(3)).toStrictEqual(numbers);
  expect(numbers.every((number, index) => Object.is(column.at(index), number))).toBe(true);
});

describe('a packed tape', () => {
  test('gives back the instructions and slots of networks and formulas', () => {
    fc.assert(
      fc.property(networks, (document) => expectSame(compile(scenarioOf(document)))),
      networksTried(60),
    );
    fc.assert(
      fc.property(formulaDocuments(), (document) => expectSame(compile(scenarioOf(document)))),
      networksTried(40),
    );
  });

  test('keeps the order of ranks, also of names that come later', () => {
    const builder = new TapeBuilder(null, 0);
    const slot = builder.slot('input', -0);
    const [late, early] = ['late', 'early'].map((name) => ({ kind: 'value', name }) as const);
    builder.name(slot, late as NonNullable<typeof late>, 7);
    expect(builder.firstAddress(slot)).toStrictEqual(late);
    builder.name(slot, early as NonNullable<typeof early>, 3, true);
    expect(builder.firstAddress(slot)).toStrictEqual(early);
    expect(builder.slots()[0]?.names).toStrictEqual(['early', 'late']);
    expect(builder.valueOf(slot)).toBe(-0);
    expect(() => builder.isConstant(1)).toThrow(RangeError);
  });

  test('holds a large network: every name is that of its own instruction', () => {
    const { example, slots } = compile(scenarioOf(dense(120, [60, 10])));
    expect(example.instructions.length).toBeGreaterThan(20_000);
    expect(slots.length).toBeGreaterThan(30_000);
    const products = example.instructions.filter(({ role }) => role.kind === 'product');
    expect(products).toHaveLength(120 * 60 + 60 * 10);
    const expected = [
      ...Array.from({ length: 7200 }, (_, at) => `h0_${Math.floor(at / 120)}.product[${at % 120}]`),
      ...Array.from({ length: 600 }, (_, at) => `h1_${Math.floor(at / 60)}.product[${at % 60}]`),
    ];
    expect(products.map(({ result }) => slots[result]?.names[0])).toStrictEqual(expected);
    const terms = example.instructions.filter(({ role }) => role.kind === 'term');
    for (const { role, operands, scope, forwardIndex } of terms) {
      if (role.kind !== 'term') continue;
      expect(role.of).toBe(forwardIndex);
      expect(scope.phase).toBe('backward');
      expect(operands).toHaveLength(2);
    }
    const gradient = terms.find(({ result }) => slots[result]?.names[0] === 'grad(h0_59.w[119])');
    expect(gradient?.scope.node).toBe('h0_59');
  });
});
