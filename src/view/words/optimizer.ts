/** Words for what an optimiser computes before its step. */
import type { UpdatePart } from '../../explain/role.ts';
import { t } from '../../i18n/translate.ts';
import type { Facts, Words } from './facts.ts';

/** The sentences for one operation; `name` is the parameter, empty where all share it. */
interface Part {
  readonly what: (facts: Facts, name: string) => string;
  readonly why: (facts: Facts) => string;
  readonly means?: (facts: Facts, name: string) => string;
}

const multiplied = ({ a, b }: Facts) => t`${b.name} (${b.text}) is multiplied by ${a.text}.`;
const addedTo = ({ a, b }: Facts) => t`${b.name} (${b.text}) is added to ${a.name} (${a.text}).`;

const schedule = () => t`Large updates at first get close to the lowest loss; smaller ones later stay there.`;
const memory = () => t`Earlier gradients count less and less, and the newest one is added.`;
const unbiased = () =>
  t`The means start at 0, so they are too small at first. Dividing by this corrects them.`;
const scaled = () =>
  t`Dividing by the usual size of its gradients gives every weight updates of about the same size.`;
const lookingAhead = () => t`Nesterov looks ahead, to where the velocity leads from here.`;
const simple = () => t`A penalty on large weights keeps a network simple: it pulls every weight towards 0.`;

const parts: Readonly<Record<UpdatePart, Part>> = {
  periods: {
    what: ({ a, b }) => t`The number of updates so far (${a.text}) is divided by ${b.text}.`,
    why: schedule,
  },
  whole: {
    what: ({ a }) => t`${a.text} is rounded down.`,
    why: () => t`The learning rate changes only when an epoch starts.`,
  },
  angle: {
    what: ({ b }) => t`${b.text} is turned into an angle: half a turn over all epochs.`,
    why: schedule,
  },
  wave: { what: ({ a }) => t`The cosine of ${a.text} is taken.`, why: schedule },
  half: { what: ({ b }) => t`The cosine (${b.text}) is halved.`, why: schedule },
  factor: {
    what: ({ a, b }) => t`The factor of the learning rate is worked out from ${a.text} and ${b.text}.`,
    why: schedule,
  },
  now: {
    what: ({ a, b }) => t`The learning rate (${a.text}) is multiplied by its factor (${b.text}).`,
    why: schedule,
    means: ({ result }) => t`In this update, the learning rate is ${result.text}.`,
  },
  updates: {
    what: ({ a }) => t`One more update is counted; there were ${a.text} before.`,
    why: () => t`The number of updates tells which epoch this is.`,
  },
  power: { what: multiplied, why: unbiased },
  correction: { what: ({ b }) => t`${b.text} is subtracted from 1.`, why: unbiased },
  decayRate: {
    what: ({ a, b }) => t`The learning rate (${a.text}) is multiplied by the weight decay (${b.text}).`,
    why: simple,
    means: ({ result }) => t`Every weight shrinks by this share: ${result.text}.`,
  },
  penalty: { what: multiplied, why: simple },
  gradient: { what: addedTo, why: simple },
  velocity: {
    what: addedTo,
    why: () =>
      t`A velocity adds up gradients: where they agree, it grows; where they alternate, they cancel.`,
    means: ({ result }, name) => t`The velocity of ${name} is ${result.text}.`,
  },
  kept: { what: multiplied, why: memory },
  ahead: { what: multiplied, why: lookingAhead },
  square: {
    what: ({ a }) => t`The gradient (${a.text}) is squared.`,
    why: () => t`The square shows how large a gradient is, whatever its sign.`,
  },
  added: { what: multiplied, why: memory },
  mean: { what: addedTo, why: memory },
  corrected: { what: ({ a, b }) => t`${a.name} (${a.text}) is divided by ${b.text}.`, why: unbiased },
  root: { what: ({ a }) => t`The square root of ${a.text} is taken.`, why: scaled },
  safe: {
    what: ({ a, b }) => t`${b.text} is added to the root (${a.text}).`,
    why: () => t`This avoids a division by 0.`,
  },
  direction: {
    what: ({ a, b }) => t`The direction is worked out from ${a.name} (${a.text}) and ${b.name} (${b.text}).`,
    why: ({ optimizer }) => (optimizer === 'nesterov' ? lookingAhead() : scaled()),
    means: ({ result }, name) => t`The direction for ${name} is ${result.text}.`,
  },
  decay: { what: multiplied, why: simple },
  shrunk: {
    what: ({ a, b }) => t`That part (${b.text}) is subtracted from ${a.name} (${a.text}).`,
    why: simple,
  },
};

export const updatePart: Words<'updatePart'> = {
  what: ({ part, parameter }, facts) => parts[part].what(facts, parameter ?? ''),
  why: ({ part }, facts) => parts[part].why(facts),
  means: ({ part, parameter }, facts) => {
    const { means } = parts[part];
    return means ? means(facts, parameter ?? '') : t`${facts.result.name} is ${facts.result.text}.`;
  },
};
