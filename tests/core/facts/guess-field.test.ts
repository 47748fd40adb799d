import { describe, expect, it } from 'vitest';
import { guessField } from '../../../src/core/facts/guess-field.ts';

describe('guessField', () => {
  it.each([
    ['northside.bikes@example.com', 'identifier', 'email'],
    ['(415) 555-0142', 'identifier', 'phone'],
    ['203.0.113.24', 'identifier', 'ip-address'],
    ['A-5550-1187', 'identifier', 'account'],
    ['Cal. Penal Code § 1524.2(b)(1)', 'statute', undefined],
    ['The Provider shall not notify the subscriber', 'non-disclosure', undefined],
    ['within five (5) business days of receipt', 'due', undefined],
    ['January 1, 2026 through April 30, 2026, Pacific time', 'period', undefined],
    ['May 26, 2026', 'issued-on', undefined],
    ['served on May 27, 2026 at 2:10 p.m.', 'served-on', undefined],
    ['Search Warrant No. 2026-SW-0187', 'reference-number', undefined],
    ['SPECIMEN County Superior Court', 'issuing-authority', undefined],
    ['All subscriber information, including name', 'requested-item', undefined],
    ['electric bicycles', 'other', undefined],
  ])('reads %s as %s', (text, field, kind) => {
    expect(guessField(text)).toEqual(kind === undefined ? { field } : { field, kind });
  });

  it('takes linear time on long hostile text', () => {
    const started = performance.now();
    guessField('1'.repeat(200_000) + ' within '.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
