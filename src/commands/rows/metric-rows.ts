/** Metrics with the current weights: of the training set, of the test set, with the penalty, and of the last update. */
import type { Metrics, NetworkState } from '../../analysis/metrics.ts';
import { t } from '../../i18n/translate.ts';
import { type Row, valueText } from './row.ts';

/** A row for each that there is; none without a loss. */
export function metricRows({ trained, heldOut, penalisedLoss, gradientNorm }: NetworkState): Row[] {
  if (trained === null) return [];
  return [
    { text: t`training set   ${metricsText(trained)}` },
    ...(heldOut ? [{ text: t`test set       ${metricsText(heldOut)}` }] : []),
    ...(penalisedLoss === null
      ? []
      : [{ text: t`with penalty   mean loss ${valueText(penalisedLoss)} on the training set` }]),
    ...(gradientNorm === null ? [] : [{ text: t`last update    gradient norm ${valueText(gradientNorm)}` }]),
  ];
}

function metricsText({ examples, loss, classed, correct }: Metrics): string {
  const number = valueText(loss);
  const text =
    examples === 1 ? t`loss ${number} on 1 example` : t`mean loss ${number} on ${examples} examples`;
  return correct === null
    ? text
    : t`${text}, ${correct} of ${classed} right (${((correct / classed) * 100).toFixed(1)}%)`;
}
