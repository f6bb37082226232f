/** The formats that a scenario can be exported to, and the parsing of the options. */
import type { Opening } from '../../app/state/kept-entry.ts';
import type { Debugger } from '../../commands/debugger.ts';
import { describeValue } from '../../diagnostics/diagnostic.ts';
import { suggestion } from '../../diagnostics/suggestion.ts';
import { t } from '../../i18n/translate.ts';
import type { ThemeName } from '../../view/colours/theme.ts';
import { Scene } from '../../view/scene/scene.ts';
import type { ViewOptions } from '../../view/scene/view-options.ts';
import { SMALLEST } from '../../view/size-classes.ts';
import type { Size } from '../../view/terminal/text.ts';
import { cliError } from '../faults.ts';
import { animationLines } from './animation.ts';
import { asciicastLines } from './asciicast.ts';
import { htmlLines } from './html.ts';
import { notebookLines } from './notebook.ts';
import { sessionCode } from './numpy.ts';
import { type PageProgram, pageLines } from './page.ts';
import { svgLines } from './svg.ts';
import { checkLength, positionsOf, type WalkUnit } from './walk.ts';
import { worksheetText } from './worksheet.ts';

/** What to export, and how. */
interface ExportRequest {
  readonly id: string;
  readonly debug: Debugger;
  /** The turning points of a recording. A format with one step shows the last one. */
  readonly turns: readonly number[];
  readonly unit: WalkUnit;
  readonly size: Size;
  readonly theme: ThemeName | null;
  readonly looks: ViewOptions;
  readonly page: PageRequest;
}

/** What only the page needs, and a notebook that has it. */
interface PageRequest {
  readonly opening: () => Opening;
  readonly program: () => PageProgram;
}

/** Options that not every format uses. */
const someOptions = ['at', 'by', 'view', 'size'] as const;
type SomeOption = (typeof someOptions)[number];

interface Format {
  readonly uses: readonly SomeOption[];
  /** Whether it shows the steps from one to another, or only one. */
  readonly isWalk: boolean;
  /** Whether the reader goes through the steps, so that it begins with the first. */
  readonly isAlive?: true;
  readonly lines: (request: ExportRequest) => Iterable<string>;
  /** What of the session it does not have, one line each. */
  readonly notices?: (request: ExportRequest) => readonly string[];
}

const formats = {
  svg: {
    uses: ['at', 'view', 'size'],
    isWalk: false,
    lines: ({ debug, id, size, theme, looks }) =>
      svgLines(new Scene(debug), id, size, theme ?? 'dark', looks),
  },
  html: {
    uses: ['at', 'view', 'size'],
    isWalk: false,
    lines: ({ debug, id, size, theme, looks }) => htmlLines(new Scene(debug), id, size, theme, looks),
  },
  asciicast: {
    uses: someOptions,
    isWalk: true,
    lines: ({ debug, id, size, turns, unit, theme, looks }) =>
      asciicastLines(new Scene(debug), id, size, positionsOf(debug.session, turns, unit), unit, theme, looks),
  },
  animation: {
    uses: someOptions,
    isWalk: true,
    lines: ({ debug, id, size, turns, unit, theme, looks }) => {
      const positions = positionsOf(debug.session, turns, unit);
      return animationLines(new Scene(debug), id, size, positions, unit, theme ?? 'dark', looks);
    },
  },
  numpy: {
    uses: [],
    isWalk: false,
    lines: ({ debug }) => [sessionCode(debug.session).text],
    notices: ({ debug }) => sessionCode(debug.session).notices,
  },
  worksheet: { uses: [], isWalk: false, lines: ({ debug }) => [worksheetText(debug.session).trimEnd()] },
  page: {
    uses: ['at', 'view'],
    isWalk: false,
    isAlive: true,
    lines: ({ page }) => pageLines(page.opening(), page.program()),
  },
  notebook: {
    uses: ['at', 'view'],
    isWalk: false,
    isAlive: true,
    lines: ({ debug, page }) => notebookLines(debug, page.opening(), page.program()),
    notices: ({ debug }) => sessionCode(debug.session).notices,
  },
} satisfies Readonly<Record<string, Format>>;

export const formatNames = Object.keys(formats) as (keyof typeof formats)[];

/**
 * The format with that name.
 * @throws CliError if there is none
 */
export function formatOf(name: string): Format {
  const known = formatNames.find((each) => each === name);
  if (known) return formats[known];
  throw cliError(
    '--to',
    t`one of ${formatNames.join(', ')}`,
    describeValue(name),
    suggestion(name, formatNames),
  );
}

/**
 * Checks that a format uses the options that were given for it.
 * @throws CliError with the formats that use an option, if this one does not
 */
export function checkUses(name: string, given: readonly string[]): void {
  const { uses } = formatOf(name);
  const unused = someOptions.find((option) => given.includes(option) && !uses.includes(option));
  if (unused === undefined) return;
  const users = formatNames.filter((each) => (formats[each] as Format).uses.includes(unused));
  const expected = t`one of the formats that use it: ${users.join(', ')}`;
  throw cliError(`--${unused}`, expected, describeValue(name), t`leave out ${`--${unused}`}`);
}

/**
 * The lines of the file. The session is at the last position when this returns; a recording then moves it.
 * @throws CliError if a recording would be too long
 */
export function exportLines({ lines, isWalk }: Format, request: ExportRequest): Iterable<string> {
  const { session } = request.debug;
  if (isWalk) checkLength(session, request.turns, request.unit);
  session.seek(request.turns.at(-1) ?? 0);
  return lines(request);
}

/** Maximum size of the exported screen: larger than real terminals, and the image would not be readable. */
const LARGEST: Size = { columns: 500, rows: 200 };

/**
 * Parses a size such as `100x30`.
 * @throws CliError for anything else, and for a size that is too small or too large
 */
export function sizeOf(text: string): Size {
  const [, columns = 0, rows = 0] = (/^(\d{1,6})[x×](\d{1,6})$/i.exec(text) ?? []).map(Number);
  const isSmall = columns < SMALLEST.columns || rows < SMALLEST.rows;
  if (!isSmall && columns <= LARGEST.columns && rows <= LARGEST.rows) return { columns, rows };
  const [smallest, largest] = [SMALLEST, LARGEST].map((size) => `${size.columns}x${size.rows}`) as [
    string,
    string,
  ];
  const expected = t`columns and rows from ${smallest} to ${largest}`;
  throw cliError('--size', expected, describeValue(text), t`for example, write --size 100x30`);
}
