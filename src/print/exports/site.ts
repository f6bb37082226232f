/** Pages of scenarios with a menu, as the files of a web site. The program is in one of them. */
import { headings } from '../../app/screen/menu-items.ts';
import type { ScenarioEntry } from '../../app/state/state.ts';
import {
  currentLanguage,
  type Language,
  languages,
  languageTable,
  setLanguage,
  t,
} from '../../i18n/translate.ts';
import { groups, localized } from '../../scenario/format/scenario.ts';
import { themes } from '../../view/colours/theme.ts';
import { linkedPageLines, type PageProgram, scriptLines } from './page.ts';
import { escaped } from './picture.ts';

interface SiteFile {
  readonly name: string;
  readonly lines: readonly string[];
}

const SCRIPT = 'backstep.js';

const style = `:root { color-scheme: dark light; --ground: light-dark(${themes.light.background}, ${themes.dark.background}); --line: light-dark(${themes.light.frame}, ${themes.dark.frame}); }
body { margin: 0 auto; max-width: 44rem; padding: 2rem 1.2rem 4rem; background: var(--ground); font: 17px/1.5 system-ui, sans-serif; }
header a { color: inherit; }
header { display: flex; justify-content: space-between; align-items: baseline; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1rem; margin: 2.4rem 0 0.4rem; border-bottom: 1px solid var(--line); padding-bottom: 0.3rem; text-transform: capitalize; }
ul { list-style: none; margin: 0; padding: 0; }
li a { display: block; padding: 0.55rem 0; color: inherit; text-decoration: none; }
li a:hover strong, li a:focus strong { text-decoration: underline; }
li span { display: block; opacity: 0.75; }`;

/** The menu of a language. That of the first language is the one that a server shows for the folder. */
const menuName = (language: Language) =>
  language === languages[0] ? 'index.html' : `index.${language}.html`;

/**
 * The files of the site: the menus, a page for each scenario, and the program. The texts of all languages must have been
 * added.
 */
export function siteFiles(entries: readonly ScenarioEntry[], program: PageProgram): SiteFile[] {
  const [language = 'en'] = languages;
  const home = Object.fromEntries(languages.map((each) => [each, menuName(each)])) as Record<
    Language,
    string
  >;
  const ordered = inOrder(entries).flatMap(([, own]) => own);
  const pages = ordered.map((entry, at) => {
    const usual = { restore: null, step: null, picture: null, theme: null };
    const following = ordered[at + 1];
    const next = following ? { id: following.id, address: encodeURI(pageName(following)) } : null;
    const opening = { ...usual, entries: [entry], open: entry.id, language, home, next };
    return { name: pageName(entry), lines: linkedPageLines(opening, SCRIPT) };
  });
  const spoken = currentLanguage();
  const menus = languages.map((each) => ({ name: menuName(each), lines: menuLines(entries, each) }));
  setLanguage(spoken);
  return [...menus, ...pages, { name: SCRIPT, lines: scriptLines(program) }];
}

const pageName = ({ id }: ScenarioEntry) => `${id.replace(/\.\w+$/, '')}.html`;

/** The scenarios of each group that has some, in the order of the menu; those of null have no group. */
function inOrder(entries: readonly ScenarioEntry[]) {
  return [...groups, null]
    .map((group) => [group, entries.filter(({ scenario }) => scenario.group === group)] as const)
    .filter(([, own]) => own.length > 0);
}

function menuLines(entries: readonly ScenarioEntry[], language: Language): string[] {
  setLanguage(language);
  const others = languages
    .filter((each) => each !== language)
    .map((each) => `<a href="${menuName(each)}" lang="${each}">${languageTable[each].name}</a>`);
  const sections = inOrder(entries).flatMap(([group, own]) => {
    const heading = group === null ? t`files` : t(headings[group]);
    return [`<h2>${escaped(heading)}</h2>`, '<ul>', ...own.map((entry) => itemOf(entry, language)), '</ul>'];
  });
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>Backstep</title>',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<header><h1>Backstep</h1><nav>${others.join(' ')}</nav></header>`,
    `<p>${escaped(t`Step through the arithmetic inside a neural network, forward and back.`)}</p>`,
    ...sections,
    '</body>',
    '</html>',
  ];
}

function itemOf(entry: ScenarioEntry, language: Language): string {
  const [title, teaches] = [entry.scenario.title, entry.scenario.teaches].map((text) =>
    localized(text, language),
  );
  const address = `${pageName(entry)}${language === languages[0] ? '' : `#lang=${language}`}`;
  return `<li><a href="${encodeURI(address)}"><strong>${escaped(title || entry.id)}</strong><span>${escaped(teaches ?? '')}</span></a></li>`;
}
