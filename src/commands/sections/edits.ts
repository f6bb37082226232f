/** Commands that change values, and that undo and list such changes. */
import type { SlotKind } from '../../core/program.ts';
import { t, toAsciiDigits } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import type { Session } from '../../session/session.ts';
import type { Edit } from '../../session/timeline.ts';
import { command, type DebuggerCommand, failed, list, message, type Outcome } from '../command.ts';
import type { Debugger } from '../debugger.ts';
import { count, name, number } from '../rows/row.ts';
import { assignment } from '../session-parameters.ts';

/** The amount by which + and − change a value: 0.1; for a learning rate, its largest power of ten divided by 10. */
function nudgeSize({ values, engine }: Session, address: string, value: number): number {
  const size = Math.abs(value);
  const addresses = values.slotsOf(address).flatMap((slot) => engine.run.slots[slot]?.addresses ?? []);
  const isRate = addresses.some(
    (each) => (each.kind === 'learningRate' || each.kind === 'groupRate') && each.part === null,
  );
  if (!isRate || size === 0) return 0.1;
  const exponent = Number(size.toExponential().split('e')[1]);
  return Number(`1e${exponent - 1}`);
}

/** Why an address cannot be set to a value; null if it can be. */
export function whyNotSet({ session }: Debugger, address: string, value: number): string | null {
  if (session.editable(address) === null)
    return t`${address} is computed, so it cannot be set. Set a weight, bias, input, target or the learning rate instead.`;
  return Number.isFinite(value)
    ? null
    : t`${address} cannot be set to ${String(value)}: write a finite number.`;
}

/** What belongs to an example, so that the next one brings its own. */
const loaded: ReadonlySet<SlotKind | undefined> = new Set(['input', 'target', 'mask'] as const);

/** What was set, from which step on, and until when it holds if it is loaded again. */
function heldText(session: Session, address: string, value: number): string {
  const { position } = session;
  const { run, schedule } = session.engine;
  const slot = session.editable(address);
  const isLoaded = loaded.has(slot === null ? undefined : run.slots[slot]?.kind);
  const until = isLoaded ? schedule.nextLoad(position) : null;
  const to = String(value);
  if (until === null) return t`${address} = ${to} from step ${String(position)} on.`;
  return until === position
    ? t`${address} = ${to} at step ${String(position)} only: the next step loads the next example.`
    : t`${address} = ${to} from step ${String(position)} to step ${String(until)}: then the next example is loaded.`;
}

/** Sets an address at the cursor. Fails with the reason if it cannot be set. */
function setValue(debug: Debugger, address: string, value: number): Outcome {
  const { session } = debug;
  const reason = whyNotSet(debug, address, value);
  if (reason !== null) return failed(reason);
  const before = session.timeline.name;
  session.set(address, value);
  const { name } = session.timeline;
  const done = heldText(session, address, value);
  if (name === before) return message(done);
  return message(
    `${done} ${t`A later edit exists, so this started the timeline "${name}". "${before}" is kept: press ${keySign('T')} to switch.`}`,
  );
}

function nudge(debug: Debugger, direction: 1 | -1): Outcome {
  const { session, subject } = debug;
  const value = subject === null ? null : session.read(subject);
  if (subject === null || value === null)
    return failed(
      t`Select a value first: press ${keySign('tab')} to reach the values, then ${keySign('up')} or ${keySign('down')}.`,
    );
  const size = nudgeSize(session, subject, value);
  // Removes rounding errors: ten nudges of 0.1 add exactly 1.
  const nudged = Number((value + direction * size).toPrecision(12));
  return setValue(debug, subject, nudged);
}

function editText({ at, address, value }: Edit): string {
  return t`step ${String(at)}: ${address} = ${String(value)}`;
}

export const setCommand = command({
  words: ['set'],
  effect: 'edits',
  keys: [],
  parameters: [assignment],
  hint: 'set',
  help: 'set a weight, bias or the learning rate from here on, an input or target until the next example is loaded',
  run: (debug, { address, expression }) => {
    const value = debug.session.evaluate(expression);
    return value === null
      ? failed(t`The expression uses a value that is not known yet at this step.`)
      : setValue(debug, address, value);
  },
});

/**
 * Sets an address as another program has given it. No part of it is a comment, so none of what follows is lost.
 *
 * @param line the address, `=`, and an expression
 */
export function setTo(debug: Debugger, line: string): Outcome {
  return setCommand.run(debug, { line: toAsciiDigits(line), from: 0 });
}

export const editCommands: readonly DebuggerCommand[] = [
  setCommand,
  command({
    words: ['increase'],
    effect: 'edits',
    keys: ['+', '='],
    parameters: [],
    hint: 'more',
    help: 'increase the selected value a little',
    run: (debug) => nudge(debug, 1),
  }),
  command({
    words: ['decrease'],
    effect: 'edits',
    keys: ['-', '_'],
    parameters: [],
    hint: 'less',
    help: 'decrease the selected value a little',
    run: (debug) => nudge(debug, -1),
  }),
  command({
    words: ['undo'],
    effect: 'edits',
    keys: ['z'],
    parameters: [],
    hint: 'undo',
    help: 'undo the last edit (your step stays the same)',
    run: ({ session }) => {
      const restored = session.restoreFork();
      if (restored !== null) return message(t`The timeline "${restored}" is back.`);
      const edit = session.undo();
      return edit ? message(t`Undone: ${editText(edit)}.`) : failed(t`Nothing to undo.`);
    },
  }),
  command({
    words: ['redo'],
    effect: 'edits',
    keys: ['Z'],
    parameters: [],
    hint: 'redo',
    help: 'redo the edit that was undone',
    run: ({ session }) => {
      const edit = session.redo();
      return edit ? message(t`Redone: ${editText(edit)}.`) : failed(t`Nothing to redo.`);
    },
  }),
  command({
    words: ['edits'],
    keys: [],
    parameters: [],
    hint: 'edits',
    help: 'list the edits on this timeline',
    run: ({ session }) =>
      list(
        t`Edits on "${session.timeline.name}"`,
        session.timeline.edits.map((edit) => ({
          text: editText(edit),
          cells: [count(edit.at), name(edit.address), number(edit.value)],
          step: edit.at,
        })),
        t`This timeline has no edits.`,
        { heads: ['at step', 'name', 'value'] },
      ),
  }),
  command({
    words: ['clear-edits'],
    effect: 'edits',
    keys: [],
    parameters: [],
    hint: 'clear',
    help: 'undo all edits on this timeline; redo brings them back',
    run: ({ session }) => {
      const { length } = session.timeline.edits;
      session.clearEdits();
      return length === 0
        ? failed(t`No edits to clear.`)
        : message(length === 1 ? t`Cleared 1 edit.` : t`Cleared ${length} edits.`);
    },
  }),
];
