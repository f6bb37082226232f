/** Mistakes of the sign and by a factor of 2. */
import { t } from '../../i18n/translate.ts';
import type { Mistake } from './mistake.ts';
import { familyOf } from './products.ts';

export const signs: readonly Mistake[] = [
  {
    kind: 'sign',
    cost: 1.4,
    at: (site) => {
      const isError = site.role.kind === 'error';
      // The sign of a product is that of each of its factors, which are asked themselves.
      return [
        {
          node: site.node,
          value: (read) => -site.compute(site.node.operands.map((cell) => read(cell))),
          family: familyOf(site, 'sign'),
          words: () =>
            site.op === 'subtract'
              ? t`${site.result} is ${site.name(1)} − ${site.name(0)} here: the other way round.`
              : t`${site.result} has the wrong sign.`,
          cost: isError || site.op === 'subtract' ? -0.4 : 0,
        },
      ];
    },
  },
  {
    kind: 'added for subtracted',
    cost: 1.2,
    at: (site) => {
      if (site.op !== 'subtract' && site.op !== 'add') return [];
      const isSubtracted = site.op === 'subtract';
      const isUpdate = site.role.kind === 'update';
      return [
        {
          node: site.node,
          value: (read) => read(site.operand(0)) + (isSubtracted ? 1 : -1) * read(site.operand(1)),
          family: familyOf(site, '±'),
          words: () =>
            isSubtracted
              ? t`In ${site.result}, ${site.name(1)} is added, but it should be subtracted.`
              : t`In ${site.result}, ${site.name(1)} is subtracted, but it should be added.`,
          ...(isUpdate ? { everywhere: () => t`The updates are added, but they should be subtracted.` } : {}),
          cost: isUpdate ? 0 : isSubtracted ? 0.2 : 0.6,
        },
      ];
    },
  },
  {
    kind: 'factor 2',
    cost: 2,
    at: (site) =>
      [2, 0.5].map((factor) => ({
        node: site.node,
        value: (read) => factor * site.compute(site.node.operands.map((cell) => read(cell))),
        family: familyOf(site, factor),
        words: () =>
          factor === 2
            ? t`${site.result} is twice what it should be.`
            : t`${site.result} is half of what it should be: a factor of 2 is missing.`,
        cost: ['slope', 'error', 'squaredError', 'term'].includes(site.role.kind) ? -0.2 : 0,
      })),
  },
];
