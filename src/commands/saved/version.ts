/** What a saved session begins with. */

export const FORMAT = 'backstep session';
export const VERSION = 2;
