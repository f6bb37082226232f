/** The files next to a scenario, as the front end reads them. */
import { t } from '../../i18n/translate.ts';

/** The text of a file next to the scenario, or the reason why it could not be read. */
export type SiblingFile = { readonly text: string } | { readonly found: string; readonly fix: string };

/** Reads a file next to the scenario. @param file its path, relative to the scenario's folder and inside it */
export type ReadSiblingFile = (file: string) => SiblingFile;

/** For scenarios that are not read from a folder: finds no files. */
export const noSiblingFiles: ReadSiblingFile = () => ({
  found: t`no such file`,
  fix: t`write the examples into the scenario`,
});
