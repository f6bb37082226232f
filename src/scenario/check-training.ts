/** The data, and which phases there are. */
import { count, difference, list } from './amounts.ts';
import type { Path, Problem } from './diagnostics.ts';
import { isMapping, listOf, type Outline } from './outline.ts';

/** Every example has a number for each input and, where there is a loss, for each output. */
export function checkData({ raw, inputs, outputs }: Outline): Problem[] {
  const problems = listOf(raw.data).flatMap((row, index) => {
    if (!isMapping(row)) return [];
    const ofInputs = inputs
      ? checkLength(['data', index, 'inputs'], listOf(row.inputs).length, inputs, 'number', 'input')
      : [];
    if (raw.loss === undefined || !outputs) return ofInputs;
    if (row.target === undefined) return [...ofInputs, noTarget(['data', index], outputs)];
    return [
      ...ofInputs,
      ...checkLength(['data', index, 'target'], amount(row.target), outputs, 'target', 'output'),
    ];
  });
  if (raw.output_gradient === undefined || !outputs) return problems;
  const given = amount(raw.output_gradient);
  return [...problems, ...checkLength(['output_gradient'], given, outputs, 'gradient', 'output')];
}

/** How many numbers a value gives; 0 where it is neither a number nor a list. */
function amount(value: unknown): number {
  return typeof value === 'number' ? 1 : listOf(value).length;
}

/** An empty list and a value of another kind are the schema's affair. */
function checkLength(
  path: Path,
  given: number,
  names: readonly string[],
  what: string,
  of: string,
): Problem[] {
  if (given === 0 || given === names.length) return [];
  return [
    {
      path,
      expected: `${count(names.length, what)}, one for each ${of} (${list(names)})`,
      found: count(given, what),
      fix: difference(given, names.length),
    },
  ];
}

function noTarget(path: Path, outputs: readonly string[]): Problem {
  const single = outputs.length === 1;
  return {
    path,
    expected: `a target for each output (${list(outputs)}), since a loss is written`,
    found: 'nothing',
    fix: `add ${single ? 'a target, for example target: 13' : 'the targets as a list'}, or remove the loss`,
  };
}

/** A phase that is asked for must have what it works on. */
export function checkPhases({ raw }: Outline): Problem[] {
  const { loss, output_gradient: gradient, optimizer, stop_after: stop, training } = raw;
  const hasLoss = loss !== undefined;
  const goesBack = hasLoss || gradient !== undefined;
  const problems: (Problem | false)[] = [
    hasLoss &&
      gradient !== undefined && {
        path: ['output_gradient'],
        at: 'key',
        expected: 'a loss or an output_gradient',
        found: 'both',
        fix: 'remove one: the loss computes the gradient of the output itself',
      },
    optimizer !== undefined &&
      !goesBack && {
        path: ['optimizer'],
        at: 'key',
        expected: 'a loss to go with the optimizer',
        found: 'none',
        fix: 'add a loss, for example loss: squared_error, or remove the optimizer',
      },
    ((stop === 'loss' && !hasLoss) || (stop === 'backward' && !goesBack)) && {
      path: ['stop_after'],
      expected: 'a phase that this scenario has',
      found: `"${stop}" without a loss`,
      fix: 'add a loss, or write stop_after: forward',
    },
    isMapping(training) &&
      training.finish !== undefined &&
      !hasLoss && {
        path: ['training', 'finish'],
        at: 'key',
        expected: 'a loss to finish with',
        found: 'none',
        fix: 'add a loss, or remove finish',
      },
  ];
  return problems.filter((problem) => problem !== false);
}
