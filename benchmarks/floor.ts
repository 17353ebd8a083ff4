import { randomBytes, randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { pg } from '../src/ground/store/index.ts';

/**
 * The honest floor: what any server pays to write the same six rows durably. Fastify, node-postgres, one prepared statement in one
 * round trip, the same indexes, fsync on; nobody is asked who they are, nothing is checked, encrypted, sealed or numbered.
 */
export const floorSchema = `
  drop schema if exists floor cascade;
  create schema floor;
  create table floor.matter (tenant_id int, id uuid, code text, state text, title text, narrative text, channel text, place_code text,
    received_at timestamptz, organisation_id uuid, mediator_id uuid, due_at timestamptz, body jsonb, grams int[], primary key (tenant_id, id));
  create unique index on floor.matter (tenant_id, code);
  create index on floor.matter (tenant_id, received_at desc, id);
  create index on floor.matter (tenant_id, state, received_at desc);
  create index on floor.matter (tenant_id, organisation_id, due_at);
  create index on floor.matter using gin (grams);
  create table floor.party (tenant_id int, id uuid, matter_id uuid, name text, phone text, primary key (tenant_id, id));
  create index on floor.party (tenant_id, matter_id);
  create index on floor.party (tenant_id, phone);
  create table floor.event (tenant_id int, id uuid, at timestamptz, matter_id uuid, kind text, leaf bytea, primary key (tenant_id, at, id));
  create table floor.detail (tenant_id int, id uuid, at timestamptz, matter_id uuid, data jsonb, primary key (tenant_id, at, id));
  create index on floor.detail (tenant_id, matter_id, at);
  create table floor.clock (tenant_id int, matter_id uuid, code text, due_at timestamptz, primary key (tenant_id, matter_id, code));
  create index on floor.clock (tenant_id, due_at);
  create table floor.notice (tenant_id int, id uuid, matter_id uuid, body text, state text, made_at timestamptz, primary key (tenant_id, id));
  create index on floor.notice (tenant_id, made_at) where state = 'waiting';
  do $$ begin create role jiefen_floor login; exception when duplicate_object then null; end $$;
  grant usage on schema floor to jiefen_floor;
  grant insert on all tables in schema floor to jiefen_floor;`;

const sixRows = `with
  m as (insert into floor.matter (tenant_id, id, code, state, title, narrative, channel, place_code, received_at, due_at, body, grams)
    values (1, $1, $2, 'REGISTERED', $3, $4, $5, $6, now(), now() + interval '5 days', $7, $8)),
  p as (insert into floor.party values (1, $9, $1, $10, $11)),
  e as (insert into floor.event values (1, $12, now(), $1, 'intake.received', $13)),
  d as (insert into floor.detail values (1, $12, now(), $1, $7)),
  c as (insert into floor.clock values (1, $1, 'D01', now() + interval '1 day'))
  insert into floor.notice values (1, $14, $1, $3, 'waiting', now())`;

interface Told {
  channel: string;
  narrative: string;
  place?: { code?: string };
  reporter?: { name?: string; phone?: string };
}

/** Serves `POST /` on `port` until it is killed. `connection`: the unix socket of the same database that the product uses. */
export async function serveFloor(connection: { host: string; port: number; database: string }, port: number): Promise<void> {
  const pool = new pg.Pool({ ...connection, user: 'jiefen_floor', max: 16 });
  const app = Fastify({ logger: false });
  app.post('/', async (request, reply) => {
    const { channel, narrative, place, reporter } = request.body as Told;
    const [id, code] = [randomUUID(), randomBytes(6).toString('hex')];
    const grams = [...narrative]
      .map((letter, i) => letter.charCodeAt(0) * 65_536 + narrative.charCodeAt(i + 1))
      .map((n) => n | 0);
    const values = [
      id,
      code,
      narrative.slice(0, 40),
      narrative,
      channel,
      place?.code ?? null,
      JSON.stringify({ channel }),
      grams,
    ];
    const more = [randomUUID(), reporter?.name ?? null, reporter?.phone ?? null, randomUUID(), randomBytes(32), randomUUID()];
    await pool.query({ name: 'six', text: sixRows, values: [...values, ...more] });
    return reply.code(201).send({ id, code });
  });
  await app.listen({ port, host: '127.0.0.1' });
}
