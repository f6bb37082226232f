/** The Bangla texts for tests. */
import groups from '../../src/i18n/locales/bn.json' with { type: 'json' };

type Group = keyof typeof groups;

/** The texts of some groups of the file. */
function textsOf(names: readonly Group[]): Readonly<Record<string, string>> {
  return Object.assign({}, ...names.map((name) => groups[name]));
}

/** Texts that occur in more than one group, which is a mistake. */
export const repeated: readonly string[] = Object.values(groups)
  .flatMap((texts) => Object.keys(texts))
  .filter((text, index, all) => all.indexOf(text) < index);

export const bn = textsOf(Object.keys(groups) as Group[]);

/** Texts about the steps of a network that do not depend on its optimizer, without those of softmax. */
export const words = textsOf([
  'Words for a step: forward phase',
  'Words for a step: loss phase',
  'Words for a step: backward phase',
  'Words for a step: update',
  'Words for a step: results that are not finite',
  'Words for a step: read aloud',
]);

export const formulaTexts = textsOf([
  'Formulas',
  'Formulas: conventions',
  'Formulas: read aloud',
  'Formulas: words for a step',
]);

export const worksheet = textsOf(['Worksheet']);
