/** Mistakes in products: a factor that is left out, counted twice, or divided by. */
import { t } from '../../i18n/translate.ts';
import type { Change, Mistake } from './mistake.ts';
import type { Part, Site } from './site.ts';

const both = [0, 1] as const;

const isProduct = ({ op, node }: Site) => op === 'multiply' && node.operands.length === 2;

/** What was left out, by what it is. */
function missing(site: Site, operand: number): string {
  const [name, result] = [site.name(operand), site.result];
  const texts: Readonly<Partial<Record<Part, () => string>>> = {
    slope: () => t`${result} lacks ${name}, the slope of the activation.`,
    weight: () => t`${result} lacks the weight ${name}.`,
    rate: () => t`The learning rate is left out of ${result}.`,
    share: () => t`${result} is not multiplied by ${name}: the sum over the batch is taken, not the mean.`,
  };
  return (texts[site.part(operand)] ?? (() => t`${result} lacks the factor ${name}.`))();
}

/** The same everywhere, for what has a name of its own as a kind. */
function missingEverywhere(site: Site, operand: number): (() => string) | undefined {
  const texts: Readonly<Partial<Record<Part, () => string>>> = {
    slope: () => t`The slopes of the activations are left out.`,
    rate: () => t`The learning rate is left out.`,
    weight: () => t`The gradients are not multiplied by the weights on their way back.`,
    share: () => t`The gradients are the sum over the batch, but they should be the mean.`,
  };
  return site.isBackward || site.part(operand) === 'rate' ? texts[site.part(operand)] : undefined;
}

/** How unlikely it is that a factor of a kind is forgotten. */
const forgetting: Readonly<Record<Part, number>> = {
  slope: 0,
  weight: 0.2,
  rate: 0,
  share: 0,
  constant: 0.2,
  gradient: 0.5,
  value: 0.3,
  bias: 1,
  target: 0.5,
};

/** A family is of one kind of step, and of what is wrong with which of its operands. */
export function familyOf(site: Site, operand: number | string): string {
  const { role } = site;
  const { forwardIndex } = site.node.instruction;
  const of =
    forwardIndex === null ? '' : site.graph.session.engine.run.example.instructions[forwardIndex]?.role.kind;
  const part = role.kind === 'updatePart' ? ` ${role.source} ${role.part}` : '';
  return `${role.kind}${part} ${of} ${operand}`;
}

/** The share of an example in its batch is left out of all gradients, or of all losses. */
function familyOfFactor(site: Site, operand: number): string {
  return site.part(operand) === 'share' ? `share ${site.isBackward}` : familyOf(site, operand);
}

export const products: readonly Mistake[] = [
  {
    kind: 'factor missing',
    cost: 1,
    at: (site) =>
      isProduct(site)
        ? both.map((operand): Change => {
            const everywhere = missingEverywhere(site, operand);
            return {
              node: site.node,
              value: (read) => read(site.operand(1 - operand)),
              family: familyOfFactor(site, operand),
              words: () => missing(site, operand),
              ...(everywhere ? { everywhere } : {}),
              cost: forgetting[site.part(operand)],
            };
          })
        : [],
  },
  {
    kind: 'factor twice',
    cost: 1.8,
    at: (site) =>
      isProduct(site)
        ? both.map((operand): Change => {
            const isRate = site.part(operand) === 'rate';
            return {
              node: site.node,
              value: (read) =>
                site.compute([read(site.operand(0)), read(site.operand(1))]) * read(site.operand(operand)),
              family: familyOf(site, operand),
              words: () =>
                isRate
                  ? t`The learning rate is applied twice in ${site.result}.`
                  : t`${site.result} is multiplied by ${site.name(operand)} twice.`,
              ...(isRate ? { everywhere: () => t`The learning rate is applied twice.`, cost: -0.8 } : {}),
            };
          })
        : [],
  },
  {
    kind: 'divided',
    cost: 2.4,
    at: (site) =>
      isProduct(site)
        ? both.map((operand) => ({
            node: site.node,
            value: (read) => read(site.operand(1 - operand)) / read(site.operand(operand)),
            family: familyOf(site, operand),
            words: () => t`${site.result} is divided by ${site.name(operand)}, not multiplied.`,
          }))
        : [],
  },
  {
    kind: 'multiplied',
    cost: 2.2,
    at: (site) =>
      site.op === 'divide'
        ? [
            {
              node: site.node,
              value: (read) => read(site.operand(0)) * read(site.operand(1)),
              family: familyOf(site, '×'),
              words: () => t`${site.result} is multiplied by ${site.name(1)}, not divided.`,
            },
            {
              node: site.node,
              value: (read) => read(site.operand(0)),
              family: familyOf(site, 'no division'),
              words: () => t`${site.result} is not divided by ${site.name(1)}.`,
              cost: -0.6,
            },
            {
              node: site.node,
              value: (read) => read(site.operand(1)) / read(site.operand(0)),
              family: familyOf(site, 'upside down'),
              words: () =>
                t`In ${site.result}, ${site.name(1)} is divided by ${site.name(0)}: the other way round.`,
            },
          ]
        : [],
  },
  {
    kind: 'added instead of multiplied',
    cost: 2.6,
    at: (site) =>
      isProduct(site)
        ? [
            {
              node: site.node,
              value: (read) => read(site.operand(0)) + read(site.operand(1)),
              family: familyOf(site, '+'),
              words: () =>
                t`In ${site.result}, ${site.name(0)} and ${site.name(1)} are added, not multiplied.`,
            },
          ]
        : [],
  },
];
