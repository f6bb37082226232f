/**
 * Comparisons, what combines them, and the choice between two values. A condition is a number: every number but 0 is true,
 * NaN too, as in NumPy and PyTorch; comparisons with NaN are those of IEEE 754. Results of conditions are 1 or 0, and no
 * gradient goes back through them.
 */
import { t } from '../../../i18n/translate.ts';
import { binding, type Operation, type Slot, type WasmWriter } from '../operation.ts';
import { slopeName } from '../spoken.ts';

const convention = () =>
  t`a condition gives 1 if it is true and 0 if it is not; no gradient goes back through it`;

const ofChoice = () =>
  t`slope of where: 1 for the value that is chosen, 0 for the other; no gradient goes to the condition`;

const isNotZero = (code: WasmWriter, operand: 'a' | 'b') => code[operand]().f64(0).ne();

/** What all conditions have in common. */
const condition = {
  derivatives: [],
  convention,
  traits: { kink: 'jump', bounds: { least: 0, most: 1 } },
} as const;

/** What comparisons have in common. @param operator that of formulas and NumPy. @param sign how it is written on paper */
function comparison(
  operator: string,
  sign: string,
  compare: 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne',
  holds: (a: number, b: number) => boolean,
) {
  return {
    ...condition,
    arity: 2,
    forward: (a: number, b: number) => Number(holds(a, b)),
    paper: { text: `[{0} ${sign} {1}]`, binds: binding.atom, needs: [0] },
    numpy: {
      text: `1.0 * ({0} ${operator} {1})`,
      binds: binding.product,
      needs: [binding.sum],
      truth: { text: `{0} ${operator} {1}`, needs: [binding.sum] },
    },
    wasm: (code: WasmWriter) => code.f64(1).f64(0).a().b()[compare]().select(),
    worksheet: {
      sentence: () => t`${`\`[a ${sign} b]\``} is 1 if ${`\`a ${sign} b\``} is true, and 0 otherwise.`,
    },
  } as const;
}

/** What `and`, `or` and `not` have in common. */
function combination<Arity extends 1 | 2>(word: string, arity: Arity) {
  const call = `np.logical_${word}(${arity === 1 ? '{0}' : '{0}, {1}'})`;
  return {
    ...condition,
    arity,
    paper: {
      text: arity === 1 ? `[${word} {0}]` : `[{0} ${word} {1}]`,
      binds: binding.atom,
      needs: [0],
    },
    numpy: {
      text: `1.0 * ${call}`,
      binds: binding.product,
      needs: [0],
      truth: { text: call, needs: [0] },
      takesTruths: arity,
    },
    worksheet: { sentence: () => t`In ${'`[…]`'}, every number but 0 is true.` },
  } as const;
}

export const conditions = {
  less_than: {
    ...comparison('<', '<', 'lt', (a, b) => a < b),
    spoken: (a, b, result) => t`the test whether ${a} is less than ${b} gives ${result}`,
    kindName: () => t`less than`,
    formula: {
      operator: '<',
      words: {
        step: (a, b) => t`This tests whether ${a} is less than ${b}.`,
        because: ({ a, b, result }) =>
          result.value === 0
            ? t`${a.name} is not less than ${b.name}, so the result is 0.`
            : t`${a.name} is less than ${b.name}, so the result is 1.`,
      },
    },
  },
  less_or_equal: {
    ...comparison('<=', '≤', 'le', (a, b) => a <= b),
    spoken: (a, b, result) => t`the test whether ${a} is at most ${b} gives ${result}`,
    kindName: () => t`less or equal`,
    formula: {
      operator: '<=',
      words: {
        step: (a, b) => t`This tests whether ${a} is less than ${b} or equal to it.`,
        because: ({ a, b, result }) =>
          result.value === 0
            ? t`${a.name} is neither less than ${b.name} nor equal to it, so the result is 0.`
            : t`${a.name} is less than ${b.name} or equal to it, so the result is 1.`,
      },
    },
  },
  greater_than: {
    ...comparison('>', '>', 'gt', (a, b) => a > b),
    spoken: (a, b, result) => t`the test whether ${a} is greater than ${b} gives ${result}`,
    kindName: () => t`greater than`,
    formula: {
      operator: '>',
      words: {
        step: (a, b) => t`This tests whether ${a} is greater than ${b}.`,
        because: ({ a, b, result }) =>
          result.value === 0
            ? t`${a.name} is not greater than ${b.name}, so the result is 0.`
            : t`${a.name} is greater than ${b.name}, so the result is 1.`,
      },
    },
  },
  greater_or_equal: {
    ...comparison('>=', '≥', 'ge', (a, b) => a >= b),
    spoken: (a, b, result) => t`the test whether ${a} is at least ${b} gives ${result}`,
    kindName: () => t`greater or equal`,
    formula: {
      operator: '>=',
      words: {
        step: (a, b) => t`This tests whether ${a} is greater than ${b} or equal to it.`,
        because: ({ a, b, result }) =>
          result.value === 0
            ? t`${a.name} is neither greater than ${b.name} nor equal to it, so the result is 0.`
            : t`${a.name} is greater than ${b.name} or equal to it, so the result is 1.`,
      },
    },
  },
  equal_to: {
    ...comparison('==', '=', 'eq', (a, b) => a === b),
    spoken: (a, b, result) => t`the test whether ${a} is equal to ${b} gives ${result}`,
    kindName: () => t`equal to`,
    formula: {
      operator: '==',
      words: {
        step: (a, b) => t`This tests whether ${a} and ${b} are equal.`,
        because: ({ a, b, result }) =>
          result.value === 0
            ? t`${a.name} and ${b.name} are not equal, so the result is 0.`
            : t`${a.name} and ${b.name} are equal, so the result is 1.`,
      },
    },
  },
  not_equal: {
    ...comparison('!=', '≠', 'ne', (a, b) => a !== b),
    spoken: (a, b, result) => t`the test whether ${a} and ${b} differ gives ${result}`,
    kindName: () => t`not equal`,
    formula: {
      operator: '!=',
      words: {
        step: (a, b) => t`This tests whether ${a} and ${b} differ.`,
        because: ({ a, b, result }) =>
          result.value === 0
            ? t`${a.name} and ${b.name} do not differ, so the result is 0.`
            : t`${a.name} and ${b.name} differ, so the result is 1.`,
      },
    },
  },
  logical_and: {
    ...combination('and', 2),
    forward: (a, b) => Number(a !== 0 && b !== 0),
    wasm: (code) => {
      isNotZero(code.f64(1).f64(0), 'b').select();
      return isNotZero(code.f64(0), 'a').select();
    },
    spoken: (a, b, result) => t`the test whether ${a} and ${b} are both true gives ${result}`,
    kindName: () => t`logical and`,
    formula: {
      operator: '&&',
      words: {
        step: (a, b) => t`This tests whether ${a} and ${b} are both true.`,
        because: ({ a, b, result }) =>
          result.value === 0
            ? t`${a.name} and ${b.name} are not both true, so the result is 0.`
            : t`${a.name} and ${b.name} are both true, so the result is 1.`,
      },
    },
  },
  logical_or: {
    ...combination('or', 2),
    forward: (a, b) => Number(a !== 0 || b !== 0),
    wasm: (code) => {
      isNotZero(code.f64(1).f64(1).f64(0), 'b').select();
      return isNotZero(code, 'a').select();
    },
    spoken: (a, b, result) => t`the test whether ${a} or ${b} is true gives ${result}`,
    kindName: () => t`logical or`,
    formula: {
      operator: '||',
      words: {
        step: (a, b) => t`This tests whether at least one of ${a} and ${b} is true.`,
        because: ({ a, b, result }) =>
          result.value === 0
            ? t`Neither ${a.name} nor ${b.name} is true, so the result is 0.`
            : t`At least one of ${a.name} and ${b.name} is true, so the result is 1.`,
      },
    },
  },
  logical_not: {
    ...combination('not', 1),
    forward: (a) => Number(a === 0),
    wasm: (code) => isNotZero(code.f64(0).f64(1), 'a').select(),
    spoken: (a, _b, result) => t`the test whether ${a} is not true gives ${result}`,
    kindName: () => t`logical not`,
    formula: {
      sign: '!',
      words: {
        step: (a) => t`This tests whether ${a} is not true.`,
        because: ({ a, result }) =>
          result.value === 0
            ? t`${a.name} is true, so the result is 0.`
            : t`${a.name} is not true, so the result is 1.`,
      },
    },
  },
  where: {
    arity: 3,
    forward: (chosen, a, b) => (chosen === 0 ? (b as number) : a),
    derivatives: [
      null,
      (emit, [chosen]) => emit.apply('where_slope', chosen as Slot),
      (emit, [chosen]) => emit.apply('where_not_slope', chosen as Slot),
    ],
    paper: { text: 'where({0}, {1}, {2})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.where({0}, {1}, {2})', binds: binding.atom, needs: [0], takesTruths: 1 },
    wasm: (code) => isNotZero(code.b().c(), 'a').select(),
    spoken: (a, b, result, [, , c = '']) =>
      t`the choice between ${b} and ${c}, with the condition ${a}, is ${result}`,
    convention: ofChoice,
    worksheet: {
      sentence: () => t`${'`where(c, a, b)`'} is a if c is true, that is, not 0, and b otherwise.`,
    },
    formula: {
      names: ['where'],
      words: {
        step: (a, b, c = '') => t`${a} is the condition that chooses between ${b} and ${c}.`,
        slope: () =>
          t`Only the value that is chosen counts: its slope is 1, and the slope of the other value is 0.`,
        because: ({ a, operands: [, b, c] }) =>
          a.value === 0
            ? t`The condition is not true (${a.text}), so ${c?.name ?? ''} is chosen.`
            : t`The condition is true (${a.text}), so ${b?.name ?? ''} is chosen.`,
      },
    },
    traits: { kink: 'at zero' },
  },
  where_slope: {
    arity: 1,
    forward: (chosen) => Number(chosen !== 0),
    derivatives: [],
    paper: { text: 'where({0}, 1, 0)', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.where({0}, 1.0, 0.0)', binds: binding.atom, needs: [0], takesTruths: 1 },
    wasm: (code) => isNotZero(code.f64(1).f64(0), 'a').select(),
    spoken: (a, _b, result) => t`the slope of the choice for the condition ${a} is ${result}`,
    kindName: slopeName('where'),
    convention: ofChoice,
  },
  /** The slope with respect to the value that is chosen if the condition is not true. */
  where_not_slope: {
    arity: 1,
    forward: (chosen) => Number(chosen === 0),
    derivatives: [],
    paper: { text: 'where({0}, 0, 1)', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.where({0}, 0.0, 1.0)', binds: binding.atom, needs: [0], takesTruths: 1 },
    wasm: (code) => isNotZero(code.f64(0).f64(1), 'a').select(),
    spoken: (a, _b, result) => t`the slope of the second choice for the condition ${a} is ${result}`,
    kindName: () => t`where not slope`,
    convention: ofChoice,
  },
} satisfies Record<string, Operation>;
