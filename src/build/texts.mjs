// Finds which texts a chunk can say, so that a page carries only the translations that it needs.
import { readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { nodesOf } from './plugins/nodes.mjs';

/** All texts in a chunk, as the tables of translations have them: with {0}, {1} … in place of values. */
function textsIn(chunk) {
  const texts = new Set();
  for (const node of nodesOf(parse(chunk, { ecmaVersion: 'latest', sourceType: 'module' }))) {
    if (node.type === 'Literal' && typeof node.value === 'string') texts.add(node.value);
    if (node.type === 'TemplateLiteral')
      texts.add(
        node.quasis
          .map(({ value }) => value.cooked)
          .reduce((text, part, index) => `${text}{${index - 1}}${part}`),
      );
  }
  return texts;
}

/**
 * For each text in a table of translations, in the order of its keys in the bundle, 1 if some chunks may say it, else 0.
 * A text that is in no chunk is made of parts, so any could say it.
 *
 * @param table the file of the table
 * @param keyOf the key of a text in the bundle
 */
export function saidIn(chunks, others, table, keyOf) {
  const [own, elsewhere] = [chunks, others].map(
    (texts) => new Set(texts.flatMap((text) => [...textsIn(text)])),
  );
  const all = Object.values(JSON.parse(readFileSync(table, 'utf8'))).flatMap((group) => Object.keys(group));
  const said = Object.fromEntries(all.map((text) => [keyOf(text), own.has(text) || !elsewhere.has(text)]));
  return Object.values(said)
    .map((isSaid) => (isSaid ? 1 : 0))
    .join('');
}
