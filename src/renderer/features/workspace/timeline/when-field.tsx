import { useEffect, useMemo, useState } from 'react';
import type { TimelineTime } from '../../../../core/timeline/entry.ts';
import { client } from '../../../platform/client.ts';
import { useZone } from '../../../platform/dates.ts';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { timeWords } from './time-words.ts';
import styles from './timeline.module.css';

/** Props of {@link WhenField}: words to start with and their zone; `onTime` hears what the desk reads in them, or null. */
export interface WhenFieldProps {
  readonly startText: string;
  readonly startZone: string;
  readonly onTime: (time: TimelineTime | null) => void;
  readonly autoFocus?: boolean;
}

const zones = (): readonly { readonly id: string; readonly name: string }[] =>
  ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((zone) => ({
    id: zone,
    name: zone.replaceAll('_', ' '),
  }));

/** A time in a person's own words, read by the desk as they type and told back in both zones. */
export const WhenField = ({ startText, startZone, onTime, autoFocus = false }: WhenFieldProps) => {
  const reader = useZone();
  const options = useMemo(() => zones(), []);
  const [text, setText] = useState(startText);
  const [zone, setZone] = useState(startZone);
  const [time, setTime] = useState<TimelineTime | null>(null);
  useEffect(() => {
    let mounted = true;
    const read = async (): Promise<void> => {
      const result = await client.call('timeline.readTime', { text, zone });
      if (!mounted) return;
      const found = result.ok ? result.value.time : null;
      setTime(found);
      onTime(found);
    };
    const timer = setTimeout(() => {
      void read();
    }, 150);
    return () => {
      mounted = false;
      clearTimeout(timer);
    };
  }, [text, zone, onTime]);
  return (
    <>
      <TextField
        label="When"
        value={text}
        onChange={setText}
        autoFocus={autoFocus}
        help={
          time
            ? `Read as ${timeWords(time, time.zone)}${time.zone === reader ? '' : `; ${timeWords(time, reader)}`}`
            : 'Such as 14 March 2026, 6:22 pm, or a date, or from one date to another.'
        }
      />
      <div className={styles.zoneField}>
        <ComboBox label="Zone of the source" options={options} value={zone} onChange={(id) => setZone(id ?? startZone)} />
      </div>
    </>
  );
};
