import { useLocation } from '@tanstack/react-router';
import { useGo } from '../platform/places.ts';
import { useCall } from '../platform/use-call.ts';

/** One step of where the window is. */
export interface Crumb {
  readonly name: string;
  readonly onPress?: () => void;
}

const AREAS: Readonly<Record<string, string>> = {
  intake: 'Intake',
  cases: 'Cases',
  review: 'Review',
  packets: 'Packets',
  insights: 'Insights',
  settings: 'Settings',
  documents: 'Intake',
  open: 'Intake',
};

const SETTINGS_NAMES: Readonly<Record<string, string>> = {
  people: 'People',
  outbox: 'Outbox',
  desk: 'Desk',
  look: 'Look',
  audit: 'Audit trail',
  about: 'About',
};

/** Where the window is, from the area inwards. */
export const useCrumbs = (): readonly Crumb[] => {
  const go = useGo();
  const [, area = 'cases', id = '', part = ''] = useLocation({ select: (location) => location.pathname }).split('/');
  const isCase = (area === 'cases' || area === 'review') && id !== '';
  const found = useCall('cases.get', { caseId: id }, { enabled: isCase });
  const isDocument = (area === 'documents' || area === 'open') && id !== '';
  const document = useCall('documents.get', { documentId: id }, { enabled: isDocument });
  const packets = useCall('packets.list', {}, { enabled: area === 'packets' && id !== '' });

  const home: Crumb = {
    name: AREAS[area] ?? 'Cases',
    onPress: () =>
      go(
        area === 'review'
          ? { to: 'review' }
          : area === 'packets'
            ? { to: 'packets' }
            : isDocument
              ? { to: 'intake' }
              : area === 'settings'
                ? { to: 'settings' }
                : { to: 'cases' },
      ),
  };
  if (isCase) {
    const inner: Crumb = { name: found.data?.number ?? '…', onPress: () => go({ to: 'case', caseId: id }) };
    return part && area === 'cases' ? [home, inner, { name: part.charAt(0).toUpperCase() + part.slice(1) }] : [home, inner];
  }
  if (isDocument) return [home, ...(area === 'open' ? [{ name: 'Open a case' }] : []), { name: document.data?.name ?? '…' }];
  if (area === 'packets' && id) {
    const packet = packets.data?.packets.find((row) => row.packetId === id);
    return [home, { name: packet ? `${packet.caseNumber} r${packet.revision}` : id.slice(0, 8) }];
  }
  if (area === 'settings') return [home, { name: SETTINGS_NAMES[id] ?? 'People' }];
  return [home];
};
