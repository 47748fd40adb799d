import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import styles from './tabs.module.css';

/** One tab: its words, a short count or word beside them, and what it shows. */
export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly name: string;
  readonly note?: string | number | undefined;
  readonly content: ReactNode;
}

/** Props of {@link Tabs}. Only the chosen tab's content is rendered; it fills the rest of the height. */
export interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly TabItem<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
}

/** Tabs over one case or screen. */
export const Tabs = <Id extends string>({ label, tabs, value, onChange }: TabsProps<Id>) => (
  <AriaTabs
    selectedKey={value}
    onSelectionChange={(id) => onChange(String(id) as Id)}
    className={styles.tabs ?? ''}
    keyboardActivation="manual"
  >
    <TabList aria-label={label} className={styles.list ?? ''}>
      {tabs.map((tab) => (
        <Tab key={tab.id} id={tab.id} className={styles.tab ?? ''}>
          {tab.name}
          {tab.note === undefined ? null : (
            <small className={styles.note}>{typeof tab.note === 'number' ? tab.note.toLocaleString('en') : tab.note}</small>
          )}
        </Tab>
      ))}
    </TabList>
    {tabs.map((tab) => (
      <TabPanel key={tab.id} id={tab.id} className={styles.panel ?? ''}>
        {tab.content}
      </TabPanel>
    ))}
  </AriaTabs>
);
