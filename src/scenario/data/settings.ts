/** What the scenario says about a CSV file, and how a person writes it there. */
import { t } from '../../i18n/translate.ts';
import type { TableDocument } from '../format/table-schema.ts';
import { yamlText } from '../yaml/yaml-text.ts';

/** The file and how it is written. */
export type CsvSettings = Exclude<TableDocument['csv'], string>;

export function settingsOf({ csv }: TableDocument): CsvSettings {
  return typeof csv === 'string' ? { file: csv } : csv;
}

/** The fix that adds a setting of the CSV file to those that it has: `write csv: { file: a.csv, units: ["$"] }`. */
export function writeSetting(document: TableDocument, key: keyof CsvSettings, written: string): string {
  const others = writtenSettings({ ...settingsOf(document), [key]: undefined });
  return t`write ${`csv: { ${[...others, `${key}: ${written}`].join(', ')} }`}`;
}

/** Each setting as it is written in a mapping. */
export function writtenSettings(settings: Partial<CsvSettings>): string[] {
  return Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${yamlValue(value)}`],
  );
}

function yamlValue(value: NonNullable<CsvSettings[keyof CsvSettings]>): string {
  if (typeof value === 'string') return yamlText(value);
  return typeof value === 'object' ? `[${value.map(yamlText).join(', ')}]` : String(value);
}
