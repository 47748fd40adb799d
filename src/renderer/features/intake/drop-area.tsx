import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { FileTrigger } from 'react-aria-components';
import { FolderPlus, Plus } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import type { AddDocuments } from './use-add-documents.ts';
import styles from './drop-area.module.css';

/** Props of {@link DropArea}: the whole area takes files; `closedReason` says why it does not. */
export interface DropAreaProps {
  readonly add: AddDocuments;
  readonly closedReason: string | null;
  readonly children: ReactNode;
}

/** Takes files and folders dropped anywhere on it, and shows where they would land. */
export const DropArea = ({ add, closedReason, children }: DropAreaProps) => {
  const [isOver, setOver] = useState(false);
  const depth = useRef(0);
  const takesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    <div
      className={styles.area}
      onDragEnter={(event) => {
        if (!takesFiles(event)) return;
        depth.current += 1;
        setOver(true);
      }}
      onDragLeave={() => {
        depth.current = Math.max(0, depth.current - 1);
        if (depth.current === 0) setOver(false);
      }}
      onDragOver={(event) => {
        if (!takesFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = closedReason ? 'none' : 'copy';
      }}
      onDrop={(event) => {
        if (!takesFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        if (!closedReason) add.drop(event.dataTransfer);
      }}
    >
      {children}
      {isOver ? (
        <div className={styles.over} aria-hidden="true">
          <span>{closedReason ?? 'Let go to bring these in'}</span>
        </div>
      ) : null}
    </div>
  );
};

/** The buttons that do the same as a drop. */
export const AddButtons = ({
  add,
  closedReason,
  isPrimary,
}: {
  readonly add: AddDocuments;
  readonly closedReason: string | null;
  readonly isPrimary: boolean;
}) => (
  <>
    <FileTrigger allowsMultiple onSelect={add.choose}>
      <Button variant={isPrimary ? 'primary' : 'default'} icon={Plus} disabledReason={closedReason}>
        Add files
      </Button>
    </FileTrigger>
    <FileTrigger acceptDirectory onSelect={add.choose}>
      <Button variant="quiet" icon={FolderPlus} disabledReason={closedReason}>
        Add a folder
      </Button>
    </FileTrigger>
  </>
);
