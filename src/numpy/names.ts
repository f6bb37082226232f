/** The variables of the listing: named after the layers, and never after anything that Python or the text needs. */

/** Reserved words (Python 3, "Lexical analysis", 2.3.1), and the one name that cannot be assigned to. */
const keywords = [
  ...['False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def'],
  ...['del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is'],
  ...['lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield'],
  '__debug__',
];

/** Names that every listing may use. */
const fixed = [
  ...['np', 'print', 'range', 'len', 'data', 'target', 'error', 'loss', 'learning_rate', 'epoch'],
  ...['start', 'batch', 'share', 'batch_loss', 'output_gradient', 'grad_error'],
  ...['rows', 'row', 'mixed', 'shuffled', 'dropped'],
];

/** Variables that belong to no layer and no value. */
export interface ReservedNames {
  readonly variables: readonly string[];
  /** What stands before a parameter's variable where an optimiser keeps something of it: `velocity`. */
  readonly states: readonly string[];
}

/** The variables that belong to one layer. */
export interface LayerNames {
  /** What the nodes give. */
  readonly values: string;
  /** Their sums before the activation. */
  readonly sums: string;
  /** Where there is dropout: the values before it, and what they are multiplied by. */
  readonly act: string;
  readonly mask: string;
  readonly weights: string;
  readonly bias: string;
  /** Of softmax: the largest sum, the powers of e, and their sum. */
  readonly max: string;
  readonly exps: string;
  readonly total: string;
}

/** The gradient of a variable. */
export function gradientName(name: string): string {
  return `grad_${name}`;
}

/** The sum of a gradient over a batch. */
export function batchName(name: string): string {
  return `batch_grad_${name}`;
}

/** What an optimiser keeps of a parameter. @param word which of the values that it keeps */
export function stateName(word: string, name: string): string {
  return `${word}_${name}`;
}

/** What a variable that an optimiser keeps held before the update. */
export function beforeName(variable: string): string {
  return `${variable}_before`;
}

/** Says which elements of a parameter an update changes, where it is not all of them. */
export function freeName(name: string): string {
  return `${name}_free`;
}

/** Variables for layers of these names, all different: `hidden`, `hidden_in`, `hidden_w`, `hidden_b`. */
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

/** Variables for values of these names, all different. */
export function valueNames(values: readonly string[], reserved: ReservedNames): string[] {
  return unused(
    values,
    'value',
    [],
    reserved,
    (stem) => stem,
    (name) => [name],
  );
}

/**
 * Makes something of each name, or of the name with a word behind it, so that no variable is there twice.
 *
 * @param also names that are taken beside those of every listing
 * @param variablesOf the variables in what is made
 */
function unused<Made>(
  names: readonly string[],
  word: string,
  also: readonly string[],
  reserved: ReservedNames,
  make: (stem: string) => Made,
  variablesOf: (made: Made) => readonly string[],
): Made[] {
  const taken = new Set([...keywords, ...fixed, ...also, ...reserved.variables]);
  return names.map((name) => {
    for (let attempt = 1; ; attempt++) {
      const made = make(
        attempt === 1 ? name : attempt === 2 ? `${name}_${word}` : `${name}_${word}_${attempt - 1}`,
      );
      const all = variablesOf(made).flatMap((variable) => [
        variable,
        gradientName(variable),
        batchName(variable),
        freeName(variable),
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
