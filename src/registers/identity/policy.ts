import type { Role } from './roles.ts';

/**
 * The one policy table. Who stands in which relation to a matter decides what they see and write; the check in code,
 * the row-level security (`db/policy.sql`), the printed table and the matrix test are all made from these rows.
 */
export type Relation = 'centre' | 'org' | 'member' | 'grid' | 'safety' | 'audit' | 'committee' | 'archive' | 'party' | 'page';

export interface RolePolicy {
  role: Role;
  /** Relations by which the role sees matters, and by which it may change them. */
  sees: readonly Relation[];
  writes: readonly Relation[];
  why: string;
}

export const rolePolicies: readonly RolePolicy[] = [
  { role: 'window', sees: ['centre', 'member'], writes: ['centre', 'member'], why: '窗口要能找到任何一件来过的事' },
  { role: 'seat', sees: ['centre', 'member'], writes: ['centre', 'member'], why: '来电人可能问任何一件事' },
  { role: 'gridWorker', sees: ['member', 'grid'], writes: ['member', 'grid'], why: '自己上报的和本网格的' },
  { role: 'triage', sees: ['centre', 'member'], writes: ['centre', 'member'], why: '分流全部来件' },
  { role: 'org', sees: ['member', 'org', 'committee'], writes: ['member', 'org', 'committee'], why: '交到本组织的；本会的调解记录由主任保管' },
  { role: 'mediator', sees: ['member'], writes: ['member'], why: '自己承办或登记的' },
  { role: 'judge', sees: ['member', 'org'], writes: ['member', 'org'], why: '与本院有关的' },
  { role: 'partner', sees: ['member', 'org'], writes: ['member', 'org'], why: '交到本部门的' },
  { role: 'crew', sees: ['member'], writes: ['member'], why: '派给自己的' },
  { role: 'leader', sees: ['centre', 'member'], writes: ['centre', 'member'], why: '对全部事项负责' },
  { role: 'safety', sees: ['member', 'safety'], writes: ['member', 'safety'], why: '安全路径上的' },
  {
    role: 'archivist',
    sees: ['centre', 'member', 'archive'],
    writes: ['centre', 'member', 'archive'],
    why: '立卷归档；调解结束以后才看调解记录',
  },
  { role: 'auditor', sees: ['centre', 'audit'], writes: [], why: '只读审计，也看登录与账号的留痕' },
  { role: 'admin', sees: [], writes: [], why: '管账号，不看事项' },
  { role: 'clock', sees: ['centre', 'safety', 'audit'], writes: ['centre', 'safety'], why: '记录到期，不作决定' },
  {
    role: 'party',
    sees: ['party', 'page'],
    writes: ['party', 'page'],
    why: '不登录；凭本人的链接，只到自己的这一件：邀请的链接只能答复，签字的链接只到签完为止',
  },
];

export const policyOf = (role: string): RolePolicy | undefined => rolePolicies.find((row) => row.role === role);

interface Standing {
  id: string;
  roles: readonly string[];
  organisationId: string | null;
  placeCodes: readonly string[];
  /** Colleagues who are absent now and handed their work over to this person. */
  standsInFor?: readonly string[];
  /** The one matter whose page a party's own link has opened. */
  matterId?: string;
}

/** What only a person's own sign-ins and account are written under: no matter ever names it, so it opens none. */
export const selfPrincipal = (staffId: string): string => `s:${staffId}`;

/** The one matter of a party's page: on its rows from the day that a link to it was given out. */
export const pagePrincipal = (matterId: string): string => `m:${matterId}`;

/** A party who holds a link to sign with: on their matter's rows while that link stands. */
export const signerPrincipal = (partyId: string): string => `p:${partyId}`;

/** The principals of a person in one relation; a row is theirs when its `readers` names one of them. */
function principals(relation: Relation, { id, organisationId, placeCodes, standsInFor = [], matterId }: Standing): string[] {
  if (relation === 'centre' || relation === 'safety' || relation === 'audit' || relation === 'archive') return [relation];
  if (relation === 'member') return [id, ...standsInFor].map((each) => `u:${each}`);
  // Two links, two doors: who answers an invitation does not sign by it, who signs does not answer.
  if (relation === 'party') return matterId ? [] : [signerPrincipal(id)];
  if (relation === 'page') return matterId ? [pagePrincipal(matterId)] : [];
  if (relation === 'org') return organisationId ? [`o:${organisationId}`] : [];
  if (relation === 'committee') return organisationId ? [`c:${organisationId}`] : [];
  return placeCodes.map((code) => `g:${code}`);
}

/** What a person sees and writes, from all their roles together. */
export function principalsOf(standing: Standing): { sees: string[]; writes: string[] } {
  const rows = standing.roles.map(policyOf).filter((row) => row !== undefined);
  const of = (pick: (row: RolePolicy) => readonly Relation[]) => [
    ...new Set([...rows.flatMap(pick).flatMap((relation) => principals(relation, standing)), selfPrincipal(standing.id)]),
  ];
  return { sees: of((row) => row.sees), writes: of((row) => row.writes) };
}

export const canSee = (who: { sees: readonly string[] }, readers: readonly string[]): boolean =>
  readers.some((r) => who.sees.includes(r));
export const canWrite = (who: { writes: readonly string[] }, readers: readonly string[]): boolean =>
  readers.some((r) => who.writes.includes(r));

/** How each table is guarded. `readers`: the row names who may; `tenant`: everyone of the centre; `staff`: the same, but no party by a link of their own; `own`: the person alone; `ownOrClock`: the clock too, that nothing outlives its days; roles: those only. */
export type Guard = 'readers' | 'tenant' | 'staff' | 'own' | 'ownOrClock' | 'nobody' | readonly Role[];

export interface TablePolicy {
  table: string;
  select: Guard;
  insert: Guard;
  update: Guard;
  delete: Guard;
}

const matterRows = ['matter', 'party', 'document', 'attachment', 'instalment', 'handover', 'consent'] as const;
const keepers: readonly Role[] = ['admin'];

export const tablePolicies: readonly TablePolicy[] = [
  ...matterRows.map((table) => ({ table, select: 'readers', insert: 'readers', update: 'readers', delete: 'nobody' }) as const),
  { table: 'matter_link', select: 'readers', insert: 'readers', update: 'readers', delete: 'nobody' },
  { table: 'clock', select: 'readers', insert: 'readers', update: 'readers', delete: 'nobody' },
  { table: 'notice', select: 'readers', insert: 'readers', update: 'readers', delete: 'nobody' },
  { table: 'event_detail', select: 'readers', insert: 'readers', update: 'readers', delete: 'nobody' },
  { table: 'ledger_event', select: ['auditor', 'clock', 'leader'], insert: 'readers', update: 'nobody', delete: 'nobody' },
  { table: 'ledger_queue', select: ['clock'], insert: 'tenant', update: 'nobody', delete: ['clock'] },
  { table: 'ledger_position', select: 'tenant', insert: ['clock'], update: 'nobody', delete: 'nobody' },
  { table: 'ledger_tile', select: 'tenant', insert: ['clock'], update: 'nobody', delete: 'nobody' },
  { table: 'ledger_checkpoint', select: 'tenant', insert: ['clock'], update: 'nobody', delete: 'nobody' },
  { table: 'place', select: 'tenant', insert: keepers, update: keepers, delete: 'nobody' },
  { table: 'place_post', select: 'staff', insert: keepers, update: keepers, delete: 'nobody' },
  { table: 'organisation', select: 'tenant', insert: keepers, update: keepers, delete: 'nobody' },
  { table: 'staff', select: 'staff', insert: keepers, update: 'own', delete: 'nobody' },
  { table: 'credential', select: 'own', insert: keepers, update: 'own', delete: 'nobody' },
  { table: 'session', select: 'own', insert: 'own', update: 'own', delete: 'nobody' },
  { table: 'oidc_identity', select: 'own', insert: keepers, update: 'nobody', delete: keepers },
  { table: 'draft', select: 'ownOrClock', insert: 'own', update: 'ownOrClock', delete: 'ownOrClock' },
  { table: 'saved_view', select: 'own', insert: 'own', update: 'own', delete: 'own' },
  {
    table: 'import',
    select: ['window', 'seat', 'triage', 'leader', 'archivist', 'auditor', 'clock'],
    insert: ['window', 'seat', 'triage', 'leader'],
    update: ['window', 'seat', 'triage', 'leader'],
    delete: 'nobody',
  },
  {
    table: 'import_row',
    select: ['window', 'seat', 'triage', 'leader', 'archivist', 'auditor', 'clock'],
    insert: ['window', 'seat', 'triage', 'leader'],
    update: ['window', 'seat', 'triage', 'leader'],
    delete: 'nobody',
  },
  { table: 'idempotency', select: 'ownOrClock', insert: 'own', update: 'nobody', delete: ['clock'] },
  { table: 'public_key', select: 'staff', insert: 'own', update: 'own', delete: 'nobody' },
  { table: 'sitting', select: 'readers', insert: 'readers', update: 'readers', delete: 'nobody' },
  { table: 'talk', select: 'readers', insert: 'readers', update: 'readers', delete: 'nobody' },
  { table: 'talk_key', select: 'readers', insert: 'readers', update: 'readers', delete: 'readers' },
  { table: 'talk_code', select: 'readers', insert: 'readers', update: 'readers', delete: 'nobody' },
  { table: 'talk_opening', select: 'readers', insert: 'readers', update: 'readers', delete: 'nobody' },
  { table: 'file_number', select: 'tenant', insert: 'tenant', update: 'tenant', delete: 'nobody' },
  { table: 'signing_link', select: 'readers', insert: 'readers', update: 'nobody', delete: ['clock'] },
  { table: 'signature', select: 'readers', insert: 'readers', update: 'readers', delete: 'nobody' },
  { table: 'seal_use', select: 'readers', insert: 'readers', update: 'readers', delete: 'nobody' },
  { table: 'public_paper', select: 'tenant', insert: ['org', 'mediator', 'archivist'], update: 'nobody', delete: 'nobody' },
  { table: 'party_token', select: 'readers', insert: 'readers', update: 'readers', delete: ['clock'] },
];

/** The column that says whose row it is, for `own`. */
export const ownColumn: Readonly<Record<string, string>> = { staff: 'id', idempotency: 'actor_id' };
