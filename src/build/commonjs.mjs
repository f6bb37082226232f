// Turns a chunk of esbuild's, which is a module, into a CommonJS function.
import { parse } from 'acorn';
import { nodesOf } from './plugins/nodes.mjs';

/** The names in a node to which something is assigned after their declaration. */
function assignedIn({ type, left, argument }) {
  if (type === 'UpdateExpression') return argument.type === 'Identifier' ? [argument.name] : [];
  const isAssigned = ['AssignmentExpression', 'ForInStatement', 'ForOfStatement'].includes(type);
  if (!isAssigned || left.type === 'VariableDeclaration' || left.type === 'MemberExpression') return [];
  return [...nodesOf(left)].filter((node) => node.type === 'Identifier').map(({ name }) => name);
}

function importLine({ source, specifiers }, shortOf) {
  const loaded = `require(${source.raw})`;
  if (specifiers.length === 0) return `${loaded};`;
  const isNamed = ({ type }) => type === 'ImportSpecifier';
  const names = specifiers
    .filter(isNamed)
    .map(({ imported, local }) => `${shortOf(source.value, imported.name)}: ${local.name}`);
  // Node's own modules are what they export by default.
  const wholes = specifiers.filter((each) => !isNamed(each)).map(({ local }) => local.name);
  const targets = [...(names.length > 0 ? [`{ ${names.join(', ')} }`] : []), ...wholes];
  return targets.map((target) => `const ${target} = ${loaded};`).join('\n');
}

/**
 * The body of a CommonJS function. It takes and gives values and not bindings, which are faster to make and to use: so
 * no export may be assigned later.
 *
 * @param text with names as they are in the sources, so that few are the same
 * @param own the chunk's name, as others import it
 * @param shortOf the name under which a chunk gives what it exports
 */
export function commonJs(text, own, shortOf) {
  const tree = parse(text, { ecmaVersion: 'latest', sourceType: 'module' });
  const edits = [];
  const given = new Map();
  for (const node of tree.body) {
    if (node.type === 'ImportDeclaration') edits.push([node, importLine(node, shortOf)]);
    else if (node.type === 'ExportNamedDeclaration' && node.declaration === null && node.source === null) {
      for (const { local, exported } of node.specifiers) given.set(local.name, exported.name);
      edits.push([node, '']);
    } else if (node.type.startsWith('Export')) throw new Error(`a chunk has an ${node.type}`);
  }
  for (const node of nodesOf(tree)) {
    const changed = assignedIn(node).filter((name) => given.has(name));
    if (changed.length > 0) throw new Error(`${changed[0]} is exported from a chunk and assigned later`);
    if (node.type === 'ImportExpression') {
      const loaded = `require(${text.slice(node.source.start, node.source.end)})`;
      edits.push([node, `Promise.resolve().then(() => ${loaded})`]);
    }
  }
  const body = edits
    .sort(([one], [other]) => other.start - one.start)
    .reduce((result, [{ start, end }, by]) => result.slice(0, start) + by + result.slice(end), text);
  const names = [...given].map(([local, exported]) => `${shortOf(own, exported)}: ${local}`);
  return `${body}\nmodule.exports = { ${names.join(', ')} };`;
}
