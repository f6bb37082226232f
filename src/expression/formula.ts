/**
 * Formulas: the alternative to layers in a scenario. A text such as `w * x + b` becomes scalar terms: one if the values
 * are single numbers, and one for each number of the result if they are arrays.
 */
import jsep from 'jsep';
import { memoizeRecent } from '../core/memo.ts';
import type { OpName } from '../core/operations.ts';
import { catchFault, type ExpressionFault, failAt, SyntaxFault } from './addresses.ts';
import { listed, partOf } from './arrays/arrangement.ts';
import { arrayFunctionOf } from './arrays/array-functions.ts';
import {
  type AxisIndex,
  elementwise,
  type FormulaTree,
  made,
  madeByOperation,
  ShapeFault,
  single,
  type Terms,
  type TermWriter,
} from './arrays/terms.ts';
import { functions, operators, PRODUCT, rightNumbers, signs, syntaxFor } from './formula-syntax.ts';
import type { Called, KnownValues, ParsedFormula } from './known-values.ts';
import { callOf, type Leaf, Tokenizer } from './tokens.ts';

/**
 * Reads a formula. Sums, products and quotients are evaluated from left to right, powers from right to left. Arrays are
 * taken apart: the result has a term for each of its numbers.
 *
 * @param known what it can use; its operations are added to those of earlier formulas
 */
export function parseFormula(text: string, known: KnownValues): ParsedFormula {
  return catchFault(text, () => {
    const tokens = new Tokenizer(text, 0, known.names, syntaxFor(known)).read();
    return new Reader(text, tokens, known).whole(treeOf(tokens.code.join(' ')));
  });
}

/** How many shapes of formulas are kept. Those of a large file, and the turns of a repetition, have a few. */
const MOST_SHAPES = 64;

/** The tree of a formula's code, in which leaves and functions are numbered: formulas of one shape have the same. */
const treeOf = memoizeRecent(
  MOST_SHAPES,
  (code: string) => code,
  (code) => jsep(code),
);

/** The words of a formula that may be names, and not functions. They are not checked. */
export function possibleNames(text: string): string[] {
  return text.match(/(?<![\w.])[A-Za-z_]\w*(?![\w]|\s*\()/g) ?? [];
}

/** The fault of a formula that uses one with a fault. It is not told. */
export const followingFault: ExpressionFault = {
  at: 0,
  expected: '',
  found: '',
  fix: '',
  isIncomplete: false,
  follows: true,
};

/** Makes terms from jsep's tree. */
class Reader {
  readonly #text: string;
  readonly #tokens: Tokenizer;
  readonly #known: KnownValues;
  readonly #writer: TermWriter;
  readonly #wholes = new Set<string>();

  constructor(text: string, tokens: Tokenizer, known: KnownValues) {
    this.#text = text;
    this.#tokens = tokens;
    this.#known = known;
    this.#writer = known.writer;
  }

  /** Reads the whole formula. If it is one call of a defined function, it is the last formula of the definition. */
  whole(tree: jsep.Expression): Called {
    if (tree.type === 'CallExpression') {
      const called = this.#defined(tree as jsep.CallExpression, true);
      if (called) return { ...called, wholes: new Set([...this.#wholes, ...called.wholes]) };
    }
    return { ok: true, terms: this.read(tree), wholes: this.#wholes };
  }

  read(tree: jsep.Expression): Terms {
    const node = tree as jsep.CoreExpression;
    switch (node.type) {
      case 'Identifier': {
        const leaf = this.#leafOf(node);
        if (typeof leaf === 'number') return single({ number: leaf });
        const terms = this.#value(leaf as string) as Terms;
        if (this.#known.isArray(leaf as string)) this.#wholes.add(leaf as string);
        return terms;
      }
      case 'UnaryExpression':
        return this.#signed(node);
      case 'BinaryExpression':
        return this.#binary(node);
      case 'CallExpression':
        return this.#called(node);
      case 'ArrayExpression': {
        const elements = node.elements.map((each) => this.read(each as jsep.Expression));
        return this.#at(this.#leafAt(firstLeaf(tree)), () =>
          made(listed(elements), { kind: 'list', operands: elements }),
        );
      }
      case 'MemberExpression': {
        return this.#part(node);
      }
      default:
        throw new TypeError(`a formula cannot contain ${node.type}`);
    }
  }

  /** Of a named array with all its indexes only the one number is used. */
  #part({ object, property, computed }: jsep.MemberExpression): Terms {
    const leaf = object.type === 'Identifier' ? this.#leafOf(object) : null;
    const known = typeof leaf === 'string' ? this.#value(leaf) : undefined;
    const whole = known ?? this.read(object);
    const part = computed
      ? this.#at(this.#leafAt(property), () => this.#indexed(whole, this.#indexesOf(property)))
      : this.#apply('transpose', [whole], null);
    if (part.shape.length > 0 && this.#known.isArray(leaf as string)) this.#wholes.add(leaf as string);
    return part;
  }

  /** @throws SyntaxFault if the value's own formula has a fault */
  #value(name: string): Terms | undefined {
    if (this.#known.isFaulty(name)) throw new SyntaxFault(followingFault);
    return this.#known.get(name);
  }

  #indexed(whole: Terms, indexes: readonly AxisIndex[]): Terms {
    return made(partOf(whole, indexes), { kind: 'part', indexes, operands: [whole] });
  }

  #indexesOf(property: jsep.Expression): readonly AxisIndex[] {
    return (this.#leafOf(property) as Extract<Leaf, { indexes: unknown }>).indexes;
  }

  #signed({ operator, argument }: jsep.UnaryExpression): Terms {
    const operand = this.read(argument);
    if (operator === '+') return operand;
    const cells = (): FormulaTree[] =>
      operand.cells.map((cell) =>
        'number' in cell && operator === '-'
          ? { number: -cell.number }
          : this.#writer.apply(signs.get(operator) as OpName, cell),
      );
    return this.#at(this.#leafAt(firstLeaf(argument)), () =>
      madeByOperation({ shape: operand.shape, cells: cells() }, [operand]),
    );
  }

  #binary({ operator, left, right }: jsep.BinaryExpression): Terms {
    const operands = [this.read(left), this.read(right)] as const;
    return this.#at(this.#operatorAt(firstLeaf(right)), () =>
      operator === PRODUCT
        ? this.#apply('dot', operands, null)
        : madeByOperation(
            elementwise(operands, (...cells) => this.#operation(operator, cells)),
            operands,
          ),
    );
  }

  /** The operation for an operator. With some numbers on its right it is another one: `** 2` is a square. */
  #operation(operator: string, cells: readonly FormulaTree[]): FormulaTree {
    const [left, right] = cells as [FormulaTree, FormulaTree];
    const special = 'number' in right ? rightNumbers.get(`${operator} ${right.number}`) : undefined;
    return special
      ? this.#writer.apply(special, left)
      : this.#writer.apply(operators.get(operator) as OpName, left, right);
  }

  #called(node: jsep.CallExpression): Terms {
    const defined = this.#defined(node, false);
    if (defined) return defined.terms;
    const { name, at } = callOf(node, this.#tokens.calls);
    const last = node.arguments.at(-1);
    const leaf = last?.type === 'Identifier' ? this.#leafOf(last) : null;
    const axis = typeof leaf === 'object' && leaf !== null && 'axis' in leaf ? leaf.axis : null;
    const operands = node.arguments.slice(0, axis === null ? undefined : -1).map((each) => this.read(each));
    return this.#at(at, () => this.#apply(name, operands, axis));
  }

  /** The formula that a call of a defined function stands for; null if it is another function. */
  #defined(node: jsep.CallExpression, isWhole: boolean): Called | null {
    const { definitions } = this.#known;
    const { name, at, separators } = callOf(node, this.#tokens.calls);
    if (!definitions?.values.has(name)) return null;
    const operands = node.arguments.map((each) => this.read(each));
    const texts = operands.map((_, index) =>
      this.#text.slice((separators[index] as number) + 1, separators[index + 1]).trim(),
    );
    return this.#at(at, () => definitions.call(name, operands, texts, isWhole));
  }

  #apply(name: string, operands: readonly Terms[], axis: number | null): Terms {
    const ofArrays = arrayFunctionOf.get(name);
    if (ofArrays) {
      const terms = ofArrays.apply(this.#writer, operands, axis);
      return made(terms, { kind: 'function', name, axis, operands });
    }
    const op = functions.get(name) as OpName;
    return madeByOperation(
      elementwise(operands, (...cells) => this.#writer.apply(op, ...cells)),
      operands,
    );
  }

  #leafOf(node: jsep.Expression): Leaf {
    return this.#tokens.leaves[leafNumber(node)] as Leaf;
  }

  #leafAt(node: jsep.Expression): number {
    return this.#tokens.leavesAt[leafNumber(node)] as number;
  }

  #operatorAt(node: jsep.Expression): number {
    return this.#tokens.operatorsAt[leafNumber(node)] as number;
  }

  /** Adds the place to a fault of arrays. */
  #at<Made>(at: number, make: () => Made): Made {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof ShapeFault)) throw error;
      const { expected, found, fix } = error;
      return failAt(this.#text, at, expected, { found, fix, isIncomplete: false });
    }
  }
}

function leafNumber(leaf: jsep.Expression): number {
  return Number(String((leaf as jsep.Identifier).name).slice(1));
}

/** The first leaf in the text of an expression. */
function firstLeaf(tree: jsep.Expression): jsep.Expression {
  const node = tree as jsep.CoreExpression;
  switch (node.type) {
    case 'UnaryExpression':
      return firstLeaf(node.argument);
    case 'BinaryExpression':
      return firstLeaf(node.left);
    case 'CallExpression':
      return firstLeaf(node.arguments[0] as jsep.Expression);
    case 'ArrayExpression':
      return firstLeaf(node.elements[0] as jsep.Expression);
    case 'MemberExpression':
      return firstLeaf(node.object);
    default:
      return tree;
  }
}
