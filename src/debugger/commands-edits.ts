/** The commands that change numbers, and those that go between timelines. */
import { suggestion } from '../scenario/suggest.ts';
import { type DebuggerCommand, failed, listed, type Outcome, said, stopped } from './command.ts';
import type { Debugger } from './debugger.ts';
import { assignment } from './expression.ts';
import { faultText } from './faults.ts';
import { AS_WRITTEN, type Edit } from './timeline.ts';

/** By how much + and − change a value: 0.1, but for the learning rate a tenth of its size. */
function nudgeSize(address: string, value: number): number {
  const size = Math.abs(value);
  return address === 'learning_rate' && size > 0 ? 10 ** (Math.floor(Math.log10(size)) - 1) : 0.1;
}

/** Sets an address at the cursor, or says why it cannot be set. */
function setValue({ session }: Debugger, address: string, value: number): Outcome {
  if (session.editable(address) === null) {
    return failed(`${address} is computed: set a weight, a bias, an input, a target or the learning rate.`);
  }
  if (!Number.isFinite(value)) return failed(`${address} cannot be set to ${value}: write a finite number.`);
  const before = session.timeline.name;
  session.set(address, value);
  const { name } = session.timeline;
  const fork =
    name === before ? '' : ` This lies before a later edit: "${before}" stays, you are on "${name}".`;
  return said(`${address} = ${value} from step ${session.position} on.${fork}`);
}

function nudge(debug: Debugger, direction: 1 | -1): Outcome {
  const { session, subject } = debug;
  const value = subject === null ? null : session.read(subject);
  if (subject === null || value === null)
    return failed('Select a value first: Tab to the values, then up and down.');
  const size = nudgeSize(subject, value);
  // As one would type it: ten nudges of 0.1 make 1.
  const nudged = Number((value + direction * size).toPrecision(12));
  return setValue(debug, subject, nudged);
}

function editText({ at, address, value }: Edit): string {
  return `step ${at}: ${address} = ${value}`;
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
      if (!parsed.ok) return failed(faultText(argument, parsed.fault));
      const value = parsed.expression.evaluate((address) => session.read(address));
      if (value === null) return failed('A value in it is not known yet at this step.');
      return setValue(debug, parsed.address, value);
    },
  },
  {
    words: ['increase'],
    keys: ['+', '='],
    usage: '',
    hint: 'more',
    help: 'the selected value a little larger',
    run: (debug) => nudge(debug, 1),
  },
  {
    words: ['decrease'],
    keys: ['-', '_'],
    usage: '',
    hint: 'less',
    help: 'the selected value a little smaller',
    run: (debug) => nudge(debug, -1),
  },
  {
    words: ['undo'],
    keys: ['z'],
    usage: '',
    hint: 'undo',
    help: 'take the last edit back (never time)',
    run: ({ session }) => {
      const edit = session.undo();
      return edit ? said(`Undone: ${editText(edit)}.`) : failed('There is no edit to undo.');
    },
  },
  {
    words: ['redo'],
    keys: ['Z'],
    usage: '',
    hint: 'redo',
    help: 'make the undone edit again',
    run: ({ session }) => {
      const edit = session.redo();
      return edit ? said(`Again: ${editText(edit)}.`) : failed('There is no edit to make again.');
    },
  },
  {
    words: ['edits'],
    keys: [],
    usage: '',
    hint: 'edits',
    help: 'list the edits of this timeline',
    run: ({ session }) =>
      listed(
        `Edits of "${session.timeline.name}"`,
        session.timeline.edits.map((edit) => ({ text: editText(edit), step: edit.at })),
        'Nothing has been edited on this timeline.',
      ),
  },
  {
    words: ['clear-edits'],
    keys: [],
    usage: '',
    hint: 'clear',
    help: 'take all edits of this timeline back; redo brings them again',
    run: ({ session }) => {
      const { length } = session.timeline.edits;
      session.clearEdits();
      return length === 0
        ? failed('There is no edit to clear.')
        : said(`Cleared ${length} edit${length === 1 ? '' : 's'}.`);
    },
  },
  {
    words: ['timelines'],
    keys: [],
    usage: '',
    hint: 'timelines',
    help: 'list the timelines',
    run: ({ session }) =>
      listed(
        'Timelines',
        session.timelines.all.map(({ name, edits, parent }) => ({
          text: `${name === session.timeline.name ? '▸' : ' '} ${name}: ${edits.length} edit${edits.length === 1 ? '' : 's'}${parent === null ? '' : `, forked from "${parent}"`}`,
          line: `timeline ${name}`,
        })),
        '',
      ),
  },
  {
    words: ['timeline'],
    keys: [],
    usage: 'NAME',
    hint: 'timeline',
    help: 'go over to the same step of another timeline',
    run: ({ session }, name) => {
      const names = session.timelines.all.map((timeline) => timeline.name);
      if (!names.includes(name)) return failed(`There is no timeline "${name}": ${suggestion(name, names)}.`);
      session.switchTimeline(name);
      return stopped('goto');
    },
  },
  {
    words: ['next-timeline'],
    keys: ['T'],
    usage: '',
    hint: 'timeline',
    help: 'the same step of the next timeline',
    run: ({ session }) => {
      const names = session.timelines.all.map(({ name }) => name);
      if (names.length === 1)
        return said('There is one timeline; an edit before another one makes a second.');
      session.switchTimeline(names[(names.indexOf(session.timeline.name) + 1) % names.length] as string);
      return said(`Timeline "${session.timeline.name}".`);
    },
  },
  {
    words: ['variant'],
    keys: ['v'],
    usage: '[NAME]',
    hint: 'variant',
    help: "the same step with the scenario's next set of numbers",
    run: ({ session }, name) => {
      const { variants } = session.scenario;
      if (variants.length === 0) return failed('This scenario has no variants.');
      const names = [AS_WRITTEN, ...variants.map((variant) => variant.name)];
      const current = names.indexOf(session.variant?.name ?? AS_WRITTEN);
      const wanted = name === '' ? (names[(current + 1) % names.length] as string) : name;
      if (!names.includes(wanted))
        return failed(`There is no variant "${name}": ${suggestion(name, names)}.`);
      session.switchVariant(wanted === AS_WRITTEN ? null : wanted);
      return stopped('goto');
    },
  },
];
