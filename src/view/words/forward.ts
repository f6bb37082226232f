/** Texts for the forward phase: products, sums, biases, activations, dropout. */
import { activationWords } from '../../core/operations.ts';
import type { RoleOf } from '../../explain/role.ts';
import { t } from '../../i18n/translate.ts';
import type { Words } from './facts.ts';

/** The name of what the products add up to: the node's sum if an activation follows, otherwise the node. */
const sumOf = ({ node, activation }: RoleOf<'product' | 'bias'>) =>
  activation ? t`the sum of ${node}` : node;

export const product: Words<'product'> = {
  what: (_role, { a, b }) => t`${a.name} (${a.text}) is multiplied by the weight ${b.name} (${b.text}).`,
  why: () => t`Going forward, a weight says how much a value counts in the next node.`,
  means: (role, { a, b, result, size }) => {
    const sum = sumOf(role);
    if (result.value > 0) return t`${a.name} pushes ${sum} up by ${size}.`;
    if (result.value < 0) return t`${a.name} pulls ${sum} down by ${size}.`;
    if (a.value === 0) return t`${a.name} is 0, so it adds nothing to ${sum}.`;
    if (b.value === 0) return t`The weight is 0, so ${a.name} adds nothing to ${sum}.`;
    return t`${a.name} adds so little to ${sum} that it rounds to 0.`;
  },
};

export const sum: Words<'sum'> = {
  what: ({ count }, { a, b }) =>
    count === 2
      ? t`The first two products, ${a.text} and ${b.text}, are added.`
      : t`The product of input ${count} (${b.text}) is added to the sum so far (${a.text}).`,
  why: () => t`A node adds up its inputs, each multiplied by its weight: a dot product.`,
  means: ({ node, count, all }, { result }) =>
    count < all
      ? t`${node} has now collected ${result.text} from ${count} of its ${all} inputs.`
      : t`${node} has now collected ${result.text} from its ${all} inputs.`,
};

export const bias: Words<'bias'> = {
  what: ({ node, isShared }, { a, b }) =>
    isShared
      ? t`The layer's shared bias (${b.text}) is added to what ${node} has collected (${a.text}).`
      : t`The bias (${b.text}) is added to what ${node} has collected (${a.text}).`,
  why: () => t`A bias shifts the sum of a node by the same amount, whatever the inputs are.`,
  means: (role, { b, result, number }) => {
    const total = sumOf(role);
    const shift = number(Math.abs(b.value));
    if (b.value > 0) return t`The bias raises ${total} by ${shift}, to ${result.text}.`;
    if (b.value < 0) return t`The bias lowers ${total} by ${shift}, to ${result.text}.`;
    return t`The bias is 0 and leaves ${total} at ${result.text}.`;
  },
};

export const activation: Words<'activation'> = {
  what: (role, { a }) => t`The activation ${role.activation} is applied to ${a.name} (${a.text}).`,
  why: (role) => activationWords(role.activation).purpose(),
  means: (role, facts) => activationWords(role.activation).result(role.node, facts),
};

export const dropout: Words<'dropout'> = {
  what: (_role, { a, b }) => t`The value (${a.text}) is multiplied by its mask ${b.name} (${b.text}).`,
  why: () =>
    t`During training, dropout switches off nodes at random, so that the network does not rely on any one of them. The other nodes are scaled up, so that the mean stays the same.`,
  means: ({ node }, { b, result }) =>
    b.value === 0
      ? t`${node} is dropped: it gives 0 for this example.`
      : t`${node} is not dropped: it gives ${result.text}.`,
};
