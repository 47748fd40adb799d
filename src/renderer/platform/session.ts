import type { Permission } from '../../core/policy/permissions.ts';
import type { SessionState } from '../../contract/session.ts';
import { useCall } from './use-call.ts';

/** Who sits at the desk and whether the vault is open; undefined until the desk has answered once. */
export const useSession = (): SessionState | undefined => useCall('session.state', {}).data;

/** Whether the person signed in may do something. The desk checks again; this only closes the button. */
export const useMay = (permission: Permission): boolean => useSession()?.permissions.includes(permission) ?? false;
