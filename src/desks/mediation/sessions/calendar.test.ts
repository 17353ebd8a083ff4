import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CalendarEntry, calendarText, escaped, folded } from './calendar.ts';

const entry: CalendarEntry = {
  uid: 'a@jiefen',
  sequence: 0,
  changedAt: new Date('2026-05-11T01:00:00Z'),
  startsAt: new Date('2026-05-12T06:30:00Z'),
  endsAt: new Date('2026-05-12T08:00:00Z'),
  summary: '调解 ABCD',
  place: '青埠街道调委会，二楼；左手第一间',
  words: '约2位\n翻译：手语',
  cancelled: false,
};

/** As a calendar program reads it back: unfolded (RFC 5545 §3.1), unescaped (§3.3.11). */
const unfold = (text: string): string[] => text.replace(/\r\n[ \t]/g, '').split('\r\n');
const plainOf = (text: string): string => text.replace(/\\([\\;,nN])/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign));

describe('iCalendar', () => {
  test('one event, line by line', () => {
    const text = calendarText('我的调解', [entry]);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(unfold(text)).toEqual(
      expect.arrayContaining([
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'DTSTART:20260512T063000Z',
        'DTEND:20260512T080000Z',
        'DTSTAMP:20260511T010000Z',
        'LOCATION:青埠街道调委会，二楼；左手第一间',
        'DESCRIPTION:约2位\\n翻译：手语',
        'STATUS:CONFIRMED',
      ]),
    );
    expect(unfold(calendarText('x', [{ ...entry, cancelled: true }]))).toContain('STATUS:CANCELLED');
  });

  test('no line is longer than 75 octets, none cuts a character, and what was written comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const plain = text.toWellFormed().replace(/[\u0000-\u0008\u000b-\u001f\u007f\r]/g, '');
        const line = folded(`SUMMARY:${escaped(plain)}`);
        for (const part of line.split('\r\n')) {
          expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
          expect(part.isWellFormed()).toBe(true);
          expect(part).not.toMatch(/[\r\n]/);
        }
        expect(plainOf(line.replace(/\r\n /g, '').slice('SUMMARY:'.length))).toBe(plain);
      }),
    );
  });

  test('nothing that is typed begins a line of its own', () => {
    const place = '调委会\r\nEND:VEVENT\nBEGIN:VEVENT\rATTACH:http://x';
    const lines = unfold(calendarText('x', [{ ...entry, place }]));
    expect(lines.filter((line) => /^(BEGIN|END):VEVENT$/.test(line))).toHaveLength(2);
    expect(lines.some((line) => line.startsWith('ATTACH'))).toBe(false);
  });
});
