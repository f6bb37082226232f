/** Inputs, layers and nodes: their names, and the number of their weights. */
import { t } from '../language/translate.ts';
import { count, difference, list } from './amounts.ts';
import { type Path, type Problem, quoted, shown } from './diagnostics.ts';
import { isMapping, type Outline, type OutlineLayer, type OutlineNode } from './outline.ts';
import { suggestion } from './suggest.ts';

/** Words of the address grammar and of expressions: no input and no node may be called so. */
const reserved: ReadonlySet<string> = new Set([
  'target',
  'error',
  'loss',
  'learning_rate',
  'batch',
  'grad',
  'slope',
  'layer',
  'delta',
  'velocity',
  'm',
  'v',
  'abs',
  'min',
  'max',
  'sqrt',
  'log',
  'exp',
  'true',
  'false',
  'and',
  'or',
  'not',
  'nan',
  'inf',
  // JavaScript's own, which a table keyed by names would take for its prototype.
  '__proto__',
]);

/** Names of inputs and nodes are unique together, names of layers among themselves. */
export function checkNames({ inputs, layers }: Outline): Problem[] {
  const seen = new Map<string, string>();
  const claim = (name: string, what: string, problem: Pick<Problem, 'path' | 'at'>): Problem[] => {
    const other = seen.get(name);
    seen.set(name, other ?? what);
    if (reserved.has(name)) {
      const expected = t`a name for ${what} that is not a word of addresses and conditions`;
      return [{ ...problem, expected, found: quoted(name), fix: t`choose another, for example ${name}_1` }];
    }
    if (other === undefined) return [];
    const expected = t`a name of its own for every input and node`;
    const found = t`${quoted(name)} again (it is ${other})`;
    return [{ ...problem, expected, found, fix: t`rename one of the two` }];
  };
  const claimed = (inputs ?? []).flatMap((name, index) =>
    claim(name, t`an input`, { path: ['inputs', index] }),
  );
  const ofNodes = layers.flatMap(({ index, name: layer, nodes }) =>
    nodes.flatMap(({ name }) =>
      claim(name, t`a node of layer ${layer ?? String(index)}`, {
        path: ['layers', index, 'nodes', name],
        at: 'key',
      }),
    ),
  );
  return [...claimed, ...ofNodes, ...checkLayerNames(layers)];
}

function checkLayerNames(layers: readonly OutlineLayer[]): Problem[] {
  const seen = new Set<string>();
  return layers.flatMap(({ index, name }) => {
    const again = name !== null && seen.has(name);
    if (name !== null) seen.add(name);
    if (!again) return [];
    const expected = t`a name of its own for every layer`;
    const found = t`${quoted(name)} again`;
    return [{ path: ['layers', index, 'name'], expected, found, fix: t`rename one of the two` }];
  });
}

/** Every node takes what comes in, or passes on something that is there. */
export function checkNodes({ inputs, layers }: Outline): Problem[] {
  const earlier = new Set(inputs ?? []);
  return layers.flatMap((layer) => {
    const problems = layer.nodes.flatMap((node) => {
      const path = ['layers', layer.index, 'nodes', node.name];
      return [
        ...checkWeights(node, layer.incoming, path),
        ...checkFrom(node, earlier, path),
        ...checkBias(node, layer, path),
      ];
    });
    for (const { name } of layer.nodes) earlier.add(name);
    const none = layer.nodes.length === 0 && isMapping(layer.raw.nodes);
    return none ? [...problems, noNodes(layer.index)] : problems;
  });
}

function noNodes(layer: number): Problem {
  return {
    path: ['layers', layer, 'nodes'],
    expected: t`at least one node`,
    found: t`an empty mapping`,
    fix: t`add a node, for example node_0: [1, 1]`,
  };
}

function checkWeights(
  { raw, weights }: OutlineNode,
  incoming: OutlineLayer['incoming'],
  path: Path,
): Problem[] {
  const written = weights?.length ?? 0;
  if (written === 0 || incoming === null || written === incoming.length) return [];
  return [
    {
      path: Array.isArray(raw) ? path : [...path, 'weights'],
      expected: t`${count(incoming.length, 'weight')}, one for each value coming in (${list(incoming)})`,
      found: count(written, 'weight'),
      fix: difference(written, incoming.length),
    },
  ];
}

function checkFrom({ from }: OutlineNode, earlier: ReadonlySet<string>, path: Path): Problem[] {
  if (typeof from !== 'string' || earlier.has(from)) return [];
  return [
    {
      path: [...path, 'from'],
      expected: t`the name of an input or of a node in an earlier layer`,
      found: shown(from),
      fix: suggestion(from, [...earlier]),
    },
  ];
}

function checkBias({ hasBias }: OutlineNode, { raw }: OutlineLayer, path: Path): Problem[] {
  if (!hasBias || typeof raw.bias !== 'number') return [];
  const expected = t`one bias, on the node or on its layer`;
  return [{ path: [...path, 'bias'], at: 'key', expected, found: t`both`, fix: t`remove one of the two` }];
}
