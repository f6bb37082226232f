#!/usr/bin/env node
import module from 'node:module';

const args = process.argv.slice(2);

// Answered before anything else is loaded: this is what scripts ask.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  console.log(BACKSTEP_VERSION);
} else {
  // Node 20 has no compile cache.
  (module as { enableCompileCache?: () => unknown }).enableCompileCache?.();
  // A bundle of its own: one small file is loaded sooner than the parts that it would share with the rest.
  const isDone = args[0] === 'trace' && (await import('./quick-trace.js')).quickTrace(args);
  if (!isDone) {
    const { main } = await import('./cli.ts');
    await main(args);
  }
}
