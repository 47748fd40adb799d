import { Clock, HardDrive, LockOpen, Package, RefreshCw, TextSearch, User, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { dayIn, dayText, timeText, useZone, zoneName } from '../platform/dates.ts';
import { useSession } from '../platform/session.ts';
import { useCall } from '../platform/use-call.ts';
import { countText, rolesText } from '../platform/words.ts';
import { useNowMs } from '../ui/countdown.tsx';
import { durationText } from '../ui/duration-text.ts';
import { Icon } from '../ui/icon.tsx';
import { JobsPopover } from './jobs-popover.tsx';
import styles from './status-bar.module.css';

/** What is true of the whole desk right now. */
export const StatusBar = () => {
  const session = useSession();
  const status = useCall('desk.status', {}, { everyMs: 30_000 }).data;
  const nowMs = useNowMs(10_000);
  const zone = useZone();
  const running = status?.jobs.filter((job) => job.state === 'running' || job.state === 'waiting') ?? [];
  const waiting = status ? status.outbox.waiting : 0;
  return (
    <footer className={styles.bar}>
      <Fact icon={HardDrive}>Desk {session?.deskName ?? status?.deskName ?? ''}</Fact>
      <Fact icon={LockOpen}>
        Vault open
        {session?.locksAtMs ? `, locks in ${durationText(Math.max(60_000, Math.ceil((session.locksAtMs - nowMs) / 60_000) * 60_000))}` : ''}
      </Fact>
      {session?.user ? (
        <Fact icon={User}>
          {session.user.name}, {rolesText(session.user.roles).toLowerCase()}
        </Fact>
      ) : null}
      <span className={styles.space} />
      {status ? (
        <>
          <span className={styles.wide}>
            <Fact icon={TextSearch}>
              {running.some((job) => job.kind !== 'sync')
                ? `Reading, ${countText(status.pagesIndexed, 'page')} so far`
                : `Index complete, ${countText(status.pagesIndexed, 'page')}`}
            </Fact>
          </span>
          <JobsPopover jobs={status.jobs}>
            <Icon of={RefreshCw} size={13} />
            {running.length === 0 ? 'No jobs' : countText(running.length, 'job')}
          </JobsPopover>
          <Fact icon={Package}>{outboxText(waiting, status.outbox.held)}</Fact>
        </>
      ) : null}
      <Fact icon={Clock}>
        {dayText(dayIn(nowMs, zone))}, {timeText(nowMs, zone)}{' '}
        {placeOf(zone) === zoneName(nowMs, zone) ? zoneName(nowMs, zone) : `${placeOf(zone)}, ${zoneName(nowMs, zone)}`}
      </Fact>
    </footer>
  );
};

const Fact = ({ icon, children }: { readonly icon: LucideIcon; readonly children: ReactNode }) => (
  <span className={styles.fact}>
    <Icon of={icon} size={13} />
    <span>{children}</span>
  </span>
);

const outboxText = (waiting: number, held: number): string => {
  const heldText = held > 0 ? `, ${held} held` : '';
  if (waiting === 0) return held > 0 ? `${countText(held, 'packet')} held` : 'Outbox empty';
  return `${waiting === 1 ? '1 packet waits' : `${waiting.toLocaleString('en')} packets wait`} for a network${heldText}`;
};

const placeOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
