import type { LucideIcon } from 'lucide-react';

const STROKE_BY_SIZE = { 12: 2.5, 13: 2.2, 14: 2.25, 16: 2.1, 20: 1.75, 24: 1.75, 32: 1.5 } as const;

/** Props of {@link Icon}: which lucide icon, and its edge length in pixels. */
export interface IconProps {
  readonly of: LucideIcon;
  readonly size?: keyof typeof STROKE_BY_SIZE;
  readonly className?: string | undefined;
}

/** A lucide icon at the weight of the text beside it. Always decorative: the word or the control's label names it. */
export const Icon = ({ of: Shape, size = 16, className }: IconProps) => (
  <Shape
    aria-hidden="true"
    focusable="false"
    size={size}
    strokeWidth={STROKE_BY_SIZE[size]}
    className={className}
    style={{ flex: 'none' }}
  />
);
