/** Names of the variables of the listing. They come from the layers and formulas and avoid names that Python or the listing uses. */
import { LOSS_FORMULA } from '../../scenario/losses/losses.ts';
import { helperNames } from '../writing/helpers.ts';

/** Reserved words (Python 3, "Lexical analysis", 2.3.1), and `__debug__`, which cannot be assigned either. */
const keywords = [
  ...['False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def'],
  ...['del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is'],
  ...['lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield'],
  '__debug__',
];

/** Names that any listing may use, outside the helpers. */
const fixed = [
  ...['np', 'print', 'range', 'len', 'list', 'enumerate', 'data', 'target', 'error', 'loss', 'learning_rate'],
  ...['micro_batch', 'micro_start'],
  ...['epoch', 'start', 'batch', 'share', 'batch_loss', 'output_gradient', 'grad_error', 'rows', 'row'],
];

/** Names needed by losses and optimizers. */
export interface ReservedNames {
  readonly variables: readonly string[];
  /** Prefixes of variables that an optimizer keeps for a parameter: `velocity`. */
  readonly states: readonly string[];
}

/** The variables that belong to one layer. */
export interface LayerNames {
  /** The outputs of the nodes. */
  readonly values: string;
  /** The sums before the activation. */
  readonly sums: string;
  /** With dropout: the values before it, and the masks. */
  readonly act: string;
  readonly mask: string;
  readonly weights: string;
  readonly bias: string;
  /** For softmax: the largest sum, the exponentials, and their sum. */
  readonly max: string;
  readonly exps: string;
  readonly total: string;
}

/** The variable for the gradient of a variable. */
export function gradientName(name: string): string {
  return `grad_${name}`;
}

/** The variable for the sum of a gradient over a batch. */
export function batchName(name: string): string {
  return `batch_grad_${name}`;
}

/** The variable for a value that an optimizer keeps for a parameter. @param word the prefix: `velocity` */
export function stateName(word: string, name: string): string {
  return `${word}_${name}`;
}

/** The variable for the old value of an optimizer's variable during an update. */
export function beforeName(variable: string): string {
  return `${variable}_before`;
}

/** The variable for the mask of the elements that an update changes, if some are frozen. */
export function updateMaskName(name: string): string {
  return `${name}_free`;
}

/** The variables for layers with these names, all different: `hidden`, `hidden_in`, `hidden_w`, `hidden_b`. */
export function layerNames(layers: readonly string[], reserved: ReservedNames): LayerNames[] {
  const names = (stem: string): LayerNames => ({
    values: stem,
    sums: `${stem}_in`,
    act: `${stem}_act`,
    mask: `${stem}_mask`,
    weights: `${stem}_w`,
    bias: `${stem}_b`,
    max: `${stem}_max`,
    exps: `${stem}_exp`,
    total: `${stem}_exp_sum`,
  });
  return unused(layers, 'layer', ['x', 'grad_x'], reserved, names, (made) => Object.values(made));
}

/** The variables for values with these names, all different: `x`, and `colour_red` for the category `colour.red`. */
export function valueNames(values: readonly string[], reserved: ReservedNames): string[] {
  return unused(
    values.map((name) => name.replaceAll(/\W+/g, '_')),
    'value',
    [],
    reserved,
    (stem) => stem,
    (name) => [name],
  );
}

/** What needs a variable in a scenario with formulas: names, and how many intermediate arrays a formula has. */
interface NamedValues {
  readonly inputs: readonly string[];
  readonly parameters: readonly string[];
  readonly formulas: readonly { readonly name: string; readonly stages: number }[];
  /** Kept values, and formulas of next ones. */
  readonly nexts: readonly string[];
}

/** The variables for these, in the same order; those of next values by their names. */
export interface FormulaNames {
  readonly inputs: readonly string[];
  readonly parameters: readonly string[];
  readonly formulas: readonly string[];
  /** For the intermediate results of each formula, and for its intermediate arrays. */
  readonly parts: readonly string[];
  readonly stages: readonly (readonly string[])[];
  readonly nexts: ReadonlyMap<string, string>;
}

/** The variables for a scenario with formulas, all different. */
export function formulaNames(
  { inputs, parameters, formulas, nexts }: NamedValues,
  reserved: ReservedNames,
): FormulaNames {
  const own = formulas.map(({ name }) => name);
  const parts = own.map((name) => `${name}_part`);
  const stages = formulas.map(({ name, stages: count }) =>
    Array.from({ length: count }, (_stage, place) => `${name}_${place + 1}`),
  );
  const ofNexts = [...new Set(nexts)];
  const values = [...inputs, ...parameters, ...own, ...parts, ...stages.flat(), ...ofNexts];
  // The loss has the same name in all listings.
  const variables = valueNames(values, reserved).map((variable, index) =>
    values[index] === LOSS_FORMULA ? 'loss' : variable,
  );
  const next = ({ length }: readonly string[]) => variables.splice(0, length);
  return {
    inputs: next(inputs),
    parameters: next(parameters),
    formulas: next(own),
    parts: next(parts),
    stages: stages.map(next),
    nexts: new Map(next(ofNexts).map((variable, index) => [ofNexts[index] as string, variable])),
  };
}

/**
 * Makes variables from each name. If one of them is taken, it adds a suffix to the name: `_layer`, `_layer_2`, …
 *
 * @param word the word of the suffix
 * @param also further names that are taken
 * @param make makes the variables from a name
 * @param variablesOf lists the variables made
 */
function unused<Made>(
  names: readonly string[],
  word: string,
  also: readonly string[],
  reserved: ReservedNames,
  make: (stem: string) => Made,
  variablesOf: (made: Made) => readonly string[],
): Made[] {
  const taken = new Set([...keywords, ...fixed, ...helperNames, ...also, ...reserved.variables]);
  return names.map((name) => {
    for (let attempt = 1; ; attempt++) {
      const made = make(
        attempt === 1 ? name : attempt === 2 ? `${name}_${word}` : `${name}_${word}_${attempt - 1}`,
      );
      const all = variablesOf(made).flatMap((variable) => [
        variable,
        gradientName(variable),
        batchName(variable),
        updateMaskName(variable),
        ...reserved.states.flatMap((word) => {
          const state = stateName(word, variable);
          return [state, beforeName(state)];
        }),
      ]);
      if (all.some((variable) => taken.has(variable))) continue;
      for (const variable of all) taken.add(variable);
      return made;
    }
  });
}
