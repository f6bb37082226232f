/** The texts in the source that people read: found in its syntax tree, so that none is forgotten. */
import { readdirSync, readFileSync } from 'node:fs';
import { type AnyNode, parse } from 'acorn';
import { transformSync } from 'esbuild';

const root = new URL('../../', import.meta.url);

/** The texts in some source. */
export interface Texts {
  /** What the tables have to know: what t`…`, english('…') and translated('…') are given. */
  readonly marked: readonly string[];
  /** What is translated when the module is loaded, and so stays in that language: a mistake. */
  readonly frozen: readonly string[];
  /** What is said to people as it stands, in words. */
  readonly unmarked: readonly string[];
  /** All other strings. A table may have its texts there, which are translated where they are shown. */
  readonly literals: readonly string[];
}

export interface FileTexts extends Texts {
  /** From the root of the project: `src/scenario/issues.ts`. */
  readonly file: string;
}

/** The texts of every source file, those of src/language excepted. */
export function allTexts(): FileTexts[] {
  return readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('src/language/'))
    .map((file) => ({
      file,
      ...textsIn(readFileSync(new URL(file, root), 'utf8'), file.endsWith('x') ? 'tsx' : 'ts'),
    }));
}

/** The texts in TypeScript source. */
export function textsIn(source: string, loader: 'ts' | 'tsx' = 'tsx'): Texts {
  const { code } = transformSync(source, { loader, target: 'esnext', jsx: 'automatic' });
  const marked: string[] = [];
  const frozen: string[] = [];
  const unmarked: string[] = [];
  const literals: string[] = [];
  for (const { node, isLater } of nodesOf(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }))) {
    if (node.type === 'TaggedTemplateExpression' && nameOf(node.tag) === 't') {
      const parts = node.quasi.quasis.map(({ value }) => value.cooked ?? '');
      const text = parts.reduce((before, part, index) => `${before}{${index - 1}}${part}`);
      marked.push(text);
      if (!isLater) frozen.push(text);
    } else if (node.type === 'CallExpression' && ['english', 'translated'].includes(nameOf(node.callee))) {
      marked.push(...node.arguments.flatMap(stringsIn).filter((text) => text !== ''));
    }
    if (node.type === 'Literal' && typeof node.value === 'string') literals.push(node.value);
    unmarked.push(...saidBy(node).flatMap(stringsIn).filter(hasWords));
  }
  return { marked, frozen, unmarked, literals };
}

/** Functions whose texts people read, by the argument that is the first text. */
const speaking: Readonly<Record<string, number>> = { said: 0, failed: 0, listed: 0, stopped: 1, refuse: 2 };
const spokenKeys: readonly string[] = ['expected', 'found', 'fix', 'reason', 'text'];

/** What a call or an entry of an object says to people. */
function saidBy(node: AnyNode): AnyNode[] {
  if (node.type === 'CallExpression') {
    const name = nameOf(node.callee);
    if (name === '#refuse') return node.arguments;
    return Object.hasOwn(speaking, name) ? node.arguments.slice(speaking[name]) : [];
  }
  return node.type === 'Property' && spokenKeys.includes(nameOf(node.key)) ? [node.value] : [];
}

/** The strings that an expression may be, as they are written. */
function stringsIn(node: AnyNode): string[] {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type === 'TemplateLiteral') return [node.quasis.map(({ value }) => value.cooked ?? '').join('…')];
  if (node.type === 'ConditionalExpression') return [node.consequent, node.alternate].flatMap(stringsIn);
  if (node.type === 'LogicalExpression') return [node.left, node.right].flatMap(stringsIn);
  return [];
}

/** Names such as YAML are none. */
function hasWords(text: string): boolean {
  return /\p{Ll}{2}/u.test(text);
}

function nameOf(node: AnyNode): string {
  if (node.type === 'MemberExpression') return nameOf(node.property);
  if (node.type === 'PrivateIdentifier') return `#${node.name}`;
  return node.type === 'Identifier' ? node.name : '';
}

/** All nodes of a tree, and whether each is executed later than the module is loaded. */
function* nodesOf(node: AnyNode, isLater = false): Generator<{ node: AnyNode; isLater: boolean }> {
  yield { node, isLater };
  const isInside = isLater || /Function|PropertyDefinition/.test(node.type);
  for (const child of Object.values(node).flat()) {
    if (typeof child === 'object' && child !== null && 'type' in child)
      yield* nodesOf(child as AnyNode, isInside);
  }
}
