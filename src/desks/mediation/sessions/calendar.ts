import { sayInstant } from '../../../ground/clock/index.ts';
import type { Actor } from '../../../ground/command/index.ts';
import { sql, type Work } from '../../../ground/store/index.ts';
import { stillTalking } from './lifecycle.ts';
import type { SittingRow } from './model.ts';

const two = (n: number): string => String(n).padStart(2, '0');
/** 20261122T063000Z: in UTC, so that no time zone has to be described. */
const stamp = (at: Date): string => at.toISOString().replace(/[-:]|\.\d+/g, '');
/** RFC 5545 §3.3.11. */
export const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

/** RFC 5545 §3.1: no line of more than 75 octets, and no character cut in two. */
export function folded(line: string): string {
  const lines: string[] = [];
  let [now, octets] = ['', 0];
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > 75) {
      lines.push(now);
      [now, octets] = [' ', 1];
    }
    now += letter;
    octets += size;
  }
  return [...lines, now].join('\r\n');
}

export interface CalendarEntry {
  uid: string;
  sequence: number;
  changedAt: Date;
  startsAt: Date;
  endsAt: Date;
  summary: string;
  place: string;
  words: string;
  cancelled: boolean;
}

/** A calendar as other programs read it (RFC 5545). */
export function calendarText(name: string, entries: readonly CalendarEntry[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Jiefen//Sessions//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap((entry) => [
      'BEGIN:VEVENT',
      `UID:${entry.uid}`,
      `SEQUENCE:${entry.sequence}`,
      `DTSTAMP:${stamp(entry.changedAt)}`,
      `DTSTART:${stamp(entry.startsAt)}`,
      `DTEND:${stamp(entry.endsAt)}`,
      `SUMMARY:${escaped(entry.summary)}`,
      `LOCATION:${escaped(entry.place)}`,
      `DESCRIPTION:${escaped(entry.words)}`,
      `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
      'CLASS:PRIVATE',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escaped(entry.summary)}`,
      'TRIGGER:-PT1H',
      'END:VALARM',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

type Found = SittingRow & { code: string; safety: string; matterState: string };

/** Sessions of one matter, or of all that this person mediates. Code and place only: a calendar lies open on other people's screens. */
export async function calendarOf(work: Work, actor: Actor, matterId?: string): Promise<string> {
  const which = matterId
    ? sql`s.matter_id = ${matterId}`
    : sql`(m.mediator_id = ${actor.id} or m.facts->'coMediators' ? ${actor.id}) and s.starts_at > ${new Date(work.now.getTime() - 90 * 86_400_000)}`;
  const rows = await work.ask<Found>(sql`
    select s.*, m.code, m.safety, m.state as matter_state from sitting s join matter m on m.tenant_id = s.tenant_id and m.id = s.matter_id
    where s.tenant_id = ${work.tenantId} and ${which} order by s.starts_at limit 2000`);
  return calendarText(matterId ? '这件事的调解' : '我的调解', rows.map(entryOf));
}

const entryOf = (row: Found): CalendarEntry => {
  const over = row.state === 'planned' && !stillTalking(row.matterState);
  const waits = row.safety === 'HELD' && row.form === 'joint' && row.state === 'planned';
  return {
    uid: `${row.id}@jiefen`,
    sequence: row.revision - 1 + (waits || over ? 1 : 0),
    changedAt: row.changedAt,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    summary: `${row.form === 'joint' ? '调解' : '单独谈话'} ${row.code}`,
    place: row.place,
    words: [
      `${sayInstant(row.startsAt)}，约${two(row.partyIds.length).replace(/^0/, '')}位`,
      row.online ? '线上进行' : '',
      row.interpreter ? `翻译：${row.interpreter}` : '',
      waits ? '安全保护中，先不进行' : '',
    ]
      .filter(Boolean)
      .join('\n'),
    cancelled: waits || over || row.state === 'cancelled' || row.state === 'moved',
  };
};
