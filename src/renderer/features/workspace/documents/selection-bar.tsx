import { useLayoutEffect, useRef, useState } from 'react';
import { Copy } from 'lucide-react';
import { Toolbar } from 'react-aria-components';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import styles from './selection-bar.module.css';

/** What can be made of words in a document. */
export type MakeKind = 'fact' | 'timeline' | 'exhibit' | 'note';

/** The kinds with their names and keys, in the order they are offered. */
const MAKE_KINDS: readonly { readonly kind: MakeKind; readonly name: string; readonly keys: string }[] = [
  { kind: 'fact', name: 'Fact', keys: 'F' },
  { kind: 'timeline', name: 'Timeline entry', keys: 'T' },
  { kind: 'exhibit', name: 'Exhibit', keys: 'X' },
  { kind: 'note', name: 'Note', keys: 'N' },
];

/** Props of {@link SelectionBar}. `at` is the selection's place on the screen; `onMake` is absent where nothing may be made. */
export interface SelectionBarProps {
  readonly at: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  readonly cutAtPage: boolean;
  readonly onMake?: ((kind: MakeKind) => void) | undefined;
  readonly onCopy: () => void;
}

const GAP_PX = 8;

/** What to make of the selected words; floats below the selection, or above it near the pane's foot. */
export const SelectionBar = ({ at, cutAtPage, onMake, onCopy }: SelectionBarProps) => {
  const bar = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ readonly left: number; readonly top: number } | null>(null);
  useLayoutEffect(() => {
    const pane = bar.current?.offsetParent?.getBoundingClientRect();
    if (!bar.current || !pane) return;
    const { offsetWidth: width, offsetHeight: height } = bar.current;
    const below = at.bottom - pane.top + GAP_PX;
    const top = below + height > pane.height - GAP_PX ? at.top - pane.top - height - GAP_PX : below;
    const left = Math.min(pane.width - width - 12, Math.max(12, at.right - pane.left - width / 2));
    setPlace({ left, top: Math.max(GAP_PX, Math.min(pane.height - height - GAP_PX, top)) });
  }, [at]);
  return (
    <div
      ref={bar}
      className={styles.bar}
      style={place ?? { visibility: 'hidden', left: 0, top: 0 }}
      onPointerDown={(event) => event.preventDefault()}
    >
      <Toolbar aria-label="Make of the selected words" className={styles.tools ?? ''}>
        {onMake
          ? MAKE_KINDS.map(({ kind, name, keys }) => (
              <Button key={kind} size="small" variant="quiet" keys={keys} onPress={() => onMake(kind)}>
                <span className={classNames(styles.swatch, styles[kind])} aria-hidden="true" />
                {name}
              </Button>
            ))
          : null}
        <IconButton size="small" icon={Copy} label="Copy with citation" keys="C" placement="top" onPress={onCopy} />
      </Toolbar>
      {cutAtPage ? <p className={styles.cut}>Only the words on this page; a mark stays on one page.</p> : null}
    </div>
  );
};
