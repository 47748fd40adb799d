import { ChevronDown, Ellipsis, FileDown, FilePlus2, Redo2, Save, Send, Undo2 } from 'lucide-react';
import type { CallOutput } from '../../platform/client.ts';
import { useZone, whenText } from '../../platform/dates.ts';
import { saveFile } from '../../platform/transfer.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import layout from '../../ui/layout.module.css';
import styles from './response.module.css';
import type { Draft } from './use-draft.ts';

/** The ways to look at a response. */
export type ResponseViewName = 'write' | 'changes' | 'word' | 'pdf';

/** Props of {@link ResponseToolbar}. */
export interface ResponseToolbarProps {
  readonly draft: Draft;
  readonly caseNumber: string;
  readonly writable: boolean;
  readonly newestNo: number;
  readonly versions: CallOutput<'responses.get'>['versions'];
  readonly view: ResponseViewName;
  readonly changesSinceNo: number | null;
  readonly submitClosed: string | null;
  readonly onView: (view: ResponseViewName) => void;
  readonly onVersion: (versionNo: number) => void;
  readonly onSubmit: () => void;
  readonly onDraftAgain: () => void;
}

/** Version, ways to look, undo, save and submit. */
export const ResponseToolbar = ({
  draft,
  caseNumber,
  writable,
  newestNo,
  versions,
  view,
  changesSinceNo,
  submitClosed,
  onView,
  onVersion,
  onSubmit,
  onDraftAgain,
}: ResponseToolbarProps) => {
  const zone = useZone();
  const { base } = draft;
  const copy = (format: 'docx' | 'pdf'): void =>
    void saveFile({ kind: 'response', versionId: base.id, format }, `${caseNumber} response v${base.versionNo}.${format}`);
  return (
    <div className={layout.toolbar}>
      <h2 className={styles.head}>Response</h2>
      <Menu
        label="Versions"
        items={[...versions]
          .sort((a, b) => b.versionNo - a.versionNo)
          .map((one) => ({
            id: String(one.versionNo),
            name: `Version ${one.versionNo}${one.versionNo === newestNo ? ', newest' : ''}`,
            detail: `${one.writtenByName}, ${whenText(one.writtenAtMs, zone)}`,
            isChosen: one.versionNo === base.versionNo,
            onAction: () => onVersion(one.versionNo),
          }))}
      >
        <Button size="small" variant="quiet" iconAfter={ChevronDown}>
          Version {base.versionNo}
          {draft.isDirty ? ', changed' : ''}
        </Button>
      </Menu>
      <span className={styles.template}>{base.templateName}</span>
      <span className={layout.grow} />
      <SegmentedControl
        label="How to look at it"
        value={view}
        onChange={onView}
        segments={[
          { id: 'write', name: writable ? 'Write' : 'Read' },
          ...(changesSinceNo === null ? [] : [{ id: 'changes' as const, name: `Changes since v${changesSinceNo}` }]),
          { id: 'word', name: 'Preview' },
          { id: 'pdf', name: 'As sent (PDF)' },
        ]}
      />
      {writable ? (
        <>
          <span className={styles.rule} />
          <IconButton icon={Undo2} size="small" label="Undo" keys="Ctrl+Z" isDisabled={!draft.canUndo} onPress={draft.undo} />
          <IconButton icon={Redo2} size="small" label="Redo" keys="Ctrl+Shift+Z" isDisabled={!draft.canRedo} onPress={draft.redo} />
          <Button
            size="small"
            icon={Save}
            keys="Ctrl+S"
            isPending={draft.isSaving}
            isDisabled={!draft.isDirty}
            onPress={() => void draft.save()}
          >
            Save
          </Button>
        </>
      ) : null}
      <Menu
        label="More"
        placement="bottom end"
        items={[
          { id: 'docx', name: 'Save a copy as Word', icon: FileDown, onAction: () => copy('docx') },
          { id: 'pdf', name: 'Save a copy as PDF', icon: FileDown, onAction: () => copy('pdf') },
          ...(writable
            ? (['-', { id: 'again', name: 'Draft again from a template', icon: FilePlus2, onAction: onDraftAgain }] as const)
            : []),
        ]}
      >
        <Button size="small" variant="quiet" icon={Ellipsis} aria-label="More for the response">
          <span className={layout.readersOnly}>More</span>
        </Button>
      </Menu>
      {writable ? (
        <Button size="small" variant="primary" icon={Send} keys="Ctrl+Enter" disabledReason={submitClosed} onPress={onSubmit}>
          Submit for review
        </Button>
      ) : null}
    </div>
  );
};
