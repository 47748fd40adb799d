import { useState } from 'react';
import { FileSearch, Pause, Play } from 'lucide-react';
import { useKeys } from '../../platform/keys.ts';
import { useGo } from '../../platform/places.ts';
import { useMay } from '../../platform/session.ts';
import { useAct, useCall } from '../../platform/use-call.ts';
import { useZone } from '../../platform/dates.ts';
import { Button } from '../../ui/button.tsx';
import { useNowMs } from '../../ui/countdown.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Working } from '../../ui/progress.tsx';
import { SplitPanes } from '../../ui/split-panes.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import layout from '../../ui/layout.module.css';
import { CheckPacketDialog } from './check-packet-dialog.tsx';
import { PacketDetail } from './packet-detail.tsx';
import { PacketList } from './packet-list.tsx';
import { SealPanel } from './seal-panel.tsx';
import styles from './packets-screen.module.css';

/** Packets on their way, ready to seal, and arrived; the chosen one with its proof. */
export const PacketsScreen = ({ packetId }: { readonly packetId?: string | undefined }) => {
  const go = useGo();
  const zone = useZone();
  const nowMs = useNowMs(10_000);
  const list = useCall('packets.list', {});
  const settings = useCall('desk.settings', {});
  const maySend = useMay('packet.send');
  const pause = useAct('packets.setPaused');
  const [chosenCase, setChosenCase] = useState<string | null>(null);
  const [isChecking, setChecking] = useState(false);
  const isPaused = settings.data?.outboxPaused ?? false;
  useKeys('Packets', [{ keys: 'v', name: 'Check a packet file', run: () => setChecking(true) }]);

  const toSeal = list.data?.toSeal ?? [];
  const packets = list.data?.packets ?? [];
  const sealing = toSeal.find((row) => row.id === chosenCase) ?? (packetId === undefined && packets.length === 0 ? toSeal[0] : undefined);
  const shown = packetId ?? (sealing ? undefined : packets[0]?.packetId);

  const choose = (id: string) => {
    const isCase = toSeal.some((row) => row.id === id);
    setChosenCase(isCase ? id : null);
    go({ to: 'packets', packetId: isCase ? undefined : id }, { replace: true });
  };

  return (
    <div className={layout.screen}>
      <header className={styles.head}>
        <h1 className={layout.title}>Packets</h1>
        {isPaused ? <StatePill tone="held">The outbox is paused</StatePill> : null}
        <span className={layout.grow} />
        <Button variant="quiet" icon={FileSearch} keys="V" onPress={() => setChecking(true)}>
          Check a packet file
        </Button>
        <Button
          icon={isPaused ? Play : Pause}
          onPress={() => void pause.run({ paused: !isPaused })}
          isPending={pause.isBusy}
          disabledReason={maySend ? null : 'Only export staff send packets'}
        >
          {isPaused ? 'Resume the outbox' : 'Pause the outbox'}
        </Button>
      </header>
      {list.error ? (
        <ErrorState title="The packets cannot be listed" happened={list.error.failure.message} incident={list.error.failure.incident} />
      ) : list.isPending ? (
        <div className={styles.waiting}>
          <Working>Reading the packets</Working>
        </div>
      ) : packets.length + toSeal.length === 0 ? (
        <EmptyState title="No packet yet">
          A case becomes a packet when its response is signed off and export staff seal it. Anyone can check a packet later, with public
          tools.
        </EmptyState>
      ) : (
        <SplitPanes
          rememberAs="packets"
          start={{
            name: 'Packets',
            startPx: 320,
            minPx: 260,
            maxPx: 460,
            content: (
              <PacketList
                packets={packets}
                toSeal={toSeal}
                chosen={sealing?.id ?? shown ?? null}
                onChoose={choose}
                zone={zone}
                nowMs={nowMs}
              />
            ),
          }}
        >
          <div className={layout.scroll}>
            {sealing ? (
              <SealPanel row={sealing} onSealed={(sealed) => choose(sealed)} />
            ) : shown ? (
              <PacketDetail packetId={shown} zone={zone} nowMs={nowMs} />
            ) : null}
          </div>
        </SplitPanes>
      )}
      <CheckPacketDialog isOpen={isChecking} onClose={() => setChecking(false)} />
    </div>
  );
};
