import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Session } from '../../src/session/session.ts';
import { nextWriteOf, previousWriteOf, type Source, sourceOf, writerOf } from '../../src/session/writers.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';
import { changedSession, changes, momentsOf } from '../support/replay.ts';

const networks = documents({ training: true, dropout: true, passOn: true, layers: 2, nodes: 2, epochs: 3 });
const edits = fc.array(changes, { maxLength: 6 });

const textOf = (session: Session, source: Source) => {
  if (source.kind === 'step') return `step ${source.step}`;
  if (source.kind === 'given') return `given ${source.since}`;
  return `edit ${session.timeline.edits.indexOf(source.edit)}`;
};

describe('the source of a value', () => {
  test('is the same as in a plain run, for every slot at every position', () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(networks, edits, (document, made) => {
        const session = changedSession(document, made);
        const { run, schedule } = session.engine;
        // Compared here: a million calls of `expect` take longer than all else.
        const different: string[] = [];
        const compare = (found: string, expected: string | undefined, place: string) => {
          if (found !== expected) different.push(`${place}: ${found}, not ${expected}`);
        };
        for (const { position, instruction, sources, writers } of momentsOf(session)) {
          const segment = schedule.segmentAt(position);
          run.slots.forEach(({ kind }, slot) => {
            const source = sourceOf(session, slot, segment, position);
            kinds.add(`${kind} ${source.kind}`);
            compare(textOf(session, source), sources[slot], `${slot} at ${position}`);
          });
          instruction?.operands.forEach((slot, index) => {
            const source = sourceOf(session, slot, segment, position - 1);
            compare(textOf(session, source), writers[index], `operand ${index} at ${position}`);
          });
        }
        expect(different).toEqual([]);
      }),
      networksTried(120),
    );
    for (const kind of [
      'input edit',
      'target edit',
      'parameter edit',
      'parameter step',
      'setting edit',
      'accumulator step',
      'accumulator given',
      'computed edit',
    ])
      expect(kinds, kind).toContain(kind);
  });
});

describe('the steps that write an address', () => {
  test('are the same as in a scan of the whole run', () => {
    fc.assert(
      fc.property(networks, (document) => {
        const session = new Session(scenarioOf(document));
        const { engine, total } = session;
        const stepsOf = new Map<string, number[]>(session.values.names.map((name) => [name, []]));
        for (let step = 1; step <= total; step++) {
          const { result } = engine.schedule.instructionAt(step);
          for (const name of engine.run.slots[result]?.names ?? []) stepsOf.get(name)?.push(step);
        }
        for (let position = 0; position <= total; position += 1 + Math.floor(total / 50)) {
          session.seek(position);
          for (const [name, steps] of stepsOf) {
            expect(writerOf(session, name)).toBe(steps.findLast((step) => step <= position) ?? null);
            expect(previousWriteOf(session, name)).toBe(steps.findLast((step) => step < position) ?? null);
            expect(nextWriteOf(session, name)).toBe(steps.find((step) => step > position) ?? null);
          }
        }
      }),
      networksTried(40),
    );
  });

  test('of the chapter, by hand: a weight is written by its update, its product long before', () => {
    const session = new Session(scenarioOf(readFileSync('scenarios/target-13.yaml', 'utf8')));
    const all = (address: string, position: number) => {
      session.seek(position);
      return [writerOf, previousWriteOf, nextWriteOf].map((each) => each(session, address));
    };
    expect(all('output.w[0]', 21)).toEqual([null, null, 22]);
    expect(all('output.w[0]', 22)).toEqual([22, null, null]);
    expect(all('output.w[0]', 32)).toEqual([22, 22, null]);
    expect(all('output.product[0]', 6)).toEqual([null, null, 7]);
    expect(all('output.product[0]', 7)).toEqual([7, null, null]);
    expect(all('children', 7)).toEqual([null, null, null]);
    expect(all('nobody', 7)).toEqual([null, null, null]);
  });

  test('are found at once in a run of a billion epochs', () => {
    const session = new Session(
      scenarioOf(`
        title: Long
        inputs: [x]
        layers: [{ name: l, nodes: { y: [2] } }]
        data: [{ inputs: [3], target: 1 }]
        loss: squared_error
        optimizer: { kind: sgd, learning_rate: 0.01 }
        training: { epochs: 1000000000 }`),
    );
    const { total } = session;
    const perEpoch = total / 1e9;
    expect(nextWriteOf(session, 'y.w[0]')).toBe(perEpoch);
    const at = (position: number) => ({
      engine: session.engine,
      values: session.values,
      position,
    });
    expect(writerOf(at(total - 1) as Session, 'y.w[0]')).toBe(total - perEpoch);
    expect(previousWriteOf(at(total) as Session, 'y.w[0]')).toBe(total - perEpoch);
  });
});
