/** The questions of a worksheet and their answers in Markdown, with a numbered line for each step. */
import type { Instruction, Phase, Scope, Slot } from '../../core/program.ts';
import type { Segment } from '../../core/schedule.ts';
import { t } from '../../i18n/translate.ts';
import type { Session } from '../../session/session.ts';
import { displayName } from '../../session/steps.ts';
import { approximate, roundingsOf } from '../../view/notation/equation.ts';
import { Formulas } from '../../view/notation/expression.ts';
import { operandLabel, operandLabels } from '../../view/notation/leaves.ts';
import { operationText } from '../../view/notation/operation.ts';
import { formatNumber } from '../../view/terminal/format.ts';
import { code } from './worksheet-given.ts';

/** The blank for an answer. */
export const BLANK = '______';

const headings: Readonly<Record<Phase, () => string>> = {
  forward: () => t`Forward phase`,
  loss: () => t`Loss phase`,
  backward: () => t`Backward phase`,
  update: () => t`Update`,
};

/**
 * A segment's questions, under headings for its phases and nodes. A formula that takes several steps is written
 * before them. An edit is stated before the step that follows it.
 */
export function questionLines(session: Session, segment: Segment): string[] {
  const tape = session.engine.schedule.program(segment.program);
  const { instructions } = tape;
  const formulas = new Formulas(tape);
  const written = new Set<number>();
  const lines: string[] = [];
  /** Adds a paragraph of its own, which ends the list before it. */
  const say = (text: string) => {
    if (lines.length > 0 && lines.at(-1) !== '') lines.push('');
    lines.push(text, '');
  };
  for (const [index, instruction] of instructions.slice(0, segment.length).entries()) {
    const { op, scope, result } = instruction;
    const before = instructions[index - 1];
    const isNewPhase = before?.scope.phase !== scope.phase;
    const step = segment.start + index + 1;
    if (isNewPhase) say(`### ${[...whose(session, segment), headings[scope.phase]()].join(' — ')}`);
    const label = labelOf(scope);
    if (isNewPhase || before === undefined || labelOf(before.scope) !== label) say(label);
    for (const { address, value } of session.timeline.edits.filter(({ at }) => at === step - 1))
      say(t`Here ${code(address)} is set to ${formatNumber(value)}.`);
    const root = formulas.whole(index);
    if (root !== index && !written.has(root))
      say(code(formulaText(session, formulas, (instructions[root] as Instruction).result, root)));
    written.add(root);
    const { run } = session.engine;
    const operation = operationText(op, operandLabels(run, instruction));
    lines.push(`${step}. ${code(`${displayName(run, result)} = ${operation}`)} = ${BLANK}`);
  }
  return [...lines, ''];
}

/** The node of a question, otherwise its layer; neither if the step combines values of several nodes. */
function labelOf({ node, layer }: Scope): string {
  const name = node ?? layer;
  return `**${name === null ? t`All together` : code(name)}**`;
}

/** The example or batch of a segment, if there are several. */
function whose({ engine: { run } }: Session, { program, example, batch }: Segment): string[] {
  return [
    ...(program === 'finish' ? [t`After training`] : []),
    ...(run.data.length === 1
      ? []
      : [example === null && run.batch > 1 ? t`Batch ${batch}` : t`Example ${example ?? batch}`]),
  ];
}

function formulaText({ engine: { run } }: Session, formulas: Formulas, result: Slot, root: number): string {
  const pieces = formulas.write(root, root, (instruction, operand) =>
    operandLabel(run, instruction, operand),
  );
  return `${displayName(run, result)} = ${pieces.map(({ text }) => text).join('')}`;
}

/** The answers to the first `asked` questions: the operation with numbers, and its result. */
export function answerLines(session: Session, asked: number): string[] {
  const lines = Array.from({ length: asked }, (_, index) => {
    const { kind, operands, result } = session.step(index + 1);
    const values = operands.map(({ value }) => value);
    const [rounding = approximate] = roundingsOf(kind, values, result.value);
    const numbers = operationText(
      kind,
      values.map((value) => formatNumber(value, rounding.operands)),
    );
    const shown = formatNumber(result.value, rounding.result);
    return `${index + 1}. ${code(`${result.name} = ${numbers}`)} ${rounding.sign} **${shown}**`;
  });
  return [...lines, ''];
}
