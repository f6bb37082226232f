/** Sums of many terms in short: `h2[6] = Σ h1[i] × w[i]   13 of 16 terms, then the bias, then tanh`. */
import { NO_ACTIVATION } from '../../../core/operations/activations/identity.ts';
import type { Instruction } from '../../../core/program.ts';
import type { StepRole } from '../../../core/step-role.ts';
import type { Scenario, ScenarioLayer } from '../../../scenario/format/scenario.ts';
import { gradientName } from '../../../session/steps.ts';
import type { Tone } from '../../colours/palette.ts';
import type { Place, Scene } from '../../scene/scene.ts';
import { type Line, span } from '../../terminal/text.ts';

/** The sum that a step belongs to, with how far it is; null if the step belongs to no sum of a network. */
export function sumForm(scene: Scene, { instruction }: Place, marked: Tone): Line | null {
  const { role } = instruction;
  if (role.kind === 'gradientSum') {
    const name = gradientName(scene.session.engine.run, role.of);
    const head = [span(name, 'mute'), span(' = Σ over its paths to the loss   ', 'mute')];
    return [...head, span(`${role.count} of ${role.all}`, marked)];
  }
  const layer = layerOf(scene.session.scenario, instruction);
  const node = 'node' in role ? role.node : instruction.scope.node;
  if (!layer || node === null) return null;
  const { own, before } = layer;
  const terms = own.nodes.find(({ name }) => name === node)?.weights.length ?? 0;
  const told = progress(scene, instruction, terms);
  if (told === null) return null;
  const hasBias = own.bias !== null || own.nodes.some(({ name, bias }) => name === node && bias !== null);
  const after = [
    ...(hasBias && isBefore(role, 'bias') ? ['then the bias'] : []),
    ...(own.activation !== NO_ACTIVATION && isBefore(role, 'activation') ? [`then ${own.activation}`] : []),
  ];
  return [
    span(node, 'plain'),
    span(` = Σ ${before}[i] × w[i]   `, 'mute'),
    ...told.map((text, index) => span(text, index === told.length - 1 ? marked : 'mute')),
    ...after.map((text) => span(`, ${text}`, 'mute')),
  ];
}

/** How far the sum is; the last text is what the step itself has done. Null for a step that is no part of it. */
function progress(scene: Scene, { role, result }: Instruction, terms: number): string[] | null {
  switch (role.kind) {
    case 'product': {
      const address = scene.engine.run.slots[result]?.addresses[0];
      const index = address?.kind === 'nodeItem' ? address.index : 0;
      return [`term ${index + 1} of ${terms}`];
    }
    case 'sum':
      return [`${role.count} of ${role.all} terms`];
    case 'bias':
      return [`all ${terms} terms, `, 'with the bias'];
    case 'activation':
      return [`all ${terms} terms, `, `after ${role.activation}`];
    default:
      return null;
  }
}

/** Whether a step of the sum comes before its bias or its activation. */
function isBefore({ kind }: StepRole, what: 'bias' | 'activation'): boolean {
  return kind === 'product' || kind === 'sum' || (kind === 'bias' && what === 'activation');
}

/** The layer of an instruction of the forward phase, and the name of the one before it; null if it has none. */
function layerOf(scenario: Scenario, { scope }: Instruction): { own: ScenarioLayer; before: string } | null {
  if (scope.phase !== 'forward') return null;
  const index = scenario.layers.findIndex(({ name }) => name === scope.layer);
  const own = scenario.layers[index];
  if (!own) return null;
  return { own, before: scenario.layers[index - 1]?.name ?? 'input' };
}
