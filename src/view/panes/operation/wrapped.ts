/** An equation that fits in no large form, over as many rows as there are. */
import { shortName } from '../../terminal/short-name.ts';
import { fittedSpan, type Line, lineWidth, type Size, type Span, span } from '../../terminal/text.ts';
import { chip } from './chip.ts';
import type { Equation } from './equation-parts.ts';

/**
 * The name of the result, and below it the equation, broken between its operands. If it does not fit with any digits,
 * operands at its end are left out, with `…` for them: never the result.
 */
export function wrappedEquation(forms: readonly Equation[], { columns, rows }: Size): Line[] {
  const [first] = forms;
  if (!first || rows < 1) return [];
  const head = rows > 1 ? [[{ ...first.result.name, text: shortName(first.result.name.text, columns) }]] : [];
  const room = rows - head.length;
  const whole = forms
    .map((form) => broken([...form.operation, ...ending(form)], columns))
    .find((lines) => lines.length <= room && lines.every((line) => lineWidth(line) <= columns));
  const lines = whole ?? shortened(forms.at(-1) as Equation, columns, room);
  return [...head, ...lines].map((line) => centred(line, columns));
}

/** `= 0.5`, as pieces that are not divided. */
function ending({ sign, result }: Equation): Span[] {
  return [span(` ${sign} `, 'mute'), ...chip(result)];
}

/** Spans in lines of at most `columns`, broken after blanks between them. */
function broken(spans: readonly Span[], columns: number): Line[] {
  const lines: Span[][] = [[]];
  for (const piece of pieces(spans)) {
    const last = lines.at(-1) as Span[];
    if (last.length > 0 && lineWidth(last) + lineWidth(trimmed(piece)) > columns) lines.push([...piece]);
    else last.push(...piece);
  }
  return lines.map(trimmed);
}

/** Runs of spans that end in a blank. */
function pieces(spans: readonly Span[]): Span[][] {
  const runs: Span[][] = [[]];
  for (const each of spans) {
    (runs.at(-1) as Span[]).push(each);
    if (each.text.endsWith(' ') && each.ground === undefined) runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}

function trimmed(line: Line): Line {
  const last = line.at(-1);
  if (!last || last.value !== undefined || last.ground !== undefined) return line;
  return [...line.slice(0, -1), { ...last, text: last.text.trimEnd() }];
}

/** As many operands as fit, `…`, and the result. */
function shortened(form: Equation, columns: number, rows: number): Line[] {
  const end = [span('…', 'mute'), ...ending(form)];
  const runs = pieces(form.operation);
  for (let kept = runs.length - 1; kept > 0; kept--) {
    const lines = broken([...runs.slice(0, kept).flat(), ...end], columns);
    if (lines.length <= rows && lines.every((line) => lineWidth(line) <= columns)) return lines;
  }
  if (lineWidth(ending(form)) <= columns) return [ending(form)];
  const [number] = form.result.content;
  if (number?.value === undefined) return [form.result.content];
  return [
    [
      fittedSpan(
        { value: number.value, ...(number.suffix && { suffix: number.suffix }) },
        number.tone,
        columns,
      ),
    ],
  ];
}

function centred(line: Line, columns: number): Line {
  return [span(' '.repeat(Math.max(0, Math.floor((columns - lineWidth(line)) / 2)))), ...line];
}
