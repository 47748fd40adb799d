import { useLocation } from '@tanstack/react-router';
import { Briefcase, ChartNoAxesColumn, Inbox, LockOpen, Package, Settings, Stamp, type LucideIcon } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useGo, type Place } from '../platform/places.ts';
import { useSession } from '../platform/session.ts';
import { useCall } from '../platform/use-call.ts';
import { Icon } from '../ui/icon.tsx';
import { Menu } from '../ui/menu.tsx';
import { PersonMark } from '../ui/person-mark.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { rolesText } from '../platform/words.ts';
import styles from './rail.module.css';

interface Area {
  readonly place: Place & { readonly to: 'intake' | 'cases' | 'review' | 'packets' | 'insights' | 'settings' };
  readonly name: string;
  readonly icon: LucideIcon;
  readonly keys: string;
}

const AREAS: readonly Area[] = [
  { place: { to: 'intake' }, name: 'Intake', icon: Inbox, keys: 'Ctrl+1' },
  { place: { to: 'cases' }, name: 'Cases', icon: Briefcase, keys: 'Ctrl+2' },
  { place: { to: 'review' }, name: 'Review', icon: Stamp, keys: 'Ctrl+3' },
  { place: { to: 'packets' }, name: 'Packets', icon: Package, keys: 'Ctrl+4' },
  { place: { to: 'insights' }, name: 'Insights', icon: ChartNoAxesColumn, keys: 'Ctrl+5' },
  { place: { to: 'settings' }, name: 'Settings', icon: Settings, keys: 'Ctrl+6' },
];

/** The areas of the desk, how much waits in each, and the way out. */
export const Rail = ({ onLock }: { readonly onLock: () => void }) => {
  const go = useGo();
  const path = useLocation({ select: (location) => location.pathname });
  const current = path.startsWith('/documents') || path.startsWith('/open') ? 'intake' : path.split('/')[1];
  const counts = useCall('desk.status', {}).data?.counts;
  const waiting: Partial<Record<Area['place']['to'], number>> = counts
    ? { intake: counts.intake, review: counts.review, packets: counts.toSeal }
    : {};
  const user = useSession()?.user;
  return (
    <nav aria-label="Areas" className={styles.rail}>
      {AREAS.map(({ place, name, icon, keys }) => {
        const count = waiting[place.to] ?? 0;
        return (
          <Tooltip key={place.to} text={count > 0 ? `${name}, ${count.toLocaleString('en')} waiting` : name} keys={keys} placement="right">
            <AriaButton
              className={styles.area ?? ''}
              onPress={() => go(place)}
              aria-keyshortcuts={keys.replace('Ctrl', 'Control')}
              {...(current === place.to ? { 'aria-current': 'page' as const } : {})}
            >
              <Icon of={icon} size={20} />
              <span>{name}</span>
              {count > 0 ? (
                <span className={styles.count}>
                  {count > 99 ? '99+' : count}
                  <span className={styles.readersOnly}> waiting</span>
                </span>
              ) : null}
            </AriaButton>
          </Tooltip>
        );
      })}
      <span className={styles.space} />
      <Tooltip text="Lock the desk" keys="Ctrl+Shift+L" placement="right">
        <AriaButton className={styles.area ?? ''} onPress={onLock}>
          <Icon of={LockOpen} size={20} />
          <span>Lock</span>
        </AriaButton>
      </Tooltip>
      {user ? (
        <Menu
          label="You"
          placement="right bottom"
          items={[
            { id: 'me', name: user.name, detail: rolesText(user.roles), onAction: () => go({ to: 'settings', part: 'people' }) },
            '-',
            { id: 'look', name: 'Theme, contrast, density', onAction: () => go({ to: 'settings', part: 'look' }) },
            { id: 'lock', name: 'Lock the desk', keys: 'Ctrl+Shift+L', onAction: onLock },
          ]}
        >
          <AriaButton className={styles.me ?? ''} aria-label={`You: ${user.name}`}>
            <PersonMark name={user.name} label={false} />
          </AriaButton>
        </Menu>
      ) : null}
    </nav>
  );
};
