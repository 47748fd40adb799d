import type { Bridge } from '../../contract/bridge.ts';

declare global {
  interface Window {
    readonly casewright?: Bridge;
  }
}

/** The Electron bridge, or undefined in a browser window served by the loopback host. */
export const bridge = (): Bridge | undefined => window.casewright;

/** Where documents and artifacts are read from and uploads go; empty means the window's own origin. */
export const dataOrigin = (): string => bridge()?.dataOrigin.replace(/\/$/, '') ?? '';
