/** The quiz: which steps are asked before they are executed, which answers are correct, and the score. */
import { memoize } from '../core/memo.ts';
import type { ProgramName } from '../core/schedule.ts';
import { toAsciiDigits } from '../i18n/translate.ts';
import { addressOfPlace } from '../scenario/format/array-ends.ts';
import { localized } from '../scenario/format/scenario.ts';
import type { History } from '../session/history/history.ts';
import type { Session } from '../session/session.ts';
import { type Role, roleAt } from './role.ts';

const questionKinds = [
  'product',
  'sum',
  'formula',
  'activation',
  'loss',
  'slope',
  'gradient',
  'update',
] as const;
/** The kinds of questions that can be practised alone. */
export type QuestionKind = (typeof questionKinds)[number];

/** What the quiz asks: the scenario's own questions, every step, or the steps of one kind. */
const asked = ['own', 'all', ...questionKinds] as const;
export type QuizSelection = (typeof asked)[number];

/** An answer to a step. `given` is null if the result was shown without an answer. */
export interface Answer {
  readonly step: number;
  readonly name: string;
  readonly value: number;
  readonly given: number | null;
  /** Whether the first answer was correct and the result had not been on the screen before. */
  readonly isRight: boolean;
  readonly hints: number;
  /** The history in which the step has this value. An edit starts another history. */
  readonly history: History;
}

/** The state of an open question. */
interface Attempt {
  readonly hints: number;
  readonly isMissed: boolean;
}

/** Maximum number of hints for a question: the formula with names, then the formula with numbers. */
export const MOST_HINTS = 2;

/** The state of the quiz. It is replaced, never changed in place. */
export interface Quiz {
  readonly kind: QuizSelection;
  /** The first answer to each step that was asked, in the order of answering. */
  readonly answers: readonly Answer[];
  /** Open questions by step; they keep their hints when the user moves away. */
  readonly tries: ReadonlyMap<number, Attempt>;
  /** Results up to this step have been on the screen since the quiz started. */
  readonly revealedUpTo: number;
  readonly history: History;
}

/** Starts a quiz at the cursor. */
export function newQuiz(kind: QuizSelection, { history, position }: Session): Quiz {
  return { kind, answers: [], tries: new Map(), revealedUpTo: position, history };
}

/** The quiz after a move. Results already shown are not asked again. An edit resets all questions. */
export function afterMove(quiz: Quiz, { history, position }: Session): Quiz {
  return history === quiz.history
    ? { ...quiz, revealedUpTo: Math.max(quiz.revealedUpTo, position) }
    : { ...quiz, history, tries: new Map(), revealedUpTo: position };
}

/**
 * How many questions a move has passed over: their results are on the screen now, and they were not answered. 0 after an
 * edit.
 *
 * @param quiz the quiz before the move
 */
export function passedOver({ kind, answers, revealedUpTo, history }: Quiz, session: Session): number {
  const { position } = session;
  if (history !== session.history || position <= revealedUpTo) return 0;
  const isOnTheWay = (answer: Answer) =>
    answer.history === history && answer.step > revealedUpTo && answer.step <= position;
  return questionsBetween(session, kind, revealedUpTo, position) - answers.filter(isOnTheWay).length;
}

/** The state of a step's question; that of a new one if it has not been touched. */
export function attemptAt({ tries }: Quiz, step: number): Attempt {
  return tries.get(step) ?? { hints: 0, isMissed: false };
}

/** The quiz with a change to a step's question: a hint was given, or an answer was wrong. */
export function withAttempt(quiz: Quiz, step: number, change: Partial<Attempt>): Quiz {
  return { ...quiz, tries: new Map(quiz.tries).set(step, { ...attemptAt(quiz, step), ...change }) };
}

const kinds: Readonly<Record<Role['kind'], QuestionKind>> = {
  product: 'product',
  sum: 'sum',
  bias: 'sum',
  activation: 'activation',
  dropout: 'activation',
  dropoutGradient: 'gradient',
  formula: 'formula',
  copied: 'formula',
  formulaSlope: 'gradient',
  formulaGradient: 'gradient',
  constantGradient: 'gradient',
  softmaxPart: 'activation',
  error: 'loss',
  lossPart: 'loss',
  squaredError: 'loss',
  halfSquaredError: 'loss',
  lossSum: 'loss',
  lossMean: 'loss',
  lossWeighted: 'loss',
  lossTotal: 'loss',
  batchPart: 'loss',
  batchLoss: 'loss',
  squareSlope: 'gradient',
  errorGradient: 'gradient',
  factorGradient: 'gradient',
  activationSlope: 'slope',
  activationGradient: 'gradient',
  localSlope: 'gradient',
  chainTerm: 'gradient',
  weightGradient: 'slope',
  valueGradient: 'gradient',
  gradientSum: 'gradient',
  batchGradient: 'slope',
  updatePart: 'update',
  delta: 'update',
  update: 'update',
};

/**
 * The kind of a step's question. The kind `slope` covers slopes of activations and gradients of weights and biases,
 * because the chapter calls both "slope". The kind `gradient` covers all other gradients.
 */
export function kindOfQuestion(role: Role): QuestionKind {
  return role.kind === 'gradientSum' && role.isParameter ? 'slope' : kinds[role.kind];
}

/** The kinds that this session has questions of. */
export function kindsOf(session: Session): QuizSelection[] {
  return asked.filter((kind) => hasAny(questionsOf(session)[kind]));
}

/** The next step after `position` that the quiz asks; null if there is none. */
export function nextQuestion(session: Session, kind: QuizSelection, position: number): number | null {
  const { schedule } = session.engine;
  const questions = questionsOf(session)[kind];
  if (!hasAny(questions)) return null;
  for (let at = position; at < session.total; ) {
    const { program, start, length } = schedule.segmentAt(at + 1);
    const index = questions[program].find((each) => start + each >= at);
    if (index !== undefined) return start + index + 1;
    at = start + length;
  }
  return null;
}

/** The number of steps that the quiz asks, after one position and up to another. */
function questionsBetween(session: Session, kind: QuizSelection, from: number, to: number): number {
  const { schedule } = session.engine;
  const questions = questionsOf(session)[kind];
  let sum = 0;
  for (let at = from; at < to; ) {
    const { program, start, length } = schedule.segmentAt(at + 1);
    const indexes = questions[program];
    const isWhole = at === start && start + length <= to;
    sum += isWhole
      ? indexes.length
      : indexes.filter((index) => start + index >= at && start + index < to).length;
    at = start + length;
  }
  return sum;
}

/**
 * The indexes of the instructions that the quiz asks, by Program. Every execution of such an instruction is a
 * question.
 */
type Questions = Readonly<Record<ProgramName, readonly number[]>>;

function hasAny(questions: Questions): boolean {
  return Object.values(questions).some(({ length }) => length > 0);
}

/** An engine belongs to one scenario. */
const questionsOf = memoize(({ engine }: Session) => engine, findQuestions);

/** The questions of all kinds, found in one pass over the Programs. */
function findQuestions(session: Session): Readonly<Record<QuizSelection, Questions>> {
  const { run, schedule } = session.engine;
  const firstBatch = Math.min(run.batch, run.data.length) * run.example.instructions.length;
  const starts = { example: 0, update: firstBatch, finish: schedule.epochStart(run.epochs + 1) };
  const { scenario } = session;
  const named = new Set(scenario.questions.map(({ at }) => addressOfPlace({ run, scenario }, at)));
  const none = () => ({ example: [] as number[], update: [] as number[], finish: [] as number[] });
  const questions = Object.fromEntries(asked.map((kind) => [kind, none()])) as Record<
    QuizSelection,
    ReturnType<typeof none>
  >;
  for (const program of ['example', 'update', 'finish'] as const) {
    for (const [index, { result }] of run[program].instructions.entries()) {
      questions.all[program].push(index);
      questions[kindOfQuestion(roleAt(session, starts[program] + index + 1))][program].push(index);
      if (run.slots[result]?.names.some((name) => named.has(name))) questions.own[program].push(index);
    }
  }
  return questions;
}

/** The scenario's own text for a question; null if it has none. */
export function questionText({ scenario, engine }: Session, step: number): string | null {
  const { result } = engine.schedule.instructionAt(step);
  const names = engine.run.slots[result]?.names ?? [];
  const question = scenario.questions.find(({ at }) =>
    names.includes(addressOfPlace({ run: engine.run, scenario }, at)),
  );
  return question ? localized(question.ask) : null;
}

/**
 * Whether an answer is correct: within 0.1% of the value, or within 10⁻⁹ of the largest operand, because a value
 * close to 0 may be mostly rounding error.
 *
 * @param operands the values that the step is computed from
 */
export function isNear(given: number, value: number, operands: readonly number[]): boolean {
  if (!Number.isFinite(value)) return Object.is(given, value);
  const scale = Math.max(...operands.map(Math.abs).filter(Number.isFinite), 0);
  return Math.abs(given - value) <= Math.max(Math.abs(value) * 1e-3, scale * 1e-9);
}

/**
 * A number as people type it, with either minus sign, a decimal comma or Bangla digits; null if the text is not a
 * number.
 */
export function answerOf(text: string): number | null {
  const typed = toAsciiDigits(text.trim())
    .replaceAll('−', '-')
    .replace(/^(-?\d+),(\d+)$/, '$1.$2')
    .replace(/∞|inf(inity)?/i, 'Infinity');
  const number = typed === '' ? Number.NaN : Number(typed);
  return Number.isNaN(number) && !/^nan$/i.test(typed) ? null : number;
}

/** The quiz with a question closed: answered or shown. A step that was answered before keeps its first answer. */
export function withAnswer(
  quiz: Quiz,
  answer: Pick<Answer, 'step' | 'name' | 'value' | 'given'>,
  isRight: boolean,
): Quiz {
  const { answers, history, revealedUpTo } = quiz;
  const { step } = answer;
  const { hints, isMissed } = attemptAt(quiz, step);
  const isFirst = answers.every((each) => each.step !== step || each.history !== history);
  const closed = { ...answer, isRight: isRight && !isMissed && step > revealedUpTo, hints, history };
  return isFirst ? { ...quiz, answers: [...answers, closed] } : quiz;
}

/** The number of questions answered correctly at once, and the number asked. */
export function scoreOf({ answers }: Quiz): { readonly right: number; readonly asked: number } {
  return { right: answers.filter(({ isRight }) => isRight).length, asked: answers.length };
}
