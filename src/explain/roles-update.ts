/** The roles of an update's operations. */
import type { Slot } from '../core/program.ts';
import { shownName } from '../session/steps.ts';
import type { Role, UpdatePart } from './role.ts';
import type { Spot } from './roles-spot.ts';

export function updateRole({ run, around, index, instruction }: Spot): Role {
  const { operands, result } = instruction;
  const name = shownName(run, result);
  const [, head, parameter = null, word] = /^(velocity|m|v|delta)\((.*)\)(?:\.(\w+))?$/.exec(name) ?? [];
  if (head === 'delta' && word === undefined) {
    const isPlain = shownName(run, operands[1] as Slot)
      .replace(/^batch\./, '')
      .startsWith('grad(');
    return { kind: 'delta', parameter: parameter as string, isPlain };
  }
  if (head !== undefined) return { kind: 'updatePart', part: partOf(head, word), parameter };
  const [, shared, ofAll] = /^(learning_rate|m|v)\.(\w+)$/.exec(name) ?? [];
  if (shared !== undefined) return { kind: 'updatePart', part: partOf(shared, ofAll), parameter: null };
  return { kind: 'update', parameter: name, gradient: around.gradientAt(index) as Slot };
}

function partOf(head: string, word: string | undefined): UpdatePart {
  if (word === 'decay') return head === 'learning_rate' ? 'decayRate' : 'decay';
  if (word !== undefined) return word as UpdatePart;
  return head === 'velocity' ? 'velocity' : 'mean';
}
