import { useState, type ReactNode, type Ref } from 'react';
import { ChevronDown, ChevronUp, RotateCw, ZoomIn, ZoomOut } from 'lucide-react';
import type { DocumentRow } from '../../../../contract/documents.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import type { ViewerState } from '../../../ui/pdf/viewer-session.ts';
import { isPdf, type SurfaceHandle } from './document-surface.tsx';
import type { Find } from './use-find.ts';
import styles from './documents.module.css';

/** Props of {@link ViewerToolbar}. `before` and `after` stand at its ends, such as the buttons that collapse panes. */
export interface ViewerToolbarProps {
  readonly document: DocumentRow;
  readonly state: ViewerState | null;
  readonly surface: SurfaceHandle | null;
  readonly find: Find;
  readonly onFindStep: (direction: 1 | -1) => void;
  readonly findRef: Ref<HTMLInputElement>;
  readonly before?: ReactNode;
  readonly after?: ReactNode;
}

const STEPS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;

/** Page, zoom, rotation and find of the document on screen. */
export const ViewerToolbar = ({ document, state, surface, find, onFindStep, findRef, before, after }: ViewerToolbarProps) => {
  const pageCount = state?.pageCount ?? document.pageCount;
  const zoomWords =
    state?.zoom === 'page-width' ? 'Fit' : state?.zoom === 'page-fit' ? 'Page' : `${Math.round((state?.scale ?? 1) * 100)} %`;
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Document">
      {before}
      <IconButton
        size="small"
        icon={ChevronUp}
        label="Page before"
        keys="PageUp"
        onPress={() => surface?.goToPage((state?.pageNo ?? 1) - 1)}
        isDisabled={(state?.pageNo ?? 1) <= 1}
      />
      <IconButton
        size="small"
        icon={ChevronDown}
        label="Next page"
        keys="PageDown"
        onPress={() => surface?.goToPage((state?.pageNo ?? 1) + 1)}
        isDisabled={(state?.pageNo ?? 1) >= (pageCount ?? 1)}
      />
      <PageNumber pageNo={state?.pageNo ?? 1} onPage={(pageNo) => surface?.goToPage(pageNo)} />
      <span className={styles.ofPages}>of {pageCount?.toLocaleString('en') ?? '…'}</span>
      {isPdf(document) ? (
        <>
          <span className={styles.rule} />
          <IconButton size="small" icon={ZoomOut} label="Smaller" keys="-" onPress={() => surface?.zoomBy(-1)} />
          <Menu
            label="Zoom"
            items={[
              {
                id: 'page-width',
                name: 'Fit the width',
                keys: '0',
                isChosen: state?.zoom === 'page-width',
                onAction: () => surface?.setZoom('page-width'),
              },
              { id: 'page-fit', name: 'Fit the page', isChosen: state?.zoom === 'page-fit', onAction: () => surface?.setZoom('page-fit') },
              '-',
              ...STEPS.map((scale) => ({
                id: String(scale),
                name: `${scale * 100} %`,
                isChosen: Number(state?.zoom) === scale,
                onAction: () => surface?.setZoom(String(scale)),
              })),
            ]}
          >
            <Button size="small" variant="quiet" aria-label={`Zoom, ${zoomWords}`}>
              {zoomWords}
            </Button>
          </Menu>
          <IconButton size="small" icon={ZoomIn} label="Larger" keys="+" onPress={() => surface?.zoomBy(1)} />
          <IconButton
            size="small"
            icon={RotateCw}
            label="Turn a quarter to the right"
            onPress={() => surface?.rotate()}
            className={styles.wideOnly}
          />
        </>
      ) : null}
      <span className={styles.grow} />
      <div className={styles.find} role="presentation" onKeyDown={(event) => stepOnEnter(event, onFindStep)}>
        <SearchField
          label="Find in the document"
          placeholder="Find"
          keys="Ctrl+F"
          inputRef={findRef}
          value={find.query}
          onChange={find.setQuery}
        />
        {find.query.trim() === '' ? null : (
          <output className={styles.findCount}>
            {find.isBusy
              ? '…'
              : find.total === 0
                ? 'No hits'
                : `${find.at >= 0 ? `${find.at + 1} of ` : ''}${find.total.toLocaleString('en')}${find.more ? '+' : ''}`}
          </output>
        )}
      </div>
      {after}
    </div>
  );
};

const stepOnEnter = (event: React.KeyboardEvent, onFindStep: (direction: 1 | -1) => void): void => {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  onFindStep(event.shiftKey ? -1 : 1);
};

interface PageNumberProps {
  readonly pageNo: number;
  readonly onPage: (pageNo: number) => void;
}

const PageNumber = ({ pageNo, onPage }: PageNumberProps) => {
  const [typed, setTyped] = useState(String(pageNo));
  const [shownNo, setShownNo] = useState(pageNo);
  if (shownNo !== pageNo) {
    setShownNo(pageNo);
    setTyped(String(pageNo));
  }
  const apply = (): void => {
    const wanted = Number(typed);
    if (Number.isInteger(wanted) && wanted > 0 && wanted !== pageNo) onPage(wanted);
    else setTyped(String(pageNo));
  };
  return (
    <input
      className={styles.pageNumber}
      aria-label="Page number"
      inputMode="numeric"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={apply}
      onKeyDown={(event) => {
        if (event.key === 'Enter') apply();
      }}
    />
  );
};
