/** The picture of shares: values that together are 1, as a strip of cells, the larger the brighter. */
import { tapeIndexOf } from '../../core/tape-index.ts';
import { t } from '../../i18n/translate.ts';
import { type ShareGroup, shareGroupsOf } from '../../scenario/pictures/shares.ts';
import type { Ramp } from '../colours/palette.ts';
import type { PaneContent } from '../panes/pane.ts';
import { type Lack, OWN_KEY, type Picture, tooSmall } from '../plots/picture.ts';
import type { Scene } from '../scene/scene.ts';
import type { ViewOptions } from '../scene/view-options.ts';
import { UNKNOWN } from '../terminal/format.ts';
import { headingLine } from '../terminal/heading.ts';
import { markSign } from '../terminal/marks.ts';
import {
  cut,
  fittedSpan,
  type Line,
  lineWidth,
  type MarkedNumber,
  numberSpan,
  pad,
  type Size,
  type Span,
  span,
  windowStart,
} from '../terminal/text.ts';

export const sharesPicture: Picture = {
  key: OWN_KEY,
  name: 'the shares of a softmax, or of another sum',
  lack: () => ({
    sign: 'shares: needs values divided by their sum.',
    message: t`This view needs a softmax, or values that are divided by their sum.`,
  }),
  draw: (scene, size, looks) => sharesPane(scene, size, looks, true),
};

/** Width of a cell with its gap, and the rows that the strip has at most. */
const LEAST_CELL = 9;
const MOST_CELL = 48;
const MOST_STRIP = 9;
/** The rows below the strip: bars, how a share is computed, and its gradient. */
const BELOW = 3;

const SMALLEST: Size = { columns: 2 * LEAST_CELL, rows: 3 };

/** @param hasHeading whether there is a row above it with its title */
export function sharesPane(
  scene: Scene,
  size: Size,
  { isPredicting }: Pick<ViewOptions, 'isPredicting'>,
  hasHeading: boolean,
): PaneContent | Lack {
  const heading = hasHeading ? 1 : 0;
  const smallest = { columns: SMALLEST.columns, rows: SMALLEST.rows + heading };
  if (size.columns < smallest.columns || size.rows < smallest.rows) return tooSmall(smallest);
  const group = shownGroup(scene);
  // In the quiz a share that no step has computed would be the answer of a later one.
  const isHidden = group.shares === null && isPredicting;
  const shares = group.parts.map((_part, index) => (isHidden ? null : shareAt(scene, group, index)));
  const count = Math.min(group.parts.length, Math.floor(size.columns / LEAST_CELL));
  const width = Math.max(LEAST_CELL, Math.min(MOST_CELL, Math.floor(size.columns / count)));
  const working = group.named.indexOf(scene.lastStep?.instruction.result ?? -1);
  const from = windowStart(group.parts.length, count, Math.max(0, working));
  const shown = Array.from({ length: count }, (_, index) => from + index);
  const room = size.rows - heading - 1;
  const hasMore = room > BELOW;
  const strip = Math.max(1, Math.min(MOST_STRIP, hasMore ? room - BELOW : room));
  const columns = shown.map((index) =>
    cellOf(scene, group, index, shares[index] ?? null, { width, strip, hasMore }),
  );
  const rows = Array.from({ length: Math.max(...columns.map(({ length }) => length)) }, (_, row) =>
    columns.flatMap((column) => column[row] ?? []),
  );
  const lines = hasHeading ? [headingOf(scene, group, shares, size.columns), ...rows] : rows;
  return { lines: lines.slice(0, size.rows) };
}

/** The group that the latest step at or before the cursor belongs to; before that the first. */
function shownGroup(scene: Scene): ShareGroup {
  const groups = shareGroupsOf(scene.engine.run);
  const [first] = groups as [ShareGroup];
  const { lastStep } = scene;
  if (groups.length === 1 || !lastStep || lastStep.segment.program === 'update') return first;
  const { instructions } = scene.engine.schedule.program(lastStep.segment.program);
  for (let index = lastStep.index; index >= 0; index--) {
    const result = instructions[index]?.result ?? -1;
    const own = groups.find(
      ({ parts, total, named }) => total === result || parts.includes(result) || named.includes(result),
    );
    if (own) return own;
  }
  return first;
}

/** A share at the cursor, as the tape has it, or of a part and the sum that it has; null if they are not known yet. */
function shareAt(
  scene: Scene,
  { parts, total, isOneLess, shares }: ShareGroup,
  index: number,
): MarkedNumber | null {
  const slot = shares?.[index];
  if (slot !== undefined) return scene.marked(slot);
  const [part, sum] = [scene.marked(parts[index] as number), scene.marked(total)];
  if (part === null || sum === null) return null;
  const suffix = part.suffix === '' && sum.suffix === '' ? '' : markSign('stale');
  return { value: part.value / (isOneLess ? sum.value + 1 : sum.value), suffix };
}

/** From these shares on, a cell has the next step of the ramp. */
const steps = [
  [0.75, 'positive4'],
  [0.55, 'positive3half'],
  [0.4, 'positive3'],
  [0.2, 'positive2'],
  [0.05, 'positive1'],
] as const;

function rampOf(share: number): Ramp {
  return steps.find(([least]) => share >= least)?.[1] ?? 'positive0';
}

interface CellSize {
  /** With the gap after it. */
  readonly width: number;
  /** Rows of the strip, and whether there is room below it. */
  readonly strip: number;
  readonly hasMore: boolean;
}

/** The rows of one share: its name, its part of the strip, its bar, and how it is computed. */
function cellOf(
  scene: Scene,
  group: ShareGroup,
  index: number,
  share: MarkedNumber | null,
  { width, strip, hasMore }: CellSize,
): Line[] {
  const slot = group.named[index] as number;
  const { lastStep } = scene;
  const isWorking = lastStep !== null && lastStep.instruction.result === slot;
  const inner = width - 1;
  const gap = span(' ');
  const name = span(scene.name(slot), isWorking ? `${lastStep.instruction.scope.phase}Strong` : 'plain');
  const ground = share === null ? undefined : rampOf(share.value);
  const number = share === null ? span(UNKNOWN, 'mute') : fittedSpan(share, 'strong', inner);
  const on = (line: Line): Line => [
    ...centred(line, inner).map((each): Span => (ground === undefined ? each : { ...each, ground })),
    gap,
  ];
  const middle = Math.floor((strip - 1) / 2);
  const block = Array.from({ length: strip }, (_, row): Line => on(row === middle ? [number] : [span(' ')]));
  const head: Line = [...centred([name], inner), gap];
  if (!hasMore) return [head, ...block];
  const below = [barOf(share, inner), fractionOf(scene, group, index, inner), gradientOf(scene, slot, inner)];
  return [head, ...block, ...below.map((line): Line => [...line, gap])];
}

/** The gradient of a share, once it is known. */
function gradientOf(scene: Scene, slot: number, width: number): Line {
  const slots = tapeIndexOf(scene.engine.run).valueGradients.get(slot) ?? [];
  const known = slots.find((each) => scene.value(each) !== null);
  const gradient = known === undefined ? null : scene.marked(known);
  return centred(
    gradient === null ? [] : [span('∂ ', 'gradient'), fittedSpan(gradient, 'gradient', width - 2)],
    width,
  );
}

function barOf(share: MarkedNumber | null, width: number): Line {
  if (share === null || !Number.isFinite(share.value)) return pad([], width);
  const length = Math.round(Math.max(0, Math.min(1, share.value)) * width);
  return [span('━'.repeat(length), 'positiveLine'), span('─'.repeat(width - length), 'frame')];
}

/** `1.65 ÷ 4.1`, or `1 ÷ (1 + 0.9)` where the total is one less, as far as it is known. Without room it is left out. */
function fractionOf(
  scene: Scene,
  { parts, total, isOneLess }: ShareGroup,
  index: number,
  width: number,
): Line {
  const [sign, end] = isOneLess ? [' ÷ (1 + ', ')'] : [' ÷ ', ''];
  const room = Math.floor((width - sign.length - end.length) / 2);
  if (room < LEAST_NUMBER) return pad([], width);
  const side = (slot: number): Span => {
    const known = scene.marked(slot);
    return known === null ? span(UNKNOWN, 'mute') : fittedSpan(known, 'mute', room);
  };
  const [part, whole] = [side(parts[index] as number), side(total)];
  return centred([part, span(sign, 'mute'), whole, ...(end === '' ? [] : [span(end, 'mute')])], width);
}

/** The fewest columns of a number of a fraction. */
const LEAST_NUMBER = 2;

function centred(line: Line, width: number): Line {
  const fitted = cut(line, width);
  const left = Math.floor((width - lineWidth(fitted)) / 2);
  return pad(left > 0 ? [span(' '.repeat(left)), ...fitted] : fitted, width);
}

function headingOf(
  scene: Scene,
  { parts, total, isOneLess }: ShareGroup,
  shares: readonly (MarkedNumber | null)[],
  columns: number,
): Line {
  const names = parts.map((slot) => scene.name(slot));
  const sum = scene.marked(total);
  const known = shares.flatMap((share) => share ?? []);
  const terms = names.length > 4 ? `${names[0]} + … + ${names.at(-1)}` : names.join(' + ');
  const title: Line = [
    span('shares', 'strong'),
    span(' of ', 'mute'),
    span(scene.name(total), 'plain'),
    span(` = ${terms}${isOneLess ? ' − 1' : ''}`, 'mute'),
    ...(sum === null ? [] : [span(' = ', 'mute'), numberSpan(sum.value, 'strong', undefined, sum.suffix)]),
  ];
  const all = known.length === shares.length ? known.reduce((total, { value }) => total + value, 0) : null;
  return headingLine(
    title,
    [all === null ? [] : [span('together ', 'mute'), numberSpan(all, 'strong')]],
    columns,
  );
}
