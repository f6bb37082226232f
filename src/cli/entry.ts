#!/usr/bin/env node
import module from 'node:module';
import { quickTrace } from './quick-trace.ts';

const args = process.argv.slice(2);

// Handled before any other module is loaded, because scripts ask for the version.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  console.log(BACKSTEP_VERSION);
} else if (args[0] !== 'trace' || !quickTrace(args)) {
  // Node 20 has no compile cache.
  (module as { enableCompileCache?: () => unknown }).enableCompileCache?.();
  void import('./cli.ts').then(({ main }) => main(args));
}
