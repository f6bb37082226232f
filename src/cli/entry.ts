#!/usr/bin/env node
import path from 'node:path';
import type { main } from './cli.ts';
import { runBundle } from './code-cache.ts';
import { quickTrace } from './quick-trace.ts';

const args = process.argv.slice(2);

// Handled before any other module is loaded, because scripts ask for the version.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  console.log(BACKSTEP_VERSION);
} else if (args[0] !== 'trace' || !quickTrace(args)) {
  const { exports, isCached, keepCode } = runBundle(path.join(__dirname, 'main.cjs'));
  void (exports as { main: typeof main }).main(args, isCached ? null : keepCode);
}
