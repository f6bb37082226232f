/** What a scenario can be exported to: one table, and the reading of what was asked for. */
import type { Debugger } from '../../commands/debugger.ts';
import { shown } from '../../diagnostics/diagnostic.ts';
import { suggestion } from '../../diagnostics/suggestion.ts';
import { t } from '../../i18n/translate.ts';
import { numpyText } from '../../numpy/listing.ts';
import { SMALLEST } from '../../view/layout.ts';
import { Scene } from '../../view/scene/scene.ts';
import type { ThemeName } from '../../view/terminal/palette.ts';
import type { Size } from '../../view/terminal/text.ts';
import { fault, positionOf } from '../faults.ts';
import { asciicastLines } from './asciicast.ts';
import { htmlLines } from './html.ts';
import { svgLines } from './svg.ts';
import { worksheetText } from './worksheet.ts';

/** What is to be exported, and how. */
interface ExportRequest {
  readonly id: string;
  readonly debug: Debugger;
  /** The steps to walk from and to; where one step is shown, it is the latter. */
  readonly from: number;
  readonly to: number;
  readonly size: Size;
  readonly theme: ThemeName | null;
}

interface Format {
  /** Whether it shows how one comes from a step to another, or one step. */
  readonly isWalk: boolean;
  readonly lines: (request: ExportRequest) => Iterable<string>;
}

const formats = {
  svg: {
    isWalk: false,
    lines: ({ debug, id, size, theme }) => svgLines(new Scene(debug), id, size, theme ?? 'dark'),
  },
  html: {
    isWalk: false,
    lines: ({ debug, id, size, theme }) => htmlLines(new Scene(debug), id, size, theme),
  },
  asciicast: {
    isWalk: true,
    lines: ({ debug, id, size, from, to, theme }) =>
      asciicastLines(new Scene(debug), id, size, { from, to }, theme),
  },
  numpy: {
    isWalk: false,
    lines: ({ debug: { session } }) => [numpyText(session.scenario, session.variant).trimEnd()],
  },
  worksheet: { isWalk: false, lines: ({ debug }) => [worksheetText(debug.session).trimEnd()] },
} satisfies Readonly<Record<string, Format>>;

export const formatNames = Object.keys(formats) as (keyof typeof formats)[];

/** The format of that name. @throws Fault where there is none */
export function formatOf(name: string): Format {
  const known = formatNames.find((each) => each === name);
  if (known) return formats[known];
  throw fault('--to', t`the name of a format`, shown(name), suggestion(name, formatNames));
}

/** The lines of the file. The session is left at the step that is shown last. */
export function exportLines({ lines }: Format, request: ExportRequest): Iterable<string> {
  request.debug.session.seek(request.to);
  return lines(request);
}

/**
 * The steps that `--at` asks for: `13`, `end`, or for a walk also `A..B`; one alone is walked to from the start.
 *
 * @throws Fault for anything else, and beyond 0 … total
 */
export function walkOf(at: string, total: number, { isWalk }: Format): { from: number; to: number } {
  const [first = '', second, ...more] = at.split('..');
  if (second === undefined) return { from: 0, to: positionOf(first, total) };
  if (isWalk && more.length === 0) return { from: positionOf(first, total), to: positionOf(second, total) };
  const expected = isWalk ? t`a step, or a range A..B` : t`one step (this format cannot show a range)`;
  throw fault('--at', expected, shown(at), t`for example, write --at ${String(total)}`);
}

/** More is no screen, and no picture that anybody could read. */
const LARGEST: Size = { columns: 500, rows: 200 };

/** A size from `100x30`. @throws Fault for anything else, and for one that is too small or too large */
export function sizeOf(text: string): Size {
  const [, columns = 0, rows = 0] = (/^(\d{1,6})[x×](\d{1,6})$/i.exec(text) ?? []).map(Number);
  const isSmall = columns < SMALLEST.columns || rows < SMALLEST.rows;
  if (!isSmall && columns <= LARGEST.columns && rows <= LARGEST.rows) return { columns, rows };
  const [smallest, largest] = [SMALLEST, LARGEST].map((size) => `${size.columns}x${size.rows}`) as [
    string,
    string,
  ];
  const expected = t`columns and rows from ${smallest} to ${largest}`;
  throw fault('--size', expected, shown(text), t`for example, write --size 100x30`);
}
