/**
 * How settings of other libraries are written here, for the messages about keys that an optimizer does not have. Those
 * that mean the same and only have another name are in format/synonyms.ts.
 */
import { t } from '../../i18n/translate.ts';
import type { OptimizerName } from './optimizers.ts';

const write = (written: string) => t`write ${written}`;

/** What to do about a setting with this value (a number, or `…`); for a kind that is not known, `sgd` is meant. */
type Advice = (value: string, kind: OptimizerName) => string;

const isWithVelocity = (kind: OptimizerName) => kind === 'sgd' || kind === 'momentum' || kind === 'nesterov';

const clipNorm: Advice = (value) => write(`clip: { norm: ${value} }`);
const clipValue: Advice = (value) => write(`clip: { value: ${value} }`);

const otherNames: Readonly<Record<string, Advice>> = {
  epsilon_hat: (value) => write(`epsilon: ${value}, epsilon_position: hat`),
  eps_root: (value) => write(`epsilon: ${value}, epsilon_position: inside`),
  momentum: (value, kind) => {
    if (isWithVelocity(kind)) return write(`kind: momentum, momentum: ${value}`);
    return kind === 'adam' || kind === 'adamw'
      ? write(`beta1: ${value}`)
      : t`remove it: ${kind} has no velocity here`;
  },
  nesterov: (_value, kind) =>
    isWithVelocity(kind) ? write('kind: nesterov') : t`remove it: ${kind} has no velocity here`,
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
export function writtenHere(key: string, value: unknown, kind: OptimizerName): string | null {
  if (!Object.hasOwn(otherNames, key)) return null;
  // A switch that is off changes nothing.
  if (value === false) return t`remove it`;
  return otherNames[key]?.(typeof value === 'number' ? String(value) : '…', kind) ?? null;
}
