import type { Call } from '../../../ground/command/index.ts';
import { sql, type Work } from '../../../ground/store/index.ts';
import type { MatterRow, PartyRow } from '../../../registers/matters/model.ts';
import {
  type DeclaredTie,
  type Hint,
  type MediatorFacts,
  type PartyFacts,
  plain,
  type Trace,
  tiesBetween,
  tiesByRole,
} from './ties.ts';

type At = Pick<Call, 'work' | 'vault'>;
type Matter = Pick<MatterRow, 'id' | 'previousId' | 'recordedBy'>;

/** Addresses that say a house, not a town. */
const MIN_ADDRESS = 6;
export const blindAddress = ({ work, vault }: At, address: string): string | null =>
  plain(address).length < MIN_ADDRESS ? null : vault.blind(String(work.tenantId), 'address', plain(address)).toString('hex');

/** Which of these mediators should be looked at twice for this matter, and why. Two round trips for any number of them. */
export async function hintsFor(
  at: At,
  matter: Matter,
  parties: readonly PartyRow[],
  ids: readonly string[],
): Promise<Map<string, Hint[]>> {
  if (ids.length === 0) return new Map();
  const mediators = await factsOf(at.work, ids);
  const people = parties.map(
    (party): PartyFacts => ({
      id: party.id,
      name: party.name,
      kind: party.kind,
      address: party.address,
      phoneBlind: party.phoneBlind?.toString('hex') ?? null,
      addressBlind: party.address ? blindAddress(at, party.address) : null,
    }),
  );
  const traces = await tracesOf(at.work, matter, ids);
  return new Map(
    mediators.map((mediator) => [
      mediator.id,
      [
        ...unique(people.flatMap((party) => tiesBetween(mediator, party))),
        ...tiesByRole(traces.filter(({ staffId }) => staffId === mediator.id)),
      ],
    ]),
  );
}
const unique = (hints: readonly Hint[]): Hint[] => [...new Map(hints.map((hint) => [hint.zh, hint])).values()];

async function factsOf(work: Work, ids: readonly string[]): Promise<MediatorFacts[]> {
  return (
    await work.ask<Omit<MediatorFacts, 'ties'> & { ties: DeclaredTie[] | null }>(sql`
      select s.id, s.name, s.organisation_id, o.zh as organisation_zh, s.mediator->'conflicts' as ties
      from staff s left join organisation o on o.tenant_id = s.tenant_id and o.id = s.organisation_id
      where s.tenant_id = ${work.tenantId} and s.id = any(${ids}::uuid[])`)
  ).map((row) => ({ ...row, ties: row.ties ?? [] }));
}

/**
 * What they did here, in the matters linked with it, and beside its parties on other papers. Read beyond the sight of whoever asks:
 * a director must be told that there is something, and is told nothing more.
 */
async function tracesOf(work: Work, matter: Matter, ids: readonly string[]): Promise<Trace[]> {
  let found: Trace[] = [];
  await work.beyond(['centre'], async () => {
    found = await work.ask<Trace>(sql`
      with linked as (
        select other_id as id from matter_link where tenant_id = ${work.tenantId} and matter_id = ${matter.id} and kind <> 'apart'
        union select matter_id from matter_link where tenant_id = ${work.tenantId} and other_id = ${matter.id} and kind <> 'apart'
        union select id from matter where tenant_id = ${work.tenantId} and id = ${matter.previousId}
        union select id from matter where tenant_id = ${work.tenantId} and previous_id = ${matter.id}
      ), same as (
        select q.id, q.matter_id from party p join party q on q.tenant_id = p.tenant_id and q.phone_blind = p.phone_blind and q.matter_id <> p.matter_id
          where p.tenant_id = ${work.tenantId} and p.matter_id = ${matter.id}
        union select q.id, q.matter_id from party p join party q on q.tenant_id = p.tenant_id and q.id_blind = p.id_blind and q.matter_id <> p.matter_id
          where p.tenant_id = ${work.tenantId} and p.matter_id = ${matter.id}
      )
      select distinct e.actor_id as staff_id, e.kind, e.matter_id <> ${matter.id} as elsewhere from event_detail e
        where e.tenant_id = ${work.tenantId} and e.actor_id = any(${ids}::uuid[])
          and e.matter_id = any(array(select id from linked union select ${matter.id}::uuid))
      union select m.recorded_by, 'recorded', m.id <> ${matter.id} from matter m
        where m.tenant_id = ${work.tenantId} and m.recorded_by = any(${ids}::uuid[]) and m.id = any(array(select id from linked union select ${matter.id}::uuid))
      union select m.mediator_id, 'mediator', true from matter m
        where m.tenant_id = ${work.tenantId} and m.mediator_id = any(${ids}::uuid[]) and m.id = any(array(select id from linked))
      union select (k->>'by')::uuid, 'coSigned', true from same
        join document d on d.tenant_id = ${work.tenantId} and d.matter_id = same.matter_id
        cross join jsonb_array_elements(d.marks) k
        where k->>'by' = any(${ids}::text[]) and exists (select 1 from jsonb_array_elements(d.marks) o where o->>'by' = same.id::text)`);
  });
  return found;
}
