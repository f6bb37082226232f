/**
 * Preloaded into a program (`node --require`), it makes one call of a function of `node:fs` fail. Only calls for files
 * in the folder FAULT_IN are counted. FAULT_AT is the number of the call, from 1; FAULT_CODE is the error. The calls
 * are listed in the file FAULT_LOG: the function, and the file without the folder.
 */
const fs = require('node:fs');
const path = require('node:path');

const { FAULT_IN, FAULT_AT, FAULT_CODE, FAULT_LOG } = process.env;
const append = fs.appendFileSync;
const names = [
  'openSync',
  'closeSync',
  'writeSync',
  'writeFileSync',
  'appendFileSync',
  'fsyncSync',
  'fdatasyncSync',
  'ftruncateSync',
  'renameSync',
  'linkSync',
  'mkdirSync',
  'readFileSync',
  'readSync',
  'readdirSync',
  'statSync',
  'fstatSync',
  'realpathSync',
  'unlinkSync',
  'rmSync',
  'utimesSync',
];
const texts = { ENOSPC: 'no space left on device', EIO: 'i/o error', EACCES: 'permission denied' };

/** The files behind the handles that were opened in the folder. */
const handles = new Map();
let count = 0;
/** Functions of `node:fs` call others of them; only what the program calls is counted. */
let depth = 0;

const fileOf = (argument) => (typeof argument === 'number' ? handles.get(argument) : String(argument));

for (const name of names) {
  const original = fs[name];
  fs[name] = (...args) => {
    const file = fileOf(args[0]);
    if (depth > 0 || file === undefined || !file.startsWith(FAULT_IN)) return original(...args);
    count++;
    depth++;
    const shown = path.relative(FAULT_IN, file).replace(/[\da-f]{8}-[\da-f-]{27}/, 'ID');
    append(FAULT_LOG, `${name} ${shown}\n`);
    depth--;
    if (count === Number(FAULT_AT)) {
      // What fails to be closed is closed all the same.
      if (name === 'closeSync') original(...args);
      const what = `${FAULT_CODE}: ${texts[FAULT_CODE] ?? 'failed'}, ${name.replace('Sync', '')}`;
      throw Object.assign(new Error(what), { code: FAULT_CODE, syscall: name.replace('Sync', '') });
    }
    depth++;
    try {
      const result = original(...args);
      if (name === 'openSync') handles.set(result, file);
      if (name === 'closeSync') handles.delete(args[0]);
      return result;
    } finally {
      depth--;
    }
  };
}
