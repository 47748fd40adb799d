const TURN = Math.PI * 2;

/** The paths of a seal in a box of -50 to 50: `ticks` has one stroke a hex digit; `lobes` is a closed outline through groups of four digits. */
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

/** Sixteen lobes, one for four digits, from 24 to 48 units long: a silhouette as different as the hash. */
const lobePath = (digits: readonly number[]): string => {
  const groups = Array.from(
    { length: 16 },
    (_, at) => digits.slice(at * 4, at * 4 + 4).reduce((sum, digit) => sum * 16 + digit, 0) / 65_535,
  );
  const corners = groups.flatMap((share, at) => {
    const middle = ((at + 0.5) / groups.length) * TURN - TURN / 4;
    const half = TURN / groups.length / 2;
    const reach = 27 + share * 21;
    return [point(middle - half, 24), point(middle - half * 0.55, reach), point(middle + half * 0.55, reach)];
  });
  return `M${corners.join('L')}Z`;
};

const point = (angle: number, radius: number): string =>
  `${(Math.cos(angle) * radius).toFixed(2)} ${(Math.sin(angle) * radius).toFixed(2)}`;
