// test/bench/screen.ts
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path3 from "node:path";
import { setTimeout as setTimeout2 } from "node:timers/promises";

// test/support/terminal.ts
import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { spawn } from "@lydell/node-pty";
import headless from "@xterm/headless";

// test/support/cells.ts
function cellsOf(terminal) {
  const { active } = terminal.buffer;
  const cell = active.getNullCell();
  return Array.from({ length: terminal.rows }, (_, row) => {
    const line = active.getLine(active.baseY + row);
    return Array.from({ length: terminal.cols }, (_cell, column) => {
      if (!line?.getCell(column, cell)) return "";
      const colours = [cell.getFgColorMode(), cell.getFgColor(), cell.getBgColorMode(), cell.getBgColor()];
      const isBlank = cell.getChars().trim() === "";
      const ground = [...colours.slice(2), cell.isInverse()];
      return isBlank ? ` ${ground}` : `${cell.getChars()} ${[...colours, cell.isBold(), cell.isDim(), cell.isInverse()]}`;
    }).join("|");
  });
}

// test/support/terminal.ts
function bareEnvironment(changes = {}) {
  const { PATH, HOME, TMPDIR } = process.env;
  const all = {
    PATH,
    HOME,
    TMPDIR,
    LANG: "C.UTF-8",
    TERM: "xterm-256color",
    COLORTERM: "truecolor",
    ...changes
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry) => entry[1] !== void 0)
  );
}
var Terminal = class {
  exit;
  /** The program's state folder, which is deleted with this terminal. */
  #state = mkdtempSync(path.join(tmpdir(), "backstep-state-"));
  #pty;
  #emulator;
  #watchers = /* @__PURE__ */ new Set();
  #raw = "";
  #cursorVisible = true;
  #exited;
  constructor({
    command,
    args = [],
    cols = 80,
    rows = 24,
    env,
    cwd = process.cwd(),
    background,
    isSilent = false
  }) {
    const emulator = new headless.Terminal({ cols, rows, allowProposedApi: true });
    const pty = spawn(command, [...args], {
      name: "xterm-256color",
      cols,
      rows,
      cwd,
      env: bareEnvironment({ XDG_STATE_HOME: this.#state, ...env })
    });
    this.#emulator = emulator;
    this.#pty = pty;
    const { _pty: device } = pty;
    const held = openSync(device, constants.O_RDWR | constants.O_NOCTTY);
    this.#watchCursor();
    emulator.onData((answer) => {
      if (!this.#exited && !isSilent) pty.write(answer);
    });
    emulator.parser.registerOscHandler(11, (query) => {
      if (query === "?" && background !== void 0 && !this.#exited) pty.write(background);
      return true;
    });
    pty.onData((data) => {
      this.#raw += data;
      emulator.write(data, () => this.#changed());
    });
    this.exit = new Promise((resolve) => {
      pty.onExit(({ exitCode, signal }) => {
        closeSync(held);
        emulator.write("", () => {
          this.#exited = { code: exitCode, signal: signal ?? 0 };
          resolve(this.#exited);
          this.#changed();
        });
      });
    });
  }
  get pid() {
    return this.#pty.pid;
  }
  /** Types keys, or any bytes. Nothing arrives after the program's end. */
  write(keys) {
    if (!this.#exited) this.#pty.write(keys);
  }
  get rows() {
    return this.#emulator.rows;
  }
  get columns() {
    return this.#emulator.cols;
  }
  /** What the emulator calls for each sequence that a program writes. */
  get parser() {
    return this.#emulator.parser;
  }
  /** The rows of the visible screen with the attributes of each cell. */
  cells() {
    return cellsOf(this.#emulator);
  }
  /** The rows of the visible screen, without trailing spaces. */
  screen() {
    const buffer = this.#emulator.buffer.active;
    return Array.from(
      { length: this.#emulator.rows },
      (_, row) => (buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? "").trimEnd()
    );
  }
  text() {
    return this.screen().join("\n").trimEnd();
  }
  rawBytes() {
    return this.#raw;
  }
  bufferType() {
    return this.#emulator.buffer.active.type;
  }
  cursorVisible() {
    return this.#cursorVisible;
  }
  resize(cols, rows) {
    this.#emulator.resize(cols, rows);
    this.#pty.resize(cols, rows);
  }
  kill(signal = "SIGTERM") {
    this.#pty.kill(signal);
  }
  /** Closes the terminal, as closing its window does. */
  hangUp() {
    this.#pty.destroy();
  }
  /** Waits until the screen contains a text, matches a pattern or satisfies a predicate. */
  waitFor(expected, ms = 1e4) {
    return new Promise((resolve, reject) => {
      const fail = (reason) => {
        stop();
        reject(new Error(`${reason}, waiting for ${describe(expected)}. The screen:
${this.text()}`));
      };
      const look = () => {
        let met;
        try {
          met = this.#meets(expected);
        } catch (error) {
          stop();
          reject(error);
          return;
        }
        if (met) {
          stop();
          resolve();
        } else if (this.#exited) {
          fail(`The program ended (code ${this.#exited.code}, signal ${this.#exited.signal})`);
        }
      };
      const deadline = setTimeout(() => fail(`Nothing after ${ms} ms`), ms);
      const stop = () => {
        clearTimeout(deadline);
        this.#watchers.delete(look);
      };
      this.#watchers.add(look);
      look();
    });
  }
  /** Kills the program if it is still running, and all processes in its process group. */
  async dispose() {
    if (!this.#exited) {
      try {
        process.kill(-this.#pty.pid, "SIGKILL");
      } catch {
      }
    }
    await this.exit;
    this.#emulator.dispose();
    rmSync(this.#state, { recursive: true, force: true });
  }
  #changed() {
    for (const look of [...this.#watchers]) look();
  }
  #meets(expected) {
    if (typeof expected === "function") return expected(this);
    return typeof expected === "string" ? this.text().includes(expected) : expected.test(this.text());
  }
  // The emulator does not expose the cursor's visibility. Returning `false` lets it handle the sequence, too.
  #watchCursor() {
    const { parser } = this.#emulator;
    const set = (visible) => {
      this.#cursorVisible = visible;
      return false;
    };
    parser.registerCsiHandler({ prefix: "?", final: "h" }, (modes) => modes.includes(25) && set(true));
    parser.registerCsiHandler({ prefix: "?", final: "l" }, (modes) => modes.includes(25) && set(false));
    parser.registerCsiHandler({ intermediates: "!", final: "p" }, () => set(true));
    parser.registerEscHandler({ final: "c" }, () => set(true));
  }
};
function describe(expected) {
  if (typeof expected === "function") return "the predicate";
  return typeof expected === "string" ? JSON.stringify(expected) : String(expected);
}
function openTerminal(options) {
  return new Terminal(options);
}

// test/bench/files.ts
import { mkdtempSync as mkdtempSync2, rmSync as rmSync2, writeFileSync } from "node:fs";
import { tmpdir as tmpdir2 } from "node:os";
import path2 from "node:path";
async function withFiles(texts, work) {
  const folder = mkdtempSync2(path2.join(tmpdir2(), "backstep-bench-"));
  try {
    for (const [name, text] of Object.entries(texts)) writeFileSync(path2.join(folder, name), text);
    return await work(folder);
  } finally {
    rmSync2(folder, { recursive: true });
  }
}

// test/bench/moons.ts
var USUAL_WIDTH = 16;
var POINTS = 100;
var RATE = 0.01;
function generator(seed) {
  let state = seed;
  return () => {
    state = state + 1831565813 | 0;
    let mixed = Math.imul(state ^ state >>> 15, 1 | state);
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;
    return ((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32;
  };
}
function moons(width = USUAL_WIDTH) {
  const random = generator(20);
  const points = Array.from({ length: POINTS }, (_point, index) => {
    const angle = Math.PI * random();
    const noise = () => 0.2 * (random() - 0.5);
    const [x, y] = index % 2 === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
    return { inputs: [x + noise(), y + noise()], target: index % 2 };
  });
  const layer = (nodes, inputs) => Array.from(
    { length: nodes },
    () => Array.from({ length: inputs }, () => (2 * random() - 1) / Math.sqrt(inputs))
  );
  return { points, weights: [layer(width, 2), layer(width, width), layer(1, width)] };
}
function moonsScenario(hidden, epochs, { width = USUAL_WIDTH, rate = RATE } = {}) {
  const { points, weights } = moons(width);
  const layers = weights.map((nodes, layer) => ({
    name: ["first", "second", "last"][layer],
    activation: layer < 2 ? hidden : "identity",
    nodes: Object.fromEntries(
      nodes.map((own, node) => [`${"abc"[layer]}${node}`, { weights: own, bias: 0 }])
    )
  }));
  return JSON.stringify({
    title: "Two moons",
    inputs: ["x", "y"],
    layers,
    data: points,
    loss: "half_squared_error",
    optimizer: { kind: "sgd", learning_rate: rate },
    training: { epochs, batch: 1 }
  });
}

// test/bench/row.ts
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

// test/bench/screen.ts
var START_ROUNDS = 9;
var RECORDING_ROUNDS = 25;
var WAY = 60;
var WAYS = 2;
var KEY_ROUNDS = WAY * WAYS;
var PAUSE_MS = 50;
var at = (step) => ` ${step.toLocaleString("en-US")} / `;
async function measureStart(bundle) {
  const bare = [];
  const frame = [];
  for (let round = 0; round < START_ROUNDS; round++) {
    let began = performance.now();
    spawnSync(process.execPath, ["-e", "0"], { env: bareEnvironment() });
    bare.push(performance.now() - began);
    began = performance.now();
    const terminal = openTerminal({ command: process.execPath, args: [bundle] });
    await terminal.waitFor("? keys");
    frame.push(performance.now() - began);
    await terminal.dispose();
  }
  const what = "from start to the first frame of the menu, against `node -e 0`";
  return [
    { id: "first_frame_ratio", what, value: median(frame) / median(bare), unit: "\xD7", bar: "\u2264 3" },
    { id: "first_frame_ms", what: "the same", value: median(frame), unit: "ms", bar: null }
  ];
}
function measureRecording(bundle) {
  const env = bareEnvironment();
  const bare = [];
  const recorded = [];
  const timed = (args) => {
    const began = performance.now();
    const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8", env });
    return { taken: performance.now() - began, stdout };
  };
  for (let round = 0; round < RECORDING_ROUNDS; round++) {
    bare.push(timed(["-e", "0"]).taken);
    const { taken, stdout } = timed([bundle, "trace", "target-13"]);
    if (stdout.trimEnd().split("\n").length !== 33) throw new Error(`not 32 steps: ${stdout}`);
    recorded.push(taken);
  }
  const what = "from start to the steps of one iteration (`backstep trace target-13`), against `node -e 0`";
  return [
    { id: "start_ratio", what, value: median(recorded) / median(bare), unit: "\xD7", bar: "\u2264 1.3" },
    { id: "start_ms", what: "the same", value: median(recorded), unit: "ms", bar: null }
  ];
}
var echo = `let n = 0; process.stdin.setRawMode(true);
process.stdin.on('data', () => process.stdout.write('\\x1b[Hstep ' + ++n + ' of')); process.stdout.write('ready');`;
var TICKS = 100;
function cpuOf(pid) {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return null;
  const fields = readFileSync(file, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 1e3 / TICKS;
}
async function measureKey(bundle) {
  const screen = openTerminal({
    command: process.execPath,
    args: [bundle, "target-13"],
    cols: 100,
    rows: 30
  });
  const counter = openTerminal({ command: process.execPath, args: ["-e", echo] });
  await Promise.all([screen.waitFor(at(0)), counter.waitFor("ready")]);
  const times = { screen: [], counter: [] };
  let before = { cpu: cpuOf(screen.pid), bytes: 0 };
  for (let round = 0; round < WAY + KEY_ROUNDS; round++) {
    if (round === WAY) {
      before = { cpu: cpuOf(screen.pid), bytes: screen.rawBytes().length };
      for (const list of Object.values(times)) list.length = 0;
    }
    const on = round % WAY;
    const forward = on < WAY / 2;
    await setTimeout2(PAUSE_MS);
    const step = forward ? on + 1 : WAY - on - 1;
    times.counter.push(await answered(counter, "l", `step ${round + 1} of`));
    times.screen.push(await answered(screen, forward ? "l" : "h", at(step)));
  }
  const after = { cpu: cpuOf(screen.pid), bytes: screen.rawBytes().length };
  await Promise.all([screen.dispose(), counter.dispose()]);
  const what = "from a key to the changed screen (100 \xD7 30), against a program that only counts keys";
  const cpu = before.cpu === null || after.cpu === null ? null : (after.cpu - before.cpu) / KEY_ROUNDS;
  return [
    {
      id: "key_ratio_echo",
      what,
      value: median(times.screen) / median(times.counter),
      unit: "\xD7",
      bar: "\u2264 3"
    },
    { id: "key_to_screen_ms", what: "the same", value: median(times.screen), unit: "ms", bar: null },
    {
      id: "key_to_screen_worst_ms",
      what: "the slowest of them",
      value: Math.max(...times.screen),
      unit: "ms",
      bar: null
    },
    {
      id: "key_cpu_ms",
      what: cpu === null ? "not measured: no /proc here" : "the time of the processor for a key",
      value: cpu,
      unit: "ms",
      bar: "\u2264 4"
    },
    {
      id: "key_bytes",
      what: "what is written to the terminal for a key, in characters",
      value: (after.bytes - before.bytes) / KEY_ROUNDS,
      unit: "",
      bar: "\u2264 1200"
    }
  ];
}
var FAR_ROUNDS = 40;
async function measureFarKey(bundle) {
  const times = { far: [], near: [] };
  await withFiles({ "moons.yaml": moonsScenario("relu", 4548) }, async (folder) => {
    const open = (scenario) => openTerminal({ command: process.execPath, args: [bundle, scenario], cols: 100, rows: 30 });
    const [far, near] = [open(path3.join(folder, "moons.yaml")), open("transactions")];
    try {
      await Promise.all([far.waitFor(at(0)), near.waitFor(at(0))]);
      far.write("G");
      await far.waitFor(at(1000105200), 12e4);
      far.write(":goto 500000000\r");
      await far.waitFor(at(5e8), 12e4);
      near.write(":goto 4\r");
      await near.waitFor(at(4));
      for (let round = 0; round < FAR_ROUNDS; round++) {
        const [key, on] = round % 2 === 0 ? ["h", -1] : ["l", 0];
        await setTimeout2(PAUSE_MS);
        times.near.push(await answered(near, key, at(4 + on)));
        await setTimeout2(PAUSE_MS);
        times.far.push(await answered(far, key, at(5e8 + on)));
      }
    } finally {
      await Promise.all([far.dispose(), near.dispose()]);
    }
  });
  const what = "from a key to the changed screen in the middle of 10\u2079 steps (two moons), against the scenario transactions";
  return [
    { id: "key_ratio", what, value: median(times.far) / median(times.near), unit: "\xD7", bar: "\u2264 2" },
    { id: "key_far_ms", what: "the same", value: median(times.far), unit: "ms", bar: null }
  ];
}
async function answered(terminal, key, text) {
  const began = performance.now();
  terminal.write(key);
  await terminal.waitFor(text);
  return performance.now() - began;
}
var longRun = `title: bench
inputs: [x]
layers: [{ name: output, nodes: { y: [1] } }]
data: [{ inputs: [2], target: 3 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.0001 }
training: { epochs: 1500000 }`;
var INTERRUPTIONS = 7;
async function measureInterruption(bundle) {
  const times = { control: [], escape: [] };
  await withFiles({ "long.yaml": longRun }, async (folder) => {
    const args = [bundle, path3.join(folder, "long.yaml")];
    const screen = openTerminal({ command: process.execPath, args, cols: 100, rows: 30 });
    try {
      await screen.waitFor(at(0));
      screen.write("G");
      await screen.waitFor(at(105e5), 12e4);
      screen.write(":break loss < -1\r");
      await screen.waitFor("Breakpoint 1 set");
      for (let round = 0; round < 2 * INTERRUPTIONS; round++) {
        screen.write("G");
        await screen.waitFor(at(105e5), 12e4);
        screen.write("C");
        await screen.waitFor("running");
        const [key, list] = round % 2 === 0 ? ["", times.control] : ["\x1B", times.escape];
        list.push(await answered(screen, key, "Stopped at step"));
      }
    } finally {
      await screen.dispose();
    }
  });
  const what = "from Ctrl-C to the stopped screen, in a reverse run over 10,500,000 steps";
  const held = "the same with Esc, which Ink holds back for 20 ms: an arrow key begins with it";
  return [
    { id: "reverse_run_key_ms", what, value: median(times.control), unit: "ms", bar: "\u2264 50" },
    { id: "reverse_run_escape_ms", what: held, value: median(times.escape), unit: "ms", bar: null }
  ];
}
export {
  answered,
  at,
  measureFarKey,
  measureInterruption,
  measureKey,
  measureRecording,
  measureStart
};
