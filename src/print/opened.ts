/** The debugger of what was named on the command line. */
import { Debugger } from '../commands/debugger.ts';
import { restoreSession } from '../commands/saved/restored.ts';
import { exactNumber } from '../core/exact-number.ts';
import { sanitize } from '../diagnostics/printable.ts';
import type { Scenario } from '../scenario/format/scenario.ts';
import { Session } from '../session/session.ts';
import { CliError, variantOf } from './faults.ts';

/** A scenario, and a saved session of it if one was named. */
interface Named {
  readonly entry: { readonly scenario: Scenario; readonly source: string };
  readonly saved: { readonly file: string; readonly text: string } | null;
}

interface Opened {
  readonly debug: Debugger;
  /** The front end's layout, as the session keeps it; empty without one. */
  readonly layout: Readonly<Record<string, unknown>>;
  /** What could not be restored as it was saved, one line each. */
  readonly notices: readonly string[];
}

/**
 * A debugger at position 0 of a scenario, or a restored session.
 *
 * @throws CliError for a variant that there is not, or a saved session that is invalid
 */
export function openedDebugger({ entry: { scenario, source }, saved }: Named, name?: string): Opened {
  const variant = variantOf(scenario, name);
  if (!saved)
    return { debug: new Debugger(new Session(scenario, variant), exactNumber), layout: {}, notices: [] };
  const restored = restoreSession(saved.text, scenario, source, exactNumber);
  const file = sanitize(saved.file);
  if (!restored.ok) throw new CliError(`${file}: ${restored.text}`);
  const { debug, layout, notices } = restored;
  if (variant) debug.session.switchVariant(variant.name);
  return { debug, layout, notices: notices.map((notice) => `${file}: ${notice}`) };
}
