import { Monitor, Moon, Sun } from 'lucide-react';
import { setLook, useLook } from '../../platform/look.ts';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import styles from './settings.module.css';

/** How the window looks on this machine. */
export const LookPart = () => {
  const look = useLook();
  return (
    <>
      <header className={styles.head}>
        <h2>Look</h2>
        <p>For this machine, whoever sits at it. Paper stays light in every theme: evidence keeps its look.</p>
      </header>
      <div className={styles.form}>
        <div className={styles.labelled}>
          <span className={styles.label}>Theme</span>
          <SegmentedControl
            label="Theme"
            value={look.theme}
            onChange={(theme) => setLook({ ...look, theme })}
            segments={[
              { id: 'system', name: 'Like the system', icon: Monitor },
              { id: 'light', name: 'Light', icon: Sun },
              { id: 'dark', name: 'Dark', icon: Moon },
            ]}
          />
        </div>
        <div className={styles.labelled}>
          <span className={styles.label}>Contrast</span>
          <SegmentedControl
            label="Contrast"
            value={look.contrast}
            onChange={(contrast) => setLook({ ...look, contrast })}
            segments={[
              { id: 'system', name: 'Like the system' },
              { id: 'standard', name: 'Standard' },
              { id: 'more', name: 'High' },
            ]}
          />
        </div>
        <div className={styles.labelled}>
          <span className={styles.label}>Density</span>
          <SegmentedControl
            label="Density"
            value={look.density}
            onChange={(density) => setLook({ ...look, density })}
            segments={[
              { id: 'compact', name: 'Compact' },
              { id: 'regular', name: 'Regular' },
              { id: 'roomy', name: 'Roomy' },
            ]}
          />
        </div>
        <p className={styles.soft}>Motion follows the system: with reduced motion nothing moves.</p>
      </div>
    </>
  );
};
