// A program of its own, that runs beside the bundler: it prints the declarations of the library as one file, and a report
// of what the library offers.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const root = fileURLToPath(new URL('../..', import.meta.url));

const names = { declarations: 'library.d.mts', report: 'library.api.md' };

/** The compiler writes only what the entry's own files declare: nothing else is read. */
function compile(folder) {
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  const project = path.join(root, 'src/library/tsconfig.json');
  const args = [compiler, '-p', project, '--rootDir', path.join(root, 'src/library'), '--outDir', folder];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the declarations cannot be written:\n${stdout}`);
}

/** @throws Error at any fault, as a declaration that is used and not exported */
function rollUp(entry, folder) {
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: entry,
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: {
          files: [entry],
          compilerOptions: {
            target: 'ES2022',
            lib: ['ES2023'],
            types: [],
            module: 'ESNext',
            moduleResolution: 'bundler',
            allowImportingTsExtensions: true,
            noEmit: true,
            strict: true,
          },
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: names.report,
        reportFolder: folder,
        reportTempFolder: path.join(folder, 'temp'),
      },
      docModel: { enabled: false },
      tsdocMetadata: { enabled: false },
      dtsRollup: { enabled: true, untrimmedFilePath: path.join(folder, names.declarations) },
      messages: {
        // All that is exported is public, and a parameter is described without a hyphen.
        extractorMessageReporting: {
          default: { logLevel: 'error' },
          'ae-missing-release-tag': { logLevel: 'none' },
          'ae-undocumented': { logLevel: 'none' },
        },
        tsdocMessageReporting: {
          default: { logLevel: 'error' },
          'tsdoc-param-tag-missing-hyphen': { logLevel: 'none' },
        },
      },
    },
    configObjectFullPath: path.join(root, 'api-extractor.json'),
    packageJsonFullPath: path.join(root, 'package.json'),
  });
  const faults = [];
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      if (message.logLevel === 'error') faults.push(message.formatMessageWithLocation(root));
      message.handled = true;
    },
  });
  if (faults.length > 0) throw new Error(`the declarations have faults:\n${faults.join('\n')}`);
}

/** The two files, by name. */
function declarations() {
  const folder = mkdtempSync(path.join(tmpdir(), 'backstep-build-'));
  try {
    compile(path.join(folder, 'compiled'));
    rollUp(path.join(folder, 'compiled/library.d.ts'), folder);
    const read = (name) => ({ name, contents: readFileSync(path.join(folder, name), 'utf8') });
    return Object.values(names).map(read);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

process.stdout.write(JSON.stringify(declarations()));
