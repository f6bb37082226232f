/** The order in which the keys go through the numbers of the values panel. It is the same at every size. */
import type { Scene } from '../../scene/scene.ts';
import type { Cell } from './cell.ts';
import { formulaModelOf } from './formula-values.ts';
import { type Model, modelOf, type NodeCells } from './model.ts';
import { partsOf } from './parts.ts';
import { Pen } from './pen.ts';

/** The addresses of all numbers that the panel can show and that are known at the cursor, as they are read. */
export function addressesInOrder(scene: Scene): string[] {
  const { frame } = scene.debug.selection;
  if (frame !== null) return scene.shownValues(frame).map(({ names: [name] }) => name ?? '');
  const pen = new Pen(scene, null);
  const names = cellsInOrder(scene).flatMap((cell) => pen.read(cell)?.name ?? []);
  return [...new Set(names)];
}

/** The place of an address in that order, or of another address of the same value; −1 if it is not there. */
export function placeInOrder({ session }: Scene, names: readonly string[], address: string): number {
  const exact = names.indexOf(address);
  if (exact >= 0) return exact;
  const slots = session.values.slotsOf(address);
  return names.findIndex((name) => session.values.slotsOf(name).some((slot) => slots.includes(slot)));
}

/** All cells, known or not. What is computed only to be shown cannot be selected. */
function cellsInOrder(scene: Scene): Cell[] {
  const isFormulas = scene.session.scenario.formulas.length > 0;
  const own = isFormulas ? formulaCells(scene) : networkCells(modelOf(scene));
  return [...own, ...partsOf(scene)].filter(({ derived }) => derived === undefined);
}

function formulaCells(scene: Scene): Cell[] {
  const { groups, last, lastAfter } = formulaModelOf(scene);
  return groups.flatMap(({ items }, index) => [
    ...items.flatMap(({ value, gradient }) => (gradient ? [value, gradient] : [value])),
    ...(index === lastAfter ? last.flat().map(({ cell }) => cell) : []),
  ]);
}

function networkCells({ inputs, layers, last }: Model): Cell[] {
  return [
    ...inputs.map(({ cell }) => cell),
    ...layers.flatMap(({ labels, node }) => labels.flatMap((_label, index) => nodeCells(node(index)))),
    ...last.flat().map(({ cell }) => cell),
  ];
}

function nodeCells(node: NodeCells): Cell[] {
  const rows = [
    [...node.weights, node.bias, node.out],
    node.products,
    [...node.gradients, node.biasGradient, node.outGradient],
  ];
  return rows.flat().filter((cell) => cell !== null);
}
