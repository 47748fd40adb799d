import type { Target } from '../../../core/desk/settings.ts';
import { createFolderTarget } from './folder-target.ts';
import { createIntakeTarget } from './intake-target.ts';
import type { DeliveryTarget } from './target.ts';

/** The place that a desk's setting names. */
export const createTarget = (target: Target): DeliveryTarget =>
  target.kind === 'folder' ? createFolderTarget(target) : createIntakeTarget(target);
