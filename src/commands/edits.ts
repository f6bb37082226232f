/** Commands that change values and switch between timelines. */

import { suggestion } from '../diagnostics/suggestion.ts';
import { assignment } from '../expression/condition.ts';
import { describeFault } from '../expression/error-text.ts';
import { t } from '../i18n/translate.ts';
import type { Session } from '../session/session.ts';
import { type Edit, ORIGINAL_TIMELINE, type Timeline } from '../session/timeline.ts';
import { type DebuggerCommand, failed, list, message, type Outcome, stopped } from './command.ts';
import type { Debugger } from './debugger.ts';

/** The amount by which + and − change a value: 0.1; for a learning rate, its largest power of ten divided by 10. */
function nudgeSize({ values, engine }: Session, address: string, value: number): number {
  const size = Math.abs(value);
  const addresses = values.slotsOf(address).flatMap((slot) => engine.run.slots[slot]?.addresses ?? []);
  const isRate = addresses.some((each) => each.kind === 'learningRate' && each.part === null);
  return isRate && size > 0 ? 10 ** (Math.floor(Math.log10(size)) - 1) : 0.1;
}

/** Sets an address at the cursor. Fails with the reason if it cannot be set. */
function setValue({ session }: Debugger, address: string, value: number): Outcome {
  if (session.editable(address) === null) {
    return failed(
      t`${address} is computed, so it cannot be set. Set a weight, bias, input, target or the learning rate instead.`,
    );
  }
  if (!Number.isFinite(value))
    return failed(t`${address} cannot be set to ${String(value)}: write a finite number.`);
  const before = session.timeline.name;
  session.set(address, value);
  const { name } = session.timeline;
  const done = t`${address} = ${String(value)} from step ${String(session.position)} on.`;
  if (name === before) return message(done);
  return message(
    `${done} ${t`The later edits stay on "${before}". You are now on the new timeline "${name}".`}`,
  );
}

function nudge(debug: Debugger, direction: 1 | -1): Outcome {
  const { session, subject } = debug;
  const value = subject === null ? null : session.read(subject);
  if (subject === null || value === null)
    return failed(t`Select a value first: press Tab to reach the values, then ↑ or ↓.`);
  const size = nudgeSize(session, subject, value);
  // Removes rounding errors: ten nudges of 0.1 add exactly 1.
  const nudged = Number((value + direction * size).toPrecision(12));
  return setValue(debug, subject, nudged);
}

function editText({ at, address, value }: Edit): string {
  return t`step ${String(at)}: ${address} = ${String(value)}`;
}

function timelineText({ name, edits: { length }, parent }: Timeline): string {
  const text = length === 1 ? t`${name}: 1 edit` : t`${name}: ${length} edits`;
  return parent === null ? text : t`${text} (forked from "${parent}")`;
}

export const editCommands: readonly DebuggerCommand[] = [
  {
    words: ['set'],
    keys: [],
    usage: 'ADDRESS = VALUE',
    hint: 'set',
    help: 'set a weight, bias, input, target or the learning rate from here on',
    run: (debug, argument) => {
      const { session } = debug;
      const parsed = assignment(argument, session.values.names);
      if (!parsed.ok) return failed(describeFault(argument, parsed.fault));
      const value = parsed.expression.evaluate((address) => session.read(address));
      if (value === null) return failed(t`The expression uses a value that is not known yet at this step.`);
      return setValue(debug, parsed.address, value);
    },
  },
  {
    words: ['increase'],
    keys: ['+', '='],
    usage: '',
    hint: 'more',
    help: 'increase the selected value a little',
    run: (debug) => nudge(debug, 1),
  },
  {
    words: ['decrease'],
    keys: ['-', '_'],
    usage: '',
    hint: 'less',
    help: 'decrease the selected value a little',
    run: (debug) => nudge(debug, -1),
  },
  {
    words: ['undo'],
    keys: ['z'],
    usage: '',
    hint: 'undo',
    help: 'undo the last edit (your step stays the same)',
    run: ({ session }) => {
      const edit = session.undo();
      return edit ? message(t`Undone: ${editText(edit)}.`) : failed(t`Nothing to undo.`);
    },
  },
  {
    words: ['redo'],
    keys: ['Z'],
    usage: '',
    hint: 'redo',
    help: 'redo the edit that was undone',
    run: ({ session }) => {
      const edit = session.redo();
      return edit ? message(t`Redone: ${editText(edit)}.`) : failed(t`Nothing to redo.`);
    },
  },
  {
    words: ['edits'],
    keys: [],
    usage: '',
    hint: 'edits',
    help: 'list the edits on this timeline',
    run: ({ session }) =>
      list(
        t`Edits on "${session.timeline.name}"`,
        session.timeline.edits.map((edit) => ({ text: editText(edit), step: edit.at })),
        t`This timeline has no edits.`,
      ),
  },
  {
    words: ['clear-edits'],
    keys: [],
    usage: '',
    hint: 'clear',
    help: 'undo all edits on this timeline; redo brings them back',
    run: ({ session }) => {
      const { length } = session.timeline.edits;
      session.clearEdits();
      return length === 0
        ? failed(t`No edits to clear.`)
        : message(length === 1 ? t`Cleared 1 edit.` : t`Cleared ${length} edits.`);
    },
  },
  {
    words: ['timelines'],
    keys: [],
    usage: '',
    hint: 'timelines',
    help: 'list the timelines',
    run: ({ session }) =>
      list(
        t`Timelines`,
        session.timelines.all.map((timeline) => ({
          text: `${timeline.name === session.timeline.name ? '▸' : ' '} ${timelineText(timeline)}`,
          line: `timeline ${timeline.name}`,
        })),
        '',
      ),
  },
  {
    words: ['timeline'],
    keys: [],
    usage: 'NAME',
    hint: 'timeline',
    help: 'switch to another timeline, at the same step',
    run: ({ session }, name) => {
      const names = session.timelines.all.map((timeline) => timeline.name);
      if (!names.includes(name)) return failed(t`There is no timeline "${name}": ${suggestion(name, names)}`);
      session.switchTimeline(name);
      return stopped('goto');
    },
  },
  {
    words: ['next-timeline'],
    keys: ['T'],
    usage: '',
    hint: 'timeline',
    help: 'switch to the next timeline, at the same step',
    run: ({ session }) => {
      const names = session.timelines.all.map(({ name }) => name);
      if (names.length === 1)
        return message(
          t`There is only one timeline. To make a second, go back and edit a value before an existing edit.`,
        );
      session.switchTimeline(names[(names.indexOf(session.timeline.name) + 1) % names.length] as string);
      return message(t`Timeline "${session.timeline.name}".`);
    },
  },
  {
    words: ['variant'],
    keys: ['v'],
    usage: '[NAME]',
    hint: 'variant',
    help: "switch to the scenario's next variant, at the same step",
    run: ({ session }, name) => {
      const { variants } = session.scenario;
      if (variants.length === 0) return failed(t`This scenario has no variants.`);
      const names = [ORIGINAL_TIMELINE, ...variants.map((variant) => variant.name)];
      const current = names.indexOf(session.variant?.name ?? ORIGINAL_TIMELINE);
      const wanted = name === '' ? (names[(current + 1) % names.length] as string) : name;
      if (!names.includes(wanted))
        return failed(t`There is no variant "${name}": ${suggestion(name, names)}`);
      session.switchVariant(wanted === ORIGINAL_TIMELINE ? null : wanted);
      return stopped('goto');
    },
  },
];
