import { describe, expect, it } from 'vitest';
import { findMatches } from '../../../src/core/text/find-matches.ts';
import { parseSearchQuery } from '../../../src/core/text/search-query.ts';
import { foldText, searchWords } from '../../../src/core/text/search-words.ts';
import { snippetOf } from '../../../src/core/text/snippet.ts';

const found = (text: string, query: string): string[] =>
  findMatches(text, parseSearchQuery(query)).map(({ start, end }) => text.slice(start, end));

describe('findMatches', () => {
  it('finds words by their beginnings, whatever their case and accents', () => {
    expect(found('The WARRANTS of José, a warranty, unwarranted', 'warrant')).toEqual(['WARRANTS', 'warranty']);
    expect(found('José Ünal jose', 'jose')).toEqual(['José', 'jose']);
    expect(found('Jose\u0301 came', 'josé')).toEqual(['Jose\u0301']);
  });

  it('prefers the words together over line ends, and demands all of them', () => {
    expect(found('a search\nwarrant, not a search of a warrant', 'search warrant')).toEqual(['search\nwarrant']);
    expect(found('the warrant for the search', 'search warrant')).toEqual(['warrant', 'search']);
    expect(found('the warrant', 'search warrant')).toEqual([]);
  });

  it('takes a quoted phrase exactly', () => {
    expect(found('search warrants; search warrant', '"search warrant"')).toEqual(['search warrant']);
  });

  it('finds numbers, handles and addresses within words too', () => {
    expect(found('no. LE44712-B and 44712', '44712')).toEqual(['44712', '44712']);
    expect(found('mail to x.ana@agency.example.com.', 'ana@agency')).toEqual(['ana@agency']);
    expect(found('call (555) 0100 or 555-0100', '555-0100')).toEqual(['555) 0100', '555-0100']);
  });

  it('finds scripts without blanks', () => {
    expect(found('根据中国法律的规定', '法律')).toEqual(['法律']);
  });

  it('takes no character as a command', () => {
    for (const query of ['"', '""', 'NEAR(', 'a AND', '* *', '-x', 'title:', '^', '(((', "'; DROP", '\0', '%', '{a b}:'])
      expect(() => found('some text', query)).not.toThrow();
    expect(found('5 * 6 and (x)', '*')).toEqual(['*']);
  });

  it('gives whole characters', () => {
    expect(found('x😀y 1😀2', '1😀')).toEqual(['1😀']);
  });
});

describe('foldText', () => {
  it('points every unit back at its source', () => {
    const { text, source } = foldText('AÉ😀e\u0301x');
    expect(text).toBe('ae😀ex');
    expect(source).toEqual([0, 1, 2, 2, 4, 6, 7]);
    expect(searchWords('AÉ e\u0301x')).toEqual([
      { folded: 'ae', start: 0, end: 2 },
      { folded: 'ex', start: 3, end: 6 },
    ]);
  });
});

describe('snippetOf', () => {
  it('shows the line around a hit with its neighbours marked', () => {
    const text = `${'before '.repeat(20)}the search\n warrant and one more search ${'after '.repeat(40)}`;
    const hits = findMatches(text, parseSearchQuery('search'));
    const parts = snippetOf(text, hits, 0);
    expect(parts.filter((part) => part.hit).map((part) => part.text)).toEqual(['search', 'search']);
    expect(parts.map((part) => part.text).join('')).toMatch(/^…before .* the search warrant and one more search after .*…$/);
    expect(parts.map((part) => part.text).join('').length).toBeLessThan(170);
  });
});
