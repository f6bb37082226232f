/** The library synaptic, installed only for the benchmark, in a folder outside the project. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { moons } from './moons.ts';

const NAME = 'synaptic';
const VERSION = '1.1.4';

interface Network {
  activate(input: readonly number[]): number[];
  propagate(rate: number, target: readonly number[]): void;
}

interface Layer {
  set(options: { squash: unknown }): void;
}

interface Synaptic {
  readonly Layer: new (size: number) => Layer & { project(other: Layer): void };
  readonly Network: new (layers: { input: Layer; hidden: readonly Layer[]; output: Layer }) => Network;
  readonly Neuron: { readonly squash: { readonly TANH: unknown; readonly IDENTITY: unknown } };
}

type Opened =
  | { readonly ok: true; readonly version: string; readonly trainer: () => (epochs: number) => void }
  | { readonly ok: false; readonly reason: string };

export function openSynaptic(): Opened {
  const folder = path.join(tmpdir(), `backstep-bench-synaptic-${VERSION}`);
  mkdirSync(folder, { recursive: true });
  const require = createRequire(path.join(folder, 'none.js'));
  try {
    return opened(require);
  } catch {
    const args = ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
    spawnSync('npm', [...args, '--prefix', folder, `${NAME}@${VERSION}`], { cwd: folder, timeout: 60_000 });
  }
  try {
    return opened(require);
  } catch {
    return { ok: false, reason: 'for it could not be installed' };
  }
}

function opened(require: NodeJS.Require): Opened {
  const synaptic = require(NAME) as Synaptic;
  const manifest = readFileSync(require.resolve(`${NAME}/package.json`), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  return { ok: true, version, trainer: () => trainerOf(synaptic) };
}

/** Trains the same network on the same points, with synaptic's own initial weights. */
function trainerOf({ Layer, Network, Neuron }: Synaptic): (epochs: number) => void {
  const [input, first, second, output] = [2, 16, 16, 1].map((size) => new Layer(size)) as [
    InstanceType<typeof Layer>,
    InstanceType<typeof Layer>,
    InstanceType<typeof Layer>,
    InstanceType<typeof Layer>,
  ];
  input.project(first);
  first.project(second);
  second.project(output);
  for (const layer of [first, second]) layer.set({ squash: Neuron.squash.TANH });
  output.set({ squash: Neuron.squash.IDENTITY });
  const network = new Network({ input, hidden: [first, second], output });
  const { points } = moons();
  return (epochs) => {
    for (let epoch = 0; epoch < epochs; epoch++) {
      for (const { inputs, target } of points) {
        network.activate(inputs);
        network.propagate(0.01, [target]);
      }
    }
  };
}
