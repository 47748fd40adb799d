import { describe, expect, it } from 'vitest';
import { BACKOFF_FIRST_MS, BACKOFF_LONGEST_MS, RECEIPT_POLL_LONGEST_MS, backoffMs, stepAfter } from '../../../src/core/packets/outbox.ts';

const row = { state: 'uploading' as const, attempts: 2, problem: null, sizeBytes: 900 };

describe('backoffMs', () => {
  it('starts under 5 s, doubles, and never exceeds an hour', () => {
    expect([1, 2, 3].map((attempts) => backoffMs(attempts, 0.999_999))).toEqual([
      BACKOFF_FIRST_MS,
      2 * BACKOFF_FIRST_MS,
      4 * BACKOFF_FIRST_MS,
    ]);
    for (const attempts of [11, 12, 40, 5_000]) expect(backoffMs(attempts, 0.999_999_99)).toBe(BACKOFF_LONGEST_MS);
  });
  it('spreads over the whole range and is never zero', () => {
    expect(backoffMs(4, 0.25)).toBe(10_000);
    expect(backoffMs(1, 0)).toBe(1);
  });
});

describe('stepAfter', () => {
  it('says receipted only for a verified receipt', () => {
    const outcomes = [
      { kind: 'stored', message: 'm' },
      { kind: 'unreachable', message: 'm' },
      { kind: 'damaged', message: 'm' },
      { kind: 'held', reason: 'refused', message: 'm' },
      { kind: 'held', reason: 'receipt-wrong', message: 'm' },
    ] as const;
    for (const outcome of outcomes) expect(stepAfter(row, outcome, 1_000, 0.5).change.state).not.toBe('receipted');
    const step = stepAfter(row, { kind: 'receipted', receiptJson: '{}', receiptP7s: Uint8Array.of(1) }, 1_000, 0.5);
    expect(step.change).toMatchObject({ state: 'receipted', problem: null, sentBytes: 900, receiptJson: '{}' });
  });
  it('waits after a place that can not be reached, keeping what was sent', () => {
    const { change } = stepAfter(row, { kind: 'unreachable', message: 'down' }, 1_000, 0.5);
    expect(change).toEqual({ state: 'queued', attempts: 3, nextAtMs: 1_000 + 10_000, leaseUntilMs: null, problem: 'down' });
  });
  it('keeps waiting for the receipt of a packet that was stored, when the place is away', () => {
    expect(stepAfter({ ...row, state: 'stored' }, { kind: 'unreachable', message: 'down' }, 0, 0.5).change.state).toBe('stored');
  });
  it('looks for a receipt at least every five minutes', () => {
    const { change, event } = stepAfter(
      { ...row, state: 'stored', attempts: 99, problem: 'm' },
      { kind: 'stored', message: 'm' },
      0,
      0.999_999_99,
    );
    expect(change.nextAtMs).toBe(RECEIPT_POLL_LONGEST_MS);
    expect(event).toBeNull();
  });
  it('starts anew after damage', () => {
    expect(stepAfter(row, { kind: 'damaged', message: 'm' }, 0, 0.5).change).toMatchObject({
      state: 'queued',
      sentBytes: 0,
      uploadUrl: null,
    });
  });
  it('leaves a held packet to a person and says why', () => {
    expect(stepAfter(row, { kind: 'held', reason: 'conflict', message: 'other bytes' }, 5, 0.5)).toMatchObject({
      change: { state: 'held', problem: 'other bytes' },
      event: 'other bytes',
    });
  });
  it('does not repeat the same line in the log', () => {
    expect(stepAfter({ ...row, problem: 'down' }, { kind: 'unreachable', message: 'down' }, 0, 0.5).event).toBeNull();
  });
});
