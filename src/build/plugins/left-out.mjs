// Leaves out parts of a package's file that the program does not use.
import { readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { nodesOf } from './nodes.mjs';

/** The nodes of a text, a module or a script. */
const nodesIn = (text) => [...nodesOf(parse(text, { ecmaVersion: 'latest', sourceType: 'module' }))];

/** A text with other code in place of some nodes, none of which is in another one. */
function edited(text, edits) {
  return edits
    .sort(([one], [other]) => other.start - one.start)
    .reduce((result, [{ start, end }, by]) => result.slice(0, start) + by + result.slice(end), text);
}

/** The name of a function or method, and its body. */
function functionIn({ type, id, key, init, value, body }) {
  if (type === 'FunctionDeclaration') return [id.name, body];
  if (type === 'MethodDefinition') return [key.name, value.body];
  if (type === 'VariableDeclarator' && init?.type === 'ArrowFunctionExpression') return [id.name, init.body];
  return [];
}

/** A package's file in which some functions and methods have no body. @throws Error if one of them is not there */
export function withoutBodies(file, names) {
  const text = readFileSync(file, 'utf8');
  const bodies = new Map(nodesIn(text).map(functionIn));
  const missing = names.find((name) => !bodies.has(name));
  if (missing) throw new Error(`${file} does not have ${missing}.`);
  return edited(
    text,
    names.map((name) => [bodies.get(name), '{ throw Error(); }']),
  );
}

/** The text of a CommonJS module without what it exports under other names. @throws Error if one is not exported */
export function withoutExports(text, kept) {
  const exported = nodesIn(text).filter(
    ({ type, left }) => type === 'AssignmentExpression' && left.object?.name === 'exports',
  );
  const missing = kept.find((name) => !exported.some(({ left }) => left.property.name === name));
  if (missing) throw new Error(`a package does not export ${missing}.`);
  return edited(
    text,
    exported.filter(({ left }) => !kept.includes(left.property.name)).map((node) => [node, '0']),
  );
}

/** A package's text with other code in place of some. @throws Error if it does not have that code */
export function replaced(text, code, by) {
  if (!text.includes(code)) throw new Error(`a package does not have ${code}.`);
  return { contents: text.replaceAll(code, by) };
}
