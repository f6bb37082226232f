/** The lens after the last layer: the outputs, their targets, and what the loss makes of them. */
import type { Address, LossAddress } from '../../core/address.ts';
import type { Tone } from '../colours/palette.ts';
import type { Scene } from '../scene/scene.ts';
import type { MarkedNumber } from '../terminal/text.ts';
import { barsOf, type LensContent, signTone } from './lens.ts';
import { barsModelOf, type NumberReader } from './model.ts';
import { inOutputs, ofOutputs } from './output-loss.ts';
import type { Work } from './work.ts';

export function lossLens(scene: Scene, reader: NumberReader, work: Work): LensContent {
  const outputs = barsModelOf(scene).layers.at(-1)?.names ?? [];
  const { instruction, term, summed, phase } = work;
  const { slots } = scene.engine.run;
  const strong: Tone = `${phase}Strong`;
  const own = instruction ? [instruction.result, ...instruction.operands] : [];
  const addresses = own.flatMap((slot) => slots[slot]?.addresses ?? []);
  const isKnownKind = (address: Address) => reader.ofAddress(address) !== null;
  // The values of one kind, one for each output: of the result, otherwise of an operand.
  const family =
    addresses
      .map((address) => outputs.map((_, index) => sibling(scene, address, index, outputs)))
      .find((all) => all.some((each) => each !== null && !isTarget(each) && isKnownKind(each))) ?? [];
  const first = family.find((each) => each !== null) ?? null;
  const isGradient = first !== null && isAboutGradient(first);
  const isError = instruction?.role.kind === 'error';
  const target = (index: number): MarkedNumber | null =>
    reader.ofAddress(ofOutputs(scene, { kind: 'target', index: outputs.length > 1 ? index : null }));
  const parts = outputs.map((_, index) => {
    const address = family[index] ?? null;
    return address === null ? null : reader.ofAddress(address);
  });
  const result = instruction ? slots[instruction.result]?.addresses[0] : undefined;
  const role = instruction?.role;
  return {
    near: {
      titles: ['target'],
      tone: 'mute',
      bars: barsOf(
        outputs.map((_, index) => target(index)),
        (number, index) => (index === term ? 'strong' : signTone(number)),
      ),
    },
    far: {
      titles: first === null ? [''] : [wordFor(first)],
      tone: isGradient ? 'gradient' : 'mute',
      bars: barsOf(parts, (number, index) =>
        index === term
          ? strong
          : summed > 0 && index >= summed
            ? 'ahead'
            : isGradient
              ? 'gradient'
              : signTone(number),
      ),
    },
    signs: isError ? ['−', '=', ''] : ['', '', ''],
    bracket: outputs.length > 1 ? 'collects' : 'none',
    reached: new Set(Array.from({ length: summed }, (_, index) => index)),
    chip: {
      titles: role?.kind === 'lossSum' ? [`Σ ${role.count}/${role.all}`] : result ? [wordFor(result)] : [''],
      number: instruction ? reader.of([instruction.result]) : null,
    },
    wire: 'none',
  };
}

function isTarget(address: Address): boolean {
  return address.kind === 'target' || (address.kind === 'ofLoss' && address.of.kind === 'target');
}

function isAboutGradient({ kind }: Address): boolean {
  return kind === 'gradient' || kind === 'gradientTerm' || kind === 'gradientSum';
}

/** The same kind of value of another output; null if outputs have none of it. */
function sibling(scene: Scene, address: Address, index: number, outputs: readonly string[]): Address | null {
  const name = outputs[index] as string;
  switch (address.kind) {
    case 'target':
      return { ...address, index: address.index === null ? null : index };
    case 'error':
      return { ...address, index: address.index === null ? null : index };
    case 'lossPart':
      return address.index === null || address.part === 'sum' ? null : { ...address, index };
    case 'value':
      return outputs.includes(address.name) ? { ...address, name } : null;
    case 'node':
      return outputs.includes(address.node) ? { ...address, node: name } : null;
    case 'gradient':
    case 'gradientTerm':
    case 'gradientSum':
    case 'slope': {
      const of = sibling(scene, address.of, index, outputs);
      return of === null ? null : { ...address, of };
    }
    case 'ofLoss': {
      const own = inOutputs(scene, address);
      const of = own && sibling(scene, own, index, outputs);
      return of && ofOutputs(scene, of as LossAddress);
    }
    default:
      return null;
  }
}

/** A short word for a value of the loss, without the number of its output. */
function wordFor(address: Address): string {
  switch (address.kind) {
    case 'target':
      return 'target';
    case 'error':
      return address.isSquared ? 'error²' : 'error';
    case 'ofLoss':
      return wordFor(address.of);
    case 'loss':
      return 'loss';
    case 'lossPart':
      return address.part;
    case 'batch':
      return address.part === 'loss' ? 'Σ batch' : 'part';
    case 'value':
      return 'output';
    case 'node':
      return address.part;
    case 'gradient':
    case 'gradientTerm':
    case 'gradientSum':
      return `∂ ${wordFor(address.of)}`;
    case 'slope':
      return `slope ${wordFor(address.of)}`;
    default:
      return '';
  }
}
