/**
 * A value limited to a range, as clamp of PyTorch and clip of NumPy do: if the lower limit is above the upper one, the
 * upper one counts. Its slopes are those of PyTorch: both ends of the range belong to it.
 */
import { t } from '../../../i18n/translate.ts';
import { binding, type Derivative, type Operation, type Slot, type WasmWriter } from '../operation.ts';

const slope =
  (op: string): Derivative =>
  (emit, [x, low, high]) =>
    emit.apply(op, x as Slot, low as Slot, high as Slot);

const convention = () => t`slope of clip: 1 from the lower to the upper limit, both included, and 0 outside`;

/** Writes: NaN if an operand is NaN, otherwise 1 if all comparisons are true, and 0 if not. */
const allOf =
  (...comparisons: readonly ((code: WasmWriter) => WasmWriter)[]) =>
  (code: WasmWriter) => {
    code.f64(1);
    for (const each of comparisons) each(code.f64(0)).select();
    code.a().a().a().eq().select();
    code.b().b().b().eq().select();
    return code.c().c().c().eq().select();
  };

/** NaN if an operand is NaN, otherwise whether something is true, as a number. */
function testOf(values: readonly number[], isTrue: boolean): number {
  return values.some(Number.isNaN) ? Number.NaN : Number(isTrue);
}

export const clamp = {
  clamp: {
    arity: 3,
    forward: (x, low, high) => Math.min(Math.max(x, low), high as number),
    derivatives: [slope('clamp_slope'), slope('clamp_low_slope'), slope('clamp_high_slope')],
    paper: { text: 'clip({0}, {1}, {2})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.clip({0}, {1}, {2})', binds: binding.atom, needs: [0] },
    wasm: (code) => code.a().b().max().c().min(),
    spoken: (a, b, result, [, , c = '']) => t`${a} limited to the range from ${b} to ${c} is ${result}`,
    convention,
    worksheet: {
      sentence: () =>
        t`${'`clip(x, low, high)`'} is low if x is below low, high if x is above high, and x otherwise.`,
    },
    formula: {
      names: ['clip', 'clamp'],
      words: {
        step: (a, b, c = '') => t`${a} is limited to the range from ${b} to ${c}.`,
        slope: () =>
          t`A value within the limits has slope 1. Outside, the limit that is reached has slope 1.`,
        because: ({ a, b, operands: [, , c = b], result }) => {
          if (b.value > c.value)
            return t`The lower limit is greater than the upper one, so the upper one counts.`;
          if (a.value < b.value)
            return t`${a.name} is less than the lower limit, so it becomes ${result.text}.`;
          if (a.value > c.value)
            return t`${a.name} is greater than the upper limit, so it becomes ${result.text}.`;
          return t`${a.name} is within the limits, so it stays as it is.`;
        },
      },
    },
    traits: { kink: 'where equal' },
  },
  clamp_slope: {
    arity: 3,
    forward: (x, low, high) => testOf([x, low, high as number], low <= x && x <= (high as number)),
    derivatives: [],
    paper: { text: '[{1} ≤ {0} ≤ {2}]', binds: binding.atom, needs: [0] },
    numpy: {
      text: 'np.heaviside({0} - {1}, 1) * np.heaviside({2} - {0}, 1)',
      binds: binding.product,
      needs: [binding.product],
    },
    wasm: allOf(
      (code) => code.b().a().le(),
      (code) => code.a().c().le(),
    ),
    spoken: (a, b, result, [, , c = '']) =>
      t`the test whether ${a} is in the range from ${b} to ${c} gives ${result}`,
    kindName: () => t`clamp slope`,
    convention,
    means: ({ a, b, operands: [, , c], result }) =>
      result.value === 1 && (a.value === b.value || a.value === c?.value)
        ? t`${a.name} is exactly at a limit: there the slope is taken as 1.`
        : null,
  },
  clamp_low_slope: {
    arity: 3,
    forward: (x, low, high) => testOf([x, low, high as number], x < low && low < (high as number)),
    derivatives: [],
    paper: { text: '[{0} < {1} < {2}]', binds: binding.atom, needs: [0] },
    numpy: {
      text: 'np.heaviside({1} - {0}, 0) * np.heaviside({2} - {1}, 0)',
      binds: binding.product,
      needs: [binding.product],
    },
    wasm: allOf(
      (code) => code.a().b().lt(),
      (code) => code.b().c().lt(),
    ),
    spoken: (a, b, result, [, , c = '']) =>
      t`the test whether ${a} is below the range from ${b} to ${c} gives ${result}`,
    kindName: () => t`clamp low slope`,
    convention,
  },
  clamp_high_slope: {
    arity: 3,
    forward: (x, low, high) => testOf([x, low, high as number], Math.max(x, low) > (high as number)),
    derivatives: [],
    paper: { text: '[max({0}, {1}) > {2}]', binds: binding.atom, needs: [0] },
    numpy: {
      text: 'np.heaviside(np.maximum({0}, {1}) - {2}, 0)',
      binds: binding.atom,
      needs: [0, 0, binding.product],
    },
    wasm: allOf((code) => code.a().b().max().c().gt()),
    spoken: (a, b, result, [, , c = '']) =>
      t`the test whether ${a} is above the range from ${b} to ${c} gives ${result}`,
    kindName: () => t`clamp high slope`,
    convention,
  },
} satisfies Record<string, Operation>;
