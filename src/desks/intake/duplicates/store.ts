import { sql, type Work } from '../../../ground/store/index.ts';

export interface CandidateRow {
  id: string;
  code: string;
  title: string;
  narrative: string;
  state: string;
  placeCode: string | null;
  placeText: string | null;
  receivedAt: Date;
  people: Array<{ name: string | null; phone: string | null; id: string | null }>;
}

export interface Asked {
  phones: readonly string[];
  idNumbers: readonly string[];
  names: readonly string[];
  placeCode: string | null;
  grams: readonly number[];
  receivedAt: Date;
  except: string | null;
}

const blinds = (hex: readonly string[]) => sql`${hex.map((one) => `\\x${one}`)}::text[]::bytea[]`;

/**
 * Who could be the same, thirty days around, from four sides, each bounded so that asking while typing stays light: same person,
 * same name, same place, and the texts that share most of a sample of character pairs among the newest 3,000. Row-level security
 * leaves out what this person may not see.
 */
export async function candidates(
  work: Work,
  { phones, idNumbers, names, placeCode, grams, receivedAt, except }: Asked,
): Promise<CandidateRow[]> {
  const t = work.tenantId;
  const around = sql`m.tenant_id = ${t} and m.received_at between ${receivedAt}::timestamptz - interval '30 days' and ${receivedAt}::timestamptz + interval '30 days'`;
  return work.ask<CandidateRow>(sql`
    with by_person as (
      select p.matter_id as id from party p where p.tenant_id = ${t} and (p.phone_blind = any(${blinds(phones)}) or p.id_blind = any(${blinds(idNumbers)})) limit 200
    ), recent as (
      select m.id, m.place_code, m.names, m.grams from matter m where ${around} order by m.received_at desc limit 3000
    ), by_name as (
      select r.id from recent r where exists (select 1 from unnest(${names}::text[]) n where n <> '' and position(n in r.names) > 0) limit 100
    ), by_place as (
      select r.id from recent r where r.place_code = ${placeCode} limit 100
    ), by_text as (
      select r.id from recent r where r.grams && ${grams}::int[]
      order by (select count(*) from unnest(${grams}::int[]) g where g = any(r.grams)) desc limit 40
    )
    select m.id, m.code, m.title, left(m.narrative, 4000) as narrative, m.state, m.place_code, m.place_text, m.received_at,
      (select coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'phone', encode(p.phone_blind, 'hex'), 'id', encode(p.id_blind, 'hex'))), '[]')
         from party p where p.tenant_id = ${t} and p.matter_id = m.id) as people
    from matter m where ${around} and m.id is distinct from ${except}::uuid
      and m.id in (select id from by_person union select id from by_name union select id from by_place union select id from by_text)`);
}
