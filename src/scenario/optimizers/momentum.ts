/** The optimisers with a velocity: a sum of all gradients so far, in which the older ones count less and less. */
import type { Slot } from '../../core/program.ts';
import { defineOptimizer, l2, type UpdateWriter } from './optimizer.ts';

const keys = { momentum: { range: 'share', standard: 0.9 }, l2 } as const;

function velocity(writer: UpdateWriter<'kept' | 'velocity'>): Slot {
  return writer.state(writer.kept('velocity'), 0, (before) => {
    const momentum = writer.constant(writer.setting('momentum'));
    const kept = writer.step('kept', writer.kept('velocity', 'kept'), 'multiply', momentum, before);
    return writer.step('velocity', writer.kept('velocity'), 'add', kept, writer.gradient);
  });
}

/** Polyak 1964, as PyTorch has it: velocity = momentum × velocity + gradient. */
export const momentum = defineOptimizer({ keys, direction: velocity });

/** Nesterov 1983, as PyTorch has it: gradient + momentum × velocity is what is followed. */
export const nesterov = defineOptimizer<'kept' | 'velocity' | 'ahead' | 'direction'>({
  keys,
  direction: (writer) => {
    const factor = writer.constant(writer.setting('momentum'));
    const ahead = writer.step(
      'ahead',
      writer.kept('velocity', 'ahead'),
      'multiply',
      factor,
      velocity(writer),
    );
    return writer.step('direction', writer.delta('direction'), 'add', writer.gradient, ahead);
  },
});
