/** Mistakes about which weight is used: the one before its update or the one after it. */
import type { Slot } from '../../core/program.ts';
import { t } from '../../i18n/translate.ts';
import type { Cell } from '../numbers/graph.ts';
import type { Change, Mistake } from './mistake.ts';
import { familyOf } from './products.ts';
import type { Site } from './site.ts';

export const updates: readonly Mistake[] = [
  {
    kind: 'not updated',
    cost: 0.9,
    at: (site) => {
      const { role } = site;
      if (role.kind !== 'update') return [];
      const before = site.graph.cellAt(role.parameter, site.node.step - 1);
      if (before === null) return [];
      const isBias = site.part(0) === 'bias';
      return [
        {
          node: site.node,
          value: (read) => read(before),
          family: `not updated ${isBias}`,
          words: () => t`${site.result} is not updated.`,
          everywhere: isBias ? () => t`The biases are not updated.` : () => t`The weights are not updated.`,
          cost: isBias ? -0.1 : 0.3,
        },
      ];
    },
  },
  {
    kind: 'not corrected',
    cost: 0.9,
    // Who leaves out the correction of one mean usually leaves out that of the other, too.
    at: (site) =>
      site.role.kind === 'updatePart' && site.role.part === 'corrected'
        ? [
            {
              node: site.node,
              value: (read) => read(site.operand(0)),
              family: 'not corrected',
              words: () => t`${site.result} is not divided by ${site.name(1)}.`,
              everywhere: () => t`The running means are not corrected for starting at 0.`,
            },
          ]
        : [],
  },
  {
    kind: 'updated weight used',
    cost: 1.2,
    at: (site) => (site.isBackward ? weightsOf(site).flatMap((operand) => withUpdated(site, operand)) : []),
  },
  {
    kind: 'old weight used',
    cost: 1.5,
    at: (site) => weightsOf(site).flatMap((operand) => withOld(site, operand)),
  },
];

/** The operands that are weights or biases. */
function weightsOf(site: Site): number[] {
  return site.node.operands.flatMap((_cell, operand) => {
    const part = site.part(operand);
    return site.role.kind !== 'update' && (part === 'weight' || part === 'bias') ? [operand] : [];
  });
}

function withUpdated(site: Site, operand: number): Change[] {
  const updated = updatedCell(site, site.operand(operand));
  if (updated === null) return [];
  const name = site.name(operand);
  return [
    {
      node: site.node,
      // The updated weight is that of the person: it is not computed again here, since it comes later.
      value: (read) => {
        const values = site.node.operands.map((cell) => read(cell));
        values[operand] = site.values[updated] as number;
        return site.compute(values);
      },
      family: familyOf(site, 'updated'),
      words: () => t`${site.result} uses ${name} after its update, but it should use the one before.`,
      everywhere: () =>
        t`The backward phase uses the weights after their update, but it should use those before.`,
    },
  ];
}

/** The cell of a parameter after the update that follows a step; null if the graph does not have it. */
function updatedCell({ graph, node: { segment }, layout }: Site, cell: Cell): Cell | null {
  const { run, schedule } = graph.session.engine;
  const role = graph.writerOf(cell)?.instruction.role;
  const parameter = role?.kind === 'update' ? role.parameter : (graph.slots[cell] as Slot);
  const index = layout.updateOf(parameter);
  if (index === undefined || segment.program !== 'example') return null;
  const batch = schedule.batchStart(segment.batchIndex);
  return graph.nodeAt(batch + segment.size * run.example.instructions.length + index + 1)?.result ?? null;
}

function withOld(site: Site, operand: number): Change[] {
  const writer = site.graph.writerOf(site.operand(operand));
  const role = writer?.instruction.role;
  if (!writer || role?.kind !== 'update') return [];
  const old = site.graph.cellAt(role.parameter, writer.step - 1);
  if (old === null) return [];
  return [
    {
      node: site.node,
      value: (read) => {
        const values = site.node.operands.map((cell) => read(cell));
        values[operand] = read(old);
        return site.compute(values);
      },
      family: familyOf(site, 'old'),
      words: () => t`${site.result} uses ${site.name(operand)} from before its update.`,
      everywhere: () => t`The weights from before the update are used.`,
    },
  ];
}
