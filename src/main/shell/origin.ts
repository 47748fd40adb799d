import type { IpcMainInvokeEvent } from 'electron';

/** The one origin that the window's pages have under Electron. */
export const WINDOW_SCHEME = 'app';
export const WINDOW_HOST = 'desk';
export const WINDOW_ORIGIN = `${WINDOW_SCHEME}://${WINDOW_HOST}`;

/** Whether an address is of the desk's own window. */
export const isOwnAddress = (address: string): boolean => {
  try {
    const url = new URL(address);
    return url.protocol === `${WINDOW_SCHEME}:` && url.host === WINDOW_HOST;
  } catch {
    return false;
  }
};

/** Whether a message comes from the top frame of the desk's own window; anything else is refused. */
export const isTrustedSender = (event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean =>
  event.senderFrame !== null && event.senderFrame.parent === null && isOwnAddress(event.senderFrame.url);
