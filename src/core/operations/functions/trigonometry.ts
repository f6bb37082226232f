/** Sine, cosine and tangent. Operands are in radians. */

import { t } from '../../../i18n/translate.ts';
import { cos, sin } from '../../math/sine.ts';
import { tan } from '../../math/tangent.ts';
import { atInfinity } from '../not-finite.ts';
import { binding, type Operation, type Slot } from '../operation.ts';
import { slopeName, slopeWhere } from '../spoken.ts';
import { inDegrees } from '../usual-mistakes.ts';

export const trigonometry = {
  sin: {
    arity: 1,
    forward: (x) => sin(x),
    derivatives: [(emit, [x]) => emit.apply('cos', x as Slot)],
    paper: { text: 'sin({0})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.sin({0})', binds: binding.atom, needs: [0] },
    wasm: null,
    spoken: (a, _b, result) => t`the sine of ${a} is ${result}`,
    notFinite: atInfinity,
    mistakes: inDegrees(sin),
    formula: {
      names: ['sin'],
      words: {
        step: (a) => t`The sine of ${a} is taken.`,
        slope: () => t`The slope of the sine is the cosine.`,
      },
    },
  },
  cos: {
    arity: 1,
    forward: (x) => cos(x),
    derivatives: [(emit, [x]) => emit.apply('cos_slope', x as Slot)],
    paper: { text: 'cos({0})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.cos({0})', binds: binding.atom, needs: [0] },
    wasm: null,
    spoken: (a, _b, result) => t`the cosine of ${a} is ${result}`,
    notFinite: atInfinity,
    mistakes: inDegrees(cos),
    formula: {
      names: ['cos'],
      words: {
        step: (a) => t`The cosine of ${a} is taken.`,
        slope: () => t`The slope of the cosine is minus the sine.`,
      },
    },
  },
  cos_slope: {
    arity: 1,
    forward: (x) => -sin(x),
    derivatives: [],
    paper: { text: '−sin({0})', binds: binding.product, needs: [0] },
    numpy: { text: '-np.sin({0})', binds: binding.sum, needs: [0] },
    wasm: null,
    spoken: (a, _b, result) => t`the slope of the cosine at ${a} is ${result}`,
    kindName: slopeName('cos'),
    notFinite: atInfinity,
    mistakes: [
      ...inDegrees((x) => -sin(x)),
      {
        forward: (x) => sin(x),
        words: (name) => t`${name} has the wrong sign: the slope of the cosine is minus the sine.`,
      },
    ],
  },
  tan: {
    arity: 1,
    forward: (x) => tan(x),
    derivatives: [(emit, _operands, y) => emit.apply('tan_slope', y)],
    paper: { text: 'tan({0})', binds: binding.atom, needs: [0] },
    numpy: { text: 'np.tan({0})', binds: binding.atom, needs: [0] },
    wasm: null,
    spoken: (a, _b, result) => t`the tangent of ${a} is ${result}`,
    notFinite: atInfinity,
    formula: {
      names: ['tan'],
      words: {
        step: (a) => t`The tangent of ${a} is taken.`,
        slope: () => t`The slope of the tangent is 1 + its square.`,
      },
    },
  },
  /** 1 + y². The operand y is the result of the tangent. */
  tan_slope: {
    arity: 1,
    forward: (y) => 1 + y * y,
    derivatives: [],
    paper: { text: '1 + {0}²', binds: binding.sum, needs: [binding.atom] },
    numpy: { text: '1 + {0}**2', binds: binding.sum, needs: [binding.atom] },
    wasm: (code) => code.f64(1).a().a().mul().add(),
    spoken: slopeWhere('tan'),
    kindName: slopeName('tan'),
  },
} satisfies Record<string, Operation>;
