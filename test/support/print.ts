import { readFileSync } from 'node:fs';
import { Debugger } from '../../src/commands/debugger.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { Session } from '../../src/session/session.ts';
import { Scene } from '../../src/view/scene/scene.ts';

/** A scenario with that text, at a position. */
export function sceneOf(source: string, position: number): Scene {
  const parsed = parseScenario(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  const session = new Session(parsed.scenario);
  session.seek(position);
  return new Scene(new Debugger(session));
}

/** A shipped scenario at a position. */
export function shippedScene(id: string, position: number): Scene {
  return sceneOf(readFileSync(new URL(`../../scenarios/${id}.yaml`, import.meta.url), 'utf8'), position);
}

/** A scenario whose texts contain the special characters of HTML and XML. */
export const hostile = `title: "<b> & \\"quotes\\" 'and' ]]> \\uFFFE"
inputs: [x]
layers: [{ name: output, nodes: { y: [2] } }]
data: [{ inputs: [3], target: 1 }]
loss: squared_error
notes: [{ at: y, text: "x < y && y > x </text></pre>" }]
`;

/** An element of a document, or a text. */
export type Node = string | { name: string; attributes: Record<string, string>; children: Node[] };

/**
 * A strict parser for XML without comments, CDATA and processing instructions. Whatever it accepts, any XML parser
 * accepts.
 *
 * @throws Error if the text is not well-formed
 */
export function parseXml(source: string): Node {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const sticky = new RegExp(pattern.source, 'uy');
    sticky.lastIndex = at;
    const match = sticky.exec(source);
    if (match) at = sticky.lastIndex;
    return match;
  };
  const fail = (what: string): never => {
    throw new Error(`${what} at ${at}: ${source.slice(at, at + 40)}`);
  };
  const known: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  const plain = (text: string) => {
    if (/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(text))
      fail('no character of XML');
    return text.replace(/&([^;]*);?/g, (whole, name: string) =>
      whole.endsWith(';') ? (known[name] ?? fail(`no entity ${whole}`)) : fail('a bare &'),
    );
  };
  const element = (): Node => {
    const name = (take(/<([a-zA-Z]+)/) ?? fail('no element'))[1] as string;
    const attributes: Record<string, string> = {};
    for (;;) {
      const [, key = '', value = ''] = take(/\s+([a-zA-Z:-]+)="([^"<]*)"/) ?? [];
      if (key === '') break;
      if (key in attributes) fail(`${key} twice`);
      attributes[key] = plain(value);
    }
    if (take(/\/>/)) return { name, attributes, children: [] };
    if (!take(/>/)) fail('an open tag');
    const children: Node[] = [];
    while (!take(new RegExp(`</${name}>`))) {
      const text = take(/[^<]+/);
      if (text?.[0].includes(']]>')) fail('a bare ]]>');
      children.push(text ? plain(text[0]) : element());
    }
    return { name, attributes, children };
  };
  const root = element();
  if (source.slice(at).trim() !== '') fail('more than one root');
  return root;
}

/** All elements with that name, in document order. */
export function elementsOf(node: Node, name: string): Exclude<Node, string>[] {
  if (typeof node === 'string') return [];
  return [
    ...(node.name === name ? [node] : []),
    ...node.children.flatMap((child) => elementsOf(child, name)),
  ];
}

export function textOf(node: Node): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}
