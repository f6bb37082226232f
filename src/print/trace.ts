/** Every step of a run, as a table. Lines are generated one by one, so memory does not grow with the run. */

import { exactNumber } from '../core/exact-number.ts';
import type { Run } from '../core/program.ts';
import { Schedule } from '../core/schedule.ts';
import { compile } from '../scenario/compile/compile.ts';
import type { Scenario, Variant } from '../scenario/format/scenario.ts';
import { displayName, operandNames, type StepRecord } from '../session/steps.ts';
import { traceRun } from '../session/trace.ts';
import { operationText } from '../view/notation/operation.ts';

/** Fills an empty cell, so that every line has the same columns. */
const NONE = '-';

interface Column {
  readonly title: string;
  readonly width: number;
  readonly numeric?: true;
  readonly cell: (record: StepRecord) => string;
}

/**
 * A heading, then a line for each step: its number, its frame, the name of its result, the operation with names and
 * with numbers, and the result. Epoch, batch and example are left out if there is only one.
 *
 * The numbers are last because their widths are not known before they are computed.
 */
export function* traceTable(scenario: Scenario, variant: Variant | null): Generator<string> {
  const run = compile(scenario, variant ?? undefined);
  const columns = columnsOf(run);
  const line = (cells: readonly string[], rest: string) =>
    [
      ...columns.map(({ width, numeric }, index) => {
        const cell = cells[index] ?? '';
        return numeric ? cell.padStart(width) : cell.padEnd(width);
      }),
      rest,
    ].join('  ');
  yield line(
    columns.map(({ title }) => title),
    'IN NUMBERS',
  );
  for (const record of traceRun(run)) {
    const { kind, operands, result } = record;
    const numbers = operationText(
      kind,
      operands.map(({ value }) => exactNumber(value)),
    );
    yield line(
      columns.map(({ cell }) => cell(record)),
      `${numbers} = ${exactNumber(result.value)}`,
    );
  }
}

/** The number of the micro-batch of a step in its batch. */
function microText({ batch, microBatch, epochs }: Run, record: StepRecord): string {
  if (record.example === null || microBatch === null || record.epoch > epochs) return NONE;
  const inBatch = record.example - 1 - (record.batch - 1) * batch;
  return String(Math.floor(inBatch / microBatch) + 1);
}

function columnsOf(run: Run): Column[] {
  const { total } = new Schedule(run);
  const instructions = [run.example, run.update, run.finish].flatMap((program) => program.instructions);
  const epochs = run.epochs + (run.finish.instructions.length > 0 ? 1 : 0);
  const batches = Math.ceil(run.data.length / run.batch);

  const counter = (title: string, most: number, cell: Column['cell']): Column => ({
    title,
    width: Math.max(title.length, String(most).length),
    numeric: true,
    cell,
  });
  const text = (title: string, possible: readonly string[], cell: Column['cell']): Column => ({
    title,
    width: possible.reduce((widest, { length }) => Math.max(widest, length), title.length),
    cell,
  });
  const scopes = instructions.map(({ scope }) => scope);
  return [
    counter('STEP', total, ({ step }) => String(step)),
    ...(epochs > 1 ? [counter('EPOCH', epochs, ({ epoch }) => String(epoch))] : []),
    // With one example per batch, the example's number is enough.
    ...(batches > 1 && run.batch > 1 ? [counter('BATCH', batches, ({ batch }) => String(batch))] : []),
    ...(run.microBatch === null
      ? []
      : [counter('MICRO', Math.ceil(run.batch / run.microBatch), (record) => microText(run, record))]),
    ...(run.data.length > 1
      ? [
          counter(run.rows === null ? 'EXAMPLE' : 'ROWS', run.data.length, ({ example }) =>
            String(example ?? NONE),
          ),
        ]
      : []),
    text(
      'PHASE',
      scopes.map(({ phase }) => phase),
      ({ phase }) => phase,
    ),
    text(
      'NODE',
      scopes.map(({ node }) => node ?? NONE),
      ({ node }) => node ?? NONE,
    ),
    text(
      'RESULT',
      instructions.map(({ result }) => displayName(run, result)),
      ({ result }) => result.name || NONE,
    ),
    text(
      'OPERATION',
      instructions.map((instruction) => operationText(instruction.op, operandNames(run, instruction))),
      ({ kind, operands }) =>
        operationText(
          kind,
          operands.map(({ name }) => name),
        ),
    ),
  ];
}
