/** The plots in the top pane, computed at the cursor. Each has a heading with its title and its legend. */
import { activationCurve } from '../../analysis/curves/activation-curve.ts';
import { decisionSurface } from '../../analysis/curves/decision-surface.ts';
import { lossCurve } from '../../analysis/curves/loss-curve.ts';
import { defaultWeight, lossSlice } from '../../analysis/curves/loss-slice.ts';
import { metricsCurve } from '../../analysis/curves/metrics-curve.ts';
import { lossSlot } from '../../analysis/loss-function.ts';
import { t } from '../../i18n/translate.ts';
import type { Scene } from '../scene/scene.ts';
import type { PlotName } from '../scene/view-options.ts';
import { headingLines } from '../terminal/heading.ts';
import { cut, type Line, type Size, span } from '../terminal/text.ts';
import {
  activationPicture,
  lossPicture,
  lossSlicePicture,
  type PlotDrawing,
  surfacePicture,
} from './draw.ts';
import { metricsPicture } from './draw-metrics.ts';

interface Kind {
  /** Null if there is nothing to show. */
  readonly picture: (scene: Scene, weight: string | null) => PlotDrawing | null;
  /** Why there is nothing to show, as a notice in the pane. Panes are in English. */
  readonly sign: string;
  /** The same as a full sentence, in the current language. */
  readonly message: (scene: Scene, weight: string | null) => string;
}

const kinds: Readonly<Record<PlotName, Kind>> = {
  activation: {
    picture: ({ session }) => {
      const data = activationCurve(session);
      return data && activationPicture(data);
    },
    sign: 'no activation function in this scenario',
    message: ({ session }) =>
      session.scenario.formulas.length > 0
        ? t`No formula here uses an activation function.`
        : t`No node here has an activation function: every sum is passed on unchanged.`,
  },
  valley: {
    picture: ({ session }, weight) => {
      const data = lossSlice(session, weight);
      return data && lossSlicePicture(data);
    },
    sign: 'this scenario has no loss to plot against a weight',
    message: ({ session }, weight) => {
      if (lossSlot(session) === null)
        return t`This scenario computes no loss, so there is no valley to go down.`;
      return defaultWeight(session) === null
        ? t`This network has no weights for the loss to depend on.`
        : t`${weight ?? ''} is not a weight or bias of this network.`;
    },
  },
  loss: {
    picture: ({ session }) => {
      const data = lossCurve(session);
      return data && lossPicture(data);
    },
    sign: 'no loss in this scenario',
    message: () => t`This scenario computes no loss.`,
  },
  surface: {
    picture: ({ session }) => {
      const data = decisionSurface(session);
      return data && surfacePicture(data);
    },
    sign: 'only for networks with two inputs',
    message: ({ session }) =>
      t`This view needs a network with two inputs; this one has ${session.scenario.inputs.length}.`,
  },
  metrics: {
    picture: ({ session }) => {
      const data = metricsCurve(session);
      return data && metricsPicture(data);
    },
    sign: 'no updates in this scenario',
    message: () => t`This scenario trains nothing, so there are no metrics to plot.`,
  },
};

/**
 * Draws a plot at the cursor: at most `size.rows` lines of at most `size.columns` cells.
 *
 * @param weight the address of the weight or bias whose loss slice is shown; null: the one that the latest step was
 *   about
 */
export function plotLines(scene: Scene, plot: PlotName, weight: string | null, size: Size): Line[] {
  if (size.rows < 1 || size.columns < 1) return [];
  const picture = kinds[plot].picture(scene, weight);
  if (!picture) return notice(kinds[plot].sign, size);
  const heading = headingLines(picture.title, picture.legend, size);
  const lines = picture.draw({ columns: size.columns, rows: size.rows - heading.length });
  return lines ? [...heading, ...lines] : [...heading, ...notice(picture.failing, size)].slice(0, size.rows);
}

/** Why a plot has nothing to show, in the current language; null if it has something. */
export function plotMessage(scene: Scene, plot: PlotName, weight: string | null): string | null {
  return kinds[plot].picture(scene, weight) ? null : kinds[plot].message(scene, weight);
}

function notice(text: string, { columns }: Size): Line[] {
  return [cut([span(`— ${text} —`, 'mute')], columns)];
}
