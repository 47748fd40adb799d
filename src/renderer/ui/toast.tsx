import {
  Button as AriaButton,
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { CircleCheck, CirclePause, Info, OctagonAlert, X, type LucideIcon } from 'lucide-react';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { toastQueue, type ToastMessage } from './toast-queue.ts';
import styles from './toast.module.css';

const TONE_ICON: Readonly<Record<NonNullable<ToastMessage['tone']>, LucideIcon>> = {
  good: CircleCheck,
  info: Info,
  held: CirclePause,
  bad: OctagonAlert,
};

/** Where toasts appear: once, in the frame. F6 moves the focus there. */
export const Toasts = () => (
  <ToastRegion queue={toastQueue} aria-label="Messages" className={styles.region ?? ''}>
    {({ toast }) => {
      const { tone = 'good', title, detail, action } = toast.content;
      return (
        <AriaToast toast={toast} className={styles.toast ?? ''}>
          <ToastContent className={styles.content} data-tone={tone}>
            <Icon of={TONE_ICON[tone]} className={styles.icon} />
            <span className={styles.words}>
              <Text slot="title" className={styles.title}>
                {title}
              </Text>
              {detail ? (
                <Text slot="description" className={styles.detail}>
                  {detail}
                </Text>
              ) : null}
            </span>
          </ToastContent>
          {action ? (
            <Button
              size="small"
              onPress={() => {
                action.run();
                toastQueue.close(toast.key);
              }}
            >
              {action.name}
            </Button>
          ) : null}
          <AriaButton slot="close" aria-label="Dismiss" className={styles.close ?? ''}>
            <Icon of={X} size={12} />
          </AriaButton>
        </AriaToast>
      );
    }}
  </ToastRegion>
);
