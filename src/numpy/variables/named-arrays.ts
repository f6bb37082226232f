/** Arrays with a variable; the inputs and the parameters of formulas as such: the scenario lists their numbers. */
import type { Slot } from '../../core/program.ts';
import { elementName, sizeOf } from '../../expression/arrays/terms.ts';
import type { Scenario } from '../../scenario/format/scenario.ts';

/** A variable and its slots. For a single number the shape is empty. */
export interface NumpyArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly slots: readonly Slot[];
}

/** The inputs of formulas, arrays as a whole, each with the index of its first number among all. */
export function inputArrays({ inputs, arrays }: Scenario) {
  const shapeOf = new Map(
    arrays.map(({ name, shape }) => [
      elementName(
        name,
        shape.map(() => 0),
      ),
      { name, shape },
    ]),
  );
  const found: { name: string; shape: readonly number[]; first: number }[] = [];
  for (let first = 0; first < inputs.length; ) {
    const input = inputs[first] as string;
    const { name, shape } = shapeOf.get(input) ?? { name: input, shape: [] };
    found.push({ name, shape, first });
    first += sizeOf(shape);
  }
  return found;
}

/** Groups the numbers of parameters into arrays. The last number of each array has the largest indexes. */
export function arraysOf(parameters: Scenario['parameters']) {
  const arrays = new Map<string, Scenario['parameters'][number][]>();
  for (const parameter of parameters) {
    arrays.set(parameter.array, [...(arrays.get(parameter.array) ?? []), parameter]);
  }
  return [...arrays].map(([name, all]) => ({
    name,
    elements: all.map((parameter) => parameter.name),
    shape: (all.at(-1)?.indexes ?? []).map((index) => index + 1),
  }));
}
