/** A file that can't be read as text; the message is the reason a person sees. The bytes are kept all the same. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}
