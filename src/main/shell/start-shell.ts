import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog, ipcMain, Menu, powerMonitor, protocol, session, shell } from 'electron';
import { createWindowFiles } from '../api/window-files.ts';
import { composeDesk, type ComposedDesk } from '../compose.ts';
import { isTrustedSender, WINDOW_ORIGIN, WINDOW_SCHEME } from './origin.ts';
import { restrictContents, restrictSession } from './session-policy.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const RENDERER = join(HERE, '..', 'renderer');
const PRELOAD = join(HERE, '..', 'preload', 'index.cjs');

/**
 * Starts the desk in Electron: one instance, a sandboxed window on its own scheme, everything else denied. `userData` is the folder
 * that holds the vault unless the command line names another with `--vault DIR`.
 */
export const startShell = async (userData: string): Promise<void> => {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([{ scheme: WINDOW_SCHEME, privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true } }]);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  restrictContents(app, shell, askToOpen);
  await app.whenReady();
  const desk = composeDesk({ vaultDir: vaultArgument() ?? join(userData, 'vault'), host: 'electron', idleLock: true });
  restrictSession(session.defaultSession);
  serveWindow(desk);
  answerCalls(desk);
  lockWithTheMachine(desk);
  Menu.setApplicationMenu(null);
  openWindow();
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow();
  });
  app.on('window-all-closed', () => {
    void desk.stop().finally(() => app.quit());
  });
};

const vaultArgument = (): string | undefined => {
  const at = process.argv.indexOf('--vault');
  return at === -1 ? undefined : process.argv[at + 1];
};

const askToOpen = async (address: string): Promise<boolean> => {
  const answer = await dialog.showMessageBox({ type: 'question', message: 'Open this address outside Casewright?', detail: address, buttons: ['Cancel', 'Open'], defaultId: 0, cancelId: 0 });
  return answer.response === 1;
};

const serveWindow = (desk: ComposedDesk): void => {
  const windowFiles = createWindowFiles(RENDERER);
  protocol.handle(WINDOW_SCHEME, async (request) => {
    const url = new URL(request.url);
    if (url.origin !== WINDOW_ORIGIN && `${url.protocol}//${url.host}` !== WINDOW_ORIGIN) return new Response('Not found', { status: 404 });
    const answered = await desk.dataRoutes(request);
    if (answered) return answered;
    return request.method === 'GET' ? windowFiles(url.pathname) : new Response('Not allowed', { status: 405 });
  });
};

const answerCalls = (desk: ComposedDesk): void => {
  ipcMain.handle('casewright:call', (event, name: unknown, input: unknown) => {
    if (!isTrustedSender(event)) throw new Error('This message does not come from the desk’s window.');
    return desk.route(String(name), input ?? {});
  });
  ipcMain.handle('casewright:save-artifact', async (event, path: unknown, suggestedName: unknown) => {
    if (!isTrustedSender(event)) throw new Error('This message does not come from the desk’s window.');
    const answered = await desk.dataRoutes(new Request(new URL(String(path), `${WINDOW_ORIGIN}/`)));
    if (!answered?.ok || !answered.body) throw new Error('There is no such file on this desk.');
    const target = await dialog.showSaveDialog({ defaultPath: String(suggestedName) });
    if (target.canceled || !target.filePath) return false;
    await pipeline(Readable.fromWeb(answered.body as NodeReadableStream<Uint8Array>), createWriteStream(target.filePath));
    return true;
  });
  desk.events.listen((event) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send('casewright:event', event);
  });
};

const lockWithTheMachine = (desk: ComposedDesk): void => {
  powerMonitor.on('lock-screen', () => void desk.lock());
  powerMonitor.on('suspend', () => void desk.lock());
};

const openWindow = (): void => {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: '#e9ecf0',
    webPreferences: { preload: PRELOAD, contextIsolation: true, sandbox: true, nodeIntegration: false, webviewTag: false, devTools: !app.isPackaged, spellcheck: false },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${WINDOW_ORIGIN}/`);
};
