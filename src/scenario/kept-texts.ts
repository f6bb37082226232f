/**
 * The texts of a scenario that the build keeps. Most stand in the scenario's file as they are, and the file is read
 * anyway: of these only the place is kept.
 */
import type { KeptScenario } from './kept-scenario.ts';

/** A text, or its start and its length in the file, in which every white space counts as one space. */
type KeptText = string | readonly [start: number, length: number];

/** Not worth a place. */
const SHORT = 12;

/** The file as its texts are compared with it. */
const flat = (source: string) => source.replace(/\s+/g, ' ');

/** What JSON can hold of a kept scenario whose file is `source`. */
export function withPlaces(kept: KeptScenario, source: string): KeptScenario {
  const all = flat(source);
  return changed(kept, (text: string): KeptText => {
    const start = text.length < SHORT ? -1 : all.indexOf(text);
    return start < 0 ? text : [start, text.length];
  });
}

/** The opposite of `withPlaces`. */
export function withTexts(kept: KeptScenario, source: string): KeptScenario {
  const all = flat(source);
  return changed(kept, (text: KeptText) =>
    typeof text === 'string' ? text : all.slice(text[0], text[0] + text[1]),
  );
}

/** A kept scenario with its texts in another form. The types are those of the form with texts. */
function changed<Before, After>(kept: KeptScenario, form: (text: Before) => After): KeptScenario {
  const each = <Text extends object>(text: Text) =>
    Object.fromEntries(Object.entries(text).map(([language, written]) => [language, form(written)])) as Text;
  return {
    ...kept,
    title: each(kept.title),
    intro: each(kept.intro),
    teaches: each(kept.teaches),
    notes: kept.notes.map((note) => ({ ...note, text: each(note.text) })),
    questions: kept.questions.map((question) => ({ ...question, ask: each(question.ask) })),
    variants: kept.variants.map((variant) => ({ ...variant, title: each(variant.title) })),
  };
}
