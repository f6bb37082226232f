/** The plot beside the network on a wide screen: the picture that belongs to the scenario. */
import type { PaneContent } from '../panes/pane.ts';
import type { Scene } from '../scene/scene.ts';
import type { ViewOptions } from '../scene/view-options.ts';
import { type Size, span } from '../terminal/text.ts';
import { plotLines, plotMessage } from './plots.ts';

/** Whether the scenario has a plot to show beside the network. */
export function hasSidePlot(scene: Scene, { isPredicting }: ViewOptions): boolean {
  return !isPredicting && plotMessage(scene, 'valley', null) === null;
}

export function sidePlotPane(scene: Scene, size: Size): PaneContent {
  return { title: [span('valley', 'mute')], lines: plotLines(scene, 'valley', null, size) };
}
