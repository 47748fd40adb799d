/** One step of the stored grid: 0.05 pt, so no coordinate moves by more than 0.05 pt. */
const STEPS_PER_PT = 20;
/** Coordinates beyond this are no place on any page; PDF allows 14,400 units. */
const FARTHEST_PT = 1_000_000;

const SAME_LINE = 0;
const NEW_LINE = 1;
const NO_PLACE = 2;

/**
 * Packs `PageText.charBoxes` (four numbers per UTF-16 unit) for storage: about two bytes a character in ordinary print. Each box is told
 * relative to the one before it: the gap, the width, and the vertical extent only where it changes. Runs of characters without a place
 * take one token. Coordinates come back within 0.05 pt; boxes without area come back as four zeros.
 */
export const encodeCharBoxes = (charBoxes: Float32Array): Uint8Array => {
  const writer = new VarintWriter(charBoxes.length);
  let previousX1 = 0;
  let lineY0 = 0;
  let lineY1 = 0;
  let placeless = 0;
  const flush = (): void => {
    if (placeless > 0) writer.write(placeless * 4 + NO_PLACE);
    placeless = 0;
  };
  for (let at = 0; at + 3 < charBoxes.length; at += 4) {
    const box = [charBoxes[at], charBoxes[at + 1], charBoxes[at + 2], charBoxes[at + 3]] as [number, number, number, number];
    if (!hasPlace(box)) {
      placeless += 1;
      continue;
    }
    flush();
    const [x0, x1] = extent(box[0], box[2]);
    const [y0, y1] = extent(box[1], box[3]);
    const isSameLine = y0 === lineY0 && y1 === lineY1;
    writer.write(zigzag(x0 - previousX1) * 4 + (isSameLine ? SAME_LINE : NEW_LINE));
    writer.write(x1 - x0);
    if (!isSameLine) {
      writer.write(zigzag(y0 - lineY0));
      writer.write(y1 - y0);
    }
    previousX1 = x1;
    lineY0 = y0;
    lineY1 = y1;
  }
  flush();
  return writer.done();
};

/** The inverse of `encodeCharBoxes`; `count` is the number of UTF-16 units of the page's text, 0 for formats without geometry. Throws on a damaged blob. */
export const decodeCharBoxes = (packed: Uint8Array, count: number): Float32Array => {
  const charBoxes = new Float32Array(count * 4);
  let offset = 0;
  const read = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = packed[offset];
      if (byte === undefined) throw new Error('The stored character boxes of a page end too early.');
      offset += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  let previousX1 = 0;
  let lineY0 = 0;
  let lineY1 = 0;
  let char = 0;
  while (offset < packed.length) {
    const token = read();
    const kind = token % 4;
    const operand = (token - kind) / 4;
    if (kind === NO_PLACE) {
      char += operand;
      continue;
    }
    const x0 = previousX1 + unzigzag(operand);
    previousX1 = x0 + read();
    if (kind === NEW_LINE) {
      lineY0 += unzigzag(read());
      lineY1 = lineY0 + read();
    }
    if (char >= count) throw new Error('The stored character boxes of a page are more than its characters.');
    charBoxes[char * 4] = x0 / STEPS_PER_PT;
    charBoxes[char * 4 + 1] = lineY0 / STEPS_PER_PT;
    charBoxes[char * 4 + 2] = previousX1 / STEPS_PER_PT;
    charBoxes[char * 4 + 3] = lineY1 / STEPS_PER_PT;
    char += 1;
  }
  return charBoxes;
};

const hasPlace = ([x0, y0, x1, y1]: readonly [number, number, number, number]): boolean =>
  x1 > x0 && y1 > y0 && [x0, y0, x1, y1].every((value) => Number.isFinite(value) && Math.abs(value) <= FARTHEST_PT);

/** Both ends on the grid, never in one point: a sliver widens to the step it lies in. */
const extent = (low: number, high: number): [number, number] => {
  const from = Math.round(low * STEPS_PER_PT);
  const to = Math.round(high * STEPS_PER_PT);
  if (to > from) return [from, to];
  const below = Math.floor(low * STEPS_PER_PT);
  return [below, below + 1];
};

const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const unzigzag = (value: number): number => (value % 2 === 1 ? -(value + 1) / 2 : value / 2);

/** Little-endian base-128 numbers, up to 2^53. */
class VarintWriter {
  private bytes: Uint8Array;
  private length = 0;

  constructor(expectedBytes: number) {
    this.bytes = new Uint8Array(Math.max(16, expectedBytes));
  }

  write(value: number): void {
    if (this.length + 10 > this.bytes.length) {
      const larger = new Uint8Array(this.bytes.length * 2 + 10);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    let rest = value;
    while (rest >= 128) {
      this.bytes[this.length] = (rest % 128) + 128;
      this.length += 1;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.length] = rest;
    this.length += 1;
  }

  done(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}
