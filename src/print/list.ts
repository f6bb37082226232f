/** The shipped scenarios as a table. */
import { t } from '../i18n/translate.ts';
import type { About } from '../scenario/about.ts';
import { localized } from '../scenario/format/scenario.ts';
import { lineWidth, span } from '../view/terminal/text.ts';

/** A scenario and the name that opens it. */
export interface ScenarioSummary {
  readonly id: string;
  readonly about: About;
  /** The number of its steps, which may have to be computed. */
  readonly steps: () => number;
}

/** The same as a JSON array, with an object for each scenario. Texts are in the current language. */
export function listJson(catalogue: readonly ScenarioSummary[]): string[] {
  const objects = catalogue.map(({ id, about, steps }) =>
    JSON.stringify({
      name: id,
      steps: steps(),
      title: localized(about.title),
      teaches: localized(about.teaches),
    }),
  );
  return ['[', ...objects.map((each, index) => `  ${each}${index < objects.length - 1 ? ',' : ''}`), ']'];
}

/**
 * A heading, then a line for each scenario in the order given: name, number of steps, title and what it teaches.
 *
 * Prose is the last column: terminals disagree about the width of Bangla, so only the heading has something to its right.
 */
export function listLines(catalogue: readonly ScenarioSummary[]): string[] {
  const rows = catalogue.map(({ id, about, steps: stepCount }) => {
    const steps = String(stepCount());
    const prose = [about.title, about.teaches].map((text) => localized(text));
    return { id, steps, prose: prose.filter((text) => text !== '').join(' — ') };
  });
  const heading = { id: t`NAME`, steps: t`STEPS`, prose: t`TITLE — WHAT IT TEACHES` };
  const all = [heading, ...rows];
  const widthOf = (text: string) => lineWidth([span(text)]);
  const idWidth = Math.max(...all.map(({ id }) => widthOf(id)));
  const stepsWidth = Math.max(...all.map(({ steps }) => widthOf(steps)));
  return all.map(({ id, steps, prose }) => {
    const [afterId, beforeSteps] = [idWidth - widthOf(id), stepsWidth - widthOf(steps)];
    return `${id}${' '.repeat(afterId)}  ${' '.repeat(beforeSteps)}${steps}  ${prose}`;
  });
}
