import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientConfig } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { v7 } from 'uuid';
import { plan } from '../counties/demo/days.ts';
import { dayInChina } from '../src/ground/clock/index.ts';
import { pg } from '../src/ground/store/index.ts';
import { foldText, gramsOf, timeGrams } from '../src/registers/matters/grams.ts';

const DAY_MS = 86_400_000;
/** A million of them, as a county has in seven years, end today. */
const EVERY_MS = DAY_MS / 385;
const columns = [
  'tenant_id',
  'id',
  'code',
  'revision',
  'kind',
  'category',
  'state',
  'title',
  'narrative',
  'names',
  'channel',
  'place_code',
  'received_at',
  'recorded_at',
  'recorded_by',
  'changed_at',
  'due_at',
  'due_certain',
  'grams',
  'readers',
];
const states = ['REGISTERED', 'ACCEPTED', 'MEDIATING', 'EFFECTIVE', 'ARCHIVED', 'TERMINATED', 'CLOSED', 'ARCHIVED'];

/** What is kept of each matter for the comparison by brute force: newest last. */
export interface Told {
  id: string;
  text: string;
}

/** Adds invented matters to a centre until there are `upTo`, as the owner by COPY: 385 a day, one after another. */
export async function fill(admin: ClientConfig, tenantId: number, recordedBy: string, told: Told[], upTo: number): Promise<void> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    const { rows } = await client.query("select pg_get_indexdef('matter_grams'::regclass) as text");
    await client.query("drop index matter_grams; set maintenance_work_mem = '512MB'; set synchronous_commit = off");
    const lines = Readable.from(matters(tenantId, recordedBy, told, upTo));
    await pipeline(lines, client.query(copyFrom(`copy matter (${columns.join(', ')}) from stdin`)));
    await client.query(rows[0].text);
    await client.query('vacuum analyze matter');
  } finally {
    await client.end();
  }
}

function* matters(tenantId: number, recordedBy: string, told: Told[], upTo: number): Generator<string> {
  const start = Date.now() - 1_000_000 * EVERY_MS;
  for (let seed = told.length; told.length < upTo; seed++) {
    let lines = '';
    for (const one of plan(new Date('2026-09-01'), 60, seed)) {
      if (told.length === upTo) break;
      const at = new Date(start + told.length * EVERY_MS);
      const id = v7({ msecs: at.getTime() });
      const names = [one.applicant?.name, one.respondent?.name].filter(Boolean).join(' ');
      const text = [one.title, one.narrative, names, ''].join(' ');
      told.push({ id, text: foldText(text) });
      const when = at.toISOString();
      lines += line([
        tenantId,
        id,
        randomBytes(9).toString('base64url'),
        1,
        one.kind,
        one.category,
        states[told.length % states.length],
        one.title,
        one.narrative,
        names,
        one.channel,
        one.placeCode,
        when,
        when,
        recordedBy,
        when,
        new Date(at.getTime() + 30 * DAY_MS).toISOString(),
        true,
        `{${[...gramsOf(text), ...timeGrams(dayInChina(at))]}}`,
        `{centre,g:${one.placeCode}}`,
      ]);
    }
    yield lines;
  }
}

const line = (values: unknown[]): string =>
  `${values.map((value) => (value === null || value === undefined ? '\\N' : String(value).replace(/[\\\n\r\t]/g, ' '))).join('\t')}\n`;
