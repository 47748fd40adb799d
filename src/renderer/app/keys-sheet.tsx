import { boundKeys } from '../platform/keys.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import styles from './keys-sheet.module.css';

/** Props of {@link KeysSheet}. */
export interface KeysSheetProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Every key that does something right now. */
export const KeysSheet = ({ isOpen, onClose }: KeysSheetProps) => (
  <Dialog
    isOpen={isOpen}
    onClose={onClose}
    title="Keys"
    lead="What each key does on this screen. In lists, arrow keys move and Enter opens."
    size="wide"
    footer={<Button onPress={onClose}>Close</Button>}
  >
    {isOpen ? (
      <div className={styles.columns}>
        {[...boundKeys()].reverse().map((scope, at) => (
          <section key={at} className={styles.scope}>
            <h3 className={styles.name}>{scope.screen}</h3>
            <dl>
              {scope.bindings.map((binding) => (
                <div key={binding.keys + binding.name} className={styles.line}>
                  <dt>
                    <Kbd keys={binding.keys} />
                    <span className={styles.readersOnly}>{binding.keys}</span>
                  </dt>
                  <dd>{binding.name}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    ) : null}
  </Dialog>
);
