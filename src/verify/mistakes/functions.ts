/** Mistakes with activations and their slopes, with softmax, and with single operations. */
import {
  type ActivationName,
  activationNames,
  derivativeOf,
  type OpName,
  ops,
} from '../../core/operations.ts';
import type { Instruction, Slot } from '../../core/program.ts';
import { t } from '../../i18n/translate.ts';
import type { Change, Mistake } from './mistake.ts';
import { familyOf } from './products.ts';
import type { Site } from './site.ts';

const isActivation = ({ role }: Site) => role.kind === 'activation';

export const functions: readonly Mistake[] = [
  {
    kind: 'activation left out',
    cost: 1.2,
    at: (site) =>
      isActivation(site)
        ? [
            {
              node: site.node,
              value: (read) => read(site.operand(0)),
              family: familyOf(site, 'left out'),
              words: () => t`The activation (${site.op}) is left out of ${site.result}.`,
            },
          ]
        : [],
  },
  {
    kind: 'activation twice',
    cost: 1.4,
    at: (site) =>
      isActivation(site)
        ? [
            {
              node: site.node,
              value: (read) => site.compute([site.compute([read(site.operand(0))])]),
              family: familyOf(site, 'twice'),
              words: () => t`The activation (${site.op}) is applied twice in ${site.result}.`,
            },
          ]
        : [],
  },
  {
    kind: 'other activation',
    cost: 2.1,
    at: (site) =>
      isActivation(site)
        ? othersThan(site.op).map((other) => ({
            node: site.node,
            value: (read) => activated(other, read(site.operand(0))),
            family: familyOf(site, other),
            words: () => t`${site.result} is computed with ${other}, but its activation is ${site.op}.`,
          }))
        : [],
  },
  {
    kind: 'slope of another activation',
    cost: 2.1,
    at: (site) => {
      const forward = slopedActivation(site);
      if (forward === null) return [];
      const input = site.graph.nodeAt(site.node.segment.start + forward.index + 1);
      if (!input) return [];
      return othersThan(forward.instruction.op).map((other) => ({
        node: site.node,
        value: (read) => slopeAt(other, read(input.operands[0] as number)),
        family: familyOf(site, other),
        words: () =>
          t`${site.result} is the slope of ${other}, but the activation is ${forward.instruction.op}.`,
      }));
    },
  },
  {
    kind: 'softmax twice',
    cost: 1.1,
    at: (site) => [...sharedTwice(site), ...shiftedTwice(site)],
  },
  {
    kind: 'operation',
    cost: 0.8,
    at: (site) =>
      (ops[site.op].mistakes ?? []).map((mistake, index) => ({
        node: site.node,
        value: (read) => {
          const [a, b = a, ...rest] = site.node.operands.map((cell) => read(cell)) as [number, ...number[]];
          return mistake.forward(a, b, ...rest);
        },
        family: familyOf(site, index),
        words: () => mistake.words(site.result),
      })),
  },
];

/** The activations other than one, and than the identity, which is a mistake of its own. */
function othersThan(op: OpName): readonly ActivationName[] {
  return activationNames.filter((name) => name !== op && ops[name].activation !== null);
}

function activated(op: OpName, x: number): number {
  return ops[op].forward(x, x);
}

/** The activation whose slope a step computes, with its index in the tape; null if it computes another one. */
function slopedActivation({
  role,
  graph,
}: Site): { readonly index: number; readonly instruction: Instruction } | null {
  if (role.kind !== 'slope') return null;
  const instruction = graph.session.engine.run.example.instructions[role.of];
  return instruction?.role.kind === 'activation' ? { index: role.of, instruction } : null;
}

/** The slope of an activation at x, by its own rule. */
function slopeAt(op: OpName, x: number): number {
  const values: number[] = [x, activated(op, x)];
  const constant = (value: number) => values.push(value) - 1;
  const apply = (name: string, ...operands: Slot[]) => {
    const [a, b = a, ...rest] = operands.map((slot) => values[slot] as number) as [number, ...number[]];
    return constant(ops[name as OpName].forward(a, b, ...rest));
  };
  const slot = derivativeOf(op, 0)?.({ constant, apply }, [0], 1, 0);
  return slot === undefined ? Number.NaN : (values[slot] as number);
}

const twice = { everywhere: () => t`Softmax is applied twice.` };

/** A share that is computed from the shares, not from the values. */
function sharedTwice(site: Site): Change[] {
  const shares = softmaxCells(site, 'share');
  if (shares.length === 0) return [];
  return [
    {
      node: site.node,
      // The other shares are read as they are, not as they are with this mistake.
      value: (read) => {
        const own = read(site.operand(0)) / read(site.operand(1));
        const all = shares.map((cell) => Math.exp(site.values[cell] as number));
        return Math.exp(own) / all.reduce((sum, each) => sum + each, 0);
      },
      family: familyOf(site, 'twice'),
      words: () => t`Softmax is applied twice in ${site.result}.`,
      ...twice,
    },
  ];
}

/** A value that is compared with the largest in a loss that has a softmax of its own, but was a share already. */
function shiftedTwice(site: Site): Change[] {
  const shifted = softmaxCells(site, 'shifted');
  if (shifted.length === 0) return [];
  return [
    {
      node: site.node,
      value: () => {
        const powers = shifted.map((cell) => Math.exp(site.values[cell] as number));
        const sum = powers.reduce((all, each) => all + each, 0);
        const own = Math.exp(site.values[site.node.result] as number);
        return (own - Math.max(...powers)) / sum;
      },
      family: familyOf(site, 'twice'),
      words: () => t`Softmax is applied twice in ${site.result}.`,
      ...twice,
    },
  ];
}

/** The cells of a part of the softmax that a step computes this part of; none if it computes something else. */
function softmaxCells({ role, graph, node, layout }: Site, part: 'share' | 'shifted'): number[] {
  if (role.kind !== 'softmaxPart' || role.part !== part) return [];
  const steps = layout.softmaxSteps(node.instruction.group, part);
  return steps.flatMap((index) => graph.nodeAt(node.segment.start + index + 1)?.result ?? []);
}
