/** Prints numbers for NumPy. */
import { binding } from '../../core/operations/operation.ts';

/** A number as a Python float: it is read back as the same double. */
export function literal(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** A constant of the tape in the short form of formulas: `2`, `0.5`, `1 / 3`. */
export function constantText(value: number): { readonly text: string; readonly binds: number } {
  const inverse = Math.round(1 / value);
  const text = String(value);
  return text.length > 6 && 1 / inverse === value
    ? { text: `1 / ${inverse}`, binds: binding.product }
    : { text, binds: value < 0 ? binding.sum : binding.atom };
}

/** The elements of an array, row by row, as nested Python lists. */
export function nested([size = 0, ...inner]: readonly number[], elements: readonly string[]): string {
  if (inner.length === 0) return `[${elements.join(', ')}]`;
  const width = elements.length / size;
  const rows = Array.from({ length: size }, (_row, row) =>
    nested(inner, elements.slice(row * width, (row + 1) * width)),
  );
  return `[${rows.join(', ')}]`;
}
