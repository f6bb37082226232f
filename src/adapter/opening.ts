/** Opens the scenario that an editor launches. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Debugger } from '../commands/debugger.ts';
import { RequestFault, type Target } from '../dap/target.ts';
import { attempt } from '../diagnostics/attempt.ts';
import type { addLanguages } from '../i18n/locales.ts';
import { type Language, languages, setLanguage, t } from '../i18n/translate.ts';
import { listingOf } from '../numpy/listing.ts';
import type { ReadSiblingFile } from '../scenario/data/sibling-file.ts';
import { scenarioPlaces } from '../scenario/places.ts';
import type { writeListing } from '../store/listing-file.ts';

/** What an editor gives to launch. */
export interface LaunchArguments extends DebugProtocol.LaunchRequestArguments {
  /** A scenario file, a saved session, or the name of a shipped scenario. */
  readonly scenario?: string;
  readonly variant?: string;
  /** Whether to stop before the first step; by default it does. */
  readonly stopOnEntry?: boolean;
  /** The language of the texts. */
  readonly lang?: Language;
}

/** A scenario that has been opened. */
export interface OpenedScenario {
  readonly id: string;
  readonly key: string;
  readonly debug: Debugger;
  /** The path of the scenario's file, its text, and the files that it names. */
  readonly file: string;
  readonly text: string;
  readonly beside: ReadSiblingFile;
  /** What the user should know: warnings, what of a saved session no longer fits. */
  readonly notices: readonly string[];
}

/** Opens a scenario. @throws Error that says what is wrong with it */
type OpenScenario = (reference: string, variant: string | undefined) => Promise<OpenedScenario>;

/**
 * What the program has loaded already for its other commands. Imported from here, it would become chunks of its own that
 * all commands have to load.
 */
export interface Services {
  readonly open: OpenScenario;
  readonly writeListing: typeof writeListing;
  readonly addLanguages: typeof addLanguages;
}

/** What a launch has opened. */
interface Opened {
  readonly target: Target;
  readonly notices: readonly string[];
  /** Writes the code again if it is that of another variant now. The file stays the same. */
  readonly relist: () => void;
}

/** Opens the scenario of a launch. @throws Error that says what is wrong with the arguments or the scenario */
export async function openTarget(
  { open, writeListing, addLanguages }: Services,
  given: LaunchArguments,
  { linesStartAt1 = true, columnsStartAt1 = true }: Partial<DebugProtocol.InitializeRequestArguments>,
): Promise<Opened> {
  const language = languages.find((each) => each === given.lang);
  if (language) {
    await addLanguages([language]);
    setLanguage(language);
  }
  const { scenario: reference, variant } = given;
  if (!reference) {
    const fix = t`write, for example, "scenario": "target-13", or the path of a file`;
    throw new RequestFault(t`launch: "scenario" is missing: ${fix}.`);
  }
  const { id, key, debug, file, text, beside, notices } = await open(reference, variant || undefined);
  const { session } = debug;
  let written = listingOf(session);
  const write = () => writeListing(id, `${key}\0${variant ?? ''}`, written.lines);
  const relist = () => {
    if (listingOf(session) === written) return;
    written = listingOf(session);
    write();
  };
  const target: Target = {
    debug,
    listing: write(),
    file,
    places: scenarioPlaces(text, beside),
    firstLine: linesStartAt1 ? 1 : 0,
    firstColumn: columnsStartAt1 ? 1 : 0,
  };
  return { target, notices, relist };
}

/** The path of a file without links on the way. */
function realPath(file: string): string {
  return attempt(() => realpathSync(file)) ?? file;
}

/** A path that may be written as a URI: VS Code does so for what the mouse is over, with the scheme of a remote machine too. */
function pathOf(written: string): string {
  if (!/^[a-z][\w+.-]+:\/\//i.test(written)) return written;
  return (
    attempt(() => {
      const { protocol, pathname } = new URL(written);
      return protocol === 'file:' ? fileURLToPath(written) : decodeURIComponent(pathname);
    }) ?? written
  );
}

/**
 * The arguments of a request. If their source is one of the files under another path, as through a link, it gets the
 * path that the editor was told.
 */
export function resolved(given: { readonly source?: DebugProtocol.Source }, target: Target | null): never {
  const written = given.source?.path;
  if (written === undefined || target === null) return given as never;
  const own = [target.listing, target.file];
  if (own.includes(written)) return given as never;
  const path = pathOf(written);
  const real = realPath(path);
  const known = own.find((each) => realPath(each) === real) ?? path;
  return { ...given, source: { ...given.source, path: known } } as never;
}
