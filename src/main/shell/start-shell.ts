import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog, ipcMain, Menu, powerMonitor, protocol, session, shell } from 'electron';
import { createWindowFiles } from '../api/window-files.ts';
import { composeDesk, type ComposedDesk } from '../compose.ts';
import { isOwnAddress, isTrustedSender, WINDOW_ORIGIN, WINDOW_SCHEME } from './origin.ts';
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
  // The window resolves no name at all, whatever a page might try: its own scheme needs none, and the outbox does not go through it.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  protocol.registerSchemesAsPrivileged([
    { scheme: WINDOW_SCHEME, privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true } },
  ]);
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
  // On a Mac copying and pasting by keyboard go through the menu; elsewhere there is none.
  Menu.setApplicationMenu(
    process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]) : null,
  );
  openWindow();
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow();
  });
  app.on('window-all-closed', () => app.quit());
  stopBeforeQuitting(desk);
};

/** However the program is asked to end, the vault is closed and the keys are gone before it does. */
const stopBeforeQuitting = (desk: ComposedDesk): void => {
  let isStopped = false;
  app.on('will-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    desk
      .stop()
      .catch((error: unknown) => console.error('casewright could not end cleanly:', error))
      .finally(() => {
        isStopped = true;
        app.quit();
      });
  });
};

const vaultArgument = (): string | undefined => {
  const at = process.argv.indexOf('--vault');
  return at === -1 ? undefined : process.argv[at + 1];
};

const askToOpen = async (address: string): Promise<boolean> => {
  const answer = await dialog.showMessageBox({
    type: 'question',
    message: 'Open this address outside Casewright?',
    detail: address,
    buttons: ['Cancel', 'Open'],
    defaultId: 0,
    cancelId: 0,
  });
  return answer.response === 1;
};

const serveWindow = (desk: ComposedDesk): void => {
  const windowFiles = createWindowFiles(RENDERER);
  protocol.handle(WINDOW_SCHEME, async (request) => {
    if (!isOwnAddress(request.url)) return new Response('Not found', { status: 404 });
    const answered = await desk.dataRoutes(request);
    if (answered) return answered;
    return request.method === 'GET' ? windowFiles(new URL(request.url).pathname) : new Response('Not allowed', { status: 405 });
  });
};

const answerCalls = (desk: ComposedDesk): void => {
  ipcMain.handle('casewright:call', (event, name: unknown, input: unknown) => {
    if (!isTrustedSender(event)) throw new Error('This message does not come from the desk’s window.');
    return desk.route(typeof name === 'string' ? name : '', input ?? {});
  });
  ipcMain.handle('casewright:save-artifact', async (event, path: unknown, suggestedName: unknown) => {
    if (!isTrustedSender(event)) throw new Error('This message does not come from the desk’s window.');
    const address = URL.parse(String(path), `${WINDOW_ORIGIN}/`)?.href ?? '';
    const answered = isOwnAddress(address) ? await desk.dataRoutes(new Request(address)) : null;
    if (!answered?.ok || !answered.body) throw new Error('There is no such file on this desk.');
    const target = await dialog.showSaveDialog({ defaultPath: basename(String(suggestedName).replaceAll('\\', '/')) });
    if (target.canceled || !target.filePath) {
      await answered.body.cancel();
      return false;
    }
    await saveWhole(answered.body as NodeReadableStream<Uint8Array>, target.filePath);
    return true;
  });
  desk.events.listen((event) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send('casewright:event', event);
  });
};

/** Writes beside the chosen place first, so that a save that breaks off leaves what was there as it was. */
const saveWhole = async (bytes: NodeReadableStream<Uint8Array>, path: string): Promise<void> => {
  const part = `${path}.part`;
  try {
    await pipeline(Readable.fromWeb(bytes), createWriteStream(part));
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
};

const lockWithTheMachine = (desk: ComposedDesk): void => {
  powerMonitor.on('lock-screen', () => void desk.lock('the screen was locked'));
  powerMonitor.on('suspend', () => void desk.lock('the machine went to sleep'));
};

const openWindow = (): void => {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: '#e9ecf0',
    webPreferences: {
      preload: PRELOAD,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: !app.isPackaged,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${WINDOW_ORIGIN}/`);
};
