/** Checks of inputs, layers and nodes: their names and the numbers of their weights. */

import { describeValue, type Path, type Problem, quoted } from '../../diagnostics/diagnostic.ts';
import { countDifference, joinList, plural } from '../../diagnostics/plurals.ts';
import { suggestion } from '../../diagnostics/suggestion.ts';
import { conditionNumbers } from '../../expression/condition-syntax.ts';
import { t } from '../../i18n/translate.ts';
import { kindsWithScale } from '../format/initial-weights.ts';
import { LOSS_FORMULA } from '../losses/losses.ts';
import type { Outline } from '../reading/outline.ts';
import { isSized, type OutlineLayer, type OutlineNode } from '../reading/outline-layers.ts';
import { isMapping } from '../yaml/mapping.ts';

const isOfRun = (name: string) => t`in addresses, ${name} is a value of the run itself`;
const isNumber = (name: string) => t`in conditions, ${name} is a number`;
const isOperator = (name: string) => t`in conditions and formulas, ${name} is an operator`;

/**
 * Words that inputs, nodes, parameters and formulas cannot have as a name, and why. Words that have a bracket after them are
 * none of these: `m(w)` and `exp(x)` differ from values called `m` and `exp`.
 */
const reserved: ReadonlyMap<string, (name: string) => string> = new Map([
  ...['target', 'error', LOSS_FORMULA, 'learning_rate', 'gradient_norm', 'clip'].map(
    (name) => [name, isOfRun] as const,
  ),
  // Only an input with categories has addresses of this form.
  ...['batch.loss', 'batch.share'].map((name) => [name, isOfRun] as const),
  ...['m', 'v', 'velocity', 'v_delta'].flatMap((state) =>
    ['power', 'correction', 'root'].map((part) => [`${state}.${part}`, isOfRun] as const),
  ),
  ...conditionNumbers.map((name) => [name, isNumber] as const),
  ...['and', 'or', 'not'].map((name) => [name, isOperator] as const),
  // In a JavaScript object keyed by names, this key would set the prototype.
  ['__proto__', (name) => t`${name} has a meaning of its own in JavaScript`] as const,
]);

/** Whether inputs, nodes, parameters and formulas cannot have a name. */
export function isReserved(name: string): boolean {
  return reserved.has(name);
}

/** Checks names: those of inputs, nodes, parameters and formulas must all differ, and those of layers must differ. */
export function checkNames({ raw, writtenInputs, inputs, layers, formulas, kept }: Outline): Problem[] {
  const seen = new Map<string, string>();
  const claim = (name: string, what: string, problem: Pick<Problem, 'path' | 'at'>): Problem[] => {
    const other = seen.get(name);
    seen.set(name, other ?? what);
    const isOwnLoss = name === LOSS_FORMULA && problem.path[0] === 'formulas';
    const why = isOwnLoss ? undefined : reserved.get(name);
    if (why) {
      const expected = t`a name for ${what} that is not a reserved word`;
      const fix = t`${why(name)}: choose another name, for example ${name}_1`;
      return [{ ...problem, expected, found: quoted(name), fix }];
    }
    if (other === undefined) return [];
    const expected = t`a different name for every input and node`;
    const found = t`${quoted(name)} again (it is already ${other})`;
    return [{ ...problem, expected, found, fix: t`rename one of the two` }];
  };
  const claimed = (writtenInputs ?? []).flatMap((name, index) =>
    claim(name, t`an input`, { path: ['inputs', index] }),
  );
  const ofCategories = (inputs ?? [])
    .filter((name) => name.includes('.'))
    .flatMap((name) => {
      const index = (writtenInputs ?? []).findIndex((written) => name.startsWith(`${written}.`));
      return claim(name, t`an input`, { path: ['inputs', index] });
    });
  const ofNodes = layers.flatMap(({ index, name: layer, nodes }) =>
    nodes.flatMap(({ name }) =>
      claim(name, t`a node of layer ${layer ?? String(index)}`, {
        path: ['layers', index, 'nodes', name],
        at: 'key',
      }),
    ),
  );
  // The nodes of a layer given by its size are named after the layer: `hidden[0]`.
  const ofSized = layers.flatMap(({ index, name, raw }) =>
    name !== null && isSized(raw)
      ? claim(name, t`the nodes of layer ${name}`, { path: ['layers', index, 'name'] })
      : [],
  );
  const ofParameters = Object.keys(isMapping(raw.parameters) ? raw.parameters : {}).flatMap((name) =>
    claim(name, t`a parameter`, { path: ['parameters', name], at: 'key' }),
  );
  const ofKept = [...kept.keys()].flatMap((name) =>
    claim(name, t`a kept value`, { path: ['keep', name], at: 'key' }),
  );
  const ofFormulas = formulas.flatMap(({ name, isInner }) =>
    isInner ? [] : claim(name, t`a formula`, { path: ['formulas', name], at: 'key' }),
  );
  return [
    ...claimed,
    ...ofCategories,
    ...ofNodes,
    ...ofSized,
    ...ofParameters,
    ...ofKept,
    ...ofFormulas,
    ...checkLayerNames(layers),
  ];
}

function checkLayerNames(layers: readonly OutlineLayer[]): Problem[] {
  const seen = new Set<string>();
  return layers.flatMap(({ index, name }) => {
    const again = name !== null && seen.has(name);
    if (name !== null) seen.add(name);
    if (!again) return [];
    const expected = t`a different name for every layer`;
    const found = t`${quoted(name)} again`;
    return [{ path: ['layers', index, 'name'], expected, found, fix: t`rename one of the two` }];
  });
}

/** Checks that each node has one weight for each incoming value, or passes on an existing value. */
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
    const ofForm = checkForm(layer);
    return none ? [...problems, ...ofForm, noNodes(layer.index)] : [...problems, ...ofForm];
  });
}

/** Checks that a layer is given either by its nodes or by its size and a rule for drawing weights. */
function checkForm({ index, raw, nodes: outlined }: OutlineLayer): Problem[] {
  const { nodes, size, init, bias, activation } = raw;
  const path = ['layers', index];
  const wrong = (key: string, expected: string, found: string, fix: string): Problem => ({
    path: [...path, key],
    at: 'key',
    expected,
    found,
    fix,
  });
  if (nodes === undefined && size === undefined) {
    if (Object.keys(raw).length === 0) return [];
    const fix = t`add ${'nodes: { node_0: [1, 1] }'}, or ${'size: 16'}`;
    return [{ path: [...path, 'nodes'], expected: t`nodes, or a size`, found: t`nothing`, fix }];
  }
  const problems: (Problem | false)[] = [
    nodes !== undefined &&
      size !== undefined &&
      wrong('size', t`nodes, or a size`, t`both`, t`remove one of the two`),
    nodes !== undefined &&
      init !== undefined &&
      wrong('init', t`weights, or a rule to draw them`, t`both`, t`remove init`),
    nodes !== undefined &&
      typeof bias === 'boolean' && {
        path: [...path, 'bias'],
        expected: t`a number`,
        found: describeValue(bias),
        fix: t`write a number, or remove it: without it there is no bias`,
      },
    isSized(raw) &&
      typeof bias === 'number' && {
        path: [...path, 'bias'],
        expected: t`true or false`,
        found: describeValue(bias),
        fix: t`remove it: each node has its own bias, which starts at 0`,
      },
    activation === 'softmax' &&
      outlined.length === 1 && {
        path: [...path, 'activation'],
        expected: t`at least two nodes for softmax to compare`,
        found: t`one`,
        fix: t`add a node, or write activation: sigmoid`,
      },
    activation === 'softmax' &&
      raw.dropout !== undefined && {
        path: [...path, 'dropout'],
        at: 'key',
        expected: t`an activation that works on single nodes, for dropout`,
        found: quoted('softmax'),
        fix: t`remove it, or put it on the layer before`,
      },
    isSized(raw) &&
      init === undefined && {
        path: [...path, 'init'],
        expected: t`a rule to draw the weights`,
        found: t`nothing`,
        fix: t`add ${'init: { kind: xavier, seed: 1 }'}`,
      },
  ];
  return [...problems.filter((problem) => problem !== false), ...checkScale(init, [...path, 'init'])];
}

function checkScale(init: unknown, path: Path): Problem[] {
  if (!isMapping(init) || typeof init.kind !== 'string') return [];
  const isWanted = kindsWithScale.includes(init.kind);
  if (isWanted && init.scale === undefined) {
    const expected = t`a scale: how large the weights are`;
    return [{ path: [...path, 'scale'], expected, found: t`nothing`, fix: t`add ${'scale: 0.5'}` }];
  }
  if (isWanted || init.scale === undefined || !['xavier', 'he'].includes(init.kind)) return [];
  const expected = t`a kind that needs a scale`;
  const fix = t`remove it: ${init.kind} works it out from the layer sizes`;
  return [{ path: [...path, 'scale'], at: 'key', expected, found: quoted(init.kind), fix }];
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
      expected: t`${plural(incoming.length, 'weight')}, one for each incoming value (${joinList(incoming)})`,
      found: plural(written, 'weight'),
      fix: countDifference(written, incoming.length),
    },
  ];
}

function checkFrom({ from }: OutlineNode, earlier: ReadonlySet<string>, path: Path): Problem[] {
  if (typeof from !== 'string' || earlier.has(from)) return [];
  const known = earlier.size;
  return [
    {
      path: [...path, 'from'],
      expected: t`the name of an input or of a node in an earlier layer`,
      found: describeValue(from),
      // Later layers add names to the set.
      get fix() {
        return suggestion(from, [...earlier].slice(0, known));
      },
    },
  ];
}

function checkBias({ hasBias }: OutlineNode, { raw }: OutlineLayer, path: Path): Problem[] {
  if (!hasBias || typeof raw.bias !== 'number' || isSized(raw)) return [];
  const expected = t`one bias, on the node or on its layer`;
  return [{ path: [...path, 'bias'], at: 'key', expected, found: t`both`, fix: t`remove one of the two` }];
}
