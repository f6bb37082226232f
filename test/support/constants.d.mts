/** The types of constants.mjs, which Node reads before it can read TypeScript. */
export declare const constants: Readonly<Record<string, string>>;
