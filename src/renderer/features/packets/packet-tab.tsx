import { useCall } from '../../platform/use-call.ts';
import { useZone } from '../../platform/dates.ts';
import { useGo } from '../../platform/places.ts';
import { Button } from '../../ui/button.tsx';
import { useNowMs } from '../../ui/countdown.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Working } from '../../ui/progress.tsx';
import layout from '../../ui/layout.module.css';
import { PacketDetail } from './packet-detail.tsx';
import { SealPanel } from './seal-panel.tsx';

/** The packet of one case: how to get to it, the seal, or the sealed packet with its proof. */
export const PacketTab = ({ caseId }: { readonly caseId: string }) => {
  const go = useGo();
  const zone = useZone();
  const nowMs = useNowMs(10_000);
  const found = useCall('cases.get', { caseId });
  if (found.error)
    return <ErrorState title="The packet cannot be shown" happened={found.error.failure.message} incident={found.error.failure.incident} />;
  if (!found.data) return <Working>Reading the case</Working>;
  const { packetId, status, number } = found.data;
  if (packetId) {
    return (
      <div className={layout.scroll}>
        <PacketDetail packetId={packetId} zone={zone} nowMs={nowMs} />
      </div>
    );
  }
  if (status === 'approved') return <SealPanel row={found.data} />;
  return (
    <EmptyState
      title="Nothing is sealed yet"
      action={
        <Button onPress={() => go(status === 'in-review' ? { to: 'review', caseId } : { to: 'case', caseId, tab: 'response' })}>
          {status === 'in-review' ? 'Open the review' : 'Go to the response'}
        </Button>
      }
    >
      {status === 'in-review'
        ? `The response of ${number} waits for a supervisor. Once it is signed off, export staff can seal the case here.`
        : `${number} becomes a packet after its response is submitted and signed off by someone else.`}
    </EmptyState>
  );
};
