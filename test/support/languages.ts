/** Adds the languages, as the command line does: a test may speak each. */
import { bangla } from '../../src/i18n/locales/bn.ts';
import { addLanguage } from '../../src/i18n/translate.ts';

addLanguage('bn', bangla);
