/** How much of a file is looked at to tell text from other bytes. */
const SNIFFED_BYTES = 65_536;

/**
 * The text of `bytes`, or null when they are no text. Understands UTF-8, UTF-16 by its byte order mark, and falls back to Windows-1252,
 * the commonest of the rest; line ends become `\n`.
 */
export const decodeText = (bytes: Uint8Array): string | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return asLines(new TextDecoder('utf-16le').decode(bytes));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return asLines(new TextDecoder('utf-16be').decode(bytes));
  const head = bytes.subarray(0, SNIFFED_BYTES);
  if (head.includes(0) || controlShare(head) > 0.02) return null;
  try {
    return asLines(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return asLines(mostlyUtf8(bytes) ?? new TextDecoder('windows-1252').decode(bytes));
  }
};

/** The text as UTF-8 when a few broken characters stand among many whole ones; null when it is another encoding. */
const mostlyUtf8 = (bytes: Uint8Array): string | null => {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  const whole = text.match(/[\u0080-\uFFFC\u{10000}-\u{10FFFF}]/gu)?.length ?? 0;
  return whole > broken ? text : null;
};

const controlShare = (bytes: Uint8Array): number => {
  let controls = 0;
  for (const byte of bytes) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) controls += 1;
  return controls / Math.max(1, bytes.length);
};

const asLines = (text: string): string => text.replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD');
