/** Checks that a scenario has the picture that it opens with. */
import { describeValue, type Problem } from '../../diagnostics/diagnostic.ts';
import { listChoices } from '../../diagnostics/suggestion.ts';
import { t } from '../../i18n/translate.ts';
import { compile } from '../compile/compile.ts';
import type { Scenario } from '../format/scenario.ts';
import type { ScenarioDocument } from '../format/schema.ts';
import { hasPicture, possiblePictures } from '../pictures/possible.ts';

/** @param scenario the scenario made from the document, which has no other errors */
export function checkPicture({ picture }: ScenarioDocument, scenario: Scenario): Problem[] {
  if (picture === undefined || picture === 'network') return [];
  const run = compile(scenario);
  if (hasPicture(picture, run, scenario)) return [];
  return [
    {
      path: ['picture'],
      expected: t`a view that this scenario has`,
      found: describeValue(picture),
      fix: listChoices(possiblePictures(run, scenario)),
    },
  ];
}
