/** Loads the texts of every language except English. */
import { addLanguage, type Language, languages } from './translate.ts';

/** Adds the texts of languages, by default of all. Each is a module of its own in the build, loaded only here. */
export async function addLanguages(wanted: readonly Language[] = languages): Promise<void> {
  for (const language of wanted) {
    if (language === 'en') continue;
    const { default: groups } = await import(`./locales/${language}.json`, { with: { type: 'json' } });
    addLanguage(language, groups);
  }
}
