/** Joins the class names that are set, skipping what is empty or false. */
export const classNames = (...names: readonly (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ');
