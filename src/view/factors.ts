/**
 * The chain rule for one weight in three factors: the value of the node that feeds it, the slope of the
 * activation of the node that it feeds, the slope of the loss at that node's output.
 */
import { ops } from '../core/ops.ts';
import type { Slot } from '../core/program.ts';
import type { Place, Scene } from './scene.ts';
import { type Line, type Span, span, type Tone } from './text.ts';

interface Factor {
  readonly role: string;
  readonly name: string;
  readonly value: string;
}

/** The three factors of the gradient that the step computed, or null where it is not a weight's. */
function factors(scene: Scene, { instruction, segment }: Place): readonly Factor[] | null {
  const { run, schedule } = scene.session.engine;
  if (instruction.scope.phase !== 'backward' || instruction.of === null) return null;
  const { instructions } = schedule.program(segment.program);
  const forward = instructions[instruction.of];
  const [feeding, weight] = forward?.operands ?? [];
  if (forward?.op !== 'multiply' || feeding === undefined || weight === undefined) return null;
  const isItsGradient = run.slots[instruction.result]?.names.includes(`grad(${scene.name(weight)})`);
  if (run.slots[weight]?.role !== 'parameter' || !isItsGradient) return null;

  const node = instructions.findLast(({ group }) => group === forward.group);
  if (!node) return null;
  const output = scene.name(node.result);
  const has = (name: string) => scene.session.values.resolve(name, scene.session.position);
  const slope = ops[node.op].activation ? has(`slope(${output})`) : null;
  const arriving = has(`grad(${output})`);
  const named = (role: string, slot: Slot | null, otherwise: string): Factor => ({
    role,
    name: slot === null ? otherwise : scene.name(slot),
    value: slot === null ? otherwise : scene.number(slot),
  });
  return [
    named('feeding node', feeding, ''),
    named('activation slope', slope, '1'),
    named('loss slope', arriving, '1'),
  ];
}

/** Roles, names and numbers in columns: three lines, or null where the step is no weight's gradient. */
export function factorsOf(scene: Scene, place: Place): Line[] | null {
  const found = factors(scene, place);
  if (!found) return null;
  const { result } = place.instruction;
  const target: Factor = {
    role: 'slope of weight',
    name: scene.name(result),
    value: scene.number(result),
  };
  const all = [target, ...found];
  const widths = all.map((factor) => Math.max(...Object.values(factor).map((text: string) => text.length)));
  const row = (part: keyof Factor, tone: Tone): Line => [
    span('  '),
    ...all.flatMap((factor, index): Span[] => [
      span(index === 0 ? '' : index === 1 ? ' = ' : ' × ', 'dim'),
      span(factor[part], index === 0 && part === 'value' ? 'now' : tone),
      span(' '.repeat((widths[index] as number) - factor[part].length)),
    ]),
  ];
  return [row('role', 'dim'), row('name', 'gradient'), row('value', 'strong')];
}
