/** Mistakes in sums: a term that is left out or counted twice, a sum for a mean and a mean for a sum. */
import { t } from '../../i18n/translate.ts';
import { isBias } from '../../scenario/optimizers/common/penalty.ts';
import type { Change, Mistake } from './mistake.ts';
import { familyOf } from './products.ts';
import type { Site } from './site.ts';

const both = [0, 1] as const;

const isSum = ({ op, role }: Site) => op === 'add' && role.kind !== 'update';

/** The number of terms that a step completes the sum of; null if it is not the last of a sum. */
function termsOf({ role, node }: Site): number | null {
  switch (role.kind) {
    case 'gradientSum':
    case 'lossSum':
    case 'lossTotal':
      return role.count === role.all ? role.all : null;
    case 'batchLoss':
    case 'batchGradient': {
      const { example, firstExample, size } = node.segment;
      return example === firstExample + size - 1 ? size : null;
    }
    default:
      return null;
  }
}

function leftOut(site: Site, operand: number): string {
  const { role, result } = site;
  const name = site.name(operand);
  if (role.kind === 'bias' && operand === 1) return t`The bias ${name} is left out of ${result}.`;
  if (role.kind === 'batchGradient' && operand === 0)
    return t`${result} has only the last example: the gradients of the batch are not added up.`;
  if (role.kind === 'gradientSum') return t`The path ${name} is left out of ${result}.`;
  return t`The term ${name} is left out of ${result}.`;
}

/** Whether a step adds the penalties to the gradient of a parameter. */
function isPenalised({ role }: Site): boolean {
  return role.kind === 'updatePart' && role.source === 'penalty' && role.part === 'gradient';
}

/** The penalties can be left out for all parameters, or for the biases only. */
function withoutPenalty({ graph, role }: Site, change: Change): Change[] {
  const parameter = role.kind === 'updatePart' ? role.parameter : null;
  const [address] = (parameter === null ? null : graph.session.engine.run.slots[parameter]?.addresses) ?? [];
  const all = { ...change, everywhere: () => t`The penalty on large weights is left out.` };
  return address !== undefined && isBias(address)
    ? [
        all,
        {
          ...change,
          family: `${change.family} of biases`,
          everywhere: () => t`The penalty is left out for the biases.`,
        },
      ]
    : [all];
}

export const sums: readonly Mistake[] = [
  {
    kind: 'term missing',
    cost: 1.3,
    at: (site) =>
      isSum(site)
        ? both.flatMap((operand): Change[] => {
            const isBias = site.role.kind === 'bias' && operand === 1;
            const change: Change = {
              node: site.node,
              value: (read) => read(site.operand(1 - operand)),
              family: familyOf(site, operand),
              words: () => leftOut(site, operand),
              ...(isBias ? { everywhere: () => t`The biases are left out.`, cost: -0.3 } : {}),
            };
            return operand === 1 && isPenalised(site) ? withoutPenalty(site, change) : [change];
          })
        : [],
  },
  {
    kind: 'term twice',
    cost: 2.5,
    at: (site) =>
      isSum(site)
        ? both.map((operand) => ({
            node: site.node,
            value: (read) => read(site.operand(0)) + read(site.operand(1)) + read(site.operand(operand)),
            family: familyOf(site, operand),
            words: () => t`${site.name(operand)} is added twice in ${site.result}.`,
          }))
        : [],
  },
  {
    kind: 'mean for sum',
    cost: 1.3,
    at: (site) => {
      const terms = termsOf(site);
      if (terms === null || terms < 2) return [];
      return [
        {
          node: site.node,
          value: (read) => (read(site.operand(0)) + read(site.operand(1))) / terms,
          family: familyOf(site, 'mean'),
          words: () => t`${site.result} is the mean of ${terms} terms here, but it should be their sum.`,
        },
      ];
    },
  },
  {
    kind: 'sum for mean',
    cost: 0.9,
    at: (site) =>
      site.role.kind === 'lossMean'
        ? [
            {
              node: site.node,
              value: (read) => read(site.operand(1)),
              family: familyOf(site, 'sum'),
              words: () =>
                site.role.kind === 'lossMean' && site.role.over === 'examples'
                  ? t`${site.result} is the sum over the examples here, but it should be their mean.`
                  : t`${site.result} is the sum over the outputs here, but it should be their mean.`,
            },
          ]
        : [],
  },
  {
    kind: 'count off by one',
    cost: 1.7,
    at: (site) => site.node.operands.flatMap((_cell, operand) => offByOne(site, operand)),
  },
];

/** A count, or 1 divided by one, that is one too small or too large: the variance of a sample and of a population. */
function offByOne(site: Site, operand: number): Change[] {
  if (site.part(operand) !== 'constant') return [];
  const constant = site.values[site.operand(operand)] as number;
  const isShare = site.op === 'multiply' && constant > 0 && constant < 1;
  const count = isShare ? Math.round(1 / constant) : constant;
  const isCount = Number.isInteger(count) && count >= 2 && (!isShare || 1 / count === constant);
  if (!isCount || (site.op !== 'divide' && !isShare) || (site.op === 'divide' && operand !== 1)) return [];
  return [count - 1, count + 1].map((other) => ({
    node: site.node,
    value: (read) => {
      const values = site.node.operands.map((cell) => read(cell));
      values[operand] = isShare ? 1 / other : other;
      return site.compute(values);
    },
    family: familyOf(site, `count ${other - count}`),
    words: () =>
      t`${site.result} is divided by ${String(other)}, but it should be divided by ${String(count)}.`,
  }));
}
