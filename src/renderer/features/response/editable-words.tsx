import { useEffect, useRef, type KeyboardEvent } from 'react';
import styles from './response.module.css';

/** Props of {@link EditableWords}. `at` is where the caret starts, in characters; null selects nothing and stands at the end. */
export interface EditableWordsProps {
  readonly text: string;
  readonly label: string;
  readonly at: number | null;
  readonly onType: (text: string) => void;
  /** Enter, or a press elsewhere: the words are done. `byKey` tells that the focus goes back to the margin. */
  readonly onDone: (text: string, byKey: boolean) => void;
  readonly onCancel: () => void;
}

/** A sentence being edited in its place on the paper. Enter is done, Shift+Enter a new line, Escape takes the change back. */
export const EditableWords = ({ text, label, at, onType, onDone, onCancel }: EditableWordsProps) => {
  const field = useRef<HTMLSpanElement>(null);
  const ended = useRef(false);
  const start = useRef({ text, at });
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    // The words belong to the browser while they are edited; React would fight it for the text nodes.
    element.textContent = start.current.text;
    element.focus();
    const node = element.firstChild ?? element;
    const caret = start.current.at ?? start.current.text.length;
    document.getSelection()?.collapse(node, Math.min(caret, node.textContent?.length ?? 0));
  }, []);
  const words = (): string => field.current?.textContent ?? '';
  const end = (byKey: boolean): void => {
    if (ended.current) return;
    ended.current = true;
    onDone(words(), byKey);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLSpanElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      end(true);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      ended.current = true;
      onCancel();
    }
  };
  return (
    <span
      ref={field}
      className={styles.editing}
      contentEditable="plaintext-only"
      suppressContentEditableWarning
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the words flow with their paragraph, which no text area does
      role="textbox"
      aria-multiline="true"
      aria-label={label}
      tabIndex={0}
      spellCheck
      onInput={() => onType(words())}
      onKeyDown={onKeyDown}
      onBlur={() => end(false)}
    />
  );
};

/** Where in a sentence a pointer stands, in characters from its start; null when it can't be told. */
export const caretAt = (sentence: Element, x: number, y: number): number | null => {
  const place = document.caretPositionFromPoint(x, y);
  if (!place || !sentence.contains(place.offsetNode)) return null;
  const range = document.createRange();
  range.selectNodeContents(sentence);
  range.setEnd(place.offsetNode, place.offset);
  return range.toString().length;
};
