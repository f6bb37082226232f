/** What the application needs of a browser. */
import type { Platform } from '../app/platform.ts';
import type { Opening } from '../app/state/kept-entry.ts';
import { attempt } from '../diagnostics/attempt.ts';
import { soon } from '../library/soon.ts';
import { savedIn, type TextStorage } from './storage.ts';

/**
 * @param opening its addresses are where quitting and going on lead
 * @param tab the storage of this tab; null if the browser gives none
 */
export function browserPlatform(
  { home, next, language: usual }: Pick<Opening, 'home' | 'next' | 'language'>,
  tab: TextStorage | null,
): Platform {
  return {
    saves: savedIn(
      attempt(() => window.localStorage),
      download,
      tab,
    ),
    quit(language) {
      if (home !== null) location.assign(home[language]);
    },
    onward(language) {
      if (next !== null) location.assign(`${next.address}${language === usual ? '' : `#lang=${language}`}`);
    },
    suspend() {},
    redraw() {},
    toClipboard: (text) => void copy(text),
    now: () => performance.now(),
    later: (work, milliseconds) => {
      if (milliseconds === undefined) return soon(work);
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // In a frame without the right to it, browsers copy what is selected.
    const area = document.createElement('textarea');
    const { activeElement } = document;
    area.value = text;
    document.body.appendChild(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    if (activeElement instanceof HTMLElement) activeElement.focus();
  }
}

/** Gives a text to the reader as a file. */
function download(file: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = file.replace(/^.*[\\/]/, '');
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
