/** A DER element: tag byte, length, content. */
export const derElement = (tag: number, ...content: readonly Uint8Array[]): Uint8Array => {
  const lengthBytes = content.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Uint8Array.of(tag), derLength(lengthBytes), ...content]);
};

/** A DER object identifier from its dotted form. */
export const derOid = (dotted: string): Uint8Array => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return derElement(0x06, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
};

const base128 = (value: number): number[] => {
  const bytes = [value & 0x7f];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) bytes.unshift((left & 0x7f) | 0x80);
  return bytes;
};

const derLength = (lengthBytes: number): Uint8Array => {
  if (lengthBytes < 0x80) return Uint8Array.of(lengthBytes);
  const bytes: number[] = [];
  for (let left = lengthBytes; left > 0; left = Math.floor(left / 256)) bytes.unshift(left & 0xff);
  return Uint8Array.of(0x80 | bytes.length, ...bytes);
};
