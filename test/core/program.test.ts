import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Address } from '../../src/core/address.ts';
import { TapeBuilder } from '../../src/core/tape-builder.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';

const trained = documents({ training: true, passOn: true });

describe('a program', () => {
  test('is the same each time a scenario is compiled', () => {
    fc.assert(
      fc.property(trained, (document) => {
        const scenario = scenarioOf(document);
        // The order is a function and cannot be compared; another test checks it.
        const compiled = (each = scenario) => ({ ...compile(each), order: null });
        // A copy, since the Run of one scenario is kept.
        expect(compiled({ ...scenario })).toEqual(compiled());
        expect(compiled(scenarioOf(document))).toEqual(compiled());
      }),
      networksTried(100),
    );
  });

  test('writes every slot once, after its operands', () => {
    fc.assert(
      fc.property(trained, (document) => {
        const run = compile(scenarioOf(document));
        const written = new Set<number>();
        for (const { operands, result } of [...run.example.instructions, ...run.update.instructions]) {
          for (const slot of operands) {
            expect(written.has(slot)).toBe(run.slots[slot]?.kind === 'computed');
          }
          expect(written.has(result)).toBe(false);
          written.add(result);
        }
      }),
      networksTried(100),
    );
  });

  test('gives every step a name, and no name to two values at the same time', () => {
    fc.assert(
      fc.property(trained, (document) => {
        const run = compile(scenarioOf(document));
        // Sums over a batch and parameters have two slots with the same name: before and after a step.
        const after = new Set(run.update.carries.map(({ from }) => from));
        const names = run.slots.flatMap(({ kind, names: own }, slot) =>
          kind === 'constant' || kind === 'accumulator' || after.has(slot) ? [] : own,
        );
        expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
        for (const { result } of [...run.example.instructions, ...run.update.instructions]) {
          expect(run.slots[result]?.names[0]).toMatch(/./);
        }
      }),
      networksTried(100),
    );
  });
});

describe('a tape builder', () => {
  const value = (name: string): Address => ({ kind: 'value', name });

  test('has each constant once, and separate ones for 0 and −0', () => {
    const builder = new TapeBuilder();
    expect(builder.constant(2)).toBe(builder.constant(2));
    expect(builder.constant(Number.NaN)).toBe(builder.constant(Number.NaN));
    expect(builder.constant(0)).not.toBe(builder.constant(-0));
    expect(builder.isConstant(builder.constant(-0), 0)).toBe(false);
    expect(builder.valueOf(builder.constant(-0))).toBe(-0);
  });

  test('shows the name with the lowest rank, the first of several; a constant is its number', () => {
    const builder = new TapeBuilder();
    const slot = builder.slot('input');
    builder.name(slot, value('late'), 2);
    builder.name(slot, value('first'), 1);
    builder.name(slot, value('second'), 1);
    builder.name(slot, value('first'), 0);
    const half = builder.constant(0.5);
    builder.name(half, value('half'));
    expect(builder.slots().map(({ names }) => names)).toEqual([['first', 'second', 'late'], ['0.5']]);
  });

  test('refuses a wrong number of operands and slots that do not exist', () => {
    const builder = new TapeBuilder();
    const slot = builder.slot('input');
    const role = { kind: 'formula', formula: 'f', isPart: false } as const;
    expect(() => builder.emit('add', [slot], role)).toThrow(RangeError);
    expect(() => builder.emit('tanh', [slot, slot], role)).toThrow(RangeError);
    expect(() => builder.name(7, value('nothing'))).toThrow(RangeError);
    expect(builder.slots()).toHaveLength(1);
    expect(builder.instructions).toEqual([]);
  });
});
