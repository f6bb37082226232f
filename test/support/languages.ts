/**
 * Adds the languages, as the command line does, so that tests can switch to them. Test files share their modules, and
 * with them the language: each one starts and ends in English.
 */
import { afterAll, beforeAll } from 'vitest';
import { addLanguages } from '../../src/i18n/locales.ts';
import { setLanguage } from '../../src/i18n/translate.ts';

await addLanguages();

beforeAll(() => setLanguage('en'));
afterAll(() => setLanguage('en'));
