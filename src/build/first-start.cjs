// Runs the bundle as users first do, in a terminal that is not there, and keeps its compiled code beside it.
const { PassThrough } = require('node:stream');

/** Opens a scenario, steps, closes it and quits: a key after each frame. */
const keys = ['\r', 'l', 'l', 'h', 'G', 'q', 'q'];
/** The end of a frame, and a terminal's answer to the question for its background. */
const END = '\u001b[?2026l';
const ANSWER = '\u001b[?62c';

const stdin = Object.assign(new PassThrough(), {
  isTTY: true,
  setRawMode: () => stdin,
  ref: () => stdin,
  unref: () => stdin,
});
Object.defineProperty(process, 'stdin', { value: stdin });
const press = () => keys.length > 0 && stdin.write(keys.shift());
const { stdout } = process;
const isTold = process.argv.length > 2;
if (!isTold) {
  const write = stdout.write.bind(stdout);
  Object.assign(stdout, {
    isTTY: true,
    columns: 100,
    rows: 30,
    write(text, ...others) {
      if (String(text).endsWith(END)) setImmediate(press);
      return write(text, ...others);
    },
  });
  stdin.write(ANSWER);
}
process.on('exit', require('../../dist/backstep.js').keepCode);
