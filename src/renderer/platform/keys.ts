import { useEffect, useRef } from 'react';

/** A key of a screen: `j`, `Enter`, `?`, `Ctrl+K`, `Shift+R`. Letters are case-insensitive; Shift is named for letters only. */
export interface KeyBinding {
  readonly keys: string;
  readonly name: string;
  readonly run: (event: KeyboardEvent) => void;
  /** False leaves the key alone for now. */
  readonly when?: boolean;
  /** Works inside fields too; chords with Ctrl always do. */
  readonly inFields?: boolean;
}

interface Scope {
  readonly screen: string;
  readonly bindings: () => readonly KeyBinding[];
}

const scopes: Scope[] = [];
let isListening = false;

/** Binds keys while a component is on screen; the newest component wins. `?` lists them all under `screen`. */
export const useKeys = (screen: string, bindings: readonly KeyBinding[]): void => {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    const scope: Scope = { screen, bindings: () => latest.current };
    scopes.push(scope);
    if (!isListening) {
      window.addEventListener('keydown', onKeyDown);
      window.addEventListener('keydown', onChord, { capture: true });
      isListening = true;
    }
    return () => {
      scopes.splice(scopes.indexOf(scope), 1);
    };
  }, [screen]);
};

/** Every key bound right now, by screen, for the sheet of keys. */
export const boundKeys = (): readonly { readonly screen: string; readonly bindings: readonly KeyBinding[] }[] =>
  scopes.map((scope) => ({ screen: scope.screen, bindings: scope.bindings() })).filter((scope) => scope.bindings.length > 0);

/** Chords outside fields are heard before the control in focus, since lists and groups keep Ctrl+Enter to themselves; a field's own come first. */
const onChord = (event: KeyboardEvent): void => {
  if ((event.ctrlKey || event.metaKey) && !isField(event.target)) onKeyDown(event);
};

const onKeyDown = (event: KeyboardEvent): void => {
  if (event.defaultPrevented || event.isComposing) return;
  if (document.querySelector('section[role$="dialog"]')) return;
  const inField = isField(event.target);
  for (const scope of [...scopes].reverse()) {
    for (const binding of scope.bindings()) {
      if (binding.when === false || !matches(binding.keys, event)) continue;
      if (inField && !binding.inFields && !event.ctrlKey && !event.metaKey) continue;
      // Enter and Space belong to the control in focus, chords with Ctrl never do.
      if ((event.key === 'Enter' || event.key === ' ') && !event.ctrlKey && !event.metaKey && isControl(event.target)) continue;
      event.preventDefault();
      binding.run(event);
      return;
    }
  }
};

const matches = (keys: string, event: KeyboardEvent): boolean => {
  const parts = keys.split('+');
  const key = parts.at(-1) === '' ? '+' : (parts.at(-1) ?? '');
  const wantsCtrl = parts.includes('Ctrl');
  if (wantsCtrl !== (event.ctrlKey || event.metaKey) || parts.includes('Alt') !== event.altKey) return false;
  if (/^[a-z]$/i.test(key)) return event.key.toLowerCase() === key.toLowerCase() && parts.includes('Shift') === event.shiftKey;
  const wanted = key === 'Space' ? ' ' : key === 'Del' ? 'Delete' : key === 'Esc' ? 'Escape' : key;
  return event.key === wanted && (key.length === 1 || parts.includes('Shift') === event.shiftKey);
};

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type="checkbox"]):not([type="radio"]):not([type="button"])'));

const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('button, a, [role="menuitem"], [role="option"], [role="row"], [role="tab"], [role="separator"], summary, label') !== null;
