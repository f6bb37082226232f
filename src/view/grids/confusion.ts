/** The table of classes: which class the network gives to the examples of each class, counted. */
import {
  type ClassTable,
  type Confusion,
  confusionKey,
  confusionOf,
} from '../../analysis/curves/confusion.ts';
import { classifierOf } from '../../analysis/metrics.ts';
import { memoize } from '../../core/memo.ts';
import { t } from '../../i18n/translate.ts';
import { targetKindOf } from '../../scenario/losses/common/targets.ts';
import type { Ramp } from '../colours/palette.ts';
import type { PaneContent } from '../panes/pane.ts';
import { type Lack, OWN_KEY, type Picture, tooSmall } from '../plots/picture.ts';
import { memoizeLate } from '../scene/background.ts';
import type { Scene } from '../scene/scene.ts';
import { headingLine } from '../terminal/heading.ts';
import {
  cut,
  type Line,
  lineWidth,
  numberSpan,
  pad,
  plainText,
  type Size,
  type Span,
  span,
} from '../terminal/text.ts';

export const confusionPicture: Picture = {
  key: OWN_KEY,
  name: 'the classes of the examples, and those that the network gives them',
  isTelling: true,
  lack: () => ({
    sign: 'confusion: needs classes.',
    message: t`This view needs outputs that give each example one class.`,
  }),
  draw: (scene, size) => confusionPane(scene, size, true),
};

/** Width of a name and of a count, each with the gap after it. */
const MOST_NAME = 14;
const LEAST_CELL = 5;
const USUAL_CELL = 8;
const MOST_CELL = 13;
/** Width of what stands above a table. */
const HEAD = 36;
/** Columns between the two tables. */
const GAP = 3;
/** Rows above the counts: what the table is of, and the names of the columns. */
const ABOVE = 2;

const latest = memoizeLate<Confusion>();

/** @param hasHeading whether there is a row above it with its title */
export function confusionPane(scene: Scene, size: Size, hasHeading: boolean): PaneContent | Lack {
  const heading = hasHeading ? 1 : 0;
  const names = classNames(scene);
  const nameWidth = Math.min(MOST_NAME, Math.max(...names.map(({ length }) => length))) + 1;
  const smallest = {
    columns: nameWidth + names.length * LEAST_CELL,
    rows: heading + ABOVE + names.length,
  };
  if (size.columns < smallest.columns || size.rows < smallest.rows) return tooSmall(smallest);
  const { session, background } = scene;
  const { value: found, isOld } = latest(
    scene,
    [],
    [session.history, ...confusionKey(session)],
    background,
    () => confusionOf(session),
  );
  const longest = Math.max(...names.map(({ length }) => length)) + 2;
  const widthFor = (tables: number) =>
    Math.min(
      MOST_CELL,
      Math.max(USUAL_CELL, longest),
      Math.floor((size.columns - nameWidth - (tables - 1) * GAP) / (names.length * tables)),
    );
  const hasBoth = found.heldOut !== null && widthFor(2) >= LEAST_CELL;
  const cell = widthFor(hasBoth ? 2 : 1);
  const spare = size.rows - smallest.rows;
  const wrong = spare > 0 ? wrongLine(found, size.columns) : [];
  const room = spare - (wrong.length > 0 ? 1 : 0);
  const isTall = room >= names.length;
  const of = present(scene);
  const width = Math.max(cell * names.length, hasBoth ? 0 : Math.min(HEAD, size.columns - nameWidth));
  const trained = tableLines(found.trained, { names, cell, width, title: 'training', isTall, present: of });
  const heldOut =
    hasBoth && found.heldOut
      ? tableLines(found.heldOut, { names, cell, width, title: 'held out', isTall, present: null })
      : null;
  const rows = trained.map((line, row): Line => {
    const name = names[rowOf(row, isTall)];
    const isName = row >= ABOVE && (!isTall || (row - ABOVE) % 2 === 0);
    const isPresent = isName && of?.is === rowOf(row, isTall);
    const label: Line = isName && name !== undefined ? [span(name, isPresent ? 'strong' : 'plain')] : [];
    const beside = heldOut?.[row];
    return [
      ...pad(cut(label, nameWidth - 1), nameWidth - 1, 'right'),
      span(' '),
      ...line,
      ...(beside ? [span(' '.repeat(GAP)), ...beside] : []),
    ];
  });
  const lines = hasHeading ? [headingOf(size.columns), ...rows] : rows;
  return { isOld, lines: wrong.length > 0 ? [...lines, wrong] : lines };
}

const rowOf = (row: number, isTall: boolean) => Math.floor((row - ABOVE) / (isTall ? 2 : 1));

/** The class of the cursor's example, and the class that the network has given it; −1 while that is not known. */
interface Present {
  readonly is: number;
  readonly said: number;
}

function present(scene: Scene): Present | null {
  const { session } = scene;
  const { run } = session.engine;
  const classifier = classifierOf(session);
  if (!classifier) return null;
  const targets = run.targets.map((slot) => session.registers[slot] as number);
  const isKnown = run.outputs.every((slot) => scene.value(slot) !== null);
  return {
    is: classifier.ofTargets(targets),
    said: isKnown ? classifier.ofOutputs(session.registers as Float64Array) : -1,
  };
}

/** The names of the classes: texts of the data's file, else the outputs; of one output, what its targets are. */
const classNames = memoize(
  ({ engine }: Scene) => engine.run,
  ({ session }): readonly string[] => {
    const { outputs, source, data, test } = session.scenario;
    if (outputs.length > 1) {
      const texts = source?.targets.map(({ category }) => category ?? '') ?? [];
      const areTexts = texts.length === outputs.length && texts.every((text) => /^[\x21-\x7e]+$/.test(text));
      return areTexts ? texts : outputs;
    }
    const kind = targetKindOf([...data, ...test]);
    return kind === 'signs' ? ['−1', '1'] : kind === 'bits' ? ['0', '1'] : ['lower', 'higher'];
  },
);

interface TableLook {
  readonly names: readonly string[];
  /** Width of a cell, and of the table. */
  readonly cell: number;
  readonly width: number;
  readonly title: string;
  /** Whether there is a free row below each row. */
  readonly isTall: boolean;
  readonly present: Present | null;
}

function tableLines(
  table: ClassTable,
  { names, cell, width, title, isTall, present: of }: TableLook,
): Line[] {
  const { counts, examples } = table;
  const right = counts.reduce((sum, row, index) => sum + (row[index] as number), 0);
  const share = [span(`${title} `, 'mute'), numberSpan((right / Math.max(1, examples)) * 100, 'strong')];
  const full = [...share, span('% right', 'strong')];
  const heads: Line[] = [
    [...full, span(`, ${right} of ${examples}`, 'mute')],
    full,
    [...share, span('%', 'strong')],
    [span(`${title} `, 'mute'), span(`${right}/${examples}`, 'strong')],
  ];
  const head = heads.find((line) => lineWidth(line) <= width) ?? full;
  const short = names.map((name) => plainText(cut([span(name)], cell - 1)));
  // Names that would look alike are left out: the columns have the order of the rows.
  const isWritten = new Set(short).size === names.length;
  const columns = short.flatMap((name): Line => pad(isWritten ? [span(name, 'mute')] : [], cell, 'right'));
  const body = counts.flatMap((row, is): Line[] => {
    const all = row.reduce((sum, count) => sum + count, 0);
    const cells = row.flatMap((count, said): Span[] => {
      const isPresent = of?.is === is && of.said === said;
      const text = isPresent ? `[${count}]` : ` ${count} `;
      const ground = groundOf(count, all, is === said);
      const plain = numberSpan(count, count === 0 ? 'ahead' : 'strong', text);
      const number = ground === undefined ? plain : { ...plain, ground };
      const free = Math.max(0, cell - 1 - lineWidth([number]));
      return [span(' '), span(' '.repeat(free), 'plain', ground), number];
    });
    return isTall ? [cells, []] : [cells];
  });
  return [cut(head, width), columns, ...body].map((line) => pad(line, width));
}

/** Right answers are blue, wrong ones orange: the more of the examples of a class, the brighter. */
function groundOf(count: number, all: number, isRight: boolean): Ramp | undefined {
  if (count === 0) return undefined;
  const share = count / all;
  const step = share > 0.9 ? '4' : share > 0.5 ? '3' : share > 0.1 ? '2' : '1';
  return `${isRight ? 'positive' : 'negative'}${step}`;
}

function wrongLine({ trained }: Confusion, columns: number): Line {
  const { wrong, unclear } = trained;
  if (wrong.length + unclear === 0) return [];
  const none = unclear > 0 ? `, ${unclear} without a class` : '';
  const which = wrong.length === 0 ? '' : `: example${wrong.length === 1 ? '' : 's'}`;
  const title: Line = [span(`${wrong.length} wrong${none}${which}`, 'mute')];
  const line = [...title];
  for (const number of wrong) {
    const next = [span(' '), numberSpan(number, 'negative')];
    if (lineWidth([...line, ...next]) + 2 > columns) return cut([...line, span(' …', 'mute')], columns);
    line.push(...next);
  }
  return cut(line, columns);
}

function headingOf(columns: number): Line {
  const title: Line = [
    span('classes', 'strong'),
    span(' of the data ↓, and what the network says →', 'mute'),
  ];
  return headingLine(title, [[span('[ ]', 'strong'), span(' this example', 'mute')]], columns);
}
