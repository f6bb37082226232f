/** Products of vectors and matrices. */
import { binding, type Notation } from '../../core/operations/operation.ts';
import { t } from '../../i18n/translate.ts';
import { type ArrayFunction, callOf } from './array-function.ts';
import { type FormulaTree, limit, ShapeFault, shapeText, type Terms, type TermWriter } from './terms.ts';

type Lane = readonly FormulaTree[];

/** Products first, then their sum from left to right, as in a node of a layer. */
function dotOf(writer: TermWriter, left: Lane, right: Lane): FormulaTree {
  const products = left.map((cell, index) => writer.apply('multiply', cell, right[index] as FormulaTree));
  return products.length === 1 ? (products[0] as FormulaTree) : writer.apply('add', ...products);
}

/** The rows of a matrix. A vector is one row. */
function rowsOf({ shape, cells }: Terms): Lane[] {
  const width = shape.at(-1) as number;
  return Array.from({ length: cells.length / width }, (_row, row) =>
    cells.slice(row * width, (row + 1) * width),
  );
}

/** The columns of a matrix. A vector is one column. */
function columnsOf({ shape, cells }: Terms): Lane[] {
  if (shape.length === 1) return [cells];
  const width = shape[1] as number;
  return Array.from({ length: width }, (_column, column) =>
    cells.filter((_cell, place) => place % width === column),
  );
}

/**
 * The product of NumPy's `@`: rows of the left operand times columns of the right one.
 *
 * @throws ShapeFault unless the rows of the left are as long as the columns of the right
 */
function product(writer: TermWriter, left: Terms, right: Terms): Terms {
  const isMatrix = ({ shape }: Terms) => shape.length === 1 || shape.length === 2;
  const shapes = `${shapeText(left.shape)} @ ${shapeText(right.shape)}`;
  if (!isMatrix(left) || !isMatrix(right)) {
    throw new ShapeFault(
      t`lists or matrices on both sides of @`,
      shapes,
      t`write * for a product of single values`,
    );
  }
  if (left.shape.at(-1) !== right.shape[0]) {
    throw new ShapeFault(t`rows on the left that are as long as the columns on the right`, shapes);
  }
  const columns = columnsOf(right);
  limit(left.cells.length * columns.length);
  const cells = rowsOf(left).flatMap((row) => columns.map((column) => dotOf(writer, row, column)));
  return { shape: [...left.shape.slice(0, -1), ...right.shape.slice(1)], cells };
}

const asProduct: Notation = {
  text: '{0} @ {1}',
  binds: binding.product,
  needs: [binding.product, binding.power],
};

const pair = { least: 2, most: 2 };

export const products: readonly ArrayFunction[] = [
  {
    names: ['dot'],
    about: 'the same as a @ b: the sum of the products',
    values: pair,
    takesAxis: false,
    numpy: () => asProduct,
    apply: (writer, [left, right]) => product(writer, left as Terms, right as Terms),
  },
  {
    names: ['outer'],
    about: 'the matrix of all products of two vectors',
    values: pair,
    takesAxis: false,
    numpy: () => callOf('np.outer({0}, {1})'),
    apply: (writer, operands) => {
      const [left, right] = operands as readonly [Terms, Terms];
      if (left.shape.length !== 1 || right.shape.length !== 1) {
        const found = t`${shapeText(left.shape)} and ${shapeText(right.shape)}`;
        throw new ShapeFault(t`two lists`, found);
      }
      limit(left.cells.length * right.cells.length);
      const cells = left.cells.flatMap((a) => right.cells.map((b) => writer.apply('multiply', a, b)));
      return { shape: [...left.shape, ...right.shape], cells };
    },
  },
];
