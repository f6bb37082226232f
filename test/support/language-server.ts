/** An editor's side of the language server for YAML: opens texts, and asks for faults, completions and help. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node.js';

/** A place in a text: line and column count from 0. */
interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Fault {
  readonly message: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

interface Completion {
  readonly label: string;
  readonly documentation?: unknown;
}

/** Without the store of schemas it needs no network. */
const settings = {
  validate: true,
  completion: true,
  hover: true,
  schemaStore: { enable: false },
  schemas: {},
};

/** Starts a server, which reads schemas only where the first lines of files name them. */
export async function startLanguageServer(folder: string) {
  const require = createRequire(import.meta.url);
  const program = require.resolve('yaml-language-server/bin/yaml-language-server');
  const child = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const versions = new Map<string, number>();
  const waiting = new Map<string, (faults: readonly Fault[]) => void>();
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly { section?: string }[] }) =>
    items.map(({ section }) => (section === 'yaml' ? settings : {})),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onNotification(
    'textDocument/publishDiagnostics',
    ({ uri, diagnostics }: { uri: string; diagnostics: readonly Fault[] }) => waiting.get(uri)?.(diagnostics),
  );
  connection.listen();
  const rootUri = pathToFileURL(folder).href;
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'test' }],
    capabilities: {
      workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
      textDocument: { completion: { completionItem: { documentationFormat: ['markdown'] } } },
    },
  });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: { yaml: settings } });
  const uriOf = (file: string) => pathToFileURL(file).href;

  return {
    /** Gives a file a text, as an editor does in which it is open, and waits for what is wrong with it. */
    faultsOf(file: string, text: string): Promise<readonly Fault[]> {
      const uri = uriOf(file);
      const version = (versions.get(uri) ?? 0) + 1;
      versions.set(uri, version);
      const faults = new Promise<readonly Fault[]>((resolve) => waiting.set(uri, resolve));
      void (version === 1
        ? connection.sendNotification('textDocument/didOpen', {
            textDocument: { uri, languageId: 'yaml', version, text },
          })
        : connection.sendNotification('textDocument/didChange', {
            textDocument: { uri, version },
            contentChanges: [{ text }],
          }));
      return faults;
    },
    /** What can be written at a place of the text that the file was given last, by its label. */
    async completionsAt(file: string, position: Position): Promise<ReadonlyMap<string, Completion>> {
      const found = await connection.sendRequest<readonly Completion[] | { items: readonly Completion[] }>(
        'textDocument/completion',
        { textDocument: { uri: uriOf(file) }, position },
      );
      const items = 'items' in found ? found.items : found;
      return new Map(items.map((item) => [item.label, item]));
    },
    /** The help for a place of the text. */
    async helpAt(file: string, position: Position): Promise<string> {
      const found = await connection.sendRequest<{ contents: unknown } | null>('textDocument/hover', {
        textDocument: { uri: uriOf(file) },
        position,
      });
      return JSON.stringify(found?.contents ?? '');
    },
    async stop(): Promise<void> {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
      child.kill();
    },
  };
}
