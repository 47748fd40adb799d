const TURN = Math.PI * 2;

/** The paths of a seal in a box of -50 to 50: `ticks` has one stroke a hex digit; `lobes` is a closed outline drawn from groups of seven. */
export const sealTicks = (packetId: string): { readonly ticks: string; readonly lobes: string } => {
  const digits = Array.from(packetId, (digit) => Number.parseInt(digit, 16) || 0);
  const ticks = digits
    .map((digit, at) => {
      const angle = (at / digits.length) * TURN - TURN / 4;
      return `M${point(angle, 29)}L${point(angle, 32 + digit * 1.15)}`;
    })
    .join('');
  return { ticks, lobes: lobePath(digits) };
};

const LOBES = 9;

/** A pressed-wax outline: nine lobes, each as far out as seven digits of the id say, joined by a smooth closed curve. */
const lobePath = (digits: readonly number[]): string => {
  const corners = Array.from({ length: LOBES }, (_, at) => {
    const share = digits.slice(at * 7, at * 7 + 7).reduce((sum, digit) => sum * 16 + digit, 0) / (16 ** 7 - 1);
    const middle = (at / LOBES) * TURN - TURN / 4;
    const half = TURN / LOBES / 2;
    return {
      valley: point(middle - half, 31),
      from: point(middle - half * 0.62, 35 + share * 15),
      to: point(middle + half * 0.62, 35 + share * 15),
    };
  });
  const [first] = corners;
  const curves = corners.map((corner, at) => `C${corner.from} ${corner.to} ${(corners[(at + 1) % LOBES] ?? corner).valley}`);
  return first ? `M${first.valley}${curves.join('')}Z` : '';
};

const point = (angle: number, radius: number): string =>
  `${(Math.cos(angle) * radius).toFixed(2)} ${(Math.sin(angle) * radius).toFixed(2)}`;
