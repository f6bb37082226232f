/** Learning rates of parts of a network: what a key of `learning_rates` can name, and which key a parameter follows. */
import type { Scenario } from './scenario.ts';

/** A parameter by its printed address, and all that names it, the most specific name first. */
interface Named {
  readonly address: string;
  readonly names: readonly string[];
}

/**
 * All parameters with their names: `h0.w[1]`, `h0.w` (the weights of a node), `h0` (with its bias), `layer(hidden)`, and
 * `hidden` if no node is called so. A parameter of formulas has the name of its number, and of all its numbers.
 */
function namedParameters({ layers, parameters }: Scenario): Named[] {
  const nodes = new Set(layers.flatMap((layer) => layer.nodes.map(({ name }) => name)));
  const ofLayers = layers.flatMap(({ name: layer, nodes: own, bias }) => {
    const ofLayer = [`layer(${layer})`, ...(nodes.has(layer) ? [] : [layer])];
    const shared = `layer(${layer}).bias`;
    return [
      ...own.flatMap(({ name, weights, bias: ownBias }) => [
        ...weights.map((_weight, index) => {
          const address = `${name}.w[${index}]`;
          return { address, names: [address, `${name}.w`, name, ...ofLayer] };
        }),
        ...(ownBias === null ? [] : [{ address: `${name}.bias`, names: [`${name}.bias`, name, ...ofLayer] }]),
      ]),
      ...(bias === null ? [] : [{ address: shared, names: [shared, ...ofLayer] }]),
    ];
  });
  return [...ofLayers, ...parameters.map(({ name, array }) => ({ address: name, names: [name, array] }))];
}

/** All that a key can name. */
export function rateKeys(scenario: Scenario): string[] {
  return [...new Set(namedParameters(scenario).flatMap(({ names }) => names.toReversed()))];
}

/** The key that each parameter with a learning rate of its own follows, by the printed address of the parameter. */
export function ratedParameters(scenario: Scenario): ReadonlyMap<string, string> {
  const rates = scenario.optimizer?.rates ?? {};
  if (Object.keys(rates).length === 0) return new Map();
  return new Map(
    namedParameters(scenario).flatMap(({ address, names }) => {
      const key = names.find((name) => Object.hasOwn(rates, name));
      return key === undefined ? [] : [[address, key] as const];
    }),
  );
}
