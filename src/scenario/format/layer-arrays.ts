/** What commands can name as a whole in a network of layers: `hidden`, `h0.w`, `hidden.w`, `hidden.w[0]`, `hidden.bias`. */
import type { Shape } from '../../expression/arrays/terms.ts';
import type { Scenario, ScenarioLayer } from './scenario.ts';

/** Numbers with one name. A large network has a million weights, so their addresses are made when they are asked for. */
export interface LayerArray {
  readonly name: string;
  readonly shape: Shape;
  /** The addresses of its numbers in their order. */
  readonly cells: () => Iterable<string>;
  /** The names of its rows; of a list its own name. */
  readonly rows: readonly string[];
}

/** The outputs of each layer, the weights of each node, and the weights and biases of each layer. */
export function layerArrays({ layers }: Scenario): readonly LayerArray[] {
  return layers.flatMap((layer) => [...weightsOf(layer), ...listsOf(layer)]);
}

function weightsOf({ name, nodes }: ScenarioLayer): LayerArray[] {
  const own = nodes.filter(({ weights }) => weights.length > 0);
  const length = own[0]?.weights.length ?? 0;
  if (length === 0) return [];
  const rows = own.map((node) => `${node.name}.w`);
  return [
    // A row has the name of its node, and that of the layer with its place.
    ...rows.flatMap((row, index) =>
      [row, `${name}.w[${index}]`].map((each) => ({
        name: each,
        shape: [length],
        cells: () => numbersOf(row, length),
        rows: [row],
      })),
    ),
    {
      name: `${name}.w`,
      shape: [own.length, length],
      cells: function* cells() {
        for (const row of rows) yield* numbersOf(row, length);
      },
      rows,
    },
  ];
}

function* numbersOf(list: string, length: number): Generator<string> {
  for (let index = 0; index < length; index++) yield `${list}[${index}]`;
}

function listsOf({ name, nodes }: ScenarioLayer): LayerArray[] {
  const list = (whole: string, cells: readonly string[]): LayerArray[] =>
    cells.length === 0 ? [] : [{ name: whole, shape: [cells.length], cells: () => cells, rows: [whole] }];
  const biased = nodes.filter(({ bias }) => bias !== null);
  return [
    ...list(
      name,
      nodes.map((node) => node.name),
    ),
    ...list(
      `${name}.bias`,
      biased.map((node) => `${node.name}.bias`),
    ),
  ];
}
