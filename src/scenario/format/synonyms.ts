/** Other names that people know for the keys of the format, from books and libraries. */
import { nearest } from '../../diagnostics/suggestion.ts';
import { comparable } from '../../i18n/matching.ts';

/** By key. A name may belong to several keys: the first one that is allowed at the place is meant. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  title: ['name', 'heading'],
  intro: ['description', 'introduction', 'about'],
  picture: ['view', 'plot', 'chart'],
  inputs: ['input', 'x', 'features'],
  layers: ['network', 'model', 'net'],
  formulas: ['formula', 'equations', 'expressions'],
  parameters: ['params', 'variables'],
  keep: ['buffers', 'state', 'running', 'kept'],
  data: ['dataset', 'examples', 'samples', 'training_data'],
  loss: ['cost', 'criterion', 'objective', 'loss_function'],
  optimizer: ['optimiser', 'optim', 'solver'],
  training: ['train', 'fit'],
  frozen: ['freeze', 'fixed'],
  notes: ['comments', 'remarks'],
  questions: ['quiz'],
  stop_after: ['stop', 'until'],
  kind: ['type', 'method', 'algorithm'],
  learning_rate: ['lr', 'eta', 'alpha', 'step_size', 'rate'],
  momentum: ['mu', 'beta'],
  l2: ['wd', 'lambda', 'l2_lambda', 'regularization', 'penalty'],
  weight_decay: ['wd', 'lambda'],
  decay: ['rho'],
  momentum_decay: ['schedule_decay', 'psi'],
  epsilon: ['eps'],
  factor: ['gamma'],
  times: ['T_mult', 'mult'],
  from: ['start_factor'],
  epochs: ['epoch', 'n_epochs', 'num_epochs', 'max_epochs', 'iterations', 'T_0', 'T_max', 'warmup_epochs'],
  accumulate: ['accumulation_steps', 'gradient_accumulation_steps', 'accumulate_grad_batches', 'grad_accum'],
  batch: ['batch_size', 'minibatch', 'bs'],
  nodes: ['neurons'],
  size: ['units', 'n_units', 'num_nodes', 'width', 'n'],
  activation: ['activation_function', 'act', 'nonlinearity'],
  init: ['initializer', 'initialization', 'kernel_initializer'],
  weights: ['weight', 'w'],
  bias: ['b', 'intercept'],
  target: ['targets', 'label', 'labels', 'y', 'output', 'outputs', 'expected'],
  classes: ['class_names'],
  csv: ['file', 'filename', 'path'],
  standardize: ['standardise', 'normalize', 'normalise'],
  split: ['test_split', 'validation_split'],
  test: ['test_size', 'test_ratio', 'fraction'],
  seed: ['random_seed', 'random_state'],
  rate: ['p', 'prob', 'probability'],
  huber_delta: ['delta'],
};

/** A name as it is compared: words can be written together, with `_` or `-`, or with capital letters (`batchSize`). */
export function plainName(word: string): string {
  return comparable(word).replaceAll(/[-_ ]/g, '');
}

/** The names of a key, its own first, as they are compared. */
export function namesOf(key: string): string[] {
  return [key, ...(synonyms[key] ?? [])].map(plainName);
}

/** The keys that each name may mean. */
const keysByName = new Map<string, string[]>();
for (const key of Object.keys(synonyms)) {
  for (const name of namesOf(key)) keysByName.set(name, [...(keysByName.get(name) ?? []), key]);
}

/** The key among `known` that has another name; null if there is none. */
export function synonymOf(word: string, known: readonly string[]): string | null {
  const wanted = plainName(word);
  const keys = keysByName.get(wanted) ?? [];
  return known.find((key) => keys.includes(key) || plainName(key) === wanted) ?? null;
}

/** The key among `known` that was probably meant: by another name, or with a typing error. Null if there is none. */
export function meantKey(word: string, known: readonly string[]): string | null {
  return synonymOf(word, known) ?? nearest(word, known);
}
