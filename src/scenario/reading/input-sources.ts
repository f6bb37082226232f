import { elementNames, type Shape } from '../../expression/arrays/terms.ts';
import { isMapping, type Mapping } from '../yaml/mapping.ts';
import { listOf, shapeOf } from './written-values.ts';

/** What an input of the network is made from: a column of the data, and one of its categories if it has any. */
export interface InputSource {
  readonly name: string;
  /** What formulas call it: the array that it is a number of, or its own name. */
  readonly value: { readonly name: string; readonly shape: Shape };
  readonly column: string;
  /** The text for which the input is 1; null for a column of numbers. */
  readonly category: string | null;
}

/**
 * The inputs of the network. A column with categories is one input for each of them: `colour.red`, `colour.blue`. A
 * list in the first example is one for each of its numbers: `x[0]`, `x[1]`.
 *
 * @param written the inputs as they are written
 * @param data the data as they are written; what has the wrong shape is skipped
 */
export function inputSources(written: readonly string[], data: unknown): InputSource[] {
  const { inputs: columns, categories } = isMapping(data) ? data : {};
  const [example] = listOf(data);
  const first = listOf(isMapping(example) ? example.inputs : null);
  return written.flatMap((name, index): InputSource[] => {
    const column = String(listOf(columns)[index] ?? name);
    const own = categoriesOf(categories, column);
    if (own.length > 0) {
      return own.map(([category, text]) => {
        const whole = `${name}.${category}`;
        return { name: whole, value: { name: whole, shape: [] }, column, category: text };
      });
    }
    const value = { name, shape: shapeOf(first[index]) };
    return elementNames(name, value.shape).map((each) => ({
      name: each,
      value,
      column,
      category: null,
    }));
  });
}

/** The values that formulas can use before the first one is computed. */
export function givenValues(sources: readonly InputSource[], parameters: Mapping): InputSource['value'][] {
  const inputs = new Map(sources.map(({ value }) => [value.name, value]));
  const ofParameters = Object.entries(parameters).map(([name, value]) => ({ name, shape: shapeOf(value) }));
  return [...inputs.values(), ...ofParameters];
}

/** The names and texts of a column's categories; none if it has none. */
export function categoriesOf(categories: unknown, column: string): (readonly [name: string, text: string])[] {
  const own = isMapping(categories) && Object.hasOwn(categories, column) ? categories[column] : [];
  if (Array.isArray(own)) return own.map((text) => [String(text), String(text)]);
  return isMapping(own) ? Object.entries(own).map(([name, text]) => [name, String(text)]) : [];
}
