/** The texts of every language but English, each from its file. */
import { addLanguage, languages } from './translate.ts';

/** Adds every language that has a file in locales/. The build puts each file into a module of its own. */
export async function addLanguages(): Promise<void> {
  for (const language of languages) {
    if (language === 'en') continue;
    const { default: groups } = await import(`./locales/${language}.json`, { with: { type: 'json' } });
    addLanguage(language, groups);
  }
}
