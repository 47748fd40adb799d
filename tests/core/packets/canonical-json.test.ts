import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/core/packets/canonical-json.ts';

describe('canonicalJson', () => {
  it('sorts keys by code unit at every depth and leaves out undefined ones', () => {
    expect(canonicalJson({ b: [{ z: 1, a: null }], a: 'é', '€': true, gone: undefined })).toBe('{"a":"é","b":[{"a":null,"z":1}],"€":true}');
  });
  it('writes numbers as ECMAScript does', () => {
    expect(canonicalJson([1e21, 0.1, -0, 1e-7])).toBe('[1e+21,0.1,0,1e-7]');
  });
  it('refuses what JSON can not hold', () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(TypeError);
    expect(() => canonicalJson([() => 1])).toThrow(TypeError);
  });
});
