import { useCallback } from 'react';
import { useRouter } from '@tanstack/react-router';
import type { CaseKind, CaseStatus } from '../../core/cases/case.ts';
import type { Anchor } from '../../core/evidence/anchor.ts';

/** The tabs of a case. */
export const CASE_TABS = ['overview', 'documents', 'timeline', 'response', 'decisions', 'activity', 'packet'] as const;
export type CaseTab = (typeof CASE_TABS)[number];

/** The parts of the settings screen. */
export const SETTINGS_PARTS = ['people', 'outbox', 'desk', 'look', 'audit', 'about'] as const;
export type SettingsPart = (typeof SETTINGS_PARTS)[number];

/** Where a window can be. A `spot` is where the viewer lands and pulses. */
export type Place =
  | { readonly to: 'intake' }
  | { readonly to: 'document'; readonly documentId: string; readonly spot?: Anchor | undefined; readonly pageNo?: number | undefined }
  | { readonly to: 'open-case'; readonly documentId: string }
  | { readonly to: 'cases'; readonly kinds?: readonly CaseKind[] | undefined; readonly statuses?: readonly CaseStatus[] | undefined }
  | {
      readonly to: 'case';
      readonly caseId: string;
      readonly tab?: CaseTab | undefined;
      readonly documentId?: string | undefined;
      readonly spot?: Anchor | undefined;
      readonly pageNo?: number | undefined;
    }
  | { readonly to: 'review'; readonly caseId?: string | undefined }
  | { readonly to: 'packets'; readonly packetId?: string | undefined }
  | { readonly to: 'insights' }
  | { readonly to: 'settings'; readonly part?: SettingsPart | undefined };

/** What travels beside the path: kept in the memory history, so back and forward return to the same spot. */
export interface PlaceSearch {
  readonly documentId?: string | undefined;
  readonly pageNo?: number | undefined;
  readonly spot?: Anchor | undefined;
  readonly kinds?: readonly CaseKind[] | undefined;
  readonly statuses?: readonly CaseStatus[] | undefined;
}

/** The path of a place in the window's own memory history. */
const pathOf = (place: Place): string => {
  if (place.to === 'document') return `/documents/${place.documentId}`;
  if (place.to === 'open-case') return `/open/${place.documentId}`;
  if (place.to === 'case') return `/cases/${place.caseId}/${place.tab ?? 'overview'}`;
  if (place.to === 'review') return place.caseId ? `/review/${place.caseId}` : '/review';
  if (place.to === 'packets') return place.packetId ? `/packets/${place.packetId}` : '/packets';
  return place.to === 'settings' ? `/settings/${place.part ?? 'people'}` : `/${place.to}`;
};

/** Goes to a place: `const go = useGo(); go({ to: 'case', caseId, tab: 'documents', documentId, spot })`. `replace` leaves no step back. */
export const useGo = (): ((place: Place, options?: { readonly replace?: boolean }) => void) => {
  const router = useRouter();
  return useCallback(
    (place, options) => {
      const search: PlaceSearch =
        place.to === 'case'
          ? { documentId: place.documentId, pageNo: place.pageNo, spot: place.spot }
          : place.to === 'document'
            ? { pageNo: place.pageNo, spot: place.spot }
            : place.to === 'cases'
              ? { kinds: place.kinds, statuses: place.statuses }
              : {};
      void router.navigate({ to: pathOf(place), search: search, replace: options?.replace ?? false });
    },
    [router],
  );
};
