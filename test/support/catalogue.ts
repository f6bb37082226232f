/** Scenarios for tests of the menu. Their texts are fixed here, so that screens can be compared with golden files. */
import { aboutOf } from '../../src/scenario/about.ts';
import { stepCount } from '../../src/scenario/compile/step-count.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

const words = 'one two weights and biases, a loss — it falls; ∂loss/∂w ≈ 0.5 → 13 × 2 slowly'.split(' ');
const bangla = 'একটি ওয়েট আর বায়াস, লস কমে ধীরে ধীরে ১৩ ক্ষ্ম'.split(' ');

/** `count` words from a list; the same arguments always give the same words. */
function phrase(list: readonly string[], from: number, count: number): string {
  return Array.from(
    { length: count },
    (_, index) => list[(from * 7 + index * (from + 3)) % list.length],
  ).join(' ');
}

function sourceOf(index: number): string {
  const texts = (list: readonly string[], from: number, count: number) =>
    JSON.stringify(phrase(list, from, count));
  const both = (from: number, count: number) =>
    `{ en: ${texts(words, from, count)}, bn: ${texts(bangla, from, count)} }`;
  const nodes = Array.from({ length: 1 + (index % 3) }, (_, node) => `h${node}: [1, -0.5]`).join(', ');
  const weights = Array.from({ length: 1 + (index % 3) }, () => '0.25').join(', ');
  const variant = index % 4 === 0 ? 'variants: { other: { set: { "y.w[0]": 3 } } }' : '';
  return `title: ${both(index, 2 + (index % 4))}
${index % 5 === 4 ? '' : `teaches: ${both(index + 1, 3 + ((index * 5) % 19))}`}
${index % 3 === 2 ? '' : `intro: ${both(index + 2, 8 + ((index * 11) % 90))}`}
inputs: [a, b]
layers:
  - { name: hidden, nodes: { ${nodes} } }
  - { name: output, nodes: { y: [${weights}] } }
data: [{ inputs: [2, 3], target: 4 }]
loss: squared_error
${variant}
`;
}

/** The entries of a menu: short and long titles, with and without an introduction, and networks of several sizes. */
export function menuEntries(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const id = `scenario-${index + 1}${index % 6 === 5 ? '-with-a-long-name' : ''}`;
    const source = sourceOf(index);
    const parsed = parseScenario(source);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
    const { scenario } = parsed;
    return { id, about: aboutOf(scenario), scenario, source, key: id, steps: () => stepCount(scenario) };
  });
}
