/**
 * A stand-in for the `electron` module of the main process, as strict as the real one where the desk relies on it: order of start-up, schemes,
 * structured clone, senders, deny by default. Every name it offers is checked against electron.d.ts by the types below; any other name throws.
 */
import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';

type Named<T> = Partial<Record<keyof T, unknown>>;

/** Lets only the names through that stand in `members`; reading any other is an error, as it would be a gap of this stand-in. */
const strict = <O extends object>(what: string, members: O): O =>
  new Proxy(members, {
    get: (target, key, receiver): unknown => {
      if (key in target || typeof key === 'symbol' || key === 'then') return Reflect.get(target, key, receiver);
      throw new Error(`the stand-in has no ${what}.${key}`);
    },
  });

const state = { ready: false, privileged: new Set<string>(), sandboxed: false };
const before = (what: string): void => {
  if (state.ready) throw new Error(`${what} must be called before the app is ready`);
};
const after = (what: string): void => {
  if (!state.ready) throw new Error(`${what} can not be used before the app is ready`);
};

class App extends EventEmitter {
  readonly isPackaged = false;
  enableSandbox(): void {
    before('app.enableSandbox()');
    state.sandboxed = true;
  }
  getPath(_name: string): string {
    return mkdtempSync(join(tmpdir(), 'casewright-electron-'));
  }
  requestSingleInstanceLock(): boolean {
    return true;
  }
  async whenReady(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    state.ready = true;
    this.emit('ready');
  }
  readonly commandLine = strict('app.commandLine', {
    appendSwitch: (name: string, value?: string): void => {
      before('app.commandLine.appendSwitch()');
      control.switches[name] = value ?? '';
    },
  } satisfies Named<Electron.CommandLine>);
  quit(): void {
    if (prevented(this, 'will-quit', {})) return;
    control.quit = true;
    process.disconnect?.();
  }
  exit(code: number): void {
    process.exit(code);
  }
}
const realApp = new App();
export const app = strict('app', realApp satisfies Named<Electron.App>);

type Handler = (request: Request) => Response | Promise<Response>;
const handlers = new Map<string, Handler>();
export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]): void => {
    before('protocol.registerSchemesAsPrivileged()');
    for (const { scheme, privileges } of schemes) {
      if (!privileges?.standard || !privileges.secure) throw new Error(`the scheme ${scheme} needs standard and secure`);
      state.privileged.add(scheme);
    }
  },
  handle: (scheme: string, handler: Handler): void => {
    after('protocol.handle()');
    if (!state.privileged.has(scheme)) throw new Error(`the scheme ${scheme} was not registered as privileged`);
    if (handlers.has(scheme)) throw new Error(`the scheme ${scheme} is handled already`);
    handlers.set(scheme, handler);
  },
} satisfies Named<Electron.Protocol>);

type BeforeRequest = (details: { url: string }, decide: (response: Electron.CallbackResponse) => void) => void;
const policy: { request?: Function; check?: Function; device?: Function; beforeRequest?: BeforeRequest } = {};
class StandInSession extends EventEmitter {
  setPermissionRequestHandler(handler: Function): void {
    policy.request = handler;
  }
  setPermissionCheckHandler(handler: Function): void {
    policy.check = handler;
  }
  setDevicePermissionHandler(handler: Function): void {
    policy.device = handler;
  }
  readonly webRequest = strict('session.webRequest', {
    onBeforeRequest: (listener: BeforeRequest): void => {
      policy.beforeRequest = listener;
    },
  } satisfies Named<Electron.WebRequest>);
}
const realSession = new StandInSession();
export const session = strict('session', {
  get defaultSession() {
    after('session.defaultSession');
    return strict('session.defaultSession', realSession satisfies Named<Electron.Session>);
  },
});

const invokable = new Map<string, Function>();
export const ipcMain = strict('ipcMain', {
  handle: (channel: string, handler: Function): void => {
    if (invokable.has(channel)) throw new Error(`a second handler for ${channel}`);
    invokable.set(channel, handler);
  },
} satisfies Named<Electron.IpcMain>);

/** Sends a message as a frame of the given address would; data crosses by structured clone, both ways. */
const invoke = async (channel: string, args: unknown[], frame: { url: string; parent: object | null } | null): Promise<unknown> => {
  const handler = invokable.get(channel);
  if (!handler) throw new Error(`No handler registered for '${channel}'`);
  return structuredClone(await handler({ senderFrame: frame }, ...structuredClone(args)));
};

class WebContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  readonly received = new EventEmitter();
  rtcPolicy = 'default';
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.rtcPolicy = policy;
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  send(channel: string, ...args: unknown[]): void {
    this.received.emit(channel, ...structuredClone(args));
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.all;
  }
  readonly contents = new WebContents();
  readonly webContents: WebContents = strict('webContents', this.contents satisfies Named<Electron.WebContents>);
  readonly options: Electron.BrowserWindowConstructorOptions;
  bridge: Record<string, unknown> | undefined;
  address = '';
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    after('new BrowserWindow()');
    this.options = options;
    BrowserWindow.all.push(this);
    realApp.emit('web-contents-created', {}, this.webContents);
  }
  show(): void {}
  focus(): void {}
  restore(): void {}
  isMinimized(): boolean {
    return false;
  }
  async loadURL(address: string): Promise<void> {
    const url = new URL(address);
    const handler = handlers.get(url.protocol.slice(0, -1));
    if (!handler) throw new Error(`nothing serves ${address}`);
    const page = await handler(new Request(address));
    if (!page.ok) throw new Error(`${address} answered ${page.status}`);
    this.address = address;
    this.runPreload();
    this.emit('ready-to-show');
    control.windowReady(this);
  }

  /** Runs the preload as a sandboxed one runs: CommonJS, with a `require` that knows `electron` and nothing else. */
  private runPreload(): void {
    const { preload, sandbox, contextIsolation, nodeIntegration } = this.options.webPreferences ?? {};
    if (preload === undefined) return;
    if (!state.sandboxed || sandbox !== true || contextIsolation !== true || nodeIntegration !== false)
      throw new Error('the window is not sandboxed');
    const source = readFileSync(preload, 'utf8');
    if (/^\s*(import|export)\s/m.test(source)) throw new Error('a sandboxed preload is CommonJS, not a module');
    const own = { url: this.address, parent: null };
    const contents = this.contents;
    const renderer = strict('electron (preload)', {
      contextBridge: strict('contextBridge', {
        exposeInMainWorld: (name: string, api: object): void => {
          if (name !== 'casewright') throw new Error(`an unexpected name in the window: ${name}`);
          for (const [key, value] of Object.entries(api)) if (typeof value !== 'function') structuredClone({ [key]: value });
          this.bridge = Object.freeze({ ...api });
        },
      } satisfies Named<Electron.ContextBridge>),
      ipcRenderer: strict('ipcRenderer', {
        invoke: (channel: string, ...args: unknown[]) => invoke(channel, args, own),
        on: (channel: string, listener: (...args: unknown[]) => void) => contents.received.on(channel, (...args) => listener({}, ...args)),
        off: (channel: string) => contents.received.removeAllListeners(channel),
      } satisfies Named<Electron.IpcRenderer>),
      webUtils: strict('webUtils', { getPathForFile: (): string => '' } satisfies Named<Electron.WebUtils>),
    });
    const sandboxedRequire = (name: string): unknown => {
      if (name === 'electron') return renderer;
      throw new Error(`module not found: ${name} (a sandboxed preload may only require electron)`);
    };
    const module = { exports: {} };
    new Script(`(function (require, module, exports) {${source}\n})`, { filename: preload }).runInContext(
      createContext({ console, Promise }),
    )(sandboxedRequire, module, module.exports);
  }
}

export const dialog = strict('dialog', {
  showMessageBox: async (): Promise<Electron.MessageBoxReturnValue> => ({ response: 0, checkboxChecked: false }),
  showSaveDialog: async (options: Electron.SaveDialogOptions): Promise<Electron.SaveDialogReturnValue> => {
    control.suggested = options.defaultPath ?? '';
    return { canceled: control.savePath === '', filePath: control.savePath };
  },
} satisfies Named<Electron.Dialog>);
export const Menu = strict('Menu', {
  setApplicationMenu: (): void => {},
  buildFromTemplate: (template: unknown[]): unknown[] => template,
} satisfies Named<typeof Electron.Menu>);
export const powerMonitor = new EventEmitter();
export const shell = strict('shell', {
  openExternal: async (url: string): Promise<void> => {
    control.opened.push(url);
  },
} satisfies Named<Electron.Shell>);

const prevented = (emitter: EventEmitter, event: string, details: object): boolean => {
  let stopped = false;
  emitter.emit(event, { ...details, preventDefault: () => (stopped = true) });
  return stopped;
};

/** How a test acts as the person, the page, or an intruder. */
export const control = {
  quit: false,
  savePath: '',
  suggested: '',
  switches: {} as Record<string, string>,
  opened: [] as string[],
  windowReady: (_window: BrowserWindow): void => {},
  window: (): BrowserWindow => BrowserWindow.all[0]!,
  invokeFrom: (url: string, isSubframe: boolean, name: string, input: unknown) =>
    invoke('casewright:call', [name, input], { url, parent: isSubframe ? {} : null }),
  fetch: async (address: string, init?: RequestInit): Promise<{ status: number; headers: Record<string, string>; body: string }> => {
    const handler = handlers.get(new URL(address).protocol.slice(0, -1));
    if (!handler) throw new Error(`net::ERR_UNKNOWN_URL_SCHEME ${address}`);
    const response = await handler(new Request(address, init));
    return { status: response.status, headers: Object.fromEntries(response.headers), body: (await response.text()).slice(0, 2_000) };
  },
  blocks: (url: string): boolean => {
    let cancelled = false;
    policy.beforeRequest?.({ url }, ({ cancel }) => (cancelled = cancel === true));
    return cancelled;
  },
  grants: (permission: string): boolean => {
    let granted = policy.request === undefined || policy.check === undefined || policy.device === undefined;
    policy.request?.({}, permission, (answer: boolean) => (granted ||= answer));
    return granted || policy.check?.({}, permission) === true || policy.device?.({}) === true;
  },
  navigates: (url: string): boolean =>
    !prevented(control.window().contents, 'will-navigate', { url }) ||
    !prevented(control.window().contents, 'will-frame-navigate', { url }),
  opensWindow: (url: string): boolean => control.window().contents.openHandler?.({ url }).action !== 'deny',
  attachesWebview: (): boolean => !prevented(control.window().contents, 'will-attach-webview', {}),
  downloads: (): boolean => !prevented(realSession, 'will-download', {}),
};
