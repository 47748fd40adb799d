import type { CallFailure, CallOutput } from '../../platform/client.ts';
import { useMay } from '../../platform/session.ts';
import { useAct, useCall } from '../../platform/use-call.ts';
import { showToast } from '../../ui/toast-queue.ts';

type Settings = CallOutput<'desk.settings'>;

/** The desk's settings and how to change a part of them. */
export interface DeskSettingsAccess {
  readonly settings: Settings | undefined;
  readonly loadFailure: CallFailure | null;
  /** Why the settings are closed to this person, or null. */
  readonly closedReason: string | null;
  readonly isBusy: boolean;
  readonly failure: CallFailure | null;
  readonly save: (part: Partial<Settings>, saying: string) => Promise<boolean>;
}

/** Reads the settings of the desk; saving replaces them as a whole, with one part changed. */
export const useSettings = (): DeskSettingsAccess => {
  const found = useCall('desk.settings', {});
  const act = useAct('desk.saveSettings', { inline: true });
  const mayConfigure = useMay('desk.configure');
  return {
    settings: found.data,
    loadFailure: found.error?.failure ?? null,
    closedReason: mayConfigure ? null : 'An administrator sets up the desk',
    isBusy: act.isBusy,
    failure: act.failure,
    save: async (part, saying) => {
      if (!found.data) return false;
      const result = await act.run({ ...found.data, ...part });
      if (result.ok) showToast({ title: saying });
      return result.ok;
    },
  };
};
