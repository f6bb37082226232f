/** The text of a new scenario, with a comment for each part. */
import { ops } from '../core/operations.ts';
import { quoted } from '../diagnostics/diagnostic.ts';
import { t } from '../i18n/translate.ts';
import { categoriesText } from '../scenario/data/cell-faults.ts';
import { writtenSettings } from '../scenario/data/settings.ts';
import { yamlText } from '../scenario/yaml/yaml-text.ts';
import type { Answers, Columns, Row } from './answers.ts';
import { layerNames } from './layer-names.ts';

const LARGEST_BATCH = 16;

/** The share of a table's rows that is held out, and the seed by which they are drawn. */
export const split = { test: 0.2, seed: 1 };

/**
 * A scenario as YAML.
 *
 * @param schema the address of the schema, for editors
 */
export function scenarioText(answers: Answers, schema: string): string {
  const { title, inputs, rows, columns, loss, optimizer, learningRate } = answers;
  const parts: readonly (readonly [comment: string | null, ...lines: string[]])[] = [
    [null, `# yaml-language-server: $schema=${schema}`, `title: ${yamlText(title)}`],
    [t`A name for each number that goes in.`, `inputs: ${list(inputs)}`],
    ...(answers.isFormulas ? formulaParts(answers) : [layerPart(answers)]),
    columns === null ? rowsPart(rows ?? []) : tablePart(columns, inputs),
    [t`How wrong a prediction is.`, `loss: ${loss}`],
    [
      t`How each update changes the weights.`,
      `optimizer: { kind: ${optimizer}, learning_rate: ${learningRate} }`,
    ],
    [t`An epoch goes once through all examples. After each batch there is an update.`, trainingLine(answers)],
  ];
  const lines = parts.flatMap(([comment, ...own]) => (comment === null ? own : ['', `# ${comment}`, ...own]));
  return `${lines.join('\n')}\n`;
}

type Part = readonly [comment: string, ...lines: string[]];

function layerPart({ hidden, activation, outputs }: Answers): Part {
  const names = layerNames(hidden);
  const layers = [...hidden, outputs].map((size, index) => {
    const isLast = index === hidden.length;
    const name = names[index];
    const own = isLast || activation === 'identity' ? '' : ` activation: ${activation},`;
    const kind = (isLast ? undefined : ops[activation].activation?.usualInit) ?? 'xavier';
    return `  - { name: ${name}, size: ${size},${own} init: { kind: ${kind}, seed: ${index + 1} } }`;
  });
  return [t`The first weights are drawn at random: for the same seed the same ones.`, 'layers:', ...layers];
}

function formulaParts({ inputs, activation }: Answers): Part[] {
  const taken = new Set(inputs);
  const free = (name: string): string => {
    let own = name;
    while (taken.has(own)) own = `${own}_`;
    taken.add(own);
    return own;
  };
  const weights = inputs.map((_input, index) => free(inputs.length === 1 ? 'w' : `w${index}`));
  const bias = free('b');
  const sum = [...inputs.map((input, index) => `${weights[index]} * ${input}`), bias].join(' + ');
  const isLinear = activation === 'identity';
  const first = free(isLinear ? 'y' : 'z');
  const formulas = [`  ${first}: ${sum}`, ...(isLinear ? [] : [`  ${free('y')}: ${activation}(${first})`])];
  const values = weights.map((name, index) => `${name}: ${index % 2 === 0 ? 0.5 : -0.5}`);
  return [
    [t`The numbers that training changes.`, `parameters: { ${[...values, `${bias}: 0`].join(', ')} }`],
    [
      t`A formula may use inputs, parameters and the formulas above it. The last one is the output.`,
      'formulas:',
      ...formulas,
    ],
  ];
}

function rowsPart(rows: readonly Row[]): Part {
  const one = (numbers: readonly number[]) =>
    numbers.length === 1 ? String(numbers[0]) : `[${numbers.join(', ')}]`;
  const lines = rows.map(
    ({ inputs, targets }) => `  - { inputs: [${inputs.join(', ')}], target: ${one(targets)} }`,
  );
  return [t`The examples: what goes in, and what should come out.`, 'data:', ...lines];
}

function tablePart(used: Columns, inputs: readonly string[]): Part {
  const { inputs: columns, target, classes, categories } = used;
  const isSame = columns.every((column, index) => column === inputs[index]);
  const words = categories.map(({ name, texts }) => `${yamlText(name)}: ${categoriesText(texts)}`);
  const each = t`one input for each word: 1 for this word, 0 for the others`;
  return [
    t`The examples: rows of a file beside this one.`,
    'data:',
    ...fileLines(used),
    ...(isSame ? [] : [`  inputs: ${list(columns)}`]),
    `  target: ${yamlText(target)}`,
    ...(classes === null ? [] : [`  classes: ${list(classes)}`]),
    ...(words.length === 0 ? [] : [`  categories: { ${words.join(', ')} } # ${each}`]),
    ...preparationLines(used),
  ];
}

/** The file, how it is written, and what is not used of it. */
function fileLines({ file, settings, doubt, leftOut }: Columns): string[] {
  const written = writtenSettings(settings);
  return [
    ...leftOutLines(leftOut).map((line) => `  # ${line}`),
    ...(doubt === null ? [] : [`  # ${doubtLine(doubt)}`]),
    written.length === 0
      ? `  csv: ${yamlText(file)}`
      : `  csv: { ${[`file: ${yamlText(file)}`, ...written].join(', ')} }`,
  ];
}

/** A line for each column that is not used. The names are as they are in the file. */
export function leftOutLines(leftOut: Columns['leftOut']): string[] {
  return leftOut.map(({ name, why }) => t`Column ${quoted(name)} is left out: ${why}.`);
}

/** What a number is that could be another one, and how to choose that. */
export function doubtLine({ text, is, other, decimal }: NonNullable<Columns['doubt']>): string {
  return t`${quoted(text)} is read as ${String(is)}; for ${String(other)}, write decimal: "${decimal}".`;
}

/** What becomes of the cells and the rows. */
function preparationLines({
  inputs,
  varying,
  target,
  isTargetStandardized,
  missing,
  isSplit,
}: Columns): string[] {
  const isAll = varying.length === inputs.length && !isTargetStandardized;
  const standardized = isTargetStandardized ? [...varying, target] : varying;
  const meaning = isTargetStandardized
    ? t`each number minus the mean of its column, divided by its standard deviation`
    : t`each input minus its mean, divided by its standard deviation`;
  const fills =
    missing === null || missing === 'drop'
      ? ''
      : `{ ${missing.map(({ name, fill }) => `${yamlText(name)}: ${fill}`).join(', ')} }`;
  return [
    ...(missing === 'drop' ? [`  missing: drop # ${t`leaves out rows with empty cells`}`] : []),
    ...(fills === ''
      ? []
      : [`  missing: ${fills} # ${t`leaves out rows with empty cells, or fills in the mean`}`]),
    ...(standardized.length === 0
      ? []
      : [`  standardize: ${isAll ? 'true' : list(standardized)} # ${meaning}`]),
    ...(isSplit
      ? [
          `  split: { test: ${split.test}, seed: ${split.seed} } # ${t`a fifth of the rows is held out for testing`}`,
        ]
      : []),
  ];
}

function trainingLine({ epochs, columns }: Answers): string {
  const isLarge = columns?.isSplit === true;
  const batch = isLarge ? Math.min(LARGEST_BATCH, Math.ceil(columns.rows / 10)) : 1;
  return `training: { epochs: ${epochs}, batch: ${batch}${isLarge ? ', shuffle: { seed: 1 }' : ''}, finish: loss }`;
}

const list = (texts: readonly string[]) => `[${texts.map(yamlText).join(', ')}]`;
