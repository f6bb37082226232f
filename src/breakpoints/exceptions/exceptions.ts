/** Numerical problems that a run can stop at, at the step where each begins. */

import { pow } from '../../core/math/pow.ts';
import { notFiniteSign } from '../../core/operations/not-finite.ts';
import { ops, underflows } from '../../core/operations.ts';
import { t } from '../../i18n/translate.ts';
import type { Session } from '../../session/session.ts';
import { reasonOf, type StepRecord } from '../../session/steps.ts';
import type { Detector } from './detector.ts';
import { DeadUnitDetector, LossRiseDetector, ReluFlipDetector } from './exceptions-epoch.ts';
import { SaturationDetector } from './exceptions-saturation.ts';
import { GradientDetector, OperationDetector } from './exceptions-step.ts';
import { cancellationTests, notFiniteTests, sizeTests, underflowTests } from './step-tests.ts';

/** One row of the table of exceptions. */
interface Exception {
  /** The default of the number that may follow the exception's name; null if no number may follow. */
  readonly limit: number | null;
  /** What it stops at, in a few words. */
  readonly help: string;
  readonly detector: (session: Session, limit: number) => Detector;
}

/** The smallest normal double, 2⁻¹⁰²² (IEEE 754 binary64). Numbers closer to 0 have fewer digits. */
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const isNormal = (value: number) => Number.isFinite(value) && Math.abs(value) >= SMALLEST_NORMAL;

const becomesNaN = (a: number, b: number, result: number) =>
  Number.isNaN(result) && !Number.isNaN(a) && !Number.isNaN(b);
const becomesInfinite = (a: number, b: number, result: number) =>
  Math.abs(result) === Number.POSITIVE_INFINITY && Number.isFinite(a) && Number.isFinite(b);
function became(step: StepRecord): string {
  const { name, value } = step.result;
  const reason = reasonOf(step);
  return reason === null
    ? t`${name} became ${notFiniteSign(value)}`
    : t`${name} became ${notFiniteSign(value)}: ${reason}`;
}

const table = {
  nan: {
    limit: null,
    help: 'NaN or infinity appears',
    detector: (session) =>
      new OperationDetector(
        session,
        () => true,
        (a, b, result) => becomesNaN(a, b, result) || becomesInfinite(a, b, result),
        became,
        notFiniteTests(session.engine.run),
      ),
  },
  invalid: {
    limit: null,
    help: 'NaN appears: an operation on numbers has no result, for example infinity − infinity',
    detector: (session) =>
      new OperationDetector(session, () => true, becomesNaN, became, notFiniteTests(session.engine.run)),
  },
  infinity: {
    limit: null,
    help: 'infinity appears: a result is too large for a number, as exp(1000), or infinite, as log(0)',
    detector: (session) =>
      new OperationDetector(session, () => true, becomesInfinite, became, notFiniteTests(session.engine.run)),
  },
  underflow: {
    limit: null,
    help: 'a product underflows: it loses digits or becomes 0',
    detector: (session) =>
      new OperationDetector(
        session,
        (op) => ops[op].traits?.underflows !== undefined,
        (a, b, result, op) =>
          Math.abs(result) < SMALLEST_NORMAL && isNormal(a) && isNormal(b) && underflows(op, a, b),
        ({ result: { name, value } }) => t`${name} underflowed to ${String(value)}`,
        underflowTests(session.engine.run, SMALLEST_NORMAL),
      ),
  },
  cancel: {
    limit: 8,
    help: 'a sum or difference cancels: it loses more than this many digits',
    detector: (session, digits) => {
      const most = pow(10, digits);
      return new OperationDetector(
        session,
        (op) => ops[op].traits?.cancels !== undefined,
        (a, b, result) => result !== 0 && Math.max(Math.abs(a), Math.abs(b)) / Math.abs(result) > most,
        ({ result: { name } }) => t`${name} lost more than ${digits} digits`,
        cancellationTests(most),
      );
    },
  },
  flip: {
    limit: null,
    help: 'a ReLU switches on or off for the same example since the previous epoch',
    detector: (session) => new ReluFlipDetector(session),
  },
  rise: {
    limit: null,
    help: "an epoch's mean loss in training, with its penalty, is higher than the previous epoch's",
    detector: (session) => new LossRiseDetector(session),
  },
  dead: {
    limit: null,
    help: 'an activation dies: its slope is 0 for every example of an epoch, but was not in the previous one',
    detector: (session) => new DeadUnitDetector(session),
  },
  saturate: {
    limit: 1e-3,
    help: 'the slope of a sigmoid or tanh is below a limit for an example, though its error is not small',
    detector: (session, limit) => new SaturationDetector(session, limit),
  },
  explode: {
    limit: 1e3,
    help: 'the gradient that an update follows becomes larger than a limit',
    detector: (session, limit) =>
      new GradientDetector(
        session,
        (size) => size > limit,
        (name) => t`the size of ${name} went above ${String(limit)}`,
        (gradients) => sizeTests(gradients, limit, true),
      ),
  },
  vanish: {
    limit: 1e-9,
    help: 'the gradient that an update follows becomes smaller than a limit, but is not 0',
    detector: (session, limit) =>
      new GradientDetector(
        session,
        (size) => size > 0 && size < limit,
        (name) => t`the size of ${name} went below ${String(limit)}`,
        (gradients) => sizeTests(gradients, limit, false),
      ),
  },
} satisfies Record<string, Exception>;

export type ExceptionName = keyof typeof table;

export const exceptions: Readonly<Record<ExceptionName, Exception>> = table;

export const exceptionNames = Object.keys(table) as ExceptionName[];
