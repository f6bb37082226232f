/** What a step works on is lit in the picture of the network, whether it is a number, an array or the loss. */
import { describe, expect, test } from 'vitest';
import type { Address } from '../../../src/core/address.ts';
import type { Instruction, Phase } from '../../../src/core/program.ts';
import { geometryOf, networkLines } from '../../../src/view/network/drawing.ts';
import type { Scene } from '../../../src/view/scene/scene.ts';
import type { Line, Size } from '../../../src/view/terminal/text.ts';
import { sceneOf } from '../../support/drawings.ts';
import { load, shipped } from '../../support/scenario.ts';

/** The room of the picture on screens of 80×24, 100×30 and 140×45, and where it has the whole screen. */
const sizes: readonly Size[] = [
  { columns: 76, rows: 7 },
  { columns: 96, rows: 9 },
  { columns: 136, rows: 24 },
  { columns: 196, rows: 40 },
];
/** Steps of a scenario that are looked at. */
const TRIED = 24;

/** The value that an address is about, without the gradients, changes and terms around it. */
function ownerOf(address: Address): string | null {
  if (address.kind === 'value') return address.name;
  if (address.kind === 'node' || address.kind === 'nodeItem') return address.node;
  return 'of' in address ? ownerOf(address.of) : null;
}

/** The nodes that a step may light: those with a number that it is about, otherwise that of its frame, or the loss. */
function meant({ network, engine }: Scene, { result, scope }: Instruction): string[] {
  const drawnFor = (number: string | null) =>
    network.columns
      .flat()
      .filter(({ name, cells }) => name === number || (number !== null && cells?.flat().includes(number)))
      .map(({ name }) => name);
  const owners = (engine.run.slots[result]?.addresses ?? []).map(ownerOf);
  const own = scope.phase === 'loss' ? [] : owners.flatMap(drawnFor);
  const nodes = own.length > 0 ? own : drawnFor(scope.node);
  const isOfLoss = network.hasLoss && (scope.phase === 'loss' || owners.includes(null));
  return isOfLoss ? ['loss', ...nodes] : nodes;
}

/** Whether a text, which can be cut, is a name. */
function isName(text: string, name: string): boolean {
  const [start = '', ...rest] = text.split('…');
  return rest.length === 0 ? text === name : start !== '' && name.startsWith(start);
}

/** The names of nodes that are lit, in the colour of the phase or on it. */
function litNames(lines: readonly Line[], phase: Phase, names: readonly string[]): string[] {
  return lines
    .flat()
    .filter(({ tone, ground }) => tone === `${phase}Strong` || ground === phase)
    .map(({ text }) => text.trim())
    .filter((text) => names.some((name) => isName(text, name)));
}

describe.each(shipped.map((name) => [name, sceneOf(load(name))] as const))('%s', (_name, scene) => {
  test('what the step works on is lit, and nothing else', () => {
    const { session, network } = scene;
    const names = [...network.columns.flat().map(({ name }) => name), 'loss'];
    const wrong: string[] = [];
    for (let part = 1; part <= TRIED; part++) {
      const step = Math.ceil((Math.min(session.total, 4000) * part) / TRIED);
      session.seek(step);
      const instruction = scene.place(step)?.instruction as Instruction;
      const expected = meant(scene, instruction);
      for (const size of sizes) {
        // Bars light numbers; their names are those of layers.
        if (!network.hasFormulas && geometryOf(scene, size) === null) continue;
        const found = litNames(networkLines(scene, size), instruction.scope.phase, names);
        // Where the loss has no place, its steps light the output that they are about, if there is one.
        const isMissing = found.length === 0 && expected.some((each) => each !== 'loss');
        if (isMissing || !found.every((text) => expected.some((name) => isName(text, name))))
          wrong.push(`${step} at ${size.columns}×${size.rows}: ${found}, not ${expected}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
