/** Mistakes about which value is used: the transposed weight, that of a neighbour, a node's value before its activation. */
import type { Slot } from '../../core/program.ts';
import { tapeIndexOf } from '../../core/tape-index.ts';
import { t } from '../../i18n/translate.ts';
import { displayName } from '../../session/steps.ts';
import type { Cell } from '../numbers/graph.ts';
import type { Change, Mistake } from './mistake.ts';
import { familyOf } from './products.ts';
import type { Site } from './site.ts';

export const operands: readonly Mistake[] = [
  {
    kind: 'transposed',
    cost: 1.2,
    at: (site) =>
      site.node.operands.flatMap((cell, operand) => {
        const slot = parameterSlot(site, cell);
        const other = slot === null ? null : site.layout.transposed(slot);
        return other === null ? [] : used(site, operand, other, 'transposed');
      }),
  },
  {
    kind: 'before its activation',
    cost: 1.4,
    at: (site) =>
      site.node.operands.flatMap((cell, operand): Change[] => {
        const writer = site.graph.writerOf(cell);
        if (writer?.instruction.role.kind !== 'activation' || writer.operands.length !== 1) return [];
        return replaced(
          site,
          operand,
          writer.operands[0] as Cell,
          'input',
          (name) => t`${site.result} uses ${name}, but it should use ${site.name(operand)}, its result.`,
        );
      }),
  },
  {
    kind: 'after its activation',
    cost: 1.5,
    at: (site) =>
      site.node.operands.flatMap((cell, operand): Change[] => {
        const activated = activationOf(site, cell);
        if (activated === null || site.role.kind === 'activation') return [];
        return replaced(
          site,
          operand,
          activated,
          'output',
          (name) =>
            t`${site.result} uses ${name}, but it should use ${site.name(operand)}, from before the activation.`,
        );
      }),
  },
  {
    kind: 'other value',
    cost: 2.3,
    at: (site) =>
      site.node.operands.flatMap((cell, operand) => {
        const slot = parameterSlot(site, cell) ?? (site.graph.slots[cell] as Slot);
        return site.layout
          .siblings(slot, MOST_SIBLINGS)
          .flatMap((other) => used(site, operand, other, `other ${other}`));
      }),
  },
];

/** The most values of the same kind that are tried in the place of one. */
const MOST_SIBLINGS = 12;

/** The parameter that a cell holds, before or after an update; null if it is none. */
function parameterSlot({ graph }: Site, cell: Cell): Slot | null {
  const { run } = graph.session.engine;
  const slot = graph.slots[cell] as Slot;
  if (run.slots[slot]?.kind === 'parameter') return slot;
  const role = graph.writerOf(cell)?.instruction.role;
  return role?.kind === 'update' ? role.parameter : null;
}

/** The result of the activation that a cell is the operand of; null if it is not the input of one. */
function activationOf({ graph, node, layout }: Site, cell: Cell): Cell | null {
  const index = layout.activationOf(graph.slots[cell] as Slot);
  if (index === undefined || node.segment.program === 'update') return null;
  const step = node.segment.start + index + 1;
  return step < node.step ? (graph.nodeAt(step)?.result ?? null) : null;
}

/** The step with another slot of the run in the place of an operand. */
function used(site: Site, operand: number, slot: Slot, family: string): Change[] {
  const { graph, node } = site;
  const { run } = graph.session.engine;
  const index = tapeIndexOf(run).writerOf(slot)?.index ?? null;
  const step = index === null ? null : node.segment.start + index + 1;
  const cell =
    step === null
      ? graph.cellAt(slot, node.step - 1)
      : step < node.step
        ? (graph.nodeAt(step)?.result ?? null)
        : null;
  if (cell === null || node.operands.includes(cell)) return [];
  const right = site.name(operand);
  return replaced(
    site,
    operand,
    cell,
    family,
    () => t`${site.result} uses ${displayName(run, slot)}, but it should use ${right}.`,
  );
}

function replaced(
  site: Site,
  operand: number,
  cell: Cell,
  family: string,
  words: (name: string) => string,
): Change[] {
  return [
    {
      node: site.node,
      value: (read) => {
        const values = site.node.operands.map((each) => read(each));
        values[operand] = read(cell);
        return site.compute(values);
      },
      family: familyOf(site, family),
      words: () => words(site.nameOf(cell)),
      ...(family === 'transposed' ? { everywhere: () => t`The matrix of the weights is transposed.` } : {}),
    },
  ];
}
