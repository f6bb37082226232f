/**
 * How settings of other libraries are written here, for the messages about keys that an optimizer does not have. Those
 * that mean the same and only have another name are in format/synonyms.ts.
 */
import { t } from '../../i18n/translate.ts';
import { type OptimizerName, optimizers } from './optimizers.ts';

const write = (written: string) => t`write ${written}`;

/** What to do about a setting with this value (a number, or `…`). The kind is null if it is not known. */
type Advice = (value: string, kind: OptimizerName | null) => string;

const hasKey = (kind: OptimizerName, key: string) => Object.hasOwn(optimizers[kind].keys, key);

/** Whether only the size of the gradients or their sign counts: then there is no form of it with a velocity. */
const isScaled = (kind: OptimizerName) => hasKey(kind, 'epsilon') || hasKey(kind, 'beta1');

const withoutVelocity = (kind: OptimizerName) => t`remove it: ${kind} has no velocity here`;

const clipNorm: Advice = (value) => write(`clip: { norm: ${value} }`);
const clipValue: Advice = (value) => write(`clip: { value: ${value} }`);

const otherNames: Readonly<Record<string, Advice>> = {
  epsilon_hat: (value) => write(`epsilon: ${value}, epsilon_position: hat`),
  eps_root: (value) => write(`epsilon: ${value}, epsilon_position: inside`),
  momentum: (value, kind) => {
    if (kind === null || !isScaled(kind)) return write(`kind: momentum, momentum: ${value}`);
    return hasKey(kind, 'beta1') ? write(`beta1: ${value}`) : withoutVelocity(kind);
  },
  nesterov: (_value, kind) =>
    kind === null || !isScaled(kind) ? write('kind: nesterov') : withoutVelocity(kind),
  weight_decay: (value) => write(`l2: ${value}`),
  clip_norm: clipNorm,
  global_clipnorm: clipNorm,
  max_norm: clipNorm,
  clipnorm: (value) =>
    t`write clip: { norm: ${value} } for the norm of all gradients together; Keras clips each variable by itself`,
  clip_value: clipValue,
  clipvalue: clipValue,
  initial_accumulator_value: (value) => write(`start: { v: ${value} }`),
};

/** What to do about a setting of another library; null if it is not known. */
export function writtenHere(key: string, value: unknown, kind: OptimizerName | null): string | null {
  if (!Object.hasOwn(otherNames, key)) return null;
  // A switch that is off changes nothing.
  if (value === false) return t`remove it`;
  return otherNames[key]?.(typeof value === 'number' ? String(value) : '…', kind) ?? null;
}
