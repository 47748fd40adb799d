import { useDeferredValue, useState, type ReactNode } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { ArrowRight, Briefcase, Search, type LucideIcon } from 'lucide-react';
import { useCall } from '../platform/use-call.ts';
import { useGo, type Place } from '../platform/places.ts';
import { STATUS_WORDS } from '../platform/words.ts';
import { Bracket } from '../ui/bracket.tsx';
import { Icon } from '../ui/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { usePaletteCommands } from './palette-commands.ts';
import styles from './command-palette.module.css';

/** Props of {@link CommandPalette}. */
export interface CommandPaletteProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onKeys: () => void;
  readonly onLock: () => void;
}

interface Entry {
  readonly id: string;
  readonly text: string;
  readonly content: ReactNode;
  readonly run: () => void;
}

/** Reaches everything: commands, cases by number or title, and words in documents. */
export const CommandPalette = ({ isOpen, onClose, ...rest }: CommandPaletteProps) => (
  <ModalOverlay
    isOpen={isOpen}
    isDismissable
    onOpenChange={(open) => {
      if (!open) onClose();
    }}
    className={styles.scrim ?? ''}
  >
    <Modal className={styles.palette ?? ''}>
      <Dialog aria-label="Search everything, or run a command" className={styles.dialog ?? ''}>
        <PaletteBody onClose={onClose} {...rest} />
      </Dialog>
    </Modal>
  </ModalOverlay>
);

const PaletteBody = ({ onClose, onKeys, onLock }: Omit<CommandPaletteProps, 'isOpen'>) => {
  const [typed, setTyped] = useState('');
  const query = useDeferredValue(typed.trim());
  const go = useGo();
  const leaveTo = (place: Place) => {
    onClose();
    go(place);
  };
  const commands = usePaletteCommands({ onKeys, onLock }).filter((command) => matchesWords(command.name, query));
  const cases = useCall('cases.list', { view: 'all', query, limit: 6 }, { enabled: query !== '', keepPrevious: true });
  const hits = useCall('documents.search', { query, limit: 8 }, { enabled: query.length >= 3, keepPrevious: true });

  const doing: Entry[] = commands.slice(0, query === '' ? 12 : 5).map((command) => ({
    id: `do-${command.id}`,
    text: command.name,
    content: <Line icon={command.icon} words={command.name} keys={command.keys} />,
    run: () => {
      onClose();
      command.run();
    },
  }));
  const found: Entry[] =
    query === ''
      ? []
      : (cases.data?.rows ?? []).map((row) => ({
          id: `case-${row.id}`,
          text: `${row.number} ${row.title}`,
          content: <Line icon={Briefcase} words={`${row.number}, ${row.title}`} after={STATUS_WORDS[row.status].name} />,
          run: () => leaveTo({ to: 'case', caseId: row.id }),
        }));
  const words: Entry[] =
    query.length < 3
      ? []
      : (hits.data?.hits ?? []).slice(0, 8).map((hit, at) => ({
          id: `hit-${at}`,
          text: hit.snippet.map((part) => part.text).join(''),
          content: (
            <span className={styles.line}>
              <Bracket state="confirmed">{`${hit.label ?? hit.documentName} p. ${hit.pageNo}`}</Bracket>
              <span className={styles.snippet}>
                {hit.snippet.map((part, piece) => (part.hit ? <mark key={piece}>{part.text}</mark> : part.text))}
              </span>
              <span className={styles.after}>{hit.caseNumber}</span>
            </span>
          ),
          run: () => leaveTo({ to: 'document', documentId: hit.documentId, spot: hit.anchor, pageNo: hit.pageNo }),
        }));
  const sections = [
    { id: 'do', name: 'Do', entries: doing },
    { id: 'cases', name: 'Cases', entries: found },
    { id: 'words', name: 'In documents', entries: words },
  ].filter((section) => section.entries.length > 0);
  const entries = sections.flatMap((section) => section.entries);
  const total = hits.data && query.length >= 3 ? hits.data.total : 0;

  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField aria-label="Search everything, or run a command" autoFocus className={styles.field ?? ''}>
        <Icon of={Search} />
        <Input placeholder="Search everything, or run a command" className={styles.input ?? ''} />
        <Kbd keys="Esc" />
      </SearchField>
      <ListBox
        aria-label="Found"
        className={styles.list ?? ''}
        onAction={(id) => entries.find((entry) => entry.id === id)?.run()}
        renderEmptyState={() => (
          <p className={styles.none}>Nothing found for “{query}”. Try a case number, a name, or words from a document.</p>
        )}
      >
        {sections.map((section) => (
          <ListBoxSection key={section.id} id={section.id}>
            <Header className={styles.heading}>{section.name}</Header>
            {section.entries.map((entry) => (
              <ListBoxItem key={entry.id} id={entry.id} textValue={entry.text} className={styles.item ?? ''}>
                {entry.content}
              </ListBoxItem>
            ))}
          </ListBoxSection>
        ))}
      </ListBox>
      <footer className={styles.foot}>
        <span>
          <Kbd keys="Enter" /> go
        </span>
        <span>
          <Kbd keys="↑↓" /> move
        </span>
        <span className={styles.grow} />
        {query.length >= 3 && hits.data ? (
          <span>
            {total.toLocaleString('en')} in documents{hits.data.more ? ' or more' : ''}, {Math.max(1, Math.round(hits.data.ms))} ms
          </span>
        ) : null}
      </footer>
    </Autocomplete>
  );
};

const Line = ({
  icon,
  words,
  keys,
  after,
}: {
  readonly icon: LucideIcon;
  readonly words: string;
  readonly keys?: string | undefined;
  readonly after?: string;
}) => (
  <span className={styles.line}>
    <Icon of={icon} className={styles.icon} />
    <span className={styles.words}>{words}</span>
    {after ? <span className={styles.after}>{after}</span> : null}
    {keys ? <Kbd keys={keys} /> : <Icon of={ArrowRight} size={12} className={styles.icon} />}
  </span>
);

const matchesWords = (name: string, query: string): boolean => {
  const lower = name.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
};
