/** Operands as they are written on the screen: by name, or as numbers. */
import type { Instruction, Run, Slot } from '../../core/program.ts';
import { operandName } from '../../session/steps.ts';
import { formatNumber } from '../terminal/format.ts';
import type { Span } from '../terminal/text.ts';

/** An operand as text; a number has its value and its suffix (see `Span`). */
export type Leaf = Omit<Span, 'tone'>;

/** The name of an operand. A constant has none: it is written as a number, rounded like every other. */
export function operandLabel(run: Run, instruction: Instruction, operand: number): Leaf {
  const info = run.slots[instruction.operands[operand] as Slot];
  if (info?.kind === 'constant') return { text: formatNumber(info.initial), value: info.initial };
  return { text: operandName(run, instruction, operand) };
}

/** The names of all operands of an instruction; see `operandLabel`. */
export function operandLabels(run: Run, instruction: Instruction): string[] {
  return instruction.operands.map((_slot, operand) => operandLabel(run, instruction, operand).text);
}
