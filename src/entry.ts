#!/usr/bin/env node
import module from 'node:module';

const args = process.argv.slice(2);

// Answered before anything else is loaded: this is what scripts ask.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  console.log(BACKSTEP_VERSION);
} else {
  // Node 20 has no compile cache.
  (module as { enableCompileCache?: () => unknown }).enableCompileCache?.();
  if (
    !(args[0] === 'trace' && (await import('./quick-trace.ts').then(({ quickTrace }) => quickTrace(args))))
  ) {
    const { main } = await import('./cli.ts');
    await main(args);
  }
}
