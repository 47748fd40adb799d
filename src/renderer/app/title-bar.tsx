import { useCanGoBack, useLocation, useRouter } from '@tanstack/react-router';
import { ArrowLeft, ArrowRight, ChevronRight, CloudOff, Plug, Search, Unplug } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useDeskAnswers } from '../platform/events.ts';
import { useCall } from '../platform/use-call.ts';
import { BrandMark } from '../ui/brand-mark.tsx';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { StatePill } from '../ui/state-pill.tsx';
import { useCrumbs } from './use-crumbs.ts';
import styles from './title-bar.module.css';

/** Back and forward, where one is, the search field, and whether the central system can be reached. */
export const TitleBar = ({ onSearch }: { readonly onSearch: () => void }) => {
  const router = useRouter();
  const canGoBack = useCanGoBack();
  const at = useLocation({ select: (location) => location.state.__TSR_index });
  const canGoForward = at < router.history.length - 1;
  const crumbs = useCrumbs();
  return (
    <header className={styles.bar}>
      <span className={styles.brand}>
        <BrandMark />
      </span>
      <IconButton
        icon={ArrowLeft}
        label="Back"
        keys="Alt+Left"
        size="small"
        isDisabled={!canGoBack}
        onPress={() => router.history.back()}
      />
      <IconButton
        icon={ArrowRight}
        label="Forward"
        keys="Alt+Right"
        size="small"
        isDisabled={!canGoForward}
        onPress={() => router.history.forward()}
      />
      <nav aria-label="Where you are" className={styles.crumbs}>
        <ol>
          {crumbs.map((crumb, at) => (
            <li key={crumb.name} {...(at === crumbs.length - 1 ? { 'aria-current': 'page' as const } : {})}>
              {at > 0 ? <Icon of={ChevronRight} size={14} /> : null}
              {crumb.onPress && at < crumbs.length - 1 ? (
                <AriaButton className={styles.crumb ?? ''} onPress={crumb.onPress}>
                  {crumb.name}
                </AriaButton>
              ) : (
                <span>{crumb.name}</span>
              )}
            </li>
          ))}
        </ol>
      </nav>
      <AriaButton className={styles.search ?? ''} onPress={onSearch} aria-keyshortcuts="Control+K">
        <Icon of={Search} size={14} />
        <span className={styles.searchWords}>Search everything, or run a command</span>
        <Kbd keys="Ctrl" />
        <Kbd keys="K" />
      </AriaButton>
      <div className={styles.right}>
        <Reach />
      </div>
    </header>
  );
};

const Reach = () => {
  const answers = useDeskAnswers();
  const status = useCall('desk.status', {});
  if (!answers) {
    return (
      <StatePill tone="late" icon={CloudOff} bare size="small">
        The desk does not answer
      </StatePill>
    );
  }
  const reach = status.data?.outbox.online;
  if (reach === 'reached') {
    return (
      <span className={styles.reach}>
        <StatePill tone="plain" icon={Plug} bare size="small">
          Online
        </StatePill>
        <span className={styles.wide}>only the outbox uses it</span>
      </span>
    );
  }
  return (
    <span className={styles.reach}>
      <StatePill tone="plain" icon={Unplug} bare size="small">
        Offline
      </StatePill>
      <span className={styles.wide}>{reach === 'no-target' ? 'no place for packets set' : 'all saved on this desk'}</span>
    </span>
  );
};
