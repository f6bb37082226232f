/**
 * The NumPy code of a session: that of its scenario, with the edits of its timeline as lines that set a value where the
 * run sets it.
 */
import type { Patch } from '../../core/execution/machine.ts';
import type { Slot } from '../../core/program.ts';
import { loadedExample, type Schedule, type Segment } from '../../core/schedule.ts';
import { t } from '../../i18n/translate.ts';
import { listingOf, type NumpyListing } from '../../numpy/listing.ts';
import type { ArrayElement } from '../../numpy/writing/cells.ts';
import { literal } from '../../numpy/writing/numbers.ts';
import type { Session } from '../../session/session.ts';

/** @returns the code; and what it does not have, one line each, which a comment in the code says, too */
export function sessionCode(session: Session): {
  readonly text: string;
  readonly notices: readonly string[];
} {
  const { values, timeline, engine } = session;
  const edits = timeline.edits.flatMap(({ at, address, value }) => {
    const slot = values.resolve(address, at);
    const comment = t`step ${String(at)}: ${address} = ${String(value)}`;
    return slot === null ? [] : [{ at, slot, value, address, comment }];
  });
  const { lines, missing } = linesWithEdits(listingOf(session), engine.schedule, edits);
  const notices = missing.map(
    ({ at, address, value }) =>
      t`The NumPy code does not have the edit ${address} = ${String(value)} at step ${String(at)}: it computes the steps before and after it in one line.`,
  );
  return { text: [...notices.map((notice) => `# ${notice}`), ...lines].join('\n'), notices };
}

/** An edit, and a comment that says what it sets and when. */
interface ListedEdit extends Patch {
  readonly comment: string;
}

/** Lines that are added to a listing, before its line `before`. */
interface Added {
  readonly before: number;
  readonly lines: readonly string[];
}

/** Where an edit is made: before this line, when this segment is executed, in this element of a variable. */
interface Place {
  readonly before: number;
  readonly segment: Segment;
  readonly cell: ArrayElement;
}

/**
 * The lines of a listing with edits.
 *
 * @returns the lines, and the edits that they do not have: between steps that are computed in one line there is no place
 */
function linesWithEdits<Edit extends ListedEdit>(
  listing: NumpyListing,
  schedule: Schedule,
  edits: readonly Edit[],
): { readonly lines: readonly string[]; readonly missing: readonly Edit[] } {
  const counter = nameOfCounter(listing);
  const isCounted = ordinalOf(schedule, schedule.segmentAt(schedule.total)) > 1;
  const found: { readonly edit: Edit; readonly place: Place | null }[] = [];
  for (const edit of edits) {
    const earlier = found.findLast((each) => each.edit.slot === edit.slot)?.place ?? null;
    found.push({ edit, place: placeOf(listing, schedule, edit, earlier) });
  }
  const added = found.flatMap(({ edit, place }): Added[] => {
    if (place === null) return [];
    const { before, cell, segment } = place;
    const inside = indentOf(listing, segment);
    const set = settingLines(cell, edit.value);
    const lines = isCounted
      ? [
          `if ${counter} == ${ordinalOf(schedule, segment)}:  # ${edit.comment}`,
          ...set.map((line) => `    ${line}`),
        ]
      : [`# ${edit.comment}`, ...set];
    return [{ before, lines: lines.map((line) => inside + line) }];
  });
  const missing = found.flatMap(({ edit, place }) => (place === null ? [edit] : []));
  if (added.length === 0) return { lines: listing.lines, missing };
  const arrays = found.flatMap(({ place }) => place?.cell.array ?? []);
  const starts = isCounted ? startLines(listing, counter, new Set(arrays)) : [];
  const lines = listing.lines.flatMap((line, index) => [
    ...linesBefore([...starts, ...added], index + 1),
    line,
  ]);
  return { lines: [...lines, ...linesBefore(added, listing.lines.length + 1)], missing };
}

function linesBefore(added: readonly Added[], line: number): string[] {
  return added.flatMap(({ before, lines }) => (before === line ? lines : []));
}

/** Counts the examples, so that an edit is made once. The numbers of an only example are given again if they are edited. */
function startLines({ lines, places }: NumpyListing, counter: string, edited: ReadonlySet<string>): Added[] {
  const given = places.given
    .map((line) => lines[line - 1] ?? '')
    .filter((line) =>
      line
        .slice(0, line.indexOf('='))
        .match(/\w+/g)
        ?.some((name) => edited.has(name)),
    );
  const ofExamples = [places.programs.example, places.programs.finish].filter((line) => line > 0);
  return [
    { before: places.setupEnd, lines: [`${counter} = 0`] },
    ...ofExamples.map((before) => {
      const indent = /^ */.exec(lines[before - 1] ?? '')?.[0] ?? '';
      return { before, lines: [`${counter} += 1`, ...given].map((line) => indent + line) };
    }),
  ];
}

/** Arrays are copied, so that neither the data nor another variable is changed. */
function settingLines({ array, index }: ArrayElement, value: number): string[] {
  return index === ''
    ? [`${array} = np.float64(${literal(value)})`]
    : [`${array} = np.copy(${array})`, `${array}${index} = ${literal(value)}`];
}

/** How many examples have been begun, with that of a segment. */
function ordinalOf(schedule: Schedule, segment: Segment): number {
  return (segment.epoch - 1) * schedule.examples + loadedExample(segment);
}

function indentOf({ lines, places }: NumpyListing, { program }: Segment): string {
  return /^ */.exec(lines[places.programs[program] - 1] ?? '')?.[0] ?? '';
}

/**
 * The line before which an edit has to be made: after all lines that use or compute the value as it was before, and before
 * those that use it as it is then. Null if there is none, or if the listing has the value in several variables.
 */
function placeOf(
  listing: NumpyListing,
  schedule: Schedule,
  { at, slot }: Patch,
  earlier: Place | null,
): Place | null {
  const segment = schedule.segmentAt(at);
  const { program, start } = segment;
  const first = listing.places.programs[program];
  if (first === 0) return null;
  const done = at - start;
  // Behind an earlier edit of the same value in the same execution.
  const least = earlier?.segment.start === start ? earlier.before : first;
  let [before, after, last] = [least - 1, Number.POSITIVE_INFINITY, first - 1];
  // Results with the value as it was that no variable holds: lines that use them compute them once more.
  const unnamed = new Set<Slot>();
  for (const [index, { operands, result }] of schedule.program(program).instructions.entries()) {
    const line = listing.termOf(program, index)?.line ?? null;
    if (line !== null) last = Math.max(last, line);
    const isUse = result === slot || operands.includes(slot);
    const isAgain = operands.some((each) => unnamed.has(each));
    if (!isUse && !isAgain) continue;
    if (line === null) return null;
    const isBefore = isUse && index < done;
    if (isBefore || isAgain) {
      before = Math.max(before, line);
      if (listing.cellsOf(program, result, line).length === 0) unnamed.add(result);
    }
    if (isUse && !isBefore) after = Math.min(after, line);
  }
  const wanted = listing.termOf(program, done)?.line ?? last + 1;
  const line = Math.min(Math.max(wanted, before + 1), after);
  const [cell, ...others] = listing.cellsOf(program, slot, line);
  const isInside = line > first && line <= last && !isAtLevel(listing, line, segment);
  const isAgainLater = schedule
    .program('update')
    .instructions.some(({ operands }) => operands.some((each) => unnamed.has(each)));
  if (line <= before || !cell || others.length > 0 || isInside || isAgainLater) return null;
  return { before: line, cell, segment };
}

/** Whether a line of a Program is not inside of a block of its own. */
function isAtLevel(listing: NumpyListing, line: number, segment: Segment): boolean {
  const text = listing.lines[line - 1] ?? '';
  const indent = indentOf(listing, segment);
  return text.startsWith(indent) && text[indent.length] !== ' ';
}

/** A name that the listing does not have. */
function nameOfCounter({ lines }: NumpyListing): string {
  const text = lines.join('\n');
  let name = 'examples_begun';
  while (text.includes(name)) name += '_';
  return name;
}
