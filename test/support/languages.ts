/** Adds the languages, as the command line does, so that tests can switch to them. */
import { bangla } from '../../src/i18n/locales/bn.ts';
import { addLanguage } from '../../src/i18n/translate.ts';

addLanguage('bn', bangla);
