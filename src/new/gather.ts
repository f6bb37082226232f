/** Gathers the answers for a new scenario: from options, otherwise from whoever is asked. */
import { anyNumber } from '../core/operations/operation.ts';
import { ops } from '../core/operations.ts';
import { describeValue } from '../diagnostics/diagnostic.ts';
import { listChoices, suggestion } from '../diagnostics/suggestion.ts';
import { t } from '../i18n/translate.ts';
import { cliError } from '../print/faults.ts';
import { type LossName, losses } from '../scenario/losses/losses.ts';
import { optimizerNames, optimizers } from '../scenario/optimizers/optimizers.ts';
import {
  type Answer,
  type Answers,
  activations,
  type Columns,
  type Kind,
  kinds,
  lossesFor,
  lossHint,
  predictedIn,
  type Row,
  readEpochs,
  readHidden,
  readInputs,
  readOutputs,
  readRate,
  readRow,
  readWord,
  usualRows,
} from './answers.ts';
import type { Asker } from './asker.ts';
import { type Column, columnsOf, haveInputAndTarget, inputNames, usableIn } from './columns.ts';
import { checkActivation, checkOptions, type NewOptions, readColumns } from './kind-options.ts';
import { layerNames } from './layer-names.ts';
import { columnsFor } from './used-columns.ts';

/** The text of a CSV file, and its path from the scenario's folder; or what is wrong with it. */
export type TableFile = Answer<{ readonly file: string; readonly text: string }>;

const kindHints: Readonly<Record<Kind, () => string>> = {
  network: () => t`layers of nodes, each connected with all before it`,
  formulas: () => t`formulas of your own, taken apart into operations`,
  table: () => t`a network that learns from a CSV file`,
};

/**
 * The answers of options and of the asker.
 *
 * @param tableAt reads a CSV file that the user names
 * @throws CliError if an option cannot be read, or does not go together with the others
 */
export async function gather(
  options: NewOptions,
  asker: Asker,
  usualTitle: string,
  tableAt: (file: string) => TableFile,
): Promise<Answers> {
  const text = <Value>(
    flag: string,
    given: string | undefined,
    question: string,
    usual: string | null,
    read: (text: string) => Answer<Value>,
  ): Promise<Value> =>
    given === undefined
      ? asker.text(question, usual, read, flag)
      : Promise.resolve(option(flag, given, read));
  const choose = <Value extends string>(
    flag: string,
    given: string | undefined,
    question: string,
    values: readonly Value[],
    usual: Value,
    hint: (value: Value) => string = () => '',
  ): Promise<Value> =>
    given === undefined
      ? asker.choose(
          question,
          values.map((value) => ({ value, hint: hint(value) })),
          usual,
        )
      : Promise.resolve(option(flag, given, (typed) => readWord(typed, values)));

  const title = await text('--title', options.title, t`Title`, usualTitle, readTitle);
  const ofTable = options.csv !== undefined || options.target !== undefined;
  const kind = await choose(
    '--kind',
    options.kind ?? (ofTable ? 'table' : undefined),
    t`What is it?`,
    kinds,
    'network',
    (each) => kindHints[each](),
  );
  checkOptions(options, kind);
  const isFormulas = kind === 'formulas';
  const columns = kind === 'table' ? await askColumns() : null;
  const named = columns
    ? null
    : await text('--inputs', options.inputs, t`Inputs: how many, or their names`, '2', (typed) =>
        readInputs(typed, !isFormulas),
      );
  const hidden = isFormulas
    ? []
    : await text(
        '--hidden',
        options.hidden,
        t`Nodes of each hidden layer (0 for no hidden layer)`,
        '3',
        readHidden,
      );
  if (!isFormulas) checkActivation(options, hidden);
  const inputs = named ?? inputNames(columns?.inputs ?? [], layerNames(hidden));
  const activation =
    hidden.length > 0 || isFormulas
      ? await choose('--activation', options.activation, t`Activation function`, activations, 'tanh')
      : 'identity';
  const outputs = isFormulas
    ? 1
    : (columns?.classes?.length ??
      (columns ? 1 : await text('--outputs', options.outputs, t`Outputs`, '1', readOutputs)));
  const { length } = inputs;
  const readExample = (typed: string) => readRow(typed, length, outputs);
  const examples = options.example?.map((each) => option('--example', each, readExample)) ?? [];
  const bounds = (isFormulas ? ops[activation].traits?.bounds : undefined) ?? anyNumber;
  const predicted = columns?.predicted ?? predictedIn(examples.map(({ targets }) => targets));
  const fitting = lossesFor(outputs, predicted, bounds);
  const loss = await choose('--loss', options.loss, t`Loss`, fitting, fitting[0] as LossName, lossHint);
  const optimizer = await choose(
    '--optimizer',
    options.optimizer,
    t`Optimizer`,
    optimizerNames,
    columns ? 'adam' : 'sgd',
  );
  const usual = String(optimizers[optimizer].usualRate);
  const learningRate = await text('--learning-rate', options.learningRate, t`Learning rate`, usual, readRate);
  const rows = columns ? null : await askRows();
  const epochs = option('--epochs', options.epochs ?? '20', readEpochs);
  return {
    title,
    inputs,
    isFormulas,
    hidden,
    activation,
    outputs,
    loss,
    optimizer,
    learningRate,
    epochs,
    rows,
    columns,
  };

  async function askColumns(): Promise<Columns> {
    const readTable = (typed: string) => tableIn(tableAt(typed));
    const { file, table } = await text('--csv', options.csv, t`CSV file`, null, readTable);
    const leavesInputs = (target: Column) =>
      table.columns.some((column) => column.lack === null && column !== target);
    const all = usableIn(table.columns);
    const possible = all.filter(leavesInputs);
    const names = possible.map(({ name }) => name);
    if (all.some((column) => column.name === options.target && !leavesInputs(column))) {
      const expected = t`another column than the only one that can be an input`;
      throw cliError('--target', expected, describeValue(options.target), listChoices(names));
    }
    const wanted = await choose(
      '--target',
      options.target,
      t`Column of the target`,
      names,
      names.at(-1) ?? '',
    );
    const target = possible.find(({ name }) => name === wanted) as Column;
    const read = (typed: string) => readColumns(typed, table.columns, target);
    const chosen = options.inputs === undefined ? undefined : option('--inputs', options.inputs, read);
    // A loss of classes makes the numbers of the target their names, as the labels 1, 2 and 3.
    const isOfClasses = losses[options.loss as LossName]?.expects.targets === 'shares of 1';
    const areClasses = isOfClasses && target.texts.length > 1;
    return columnsFor(file, table, target, chosen, areClasses || !target.isNumeric);
  }

  async function askRows(): Promise<readonly Row[]> {
    if (examples.length > 0) return examples;
    const usualOnes = usualRows(length, outputs, loss, bounds.most);
    const rows: Row[] = [];
    for (;;) {
      const more =
        rows.length === 0
          ? t`An example, as "${rowText(usualOnes[1] as Row)}"; Enter alone takes some that are made up`
          : t`Another example; Enter alone goes on`;
      const row = await asker.text<Row | null>(more, '', (typed) =>
        typed.trim() === '' ? { ok: true, value: null } : readExample(typed),
      );
      if (row === null) return rows.length === 0 ? usualOnes : rows;
      rows.push(row);
    }
  }
}

/** An answer from the command line. @throws CliError if it cannot be read */
function option<Value>(flag: string, given: string, read: (text: string) => Answer<Value>): Value {
  const answer = read(given);
  if (answer.ok) return answer.value;
  throw cliError(flag, answer.expected, describeValue(given), answer.fix);
}

function readTitle(text: string): Answer<string> {
  if (/\S/.test(text)) return { ok: true, value: text.trim() };
  return { ok: false, expected: t`a title`, fix: t`write, for example, My first network` };
}

const rowText = ({ inputs, targets }: Row) => `${inputs.join(' ')}: ${targets.join(' ')}`;

/** The columns of a CSV file, if there are inputs and a target among them. */
function tableIn(read: TableFile) {
  if (!read.ok) return read;
  const { file, text } = read.value;
  const table = columnsOf(text);
  if (table === null)
    return {
      ok: false as const,
      expected: t`a row with the names of the columns, and rows of cells`,
      fix: t`write, for example, x,y in its first line`,
    };
  if (haveInputAndTarget(table.columns)) return { ok: true as const, value: { file, table } };
  return {
    ok: false as const,
    expected: t`a column of numbers or of repeated words, and another one for the target`,
    fix: suggestion(
      '',
      table.columns.map(({ name }) => name),
    ),
  };
}
