/** What the scenario says about a CSV file, and how a person writes it there. */
import { t } from '../../i18n/translate.ts';
import type { TableDocument } from '../format/schema.ts';

/** The file and how it is written. */
export type CsvSettings = Exclude<TableDocument['csv'], string>;

export function settingsOf({ csv }: TableDocument): CsvSettings {
  return typeof csv === 'string' ? { file: csv } : csv;
}

/** The fix that adds a setting of the CSV file: `write csv: { file: a.csv, units: ["$"] }`. */
export function writeSetting({ csv }: TableDocument, setting: string): string {
  const file = typeof csv === 'string' ? `file: ${yamlText(csv)}` : '…';
  return t`write ${`csv: { ${file}, ${setting} }`}`;
}

/** A text as it is written in a list or a mapping of YAML. */
export function yamlText(text: string): string {
  const isPlain = /^[A-Za-z_][\w./-]*$/.test(text) && !/^(?:true|false|null)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}
