/**
 * What a scenario is about, before it is opened: its data where these are points in a plane, otherwise what its network
 * is made of.
 */
import { type Point, rangeOf } from '../analysis/curves/curve.ts';
import type { Example } from '../core/program.ts';
import { lineInputs } from '../scenario/pictures/possible.ts';
import { structureLines } from './network/drawing.ts';
import { isLack } from './plots/picture.ts';
import { Plot } from './plots/plot.ts';
import type { Scene } from './scene/scene.ts';
import { type Line, type Size, span } from './terminal/text.ts';

/** Fewer points than this show less than the network. */
const FEWEST_POINTS = 2;
const MARGIN = 0.06;

/** A drawing of at most the given size; none if there is no room for it. */
export function previewLines(scene: Scene, size: Size): Line[] {
  return dataLines(scene, size) ?? structureLines(scene, size);
}

/** An example as a point, and whether its target is in the upper half of all targets. */
interface DataPoint extends Point {
  readonly isAbove: boolean;
}

/** What the axes of a picture of the data are: an input each, or an input and the target. */
interface DataAxes {
  readonly xName: string;
  readonly points: readonly DataPoint[];
}

/** The data, if the scenario opens with a picture of them; otherwise null. */
function dataLines({ session, engine }: Scene, size: Size): Line[] | null {
  const { scenario } = session;
  const axes = scenario.picture === 'plane' ? planeAxes(session) : null;
  const shown = axes ?? (scenario.picture === 'line' ? lineAxes(session) : null);
  if (!shown || engine.run.data.length < FEWEST_POINTS) return null;
  const [x, y] = (['x', 'y'] as const).map((axis) =>
    rangeOf(
      shown.points.map((point) => point[axis]),
      MARGIN,
    ),
  );
  const plot = x && y && Plot.of(size, { x, y, xName: shown.xName });
  if (!plot || isLack(plot)) return null;
  for (const { isAbove, ...at } of shown.points) plot.mark(at, span(isAbove ? '●' : '○', 'strong'));
  return plot.lines();
}

type Session = Scene['session'];

/** The first two inputs, as they are in the file; the sign is the target's. */
function planeAxes({ scenario, engine }: Session): DataAxes {
  const { data } = engine.run;
  const targets = data.flatMap((row) => row.targets[0] ?? []);
  const middle = (Math.min(...targets) + Math.max(...targets)) / 2;
  const [first = ''] = scenario.inputs;
  return {
    xName: first,
    points: data.map((row) => ({
      x: inFile(scenario, 0, row.inputs[0] as number),
      y: inFile(scenario, 1, row.inputs[1] as number),
      isAbove: targets.length === 0 || (row.targets[0] as number) >= middle,
    })),
  };
}

/** The input that the line is drawn over, as it is in the file, and the target. */
function lineAxes({ scenario, engine }: Session): DataAxes | null {
  const inputs = lineInputs(engine.run, scenario);
  if (inputs === null) return null;
  const name = scenario.inputs[inputs.over] as string;
  const point = (row: Example) => ({
    x: inFile(scenario, inputs.over, row.inputs[inputs.over] as number),
    y: row.targets[0] as number,
    isAbove: true,
  });
  return { xName: name, points: engine.run.data.map(point) };
}

/** The value of an input, by its index, as it was before it was standardized. */
function inFile({ scales }: Session['scenario'], input: number, value: number): number {
  const scale = scales.find((each) => each.of === 'input' && each.index === input);
  return scale ? value * scale.deviation + scale.mean : value;
}
