/**
 * The chain rule for one weight as three factors: the value that the weight multiplies, the slope of the activation
 * of the weight's node, and the gradient of the loss with respect to that node's value.
 */
import { factorsOf } from '../../../explain/provenance.ts';
import type { NamedValue } from '../../../session/steps.ts';
import type { Tone } from '../../colours/palette.ts';
import type { Scene } from '../../scene/scene.ts';
import { type Line, numberSpan, span, toneOfNumber } from '../../terminal/text.ts';

/**
 * The three factors in words with their numbers, the longest form first. Null if the step does not compute the gradient
 * of a weight.
 */
export function factorForms(scene: Scene, step: number): Line[] | null {
  const factors = factorsOf(scene.session, step);
  if (!factors) return null;
  const { input, slope, upstream } = factors;
  const times = span(' × ', 'ahead');
  const product = ([first, second, third]: readonly [string, string, string]): Line => [
    span(' = ', 'ahead'),
    span(first, 'mute'),
    number(input, toneOfNumber(input.value)),
    times,
    span(second, 'mute'),
    number(slope, 'strong'),
    times,
    span(third, 'mute'),
    number(upstream, 'backwardStrong'),
  ];
  const long = product(['incoming value ', 'activation slope ', 'loss slope ']);
  const slopeSign = span('∂', 'backward');
  return [
    [span('slope of a weight', 'mute'), ...long],
    [slopeSign, ...long],
    [slopeSign, ...product(['node ', 'activation ', 'loss '])],
  ];
}

/** A factor that the run does not compute is 1. */
function number(factor: NamedValue | null, tone: Tone) {
  const value = factor?.value ?? 1;
  return numberSpan(value, Number.isFinite(value) ? tone : 'warning');
}
