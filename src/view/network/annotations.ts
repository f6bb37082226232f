/** The texts beside or below the drawing of the network: targets, errors and the loss. */
import { type Address, printAddress } from '../../core/address.ts';
import type { Geometry } from '../diagram/geometry.ts';
import type { Scene } from '../scene/scene.ts';
import type { Point } from '../terminal/canvas.ts';
import { UNKNOWN } from '../terminal/format.ts';
import { type Line, span } from '../terminal/text.ts';
import type { ShownValues } from './shown-values.ts';

/** Cells of a word before its number, beside an output. */
const WORD_WIDTH = 7;
/** Columns before the texts that are in one row below the network. */
const MARGIN = 2;

interface Annotation {
  readonly at: Point;
  readonly line: Line;
}

export function annotationsOf(scene: Scene, values: ShownValues, geometry: Geometry): Annotation[] {
  const { annotations } = geometry;
  if (annotations === null) return [];
  return annotations.kind === 'below'
    ? [{ at: { x: MARGIN, y: annotations.y }, line: inOneRow(scene, values) }]
    : besideOutputs(scene, values, geometry, annotations.x);
}

const loss: Address = { kind: 'loss' };
const target = (index: number | null): Address => ({ kind: 'target', index });
const error = (index: number | null): Address => ({ kind: 'error', index, isSquared: false });

/** Whether the loss computes an error for an output. The cross-entropy losses compute none. */
function hasError({ session }: Scene, index: number | null): boolean {
  return session.values.slotsOf(printAddress(error(index))).length > 0;
}

function annotated(values: ShownValues, word: string, address: Address): Line {
  const slot = values.slot(address);
  return [span(word, 'mute'), slot === null ? span(UNKNOWN, 'mute') : values.span(slot, 'strong')];
}

/** The loss; for one output, its target and error before it. */
function inOneRow(scene: Scene, values: ShownValues): Line {
  const gap = span('   ');
  const isSingle = scene.network.outputs.length === 1;
  return [
    ...(isSingle ? [...annotated(values, 'target ', target(null)), gap] : []),
    ...(isSingle && hasError(scene, null) ? [...annotated(values, 'error ', error(null)), gap] : []),
    ...annotated(values, 'loss ', loss),
  ];
}

/** Target and error in the rows of each output, and the loss below the last one. */
function besideOutputs(
  scene: Scene,
  values: ShownValues,
  { nodes, density }: Geometry,
  x: number,
): Annotation[] {
  const { outputs } = scene.network;
  const isSingle = outputs.length === 1;
  const placed = new Map(nodes.map(({ node, at }) => [node.name, at]));
  const beside = (y: number, word: string, address: Address): Annotation => ({
    at: { x, y },
    line: annotated(values, `${word} `.padEnd(WORD_WIDTH), address),
  });
  const last = Math.max(...nodes.map(({ at }) => at.y)) + 1;
  const texts = outputs.flatMap((output, index): Annotation[] => {
    const at = placed.get(output);
    if (!at) return [];
    const which = isSingle ? null : index;
    // If outputs are close together, target and error share a row: the error replaces the target once it is computed.
    const isClose = !isSingle && density === 1;
    const showsError = hasError(scene, which) && !(isClose && values.slot(error(which)) === null);
    return [
      ...(!isClose && hasError(scene, which) ? [beside(at.y - 1, 'target', target(which))] : []),
      showsError ? beside(at.y, 'error', error(which)) : beside(at.y, 'target', target(which)),
      ...(isSingle ? [beside(at.y + 1, 'loss', loss)] : []),
    ];
  });
  return isSingle ? texts : [...texts, beside(last, 'loss', loss)];
}
