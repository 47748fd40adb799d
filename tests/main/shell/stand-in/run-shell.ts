/** Child process: runs the built Electron main against the stand-in and does what the test asks over the message channel. */
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const standIn = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) => (specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context)),
});

const { control } = await import('./electron.ts');

type Ask = { id: number; op: string; args: unknown[] };
const bridged = (name: string): ((...args: unknown[]) => Promise<unknown>) => {
  const found = control.window().bridge?.[name];
  if (typeof found !== 'function') throw new Error(`the bridge has no ${name}`);
  return found as (...args: unknown[]) => Promise<unknown>;
};
const operations: Record<string, (...args: never[]) => unknown> = {
  preferences: () => ({ ...control.window().options.webPreferences, preload: undefined }),
  bridgeNames: () => Object.keys(control.window().bridge ?? {}).sort(),
  call: (name: string, input: unknown) => bridged('call')(name, input),
  save: (path: string, to: string, name = 'file') => {
    control.savePath = to;
    return bridged('saveArtifact')(path, name);
  },
  suggested: () => control.suggested,
  switches: () => control.switches,
  rtcPolicy: () => control.window().contents.rtcPolicy,
  quit: async () => {
    const { app } = await import('./electron.ts');
    app.quit();
  },
  invokeFrom: control.invokeFrom,
  fetch: control.fetch,
  blocks: control.blocks,
  grants: control.grants,
  navigates: control.navigates,
  opensWindow: control.opensWindow,
  attachesWebview: control.attachesWebview,
  downloads: control.downloads,
  opened: () => control.opened,
  lockScreen: async () => {
    const { powerMonitor } = await import('./electron.ts');
    powerMonitor.emit('lock-screen');
  },
};

process.on('message', (ask: Ask) => {
  Promise.resolve()
    .then(() => operations[ask.op]!(...(ask.args as never[])))
    .then(
      (value) => process.send?.({ id: ask.id, value }),
      (error: unknown) => process.send?.({ id: ask.id, error: String(error) }),
    );
});
control.windowReady = () => process.send?.({ id: 0, value: 'ready' });
await import(pathToFileURL(join(process.cwd(), 'dist/main/index.js')).href);
