/** Pictures at a step, and reading them back. */
import { Debugger } from '../../src/commands/debugger.ts';
import type { PictureName } from '../../src/scenario/format/picture-names.ts';
import type { Scenario } from '../../src/scenario/format/scenario.ts';
import { Session } from '../../src/session/session.ts';
import { picturePane } from '../../src/view/network/pictures.ts';
import type { PaneContent } from '../../src/view/panes/pane.ts';
import { Scene } from '../../src/view/scene/scene.ts';
import { defaultViewOptions, type ViewOptions } from '../../src/view/scene/view-options.ts';
import { type Line, plainText, type Size, type Span } from '../../src/view/terminal/text.ts';
import { scenarioOf } from './networks.ts';
import { load } from './scenario.ts';

export function sceneOf(scenario: Scenario | string): Scene {
  return new Scene(new Debugger(new Session(typeof scenario === 'string' ? scenarioOf(scenario) : scenario)));
}

export const shippedScene = (id: string) => sceneOf(load(id));

/** The panel of a picture at a position. */
export function pictureAt(
  scene: Scene,
  position: number,
  picture: PictureName,
  size: Size,
  looks: Partial<ViewOptions> = {},
): PaneContent {
  scene.session.seek(position);
  return picturePane(scene, size, { ...defaultViewOptions, ...looks, picture });
}

export const textsOf = ({ lines }: PaneContent) => lines.map((line) => plainText(line).trimEnd());

/** A span for each character of a line. */
export function cellsOf(line: Line): Span[] {
  return line.flatMap((each) => Array.from(each.text, (text) => ({ ...each, text })));
}
