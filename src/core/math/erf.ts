/**
 * The error function, 2 ÷ √π times the integral of exp(−t²) from 0 to x. Method and constants: fdlibm, s_erf.c
 * (https://www.netlib.org/fdlibm/; its notice is in LICENSE-fdlibm.txt). The error is below 1 unit in the last place.
 */
import { withoutLowWord } from './bits.ts';
import { exp } from './exp.ts';

/** Coefficients of powers, the lowest first. */
type Coefficients = readonly number[];

/** A polynomial divided by another one. */
interface Quotient {
  readonly above: Coefficients;
  readonly below: Coefficients;
}

/** (erf(x) − x) ÷ x from x², for |x| < 0.84375. */
const nearZero: Quotient = {
  above: [
    0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442,
    -0.000023763016656650163,
  ],
  below: [
    1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164,
    -0.000003960228278775368,
  ],
};

/** erf(|x|) − `MIDDLE` from |x| − 1, for 0.84375 ≤ |x| < 1.25. */
const nearOne: Quotient = {
  above: [
    -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175,
    -0.11089469428239668, 0.035478304325618236, -0.002166375594868791,
  ],
  below: [
    1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
    0.011984499846799107,
  ],
};

/** log(x (1 − erf(x))) + x² + 0.5625 from 1 ÷ x², for 1.25 ≤ x < 1 ÷ 0.35. */
const far: Quotient = {
  above: [
    -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
    -184.60509290671104, -81.2874355063066, -9.814329344169145,
  ],
  below: [
    1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
    108.63500554177944, 6.570249770319282, -0.0604244152148581,
  ],
};

/** The same for x from 1 ÷ 0.35 to 6. */
const farther: Quotient = {
  above: [
    -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
    -1025.0951316110772, -483.5191916086514,
  ],
  below: [
    1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
    474.52854120695537, -22.44095244658582,
  ],
};

/** About erf(1), with 24 bits. */
const MIDDLE = 0.8450629115104675;

/** 2 ÷ √π − 1, and 8 times it plus 8 for arguments whose product with it would lose digits. */
const SLOPE = 0.1283791670955126;
const SLOPE_OF_EIGHTH = 1.0270333367641007;

/** Below these sizes, the first term of the series is enough, and the products need more than the smallest doubles. */
const TINY = 2 ** -28;
const LEAST = 2 ** -1015;

/** 1 ÷ 0.35, as a double with a low word of 0. */
const FARTHER = 2.8571434020996094;

/** From here on, the result is ±1 to the last digit. */
const FLAT = 6;

export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < 0.84375) return small(x, size);
  if (Number.isNaN(x)) return x;
  const result = size >= FLAT ? 1 : size < 1.25 ? MIDDLE + quotientAt(size - 1, nearOne) : large(size);
  return x < 0 ? -result : result;
}

function small(x: number, size: number): number {
  if (size < LEAST) return 0.125 * (8 * x + SLOPE_OF_EIGHTH * x);
  if (size < TINY) return x + SLOPE * x;
  return x + x * quotientAt(x * x, nearZero);
}

function large(size: number): number {
  const exponent = quotientAt(1 / (size * size), size < FARTHER ? far : farther);
  // The square of a part with few digits is exact.
  const part = withoutLowWord(size);
  const rest = exp(-part * part - 0.5625) * exp((part - size) * (part + size) + exponent);
  return 1 - rest / size;
}

function quotientAt(x: number, { above, below }: Quotient): number {
  return polynomialAt(x, above) / polynomialAt(x, below);
}

/** c₀ + x (c₁ + x (c₂ + …)). */
function polynomialAt(x: number, coefficients: Coefficients): number {
  let sum = coefficients.at(-1) as number;
  for (let index = coefficients.length - 2; index >= 0; index--) {
    sum = (coefficients[index] as number) + x * sum;
  }
  return sum;
}
