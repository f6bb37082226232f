// The package's entry point for programs and pages: a module that imports the chunks that it needs.
import path from 'node:path';
import { entryFile } from './common.mjs';
import { LATE_CALL } from './plugins/program.mjs';

/** The chunks that a chunk needs when it is run or called, and those that it waits for. */
function neededBy({ outputs }, texts, name) {
  const text = texts.get(path.basename(name));
  const atCall = new Set(Array.from(text.matchAll(LATE_CALL), ([, name]) => path.basename(JSON.parse(name))));
  const isNow = ({ path: other, kind }) => kind === 'import-statement' || atCall.has(path.basename(other));
  const { imports } = outputs[name];
  const outside = imports.find(({ external }) => external);
  if (outside) throw new Error(`the library has ${outside.path} in ${name}: browsers have not`);
  const names = (some) => some.map((each) => each.path);
  return { now: names(imports.filter(isNow)), late: names(imports.filter((each) => !isNow(each))) };
}

/**
 * The chunks of the library: its entry, those that it imports, and for each that is loaded later what comes with it.
 *
 * @param texts the texts of chunks as the bundler has written them
 */
export function libraryParts(metafile, texts, entryPoint) {
  const { outputs } = metafile;
  const entry = Object.keys(outputs).find((name) => entryFile(outputs[name].entryPoint) === entryPoint);
  const late = new Set();
  const reached = (start, known) => {
    const names = new Set([start]);
    for (const name of names) {
      const needed = neededBy(metafile, texts, name);
      for (const other of needed.now) if (!known.includes(other)) names.add(other);
      for (const other of needed.late) late.add(other);
    }
    return [...names];
  };
  const now = reached(entry, []);
  const groups = new Map();
  for (const name of late) if (!now.includes(name)) groups.set(name, reached(name, now));
  const base = (names) => names.map((name) => path.basename(name));
  return {
    entry: path.basename(entry),
    exports: outputs[entry].exports,
    now: base(now),
    late: new Map([...groups].map(([name, group]) => [path.basename(name), base(group)])),
    all: base([...new Set([...now, ...[...groups.values()].flat()])]),
  };
}

/** The module: a loader of chunks as src/cli/loading/chunks.ts has one, which has imported them. */
export function libraryFile({ entry, exports, now, late }) {
  const key = (name) => JSON.stringify(`./${name}`);
  const imports = now.map((name, index) => `import c${index} from ${key(name)};`);
  const known = now.map((name, index) => `${key(name)}:c${index}`);
  const later = [...late].map(([name, group]) => {
    const loads = group.map((each) => `${key(each)}:()=>import(${key(each)})`);
    return `${key(name)}:{${loads.join()}}`;
  });
  return `${imports.join('\n')}
const chunks={${known.join(',\n')}};
const late={${later.join(',\n')}};
const modules={};
function load(name){
if(modules[name])return modules[name].exports;
if(!chunks[name])return loadLate(name);
const module={exports:{}};
chunks[name](load,module);
modules[name]=module;
return module.exports;
}
async function loadLate(name){
const found=Object.entries(late[name]).map(async([each,load])=>[each,(await load()).default]);
Object.assign(chunks,Object.fromEntries(await Promise.all(found)));
return load(name);
}
export const{${exports.join(',')}}=load(${key(entry)});
`;
}
