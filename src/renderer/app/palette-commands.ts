import {
  Briefcase,
  ChartNoAxesColumn,
  Contrast,
  Inbox,
  Keyboard,
  LockOpen,
  Moon,
  Package,
  ScrollText,
  Settings,
  Stamp,
  Sun,
  SunMoon,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { setLook, useLook } from '../platform/look.ts';
import { useGo } from '../platform/places.ts';

/** One thing the palette can do. */
export interface PaletteCommand {
  readonly id: string;
  readonly name: string;
  readonly icon: LucideIcon;
  readonly keys?: string;
  readonly run: () => void;
}

/** The commands that work on every screen. */
export const usePaletteCommands = ({
  onKeys,
  onLock,
}: {
  readonly onKeys: () => void;
  readonly onLock: () => void;
}): readonly PaletteCommand[] => {
  const go = useGo();
  const look = useLook();
  return [
    { id: 'intake', name: 'Go to intake, add documents', icon: Inbox, keys: 'Ctrl+1', run: () => go({ to: 'intake' }) },
    { id: 'cases', name: 'Go to cases', icon: Briefcase, keys: 'Ctrl+2', run: () => go({ to: 'cases' }) },
    { id: 'review', name: 'Go to review', icon: Stamp, keys: 'Ctrl+3', run: () => go({ to: 'review' }) },
    { id: 'packets', name: 'Go to packets, outbox and receipts', icon: Package, keys: 'Ctrl+4', run: () => go({ to: 'packets' }) },
    { id: 'insights', name: 'Go to insights', icon: ChartNoAxesColumn, keys: 'Ctrl+5', run: () => go({ to: 'insights' }) },
    { id: 'settings', name: 'Go to settings', icon: Settings, keys: 'Ctrl+6', run: () => go({ to: 'settings' }) },
    { id: 'people', name: 'Add a person to this desk', icon: Users, run: () => go({ to: 'settings', part: 'people' }) },
    { id: 'audit', name: 'Show the audit trail', icon: ScrollText, run: () => go({ to: 'settings', part: 'audit' }) },
    { id: 'light', name: 'Use the light theme', icon: Sun, run: () => setLook({ ...look, theme: 'light' }) },
    { id: 'dark', name: 'Use the dark theme', icon: Moon, run: () => setLook({ ...look, theme: 'dark' }) },
    { id: 'system', name: 'Follow the theme of the system', icon: SunMoon, run: () => setLook({ ...look, theme: 'system' }) },
    {
      id: 'contrast',
      name: look.contrast === 'more' ? 'Use standard contrast' : 'Use high contrast',
      icon: Contrast,
      run: () => setLook({ ...look, contrast: look.contrast === 'more' ? 'standard' : 'more' }),
    },
    { id: 'keys', name: 'Show all keys', icon: Keyboard, keys: '?', run: onKeys },
    { id: 'lock', name: 'Lock the desk', icon: LockOpen, keys: 'Ctrl+Shift+L', run: onLock },
  ];
};
