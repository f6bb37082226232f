/** Scenarios whose data are in a CSV file, given as text. */
import { diagnosticText } from '../../src/diagnostics/diagnostic.ts';
import type { SiblingFile } from '../../src/scenario/data/sibling-file.ts';
import { type ParseResult, parseScenario } from '../../src/scenario/parse.ts';

/**
 * A scenario with a CSV file, one weight for each input and one output for each target.
 *
 * @param data the keys of `data`, as they are written
 */
export function tableDocument(
  data: string,
  {
    inputs,
    weights = inputs.length,
    outputs = 1,
  }: { inputs: readonly string[]; weights?: number; outputs?: number },
): string {
  const node = JSON.stringify(Array.from({ length: weights }, () => 1));
  const nodes = Array.from({ length: outputs }, (_, index) => `p${index}: ${node}`);
  return `
title: A table
inputs: ${JSON.stringify(inputs)}
layers: [{ name: output, nodes: { ${nodes.join(', ')} } }]
data: { ${data} }
loss: squared_error
`;
}

export function readTableDocument(source: string, text: string): ParseResult {
  return parseScenario(source, (): SiblingFile => ({ text }));
}

/** @throws Error if the scenario or the file has errors */
export function scenarioOfTable(source: string, text: string) {
  const result = readTableDocument(source, text);
  if (result.ok) return result.scenario;
  throw new Error(complaintsOf(result, source).join('\n'));
}

/** The first and the last line of each error message: `location: … | fix: …`. */
export function complaintsOf(result: ParseResult, source: string): string[] {
  if (result.ok) return [];
  return result.diagnostics.map((each) => {
    const lines = diagnosticText('s.yaml', source, each).split('\n');
    return `${lines[0]} | ${lines.at(-1)?.trim()}`;
  });
}
