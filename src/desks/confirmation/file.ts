import { sql, type Work } from '../../ground/store/index.ts';
import { type Checked, type Court, type Precheck, precheck } from '../../registers/matters/confirmable.ts';
import type { HandoverRow, InstalmentRow, MatterRow, PartyRow } from '../../registers/matters/model.ts';

interface Body {
  id: string;
  zh: string;
  kind: string;
  placeCode: string | null;
  intermediate: boolean;
}

/** What the pre-check needs of a matter: the record, its children, the names of what was handed in. */
export interface CheckedMatter {
  matter: MatterRow;
  parties: readonly PartyRow[];
  instalments: readonly InstalmentRow[];
  handovers: readonly HandoverRow[];
  documents: readonly { kind: string; state: string }[];
  attachments: readonly { name: string; state: string }[];
}

/** The pre-check of this matter on this day, with the courts and the committee as the register knows them. */
export async function checkMatter(work: Work, found: CheckedMatter): Promise<Checked> {
  const bodies = await work.ask<Body>(sql`
    select id, zh, kind, place_code, coalesce(settings->>'courtLevel' = 'intermediate', false) as intermediate from organisation
    where tenant_id = ${work.tenantId} and active and (kind in ('court', 'centre') or id = ${found.matter.organisationId}) order by key`);
  return precheck(fileOf(found, bodies), work.now);
}

const clean = ({ state }: { state: string }) => state !== 'quarantined';

/** A court's area by name: 平澜县人民法院 → 平澜县, as it stands in an address. */
const areaOf = (court: Court): string => court.zh.replace(/(中级)?人民法院$/, '');

function fileOf({ matter, parties, instalments, handovers, documents, attachments }: CheckedMatter, bodies: Body[]): Precheck {
  const courts = bodies.filter(({ kind }) => kind === 'court');
  const centre = bodies.find(({ kind }) => kind === 'centre')?.placeCode ?? null;
  // A county's own court and centre may stand in the register without a place of their own: then they sit where the centre sits.
  const seated = courts.map((court) => ({ ...court, placeCode: court.placeCode ?? centre ?? countyOf(matter) }));
  const homes = parties
    .filter((party) => !party.goneAt && party.address)
    .flatMap(({ address }) => seated.filter((court) => address!.includes(areaOf(court))).map(({ placeCode }) => placeCode ?? ''));
  const seat = bodies.find(({ id }) => id === matter.organisationId)?.placeCode ?? centre ?? countyOf(matter);
  const paid = instalments.length > 0 && instalments.every(({ how }) => how === '当场履行');
  return {
    ...matter,
    performed: paid,
    courts: seated,
    invitedBy: handovers.find(({ channel, state }) => channel === 'court' && state !== 'declined')?.fromOrg ?? null,
    places: {
      domicile: homes.filter(Boolean),
      subject: matter.placeCode ? [matter.placeCode] : [],
      seat: seat ? [seat] : [],
    },
    intermediate: false,
    materials: {
      papers: documents.filter(({ state }) => state === 'issued').map(({ kind }) => kind),
      attachments: attachments.filter(clean).map(({ name }) => name),
    },
  };
}

const countyOf = ({ placeCode }: MatterRow): string | null => placeCode?.slice(0, 6) ?? null;
