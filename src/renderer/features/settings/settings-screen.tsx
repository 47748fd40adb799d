import type { ReactNode } from 'react';
import { useGo, SETTINGS_PARTS, type SettingsPart } from '../../platform/places.ts';
import { RowList } from '../../ui/row-list.tsx';
import layout from '../../ui/layout.module.css';
import { AboutPart } from './about-part.tsx';
import { AuditPart } from './audit-part.tsx';
import { DeskPart } from './desk-part.tsx';
import { LookPart } from './look-part.tsx';
import { OutboxPart } from './outbox-part.tsx';
import { PeoplePart } from './people-part.tsx';
import styles from './settings.module.css';

const PARTS: Readonly<Record<SettingsPart, { readonly name: string; readonly note: string; readonly content: () => ReactNode }>> = {
  people: { name: 'People', note: 'Who sits at this desk', content: () => <PeoplePart /> },
  outbox: { name: 'Outbox', note: 'Where packets go', content: () => <OutboxPart /> },
  desk: { name: 'Desk', note: 'Lock time, time zone', content: () => <DeskPart /> },
  look: { name: 'Look', note: 'Theme, contrast, density', content: () => <LookPart /> },
  audit: { name: 'Audit trail', note: 'Who did what, unbroken', content: () => <AuditPart /> },
  about: { name: 'About', note: 'Version and licences', content: () => <AboutPart /> },
};

/** The settings, a part at a time. */
export const SettingsScreen = ({ part }: { readonly part: SettingsPart }) => {
  const go = useGo();
  return (
    <div className={styles.screen}>
      <aside className={styles.parts}>
        <h1 className={styles.title}>Settings</h1>
        <RowList
          label="Parts of the settings"
          items={SETTINGS_PARTS}
          idOf={(id) => id}
          textOf={(id) => PARTS[id].name}
          chosen={part}
          onChoose={(id) => go({ to: 'settings', part: id as SettingsPart }, { replace: true })}
          row={(id) => (
            <span>
              <b className={styles.partName}>{PARTS[id].name}</b>
              <small className={styles.partNote}>{PARTS[id].note}</small>
            </span>
          )}
        />
      </aside>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <section className={layout.scroll} aria-label={PARTS[part].name} tabIndex={0}>
        <div className={styles.body} key={part}>
          {PARTS[part].content()}
        </div>
      </section>
    </div>
  );
};
