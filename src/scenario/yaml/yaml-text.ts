/** Texts as they are written in YAML. */

/** Words that some readers of YAML take for something else than a text. */
const notText = /^(?:true|false|null|yes|no|on|off)$/i;

/** A text as it is written in YAML, also in a list or a mapping in brackets: in quotes where it needs them. */
export function yamlText(text: string): string {
  const isPlain = /^[\p{L}_][\p{L}\p{M}\p{N}_ ./-]*(?<! )$/u.test(text) && !notText.test(text);
  return isPlain ? text : JSON.stringify(text);
}
