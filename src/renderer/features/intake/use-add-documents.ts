import { useCallback } from 'react';
import { bridge } from '../../platform/host.ts';
import { useAct } from '../../platform/use-call.ts';
import { droppedFiles } from './dropped-files.ts';
import { enqueueFiles } from './import-queue.ts';

/** How documents come in: dropped, or chosen in the system's dialog. */
export interface AddDocuments {
  readonly drop: (transfer: DataTransfer) => void;
  readonly choose: (files: FileList | null) => void;
}

/** Brings files in. Under Electron the desk reads them by path, folders included; a browser window sends their bytes. */
export const useAddDocuments = (): AddDocuments => {
  const importPaths = useAct('documents.importPaths');
  const byPath = useCallback(
    (files: Iterable<File>): boolean => {
      const electron = bridge();
      if (!electron) return false;
      const paths = [...files].map(electron.pathForFile).filter((path) => path !== '');
      if (paths.length > 0) void importPaths.run({ paths });
      return paths.length > 0;
    },
    [importPaths],
  );
  return {
    drop: (transfer) => {
      if (byPath(transfer.files)) return;
      void droppedFiles(transfer).then((files) => enqueueFiles(files));
    },
    choose: (files) => {
      if (!files || files.length === 0 || byPath(files)) return;
      enqueueFiles([...files]);
    },
  };
};
