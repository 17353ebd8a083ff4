import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxFor, fromShares, lock, newPair, openBox, sharesOf, unlock } from './boxes.ts';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 64 });

describe('boxes', () => {
  test('what was boxed for one comes out for that one alone, and only as what it was boxed as', () => {
    const [mine, other] = [newPair(), newPair()];
    fc.assert(
      fc.property(bytes, fc.string(), (secret, about) => {
        const box = boxFor(mine.open, about, secret);
        expect(openBox(mine.secret, about, box)).toEqual(Buffer.from(secret));
        expect(openBox(other.secret, about, box)).toBeUndefined();
        expect(openBox(mine.secret, `${about}.`, box)).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });

  test('a changed byte anywhere opens nothing', () => {
    const mine = newPair();
    const box = boxFor(mine.open, 'a', Buffer.from('其实可以只要一半'));
    for (let at = 0; at < box.length; at++) {
      const changed = Buffer.from(box);
      changed[at]! ^= 1;
      // The highest bit of an X25519 key is not part of it (RFC 7748 §5); it still is of the derived key.
      expect(openBox(mine.secret, 'a', changed), String(at)).toBeUndefined();
    }
    expect(unlock(Buffer.alloc(32), 'a', Buffer.alloc(3))).toBeUndefined();
    expect(openBox(mine.secret, 'a', Buffer.alloc(3))).toBeUndefined();
    expect(unlock(Buffer.alloc(32, 1), 'a', lock(Buffer.alloc(32, 2), 'a', Buffer.from('x')))).toBeUndefined();
  });

  test('any two shares give the secret back, one and the same twice do not', () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 2, max: 9 }), fc.nat(), fc.nat(), (secret, n, a, b) => {
        const shares = sharesOf(secret, n);
        const [first, second] = [shares[a % n]!, shares[b % n]!];
        const joined = fromShares(first, second);
        if (a % n === b % n) expect(joined).toBeUndefined();
        else expect(joined).toEqual(Buffer.from(secret));
      }),
    );
  });

  test('one share fits every secret alike: for each other secret there is a slope that gives the same share', () => {
    const counts = new Array<number>(256).fill(0);
    for (let i = 0; i < 8192; i++) counts[sharesOf(Uint8Array.of(7), 2)[0]![1]!]!++;
    expect(Math.max(...counts)).toBeLessThan(80);
    expect(Math.min(...counts)).toBeGreaterThan(5);
  });
});
