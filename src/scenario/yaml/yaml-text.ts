/** Texts as they are written in YAML. */

/** A text as it is written in a list or a mapping of YAML. */
export function yamlText(text: string): string {
  const isPlain = /^[A-Za-z_][\w./-]*$/.test(text) && !/^(?:true|false|null)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}
