/** Predicting: which steps are asked for before they are done, what counts as right, and the score. */
import type { Engine } from '../core/machine.ts';
import { ops } from '../core/ops.ts';
import type { Instruction } from '../core/program.ts';
import { inLanguage } from '../scenario/scenario.ts';
import type { Session } from './session.ts';

/** What is asked for: every step, those of a kind, or the scenario's own questions. */
const questionKinds = [
  'all',
  'product',
  'sum',
  'activation',
  'loss',
  'slope',
  'gradient',
  'update',
  'own',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** An answer to a step; null where the result was shown without one. */
export interface Answer {
  readonly step: number;
  readonly name: string;
  readonly value: number;
  readonly given: number | null;
  /** Whether the first answer was right. */
  readonly isRight: boolean;
  readonly hints: number;
}

/** How much of what is asked for is told: its name, its formula in names, in numbers. */
export const MOST_HINTS = 2;

/** Predicting, as it stands. */
export interface Quiz {
  readonly kind: QuestionKind;
  /** The first answer to each step that was asked for, in the order in which they were given. */
  readonly answers: readonly Answer[];
  /** Hints given to the question at hand. */
  readonly hints: number;
  /** Whether the question at hand has been answered wrongly. */
  readonly isMissed: boolean;
}

/** Predicting begins. */
export function newQuiz(kind: QuestionKind): Quiz {
  return { kind, answers: [], hints: 0, isMissed: false };
}

/** Whether an instruction's result is asked for. */
function isAsked(session: Session, kind: QuestionKind, instruction: Instruction): boolean {
  if (kind === 'all') return true;
  const names = session.engine.run.slots[instruction.result]?.names ?? [];
  if (kind === 'own') return session.scenario.questions.some(({ at }) => names.includes(at));
  return kindOf(session.engine, instruction) === kind;
}

/** A slope is that of an activation, or of the loss by a weight or bias; the other gradients lead there. */
function kindOf({ run }: Engine, { op, scope, result }: Instruction): QuestionKind {
  if (scope.phase === 'update' || scope.phase === 'loss') return scope.phase;
  if (scope.phase === 'forward')
    return op === 'multiply' ? 'product' : ops[op].activation ? 'activation' : 'sum';
  if (op.endsWith('_slope')) return 'slope';
  const parameters = run.parameters.flatMap((slot) => run.slots[slot]?.names ?? []);
  const names = run.slots[result]?.names ?? [];
  return parameters.some((parameter) => names.includes(`grad(${parameter})`)) ? 'slope' : 'gradient';
}

/** The kinds that this session has questions of. */
export function kindsOf(session: Session): QuestionKind[] {
  const { run } = session.engine;
  const instructions = [run.example, run.update].flatMap((program) => program.instructions);
  return questionKinds.filter((kind) => instructions.some((each) => isAsked(session, kind, each)));
}

/** The next step after `position` that is asked for; null where none is left. */
export function nextQuestion(session: Session, kind: QuestionKind, position: number): number | null {
  const { schedule, run } = session.engine;
  const asked = {
    example: indexesOf(session, kind, run.example.instructions),
    update: indexesOf(session, kind, run.update.instructions),
    finish: indexesOf(session, kind, run.finish.instructions),
  };
  if (Object.values(asked).every((indexes) => indexes.length === 0)) return null;
  for (let at = position; at < session.total; ) {
    const { program, start, length } = schedule.segmentAt(at + 1);
    const index = asked[program].find((each) => start + each >= at);
    if (index !== undefined) return start + index + 1;
    at = start + length;
  }
  return null;
}

function indexesOf(session: Session, kind: QuestionKind, instructions: readonly Instruction[]): number[] {
  return [...instructions.keys()].filter((index) =>
    isAsked(session, kind, instructions[index] as Instruction),
  );
}

/** The scenario's own words for a question, where it has some. */
export function questionText({ scenario, engine }: Session, step: number): string | null {
  const { result } = engine.schedule.instructionAt(step);
  const names = engine.run.slots[result]?.names ?? [];
  const question = scenario.questions.find(({ at }) => names.includes(at));
  return question ? inLanguage(question.ask) : null;
}

/**
 * Whether an answer is right: within a thousandth of the value, or as near as rounding while computing may
 * bring one that is nearly zero.
 *
 * @param operands what the step is computed from
 */
export function isNear(given: number, value: number, operands: readonly number[]): boolean {
  if (!Number.isFinite(value)) return Object.is(given, value);
  const scale = Math.max(...operands.map(Math.abs).filter(Number.isFinite), 0);
  return Math.abs(given - value) <= Math.max(Math.abs(value) * 1e-3, scale * 1e-9);
}

/** A number as people type it: with either minus sign, a comma or Bangla digits; null where it is none. */
export function answerOf(text: string): number | null {
  const typed = text
    .trim()
    .replace(/[০-৯]/g, (digit) => String(digit.charCodeAt(0) - 0x9e6))
    .replaceAll('−', '-')
    .replace(/^(-?\d+),(\d+)$/, '$1.$2')
    .replace(/∞|inf(inity)?/i, 'Infinity');
  const number = typed === '' ? Number.NaN : Number(typed);
  return Number.isNaN(number) && !/^nan$/i.test(typed) ? null : number;
}

/** The quiz with the question at hand closed: answered, or shown. A step that was answered before keeps its first answer. */
export function withAnswer(quiz: Quiz, answer: Omit<Answer, 'isRight' | 'hints'>, isRight: boolean): Quiz {
  const { answers, hints, isMissed } = quiz;
  const isFirst = answers.every(({ step }) => step !== answer.step);
  const closed = { ...answer, isRight: isRight && !isMissed, hints };
  return { ...quiz, answers: isFirst ? [...answers, closed] : answers, hints: 0, isMissed: false };
}

/** How many were right at once, and how many were asked. */
export function scoreOf({ answers }: Quiz): { readonly right: number; readonly asked: number } {
  return { right: answers.filter(({ isRight }) => isRight).length, asked: answers.length };
}
