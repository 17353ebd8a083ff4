import { z } from 'zod';
import { defineQuery, type Query } from '../../../ground/command/index.ts';
import { sql, type Work } from '../../../ground/store/index.ts';
import { inContact } from '../../../registers/identity/roles.ts';
import type { MatterRow, PartyRow } from '../../../registers/matters/model.ts';
import { refusals as matterRefusals } from '../../../registers/matters/refusals.ts';
import { loadMatter } from '../../../registers/matters/store.ts';
import { hintsFor } from './hints.ts';
import type { Hint } from './ties.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** [D] 20 class-hours a year; who has fewer is shown with a warning and may still be chosen. */
const TRAINING_HOURS = 20;
const OPEN = ['ASSIGNED', 'MEDIATING', 'SUSPENDED', 'SIGNING', 'EFFECTIVE'];
const kindsZh = { fullTime: '专职', partTime: '兼职', invited: '特邀', volunteer: '志愿', expert: '专家' } as const;

interface Listed {
  id: string;
  name: string;
  organisationId: string | null;
  committee: string | null;
  kind: keyof typeof kindsZh | null;
  skills: string[] | null;
  languages: string[] | null;
  level: number | null;
  trainingHours: number | null;
  absentUntil: Date | null;
}

/** What a party may know of a mediator before choosing: nothing of how their matters ended. */
export interface Choosable {
  id: string;
  name: string;
  committee: string | null;
  kindZh: string | null;
  skills: string[];
  languages: string[];
  levelZh: string | null;
  /** How much lies on the desk: a band, not a number. */
  band: 'few' | 'some' | 'many';
  /** Why this one stands here. */
  why: string[];
  warnings: string[];
  hints: Hint[];
  wantedBy: string[];
  struckBy: string[];
}

const listed = (work: Work): Promise<Listed[]> =>
  work.ask<Listed>(sql`
    select s.id, s.name, s.organisation_id, o.zh as committee, s.mediator->>'kind' as kind, s.mediator->'skills' as skills,
      s.mediator->'languages' as languages, (s.mediator->>'level')::int as level, (s.mediator->>'trainingHours')::int as training_hours,
      case when s.absent_from <= ${work.now} and s.absent_until > ${work.now} then s.absent_until end as absent_until
    from staff s left join organisation o on o.tenant_id = s.tenant_id and o.id = s.organisation_id
    where s.tenant_id = ${work.tenantId} and s.active and 'mediator' = any(s.roles) order by s.name, s.id`);

/** Counted over the whole centre, beyond the sight of whoever asks: only the band is told. */
async function onTheDesk(work: Work): Promise<Map<string, number>> {
  let rows: { mediatorId: string; n: number }[] = [];
  await work.beyond(['centre'], async () => {
    rows = await work.ask(sql`
      select mediator_id, count(*) as n from matter where tenant_id = ${work.tenantId} and mediator_id is not null and state = any(${OPEN}) group by 1`);
  });
  return new Map(rows.map(({ mediatorId, n }) => [mediatorId, Number(n)]));
}
const bandOf = (n: number): Choosable['band'] => (n < 5 ? 'few' : n < 13 ? 'some' : 'many');
const bandZh = { few: '手上的事不多', some: '手上的事适中', many: '手上的事较多' } as const;

function reasons(one: Listed, matter: MatterRow, band: Choosable['band']): string[] {
  const fits = matter.category && (one.skills ?? []).some((skill) => skill === '*' || matter.category!.startsWith(skill));
  return [
    ...(fits ? ['擅长这一类纠纷'] : []),
    ...(one.organisationId && one.organisationId === matter.organisationId ? ['在承办这件事的调委会'] : []),
    ...(band === 'few' ? [bandZh.few] : []),
  ];
}

const saidOf = (parties: readonly PartyRow[], { choices = {} }: MatterRow['facts'], id: string, what: 'wants' | 'strikes') =>
  parties.filter((party) => choices[party.id]?.[what].includes(id)).map(({ name }) => name ?? '（没有留名）');

/** Everybody whom the parties may choose; the first three are proposed with reasons, none is left out, a person decides (人民调解法 19). */
export const roster = defineQuery({
  name: 'mediation.roster',
  zh: '可以选的调解员',
  path: '/api/mediation/{id}/roster',
  by: inContact,
  input: z.object({ id: z.string().max(60) }),
  async run({ work, vault }, { id }) {
    const found = UUID.test(id) ? await loadMatter(work, id, false) : undefined;
    if (!found) throw matterRefusals.notFound();
    const { matter, parties } = found;
    const all = await listed(work);
    const load = await onTheDesk(work);
    const hints = await hintsFor(
      { work, vault },
      matter,
      parties,
      all.map((one) => one.id),
    );
    const rows = all.map((one) => {
      const band = bandOf(load.get(one.id) ?? 0);
      const short = (one.trainingHours ?? 0) < TRAINING_HOURS;
      return {
        id: one.id,
        name: one.name,
        committee: one.committee,
        kindZh: one.kind ? (kindsZh[one.kind] ?? null) : null,
        skills: one.skills ?? [],
        languages: one.languages ?? [],
        levelZh: one.level ? `${'一二三四'[one.level - 1]}级调解员` : null,
        band,
        why: reasons(one, matter, band),
        warnings: [
          ...(one.absentUntil ? ['现在不在岗'] : []),
          ...(short ? [`本年培训${one.trainingHours ?? 0}学时，不足${TRAINING_HOURS}学时`] : []),
        ],
        hints: hints.get(one.id) ?? [],
        wantedBy: saidOf(parties, matter.facts, one.id, 'wants'),
        struckBy: saidOf(parties, matter.facts, one.id, 'strikes'),
      };
    });
    const { choices = {}, proposal } = matter.facts;
    const spoke = parties.filter((party) => !party.goneAt && (choices[party.id]?.wants.length ?? 0) > 0);
    const common = rows.filter((row) => spoke.length > 0 && spoke.every((party) => choices[party.id]!.wants.includes(row.id)));
    return {
      mediators: rows.sort((a, b) => place(a) - place(b)),
      proposal: proposal
        ? {
            name: rows.find((row) => row.id === proposal.mediatorId)?.name ?? '',
            said: parties.flatMap((party) =>
              proposal.said[party.id] ? [{ name: party.name, answer: proposal.said[party.id]! }] : [],
            ),
          }
        : null,
      spoke: spoke.length,
      present: parties.filter((party) => !party.goneAt).length,
      common: common.map((row) => row.name),
    };
  },
});

/** Order of showing only: who was struck stands last, who has reasons stands first. */
const place = (row: Choosable): number =>
  row.struckBy.length * 100 +
  row.hints.filter(({ asks }) => asks).length * 10 +
  row.warnings.length * 3 -
  row.wantedBy.length * 5 -
  row.why.length;

export const queries = [roster] as unknown as readonly Query[];
