/** Finds the texts for people in the source code's syntax tree, so that none is missed. */
import { readdirSync, readFileSync } from 'node:fs';
import { transformSync } from '@swc/core';
import { type AnyNode, parse } from 'acorn';

const root = new URL('../../', import.meta.url);

/** The texts in a piece of source code. */
export interface Texts {
  /** Texts that the translation tables must have: those in t`…`, t('…') and msg('…'), hints and help. */
  readonly marked: readonly string[];
  /** Texts that are translated when the module is loaded, and so would stay in that language: an error. */
  readonly frozen: readonly string[];
  /** Texts with words that are shown to people without translation. */
  readonly unmarked: readonly string[];
  /**
   * Texts on the screen that are not translated. In panes, which are English, this is intended; elsewhere it is an
   * error.
   */
  readonly drawn: readonly string[];
  /** All other strings that read like prose. */
  readonly sentences: readonly string[];
  /** All string literals. Tables may hold texts in them that are translated when they are shown. */
  readonly literals: readonly string[];
  /** All keys that are written in object literals, those in short form excepted. */
  readonly keys: readonly string[];
}

export interface FileTexts extends Texts {
  readonly file: string;
}

interface SourceFile {
  /** The path from the root of the project, for example `src/scenario/parse.ts`. */
  readonly file: string;
  readonly source: string;
  readonly loader: 'ts' | 'tsx';
}

/** Every source file except those in src/i18n. */
function sourceFiles(): SourceFile[] {
  return readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('src/i18n/'))
    .map((file) => ({
      file,
      source: readFileSync(new URL(file, root), 'utf8'),
      loader: file.endsWith('x') ? 'tsx' : 'ts',
    }));
}

const known = new Map<string, FileTexts>();

/** The texts of every source file except those in src/i18n, or of some. Finding them takes seconds, so they are kept. */
export function allTexts(wanted = /^/): readonly FileTexts[] {
  return sourceFiles()
    .filter(({ file }) => wanted.test(file))
    .map(({ file, source, loader }) => {
      const texts = known.get(file) ?? { file, ...textsIn(source, loader) };
      known.set(file, texts);
      return texts;
    });
}

/** The texts in TypeScript source. */
export function textsIn(source: string, loader: 'ts' | 'tsx' = 'tsx'): Texts {
  const marked: string[] = [];
  const frozen: string[] = [];
  const unmarked: string[] = [];
  const drawn: string[] = [];
  const sentences: string[] = [];
  const literals: string[] = [];
  const keys: string[] = [];
  const templates = new Set<AnyNode>();
  for (const { node, isLater } of nodesIn(source, loader)) {
    if (node.type === 'TaggedTemplateExpression' && nameOf(node.tag) === 't') {
      const parts = node.quasi.quasis.map(({ value }) => value.cooked ?? '');
      const text = parts.reduce((before, part, index) => `${before}{${index - 1}}${part}`);
      marked.push(text);
      if (!isLater) frozen.push(text);
      templates.add(node.quasi);
    } else if (node.type === 'CallExpression' && ['msg', 't'].includes(nameOf(node.callee))) {
      const texts = node.arguments.flatMap(stringsIn).filter((text) => text !== '');
      marked.push(...texts);
      if (nameOf(node.callee) === 't' && !isLater) frozen.push(...texts);
    }
    if (node.type === 'Literal' && typeof node.value === 'string') literals.push(node.value);
    if (node.type === 'Property' && !node.shorthand && !node.computed && node.key.type === 'Identifier')
      keys.push(node.key.name);
    if (!templates.has(node)) sentences.push(...(isString(node) ? stringsIn(node) : []).filter(isProse));
    marked.push(...shownBy(node).flatMap(stringsIn).filter(hasWords));
    drawn.push(...drawnBy(node).flatMap(stringsIn).filter(hasWords));
    unmarked.push(...saidBy(node).flatMap(stringsIn).filter(hasWords));
  }
  return { marked, frozen, unmarked, drawn, sentences, literals, keys };
}

/**
 * Functions and classes with texts for people, and the range of those arguments: the first, and the one after the
 * last.
 */
const speaking: Readonly<Record<string, readonly [from: number, to?: number]>> = {
  said: [0],
  failed: [0],
  listed: [0],
  say: [0],
  showList: [0],
  description: [0],
  stopped: [1],
  fault: [1],
  argument: [1, 2],
  option: [1, 2],
  requiredOption: [1, 2],
  Option: [1, 2],
  version: [2],
  refuse: [2],
};
const spokenKeys: readonly string[] = ['expected', 'found', 'fix', 'reason', 'text', 'detail'];
const spokenNames: readonly string[] = ['expected', 'found', 'fix', 'reason', 'complaint'];

/** The texts for people in a call, a property or a variable. */
function saidBy(node: AnyNode): AnyNode[] {
  if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    const name = nameOf(node.callee);
    if (name === '#refuse') return node.arguments;
    return Object.hasOwn(speaking, name) ? node.arguments.slice(...(speaking[name] ?? [])) : [];
  }
  if (node.type === 'VariableDeclarator') {
    return node.init && spokenNames.includes(nameOf(node.id)) ? [node.init] : [];
  }
  return node.type === 'Property' && spokenKeys.includes(nameOf(node.key)) ? [node.value] : [];
}

const shownKeys: readonly string[] = ['hint', 'help'];

/** The texts in a table's property or in an action of the screen, which are translated when they are shown. */
function shownBy(node: AnyNode): AnyNode[] {
  const isAction = node.type === 'CallExpression' && nameOf(node.callee) === 'action';
  if (isAction) return node.arguments.slice(2, 4).filter(isLiteral);
  return node.type === 'Property' && shownKeys.includes(nameOf(node.key))
    ? [node.value].filter(isLiteral)
    : [];
}

/** The text of a span or of JSX. */
function drawnBy(node: AnyNode): AnyNode[] {
  if (node.type === 'CallExpression' && nameOf(node.callee) === 'span') return node.arguments.slice(0, 1);
  if (node.type !== 'Property' || nameOf(node.key) !== 'children') return [];
  return node.value.type === 'ArrayExpression'
    ? node.value.elements.filter((each) => each !== null)
    : [node.value];
}

function isLiteral({ type }: AnyNode): boolean {
  return type === 'Literal';
}

function isString({ type }: AnyNode): boolean {
  return type === 'Literal' || type === 'TemplateLiteral';
}

/** At least three words in a row, and not a shell command. */
function isProse(text: string): boolean {
  return /^(?!backstep ).*\p{L}{2,},? \p{Ll}+,? \p{Ll}{2,}/u.test(text);
}

/** The strings that an expression can evaluate to, as written. */
function stringsIn(node: AnyNode): string[] {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type === 'TemplateLiteral') return [node.quasis.map(({ value }) => value.cooked ?? '').join('…')];
  if (node.type === 'ConditionalExpression') return [node.consequent, node.alternate].flatMap(stringsIn);
  if (node.type === 'LogicalExpression') return [node.left, node.right].flatMap(stringsIn);
  return [];
}

/**
 * Whether a text has words. Names such as YAML do not count, nor do names of called functions: `np.exp(x)`,
 * `relu′(x)`.
 */
function hasWords(text: string): boolean {
  return /\p{Ll}{2}/u.test(text.replace(/[\w.]+′?(?=\()/g, '').replace(/\bnp\.\w+/g, ''));
}

function nameOf(node: AnyNode): string {
  if (node.type === 'MemberExpression') return nameOf(node.property);
  if (node.type === 'PrivateIdentifier') return `#${node.name}`;
  return node.type === 'Identifier' ? node.name : '';
}

/** A node of a tree. `isLater`: executed after the module has been loaded. */
interface Found {
  readonly node: AnyNode;
  readonly isLater: boolean;
}

/** All nodes of TypeScript source without its types. */
function nodesIn(source: string, loader: 'ts' | 'tsx'): Found[] {
  const { code } = transformSync(source, {
    swcrc: false,
    configFile: false,
    jsc: {
      parser: { syntax: 'typescript', tsx: loader === 'tsx' },
      target: 'esnext',
      transform: { react: { runtime: 'automatic' } },
    },
  });
  const found: Found[] = [];
  addNodes(found, parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), false);
  return found;
}

/** Adds all nodes of a tree to a list. */
function addNodes(found: Found[], node: AnyNode, isLater: boolean): void {
  found.push({ node, isLater });
  const isInside = isLater || /Function|PropertyDefinition/.test(node.type);
  for (const child of Object.values(node)) {
    if (typeof child !== 'object' || child === null) continue;
    for (const each of Array.isArray(child) ? child : [child])
      if (each !== null && typeof each === 'object' && 'type' in each)
        addNodes(found, each as AnyNode, isInside);
  }
}
