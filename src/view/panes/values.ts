/** The values panel: the numbers of the network or of the formulas; the one just computed is filled. */

import type { Scene } from '../scene/scene.ts';
import type { ViewOptions } from '../scene/view-options.ts';
import { ALL_DIGITS } from '../terminal/format.ts';
import { initialsWidth, shortName } from '../terminal/short-name.ts';
import {
  fittedSpan,
  type Line,
  lineWidth,
  type Size,
  type Span,
  span,
  toneOfNumber,
} from '../terminal/text.ts';
import type { PaneContent } from './pane.ts';
import { formulaLines, formulaModelOf } from './values/formula-values.ts';
import { frameLines } from './values/frame-values.ts';
import { modelOf } from './values/model.ts';
import { networkValues, signsLegend } from './values/network-values.ts';
import { Pen } from './values/pen.ts';
import { watchRows } from './watches.ts';

/** The part of the rows that watches may take. */
const WATCHES_PART = 1 / 3;

/**
 * The panel; of the values of the selected frame if there is one. The selected number stands in its lower border, otherwise
 * what the signs of its rows mean.
 *
 * @param hasWatches whether the watches stand in the first rows
 */
export function valuesPane(scene: Scene, size: Size, looks: ViewOptions, hasWatches: boolean): PaneContent {
  const { debug, session } = scene;
  const { frame, address } = debug.selection;
  const selected = address ?? (looks.focus === 'values' ? debug.selected : null);
  const watches = hasWatches
    ? watchRows(scene, size.columns, true).slice(0, Math.floor(size.rows * WATCHES_PART))
    : [];
  const room = { columns: size.columns, rows: size.rows - watches.length };
  const pen = new Pen(scene, selected);
  const network =
    frame === null && session.scenario.formulas.length === 0
      ? networkValues(pen, modelOf(scene), selected, room)
      : null;
  const lines =
    frame !== null
      ? frameLines(pen, frame, looks.focus === 'values' ? debug.subject : selected, room)
      : (network?.lines ?? formulaLines(pen, formulaModelOf(scene), room));
  const foot = selected === null ? null : selectedLine(scene, selected, size.columns - 2);
  const legend = network?.hasSigns ? signsLegend(modelOf(scene), size.columns - 2) : '';
  return {
    lines: [...watches, ...lines],
    ...(frame !== null && {
      title: [span(`values of this ${frame}`, looks.focus === 'values' ? 'strong' : 'mute')],
    }),
    ...(foot !== null && { foot }),
    ...(legend !== '' && { legend: [span(legend, 'ahead')] }),
  };
}

/** Cells of the number that a short name leaves, at least. */
const LEAST_NUMBER = 9;

/**
 * An address, its value in full, and the keys that change it. The keys give way first; then the name is shortened, up to the
 * initials of its words, and then the number has fewer digits.
 */
function selectedLine(scene: Scene, address: string, columns: number): Line {
  const { session } = scene;
  const value = session.read(address);
  const slot = session.values.resolve(address, session.position);
  const suffix = slot === null ? '' : scene.sign(slot);
  const numberIn = (room: number): Span =>
    value === null
      ? span('·', 'ahead')
      : fittedSpan({ value, suffix }, toneOfNumber(value), room, ALL_DIGITS);
  const number = numberIn(columns);
  const keys = session.editable(address) === null ? [] : keysOfValue;
  const named = [span(address, 'strong'), span(' '), number];
  if (lineWidth([...named, ...keys]) <= columns) return [...named, ...keys];
  const room = columns - lineWidth([number]) - 1;
  const initials = Math.min(initialsWidth(address), columns - 1 - LEAST_NUMBER);
  const name = shortName(address, Math.max(1, room, initials));
  return [span(name, 'strong'), span(' '), numberIn(columns - name.length - 1)];
}

/** The keys that change the selected value. */
const keysOfValue: Line = [span('  e', 'strong'), span(' set  ', 'mute'), span('+ −', 'strong')];
