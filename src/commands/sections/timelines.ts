/** Commands that list, switch and delete timelines: those of edits, and those of variants. */
import { msg, t } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import type { Session } from '../../session/session.ts';
import { ORIGINAL_TIMELINE, type Timeline } from '../../session/timeline.ts';
import { command, type DebuggerCommand, failed, list, message, stopped } from '../command.ts';
import { nameOf, optional } from '../parameters.ts';
import { count, name } from '../rows/row.ts';

function timelineText({ name, edits: { length }, parent }: Timeline): string {
  const text = length === 1 ? t`${name}: 1 edit` : t`${name}: ${length} edits`;
  return parent === null ? text : t`${text} (forked from "${parent}")`;
}

const timeline = nameOf(
  'NAME',
  ({ session }) => session.timelines.all.map(({ name }) => name),
  (name, fix) => t`There is no timeline "${name}": ${fix}`,
);

/** The timelines that can be deleted: those that were forked from others. */
function forkNames({ timelines }: Session): string[] {
  return timelines.all.flatMap(({ name, parent }) => (parent === null ? [] : [name]));
}

const fork = nameOf(
  'NAME',
  ({ session }) => forkNames(session),
  (name, fix) =>
    fix === ''
      ? t`No timeline was forked from another one, so none can be deleted.`
      : t`There is no forked timeline "${name}": ${fix}`,
);

/** The scenario's own numbers, and its variants. */
function variantNames({ scenario }: Session): string[] {
  return [ORIGINAL_TIMELINE, ...scenario.variants.map(({ name }) => name)];
}

const variant = nameOf(
  'NAME',
  ({ session }) => variantNames(session),
  (name, fix) => t`There is no variant "${name}": ${fix}`,
);

export const timelineCommands: readonly DebuggerCommand[] = [
  command({
    words: ['timelines'],
    keys: [],
    parameters: [],
    hint: 'timelines',
    help: 'list the timelines',
    run: ({ session }) =>
      list(
        t`Timelines`,
        session.timelines.all.map((each) => ({
          text: `${each.name === session.timeline.name ? '▸' : ' '} ${timelineText(each)}`,
          cells: [
            { kind: 'sign', text: each.name === session.timeline.name ? '●' : '○' },
            name(each.name),
            count(each.edits.length),
            name(each.parent ?? ''),
          ],
          line: `timeline ${each.name}`,
          use: msg('switch to it'),
          lines: {
            ...(each.parent !== null && { delete: `delete-timeline ${each.name}` }),
            undo: 'undo',
            again: 'timelines',
          },
        })),
        '',
        { heads: ['', 'timeline', 'edits', 'forked from'] },
      ),
  }),
  command({
    words: ['timeline'],
    effect: 'edits',
    keys: [],
    parameters: [timeline],
    hint: 'timeline',
    help: 'switch to another timeline, at the same step',
    run: ({ session }, name) => {
      session.switchTimeline(name);
      return stopped('goto');
    },
  }),
  command({
    words: ['delete-timeline'],
    effect: 'edits',
    keys: [],
    parameters: [fork],
    hint: 'delete',
    help: 'delete a timeline that was forked from another one; undo brings it back',
    run: ({ session }, name) => {
      session.deleteFork(name);
      return message(t`Deleted the timeline "${name}". Press ${keySign('z')} to bring it back.`);
    },
  }),
  command({
    words: ['next-timeline'],
    effect: 'edits',
    keys: ['T'],
    parameters: [],
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
  }),
  command({
    words: ['variant'],
    effect: 'edits',
    keys: ['v'],
    parameters: [optional(variant)],
    hint: 'variant',
    help: "switch to the scenario's next variant, at the same step",
    run: ({ session }, typed) => {
      if (session.scenario.variants.length === 0) return failed(t`This scenario has no variants.`);
      const names = variantNames(session);
      const current = names.indexOf(session.variant?.name ?? ORIGINAL_TIMELINE);
      const wanted = typed ?? (names[(current + 1) % names.length] as string);
      session.switchVariant(wanted === ORIGINAL_TIMELINE ? null : wanted);
      return stopped('goto');
    },
  }),
];
