import { z } from 'zod';

/** The roles of a desk. A user may have several. */
export const ROLES = ['intake', 'investigator', 'supervisor', 'exporter', 'admin', 'auditor'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** What a call of the contract may require. */
export const PERMISSIONS = [
  'case.read',
  'case.open',
  'case.edit',
  'document.import',
  'response.write',
  'response.submit',
  'review.decide',
  'decision.make',
  'packet.seal',
  'packet.send',
  'audit.read',
  'user.manage',
  'desk.configure',
] as const;
export const permissionSchema = z.enum(PERMISSIONS);
export type Permission = z.infer<typeof permissionSchema>;

/** Which role may do what. An auditor reads and changes nothing; an admin manages people and the desk, not casework. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  intake: ['case.read', 'case.open', 'case.edit', 'document.import', 'decision.make'],
  investigator: [
    'case.read',
    'case.open',
    'case.edit',
    'document.import',
    'response.write',
    'response.submit',
    'decision.make',
    'audit.read',
  ],
  supervisor: ['case.read', 'case.open', 'case.edit', 'document.import', 'review.decide', 'audit.read'],
  exporter: ['case.read', 'packet.seal', 'packet.send', 'audit.read'],
  admin: ['case.read', 'audit.read', 'user.manage', 'desk.configure'],
  auditor: ['case.read', 'audit.read'],
};

/** Whether any of `roles` grants `permission`. */
export const isAllowed = (roles: readonly Role[], permission: Permission): boolean =>
  roles.some((role) => ROLE_PERMISSIONS[role].includes(permission));
