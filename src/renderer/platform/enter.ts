import { fail, ok, type Result } from '../../core/result.ts';
import { bridge } from './host.ts';

/**
 * Lets this window in: under the loopback host the token in the address is exchanged once for a cookie and removed from the address.
 * A window that has its cookie already, or runs under Electron, has nothing to do.
 */
export const enterDesk = async (): Promise<Result<null, { readonly message: string }>> => {
  if (bridge()) return ok(null);
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (!token) return ok(null);
  history.replaceState(null, '', location.pathname);
  try {
    const response = await fetch('/api/enter', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
      credentials: 'same-origin',
    });
    if (response.ok) return ok(null);
    const answer = (await response.json()) as { readonly message?: string };
    return fail({ message: answer.message ?? 'The desk did not let this window in.' });
  } catch {
    return fail({ message: 'The desk does not answer at this address. Start Casewright again and open the address it prints.' });
  }
};
