/** A linear node that trains on three examples, as the scripts in test/reference train it. */
import { expect } from 'vitest';
import { Session } from '../../src/session/session.ts';
import { scenarioOf } from './networks.ts';

/** Its weights and its bias. */
export const parameters = ['y.w[0]', 'y.w[1]', 'y.bias'];

/** @param first the values that it starts with, in the order of `parameters` */
export function trainedOn(
  optimizer: object,
  batch: number,
  epochs = 6,
  [first = 0.3, second = -0.4, bias = 0.1]: readonly number[] = [],
): Session {
  return new Session(
    scenarioOf(
      JSON.stringify({
        title: 'Training',
        inputs: ['a', 'b'],
        layers: [{ name: 'output', nodes: { y: { weights: [first, second], bias } } }],
        data: [
          { inputs: [1, 2], target: 1.5 },
          { inputs: [-0.5, 0.25], target: -1 },
          { inputs: [2, -1], target: 0.5 },
        ],
        loss: 'squared_error',
        optimizer: { learning_rate: 0.05, ...optimizer },
        training: { epochs, batch },
      }),
    ),
  );
}

/** The values at these addresses after an update, counted from 1. */
export function valuesAfter(session: Session, update: number, addresses: readonly string[]): number[] {
  session.seek(session.engine.schedule.batchStart(update));
  return addresses.map((address) => session.read(address) as number);
}

const TOLERANCE = 1e-12;

export function expectClose(actual: readonly number[], expected: readonly number[], message: string): void {
  for (const [index, value] of actual.entries()) {
    const wanted = expected[index] as number;
    expect(Math.abs(value - wanted), `${message}: ${value}, not ${wanted}`).toBeLessThanOrEqual(
      TOLERANCE * Math.max(1, Math.abs(wanted)),
    );
  }
}
