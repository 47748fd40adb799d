import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/** How an intake is reached: its address, a CA to trust instead of the system's, a proxy. */
export interface IntakeAddress {
  readonly url: string;
  readonly caPem?: string | undefined;
  readonly proxyUrl?: string | undefined;
}

/** Request options for `node:http` and `node:https` that go through the proxy and trust the CA, where they are set. */
export const requestOptions = (address: IntakeAddress): { readonly agent: HttpAgent; readonly ca?: string } => {
  const proxyEnv = address.proxyUrl === undefined ? undefined : { HTTP_PROXY: address.proxyUrl, HTTPS_PROXY: address.proxyUrl };
  const isHttps = new URL(address.url).protocol === 'https:';
  const ca = address.caPem === undefined ? {} : { ca: address.caPem };
  const options = { keepAlive: false, ...(proxyEnv ? { proxyEnv } : {}) };
  return { agent: isHttps ? new HttpsAgent({ ...options, ...ca }) : new HttpAgent(options), ...ca };
};

/** An address below the intake's, whether or not that ends in a slash. */
export const intakePath = (address: IntakeAddress, path: string): string =>
  new URL(path, address.url.endsWith('/') ? address.url : `${address.url}/`).href;
