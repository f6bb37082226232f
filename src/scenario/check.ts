/**
 * How the values of a scenario must agree with each other. Works on the raw document, so that one wrong value
 * does not hide what is wrong elsewhere: whatever is not of the right shape is passed over here (the schema
 * has complained of it).
 */
import { shown } from './diagnostics.ts';
import { identifier } from './schema.ts';
import { suggestion } from './suggest.ts';

export interface Problem {
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
}

/** Words of the address grammar and of expressions: no input and no node may be called so. */
export const reserved = [
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
];

type Path = readonly (string | number)[];
type Mapping = Readonly<Record<string, unknown>>;

interface Layer {
  readonly index: number;
  readonly name: string | null;
  readonly nodes: readonly (readonly [string, unknown])[];
  readonly bias: unknown;
}

/** Everything in a document that contradicts itself. */
export function check(raw: unknown): Problem[] {
  return isMapping(raw) ? new Checker(raw).run() : [];
}

class Checker {
  readonly #raw: Mapping;
  readonly #inputs: readonly unknown[] | null;
  readonly #layers: readonly Layer[];
  readonly #problems: Problem[] = [];

  constructor(raw: Mapping) {
    this.#raw = raw;
    this.#inputs = Array.isArray(raw.inputs) ? raw.inputs : null;
    this.#layers = (Array.isArray(raw.layers) ? raw.layers : []).map((layer: unknown, index) => ({
      index,
      name: isMapping(layer) && typeof layer.name === 'string' ? layer.name : null,
      nodes: isMapping(layer) && isMapping(layer.nodes) ? Object.entries(layer.nodes) : [],
      bias: isMapping(layer) ? layer.bias : undefined,
    }));
  }

  run(): Problem[] {
    this.#checkNames();
    this.#checkNodes();
    this.#checkData();
    this.#checkPhases();
    this.#checkAddresses();
    return this.#problems;
  }

  get #outputs(): readonly string[] | null {
    const nodes = this.#layers.at(-1)?.nodes;
    return nodes && nodes.length > 0 ? nodes.map(([name]) => name) : null;
  }

  #report(path: Path, expected: string, found: string, fix: string): void {
    this.#problems.push({ path, expected, found, fix });
  }

  #checkNames(): void {
    const seen = new Map<string, string>();
    const claim = (name: string, path: Path, what: string) => {
      const other = seen.get(name);
      if (reserved.includes(name)) {
        this.#report(
          path,
          `a name for ${what} that is not a word of the address grammar`,
          `"${name}"`,
          `call it something else, for example ${name}_1`,
        );
      } else if (other !== undefined) {
        this.#report(
          path,
          'a name of its own for every input and node',
          `"${name}" again (it is ${other})`,
          'rename one of the two',
        );
      }
      seen.set(name, what);
    };
    this.#inputs?.forEach((name, index) => {
      if (typeof name === 'string') claim(name, ['inputs', index], 'an input');
    });
    const layerNames = new Set<string>();
    for (const { index, name, nodes } of this.#layers) {
      if (name !== null && layerNames.has(name)) {
        this.#report(
          ['layers', index, 'name'],
          'a name of its own for every layer',
          `"${name}" again`,
          'rename one of the two',
        );
      }
      if (name !== null) layerNames.add(name);
      for (const [node] of nodes)
        claim(node, ['layers', index, 'nodes', node], `a node of layer ${name ?? index}`);
      if (nodes.length === 0 && isMapping(this.#at(['layers', index, 'nodes']))) {
        this.#report(
          ['layers', index, 'nodes'],
          'at least one node',
          'an empty mapping',
          'add a node, for example node_0: [1, 1]',
        );
      }
    }
  }

  #checkNodes(): void {
    let incoming = this.#inputs?.map(String) ?? null;
    const earlier = new Set(incoming ?? []);
    for (const { index, nodes, bias } of this.#layers) {
      for (const [name, node] of nodes) {
        const path = ['layers', index, 'nodes', name];
        const weights = Array.isArray(node) ? node : isMapping(node) ? node.weights : undefined;
        const weightsPath = Array.isArray(node) ? path : [...path, 'weights'];
        if (Array.isArray(weights) && incoming && weights.length !== incoming.length) {
          const expected = `${count(incoming.length, 'weight')}, one for each value coming in (${list(incoming)})`;
          this.#report(
            weightsPath,
            expected,
            count(weights.length, 'weight'),
            difference(weights.length, incoming.length),
          );
        }
        if (!isMapping(node)) continue;
        if (typeof node.from === 'string' && !earlier.has(node.from)) {
          this.#report(
            [...path, 'from'],
            'the name of an input or of a node in an earlier layer',
            `"${shownName(node.from)}"`,
            suggestion(node.from, [...earlier]),
          );
        }
        if (typeof bias === 'number' && node.bias !== undefined) {
          this.#report(
            [...path, 'bias'],
            'one bias, on the node or on its layer',
            'both',
            'remove one of the two',
          );
        }
      }
      incoming = nodes.length > 0 ? nodes.map(([name]) => name) : null;
      for (const name of incoming ?? []) earlier.add(name);
    }
  }

  #checkData(): void {
    const outputs = this.#outputs;
    const hasLoss = this.#raw.loss !== undefined;
    (Array.isArray(this.#raw.data) ? this.#raw.data : []).forEach((row: unknown, index) => {
      if (!isMapping(row)) return;
      const { inputs, target } = row;
      if (Array.isArray(inputs) && this.#inputs && inputs.length !== this.#inputs.length) {
        const expected = `${count(this.#inputs.length, 'number')}, one for each input (${list(this.#inputs.map(String))})`;
        this.#report(
          ['data', index, 'inputs'],
          expected,
          count(inputs.length, 'number'),
          difference(inputs.length, this.#inputs.length),
        );
      }
      if (!hasLoss || !outputs) return;
      if (target === undefined) {
        this.#report(
          ['data', index],
          `a target for each output (${list(outputs)}), since a loss is written`,
          'none',
          outputs.length === 1
            ? 'add a target, for example target: 13, or remove the loss'
            : 'add the targets as a list, or remove the loss',
        );
      } else {
        this.#checkLength(['data', index, 'target'], target, outputs, 'target');
      }
    });
    const gradient = this.#raw.output_gradient;
    if (gradient !== undefined && outputs)
      this.#checkLength(['output_gradient'], gradient, outputs, 'gradient');
  }

  #checkLength(path: Path, value: unknown, outputs: readonly string[], what: string): void {
    const length = typeof value === 'number' ? 1 : Array.isArray(value) ? value.length : outputs.length;
    if (length === outputs.length) return;
    const expected = `${count(outputs.length, what)}, one for each output (${list(outputs)})`;
    this.#report(path, expected, count(length, what), difference(length, outputs.length));
  }

  #checkPhases(): void {
    const { loss, output_gradient: gradient, optimizer, stop_after: stop, training } = this.#raw;
    const goesBack = loss !== undefined || gradient !== undefined;
    if (loss !== undefined && gradient !== undefined) {
      this.#report(
        ['output_gradient'],
        'a loss or an output_gradient',
        'both',
        'remove one: the loss computes the gradient of the output itself',
      );
    }
    if (optimizer !== undefined && !goesBack) {
      this.#report(
        ['optimizer'],
        'a loss to go with the optimizer',
        'none',
        'add a loss, for example loss: squared_error, or remove the optimizer',
      );
    }
    if ((stop === 'loss' && loss === undefined) || (stop === 'backward' && !goesBack)) {
      this.#report(
        ['stop_after'],
        'a phase that this scenario has',
        `"${stop}" without a loss`,
        'add a loss, or write stop_after: forward',
      );
    }
    if (isMapping(training) && training.finish !== undefined && loss === undefined) {
      this.#report(['training', 'finish'], 'a loss to finish with', 'none', 'add a loss, or remove finish');
    }
  }

  #checkAddresses(): void {
    const parameters = this.#parameters();
    const frozen = Array.isArray(this.#raw.frozen) ? this.#raw.frozen : [];
    frozen.forEach((address: unknown, index) => {
      if (typeof address !== 'string' || parameters.includes(address)) return;
      this.#report(
        ['frozen', index],
        'the address of a weight or a bias',
        shown(address),
        suggestion(address, parameters),
      );
    });
    const settable = [...parameters, ...this.#settings()];
    const variants = isMapping(this.#raw.variants) ? this.#raw.variants : {};
    for (const [name, variant] of Object.entries(variants)) {
      if (!isMapping(variant) || !isMapping(variant.set)) continue;
      for (const address of Object.keys(variant.set)) {
        if (settable.includes(address)) continue;
        const expected = 'the address of a weight, a bias, the learning rate, an input or a target';
        this.#report(
          ['variants', name, 'set', address],
          expected,
          shown(address),
          suggestion(address, settable),
        );
      }
    }
  }

  /** The addresses of all weights and biases. */
  #parameters(): string[] {
    return this.#layers.flatMap(({ name, nodes, bias }) => {
      const own = nodes.flatMap(([node, value]) => {
        const weights = Array.isArray(value) ? value : isMapping(value) ? value.weights : [];
        const addresses = (Array.isArray(weights) ? weights : []).map(
          (_weight, index) => `${node}.w[${index}]`,
        );
        return isMapping(value) && value.bias !== undefined ? [...addresses, `${node}.bias`] : addresses;
      });
      return bias === undefined || name === null ? own : [...own, `layer(${name}).bias`];
    });
  }

  /** What else a variant may set. */
  #settings(): string[] {
    const outputs = this.#outputs ?? [];
    const targets = outputs.length === 1 ? ['target'] : outputs.map((_output, index) => `target[${index}]`);
    return [
      ...(this.#inputs ?? []).filter(
        (name): name is string => typeof name === 'string' && identifier.test(name),
      ),
      ...(this.#raw.loss === undefined ? [] : targets),
      ...(this.#raw.optimizer === undefined ? [] : ['learning_rate']),
    ];
  }

  #at(path: Path): unknown {
    let value: unknown = this.#raw;
    for (const key of path) value = (value as Record<string | number, unknown> | undefined)?.[key];
    return value;
  }
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function count(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? '' : 's'}`;
}

function list(names: readonly string[]): string {
  return names.length > 6 ? `${names.slice(0, 5).join(', ')}, … ${names.at(-1)}` : names.join(', ');
}

function shownName(name: string): string {
  return identifier.test(name) ? name : shown(name);
}

function difference(found: number, expected: number): string {
  return found > expected ? `remove ${found - expected}` : `add ${expected - found}`;
}
