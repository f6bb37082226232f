/** Screens that are compared with golden files: scenarios, steps and sizes that show each part of the look. */
import { Debugger } from '../../src/commands/debugger.ts';
import { Session } from '../../src/session/session.ts';
import { Scene } from '../../src/view/scene/scene.ts';
import type { ViewOptions } from '../../src/view/scene/view-options.ts';
import type { Size } from '../../src/view/terminal/text.ts';
import { dense } from './large.ts';
import { scenarioOf } from './networks.ts';
import { load } from './scenario.ts';

interface Screen {
  readonly step: number;
  readonly sizes: readonly string[];
  readonly looks?: Partial<ViewOptions>;
}

interface Frames {
  /** The name of a shipped scenario, or the layers of a network. */
  readonly scenario: string | readonly [inputs: number, ...layers: number[]];
  readonly screens: readonly Screen[];
}

const usual = ['80x24', '100x30', '140x45'];

/** By the name of the golden file. */
export const frames: Readonly<Record<string, Frames>> = {
  'target-13': {
    scenario: 'target-13',
    screens: [
      { step: 13, sizes: ['60x16', ...usual, '200x50'] },
      ...[3, 7, 11, 15, 22].map((step) => ({ step, sizes: ['100x30'] })),
      { step: 13, sizes: ['80x24', '100x30'], looks: { isLarge: true } },
      { step: 13, sizes: ['140x45'], looks: { hasListing: true, focus: 'listing' } },
      { step: 12, sizes: ['100x30'], looks: { isPredicting: true, isAsking: true } },
    ],
  },
  transactions: { scenario: 'transactions', screens: [{ step: 0, sizes: usual }] },
  xor: { scenario: 'xor', screens: [{ step: 13_038, sizes: usual }] },
  'two-moons': {
    scenario: 'two-moons',
    screens: [
      { step: 2_000_000, sizes: usual },
      { step: 2_000_000, sizes: ['100x30', '140x45'], looks: { picture: 'weights' } },
      { step: 2_000_000, sizes: usual, looks: { picture: 'plane' } },
      { step: 2_000_000, sizes: ['100x30', '140x45'], looks: { picture: 'metrics' } },
    ],
  },
  attention: {
    scenario: 'attention',
    screens: [
      { step: 194, sizes: usual },
      { step: 194, sizes: ['140x45'], looks: { zoom: 'picture', focus: 'picture' } },
    ],
  },
  'gradient-descent': {
    scenario: 'gradient-descent',
    screens: [{ step: 30, sizes: usual, looks: { picture: 'valley' } }],
  },
  'relu-function': {
    scenario: 'relu-function',
    screens: [{ step: 2, sizes: usual, looks: { picture: 'function' } }],
  },
  circuit: { scenario: 'circuit', screens: [{ step: 3, sizes: ['100x30'] }] },
  '4-3-4-3': { scenario: [4, 3, 4, 3], screens: [{ step: 14, sizes: ['100x30', '140x45'] }] },
  '64-16-10': { scenario: [64, 16, 10], screens: [{ step: 180, sizes: ['100x30'] }] },
};

export function sizeOf(text: string): Size {
  const [columns = 0, rows = 0] = text.split('x').map(Number);
  return { columns, rows };
}

export function sceneOfFrames({ scenario }: Frames): Scene {
  const [inputs, ...layers] = typeof scenario === 'string' ? [0] : scenario;
  const source = typeof scenario === 'string' ? load(scenario) : scenarioOf(dense(inputs, layers));
  return new Scene(new Debugger(new Session(source)));
}
