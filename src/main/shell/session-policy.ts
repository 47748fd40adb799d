import type { App, Session, Shell, WebContents } from 'electron';
import { isOwnAddress } from './origin.ts';

/** Denies the window's session everything it has no business with: permissions, devices, downloads, and any network but the desk's own scheme. */
export const restrictSession = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, decide) => {
    const allowed = isOwnAddress(details.url) || /^(blob|data|devtools):/.test(details.url);
    decide({ cancel: !allowed });
  });
};

/** Denies every page new windows, other addresses and embedded views; an https link opens outside after `confirm` agreed. */
export const restrictContents = (app: App, shell: Shell, confirm: (address: string) => Promise<boolean>): void => {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.setWindowOpenHandler(({ url }) => {
      if (url.startsWith('https://')) {
        void confirm(url).then((agreed) => (agreed ? shell.openExternal(url) : undefined));
      }
      return { action: 'deny' };
    });
    contents.on('will-navigate', (event) => {
      if (!isOwnAddress(event.url)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!isOwnAddress(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    // What the filter of requests does not see: no page sends a datagram past the proxy that there is not.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
};
