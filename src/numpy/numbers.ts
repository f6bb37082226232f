/** Numbers as NumPy has them. */
import { binding } from '../core/operations/operation.ts';

/** A number for an array: always a float, and the same double. */
export function literal(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** A constant of the tape, as short as it is in a formula: `2`, `0.5`, `1 / 3`. */
export function constantText(value: number): { readonly text: string; readonly binds: number } {
  const inverse = Math.round(1 / value);
  const text = String(value);
  return text.length > 6 && 1 / inverse === value
    ? { text: `1 / ${inverse}`, binds: binding.product }
    : { text, binds: value < 0 ? binding.sum : binding.atom };
}
