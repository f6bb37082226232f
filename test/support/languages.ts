/** Adds the languages, as the command line does, so that tests can switch to them. */
import { addLanguages } from '../../src/i18n/locales.ts';

await addLanguages();
