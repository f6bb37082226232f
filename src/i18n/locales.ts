/** Loads the texts of every language except English. */
import { addLanguage, languages } from './translate.ts';

/** Adds the texts of all languages. Each import is a module of its own in the build, so it is only loaded here. */
export async function addLanguages(): Promise<void> {
  for (const language of languages) {
    if (language === 'en') continue;
    const { default: groups } = await import(`./locales/${language}.json`, { with: { type: 'json' } });
    addLanguage(language, groups);
  }
}
