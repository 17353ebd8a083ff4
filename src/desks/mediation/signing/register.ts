import { z } from 'zod';
import { dayInChina } from '../../../ground/clock/index.ts';
import { defineQuery } from '../../../ground/command/index.ts';
import { sql, type Work } from '../../../ground/store/index.ts';
import { matterCommand } from '../../../registers/matters/command.ts';
import { tick } from '../../../registers/matters/fields.ts';
import type { OpenMatter } from '../../../registers/matters/open.ts';
import { moves } from '../lifecycle.ts';
import { refusals } from '../refusals.ts';
import { draftOf, setMark } from './marks.ts';

const use = {
  pages: z.number('请填写页数').int().min(1, '至少1页').max(500, '最多500页').default(1).meta({ zh: '文书页数' }),
  copies: z.number('请填写份数').int().min(1, '至少1份').max(600, '最多600份').default(3).meta({ zh: '份数' }),
  across: tick('加盖骑缝章'),
};
type Use = { pages: number; copies: number; across: boolean };

export interface SealUse extends Use {
  id: string;
  revision: number;
  organisationId: string;
  matterId: string;
  documentId: string;
  year: number | null;
  number: number | null;
  paper: string;
  code: string;
  askedBy: string;
  askedAt: Date;
  approvedBy: string | null;
  approvedAt: Date | null;
  readers: string[];
}

/** A line of the register that waits for its stamp. */
const waitingUse = (m: OpenMatter, documentId: string, organisationId: string): Promise<SealUse | undefined> =>
  m.call.work.one<SealUse>(sql`select * from seal_use where tenant_id = ${m.row.tenantId} and document_id = ${documentId}
    and organisation_id = ${organisationId} and approved_at is null order by asked_at desc limit 1`);

function newUse(m: OpenMatter, organisationId: string, { pages, copies, across }: Use): SealUse {
  const paper = draftOf(m.documents);
  if (!paper) throw refusals.noDraft();
  const { call, row } = m;
  return {
    id: call.chance.id(m.now),
    revision: 1,
    organisationId,
    matterId: row.id,
    documentId: paper.id,
    year: null,
    number: null,
    paper: paper.title,
    code: row.code,
    pages,
    copies,
    across,
    askedBy: call.actor.id,
    askedAt: m.now,
    approvedBy: null,
    approvedAt: null,
    readers: ['centre', `o:${organisationId}`, `u:${call.actor.id}`],
  };
}

const sealed = (m: OpenMatter) => ({ sealedBy: m.eventId, sealSalt: m.call.chance.bytes(16).toString('hex') });

/** The mediator asks for the committee's seal; the director of the committee stamps. One waiting line for one paper is enough. */
export const askSeal = matterCommand({
  name: 'mediation.askSeal',
  row: moves.askSeal,
  event: 'mediation.sealAsked',
  causes: '记进用印登记，等调委会主任批',
  wayOut: 'continue',
  input: z.object(use),
  run: async (m, input) => {
    const organisationId = m.row.organisationId ?? m.call.actor.organisationId;
    if (!organisationId) throw refusals.sealByCommittee();
    const asked = newUse(m, organisationId, input);
    if (await waitingUse(m, asked.documentId, organisationId)) throw refusals.sealAsked();
    m.call.work.add('seal_use', { ...asked, ...sealed(m) });
    m.tell({ ...input });
  },
});

/**
 * The director approves and stamps: a number of the committee's register for this year, without gaps, and with it the seal's mark on the
 * paper (人民调解法 29). There is no other way to that mark.
 */
export const useSeal = matterCommand({
  name: 'mediation.useSeal',
  row: moves.useSeal,
  event: 'mediation.sealUsed',
  causes: '用印登记编号，盖章；最后一个签完，协议当天生效',
  wayOut: 'continue',
  input: z.object(use),
  run: async (m, input) => {
    const { actor, work } = m.call;
    const organisationId = actor.organisationId;
    if (!organisationId) throw refusals.sealByCommittee();
    const fresh = newUse(m, organisationId, input);
    const waiting = await waitingUse(m, fresh.documentId, organisationId);
    const year = Number(dayInChina(m.now).slice(0, 4));
    const number = await nextNumber(work, organisationId, year);
    const line = { ...(waiting ?? fresh), ...input, year, number, approvedBy: actor.id, approvedAt: m.now };
    await setMark(m, { who: 'seal', kind: 'seal' });
    if (waiting) work.save('seal_use', { ...line, revision: waiting.revision + 1, ...sealed(m) });
    else work.add('seal_use', { ...line, ...sealed(m) });
    m.tell({ ...input, sealNumber: `${year}-${number}` });
  },
});

/** One stamp after another: the lock holds until this one is written. */
async function nextNumber(work: Work, organisationId: string, year: number): Promise<number> {
  await work.ask(sql`select pg_advisory_xact_lock(727008, hashtext(${`${work.tenantId}.${organisationId}.${year}`}))`);
  const row = await work.one<{ next: number }>(sql`select coalesce(max(number), 0) + 1 as next from seal_use
    where tenant_id = ${work.tenantId} and organisation_id = ${organisationId} and year = ${year}`);
  return Number(row!.next);
}

const listed = z.object({ year: z.coerce.number().int().min(2000).max(2200).optional() });

/** The register as it is read and taken away: no party, no word of a matter, only its code. */
export const sealUses = defineQuery({
  name: 'mediation.sealUses',
  zh: '用印登记',
  path: '/api/mediation/seal-uses',
  by: ['org', 'mediator', 'leader', 'archivist', 'auditor'],
  input: listed,
  run: async ({ work, now }, { year = Number(dayInChina(now).slice(0, 4)) }) => {
    const rows = await work.ask<SealUse & { organisation: string | null; asker: string | null; approver: string | null }>(sql`
      select u.*, o.zh as organisation, a.name as asker, b.name as approver from seal_use u
      left join organisation o on o.tenant_id = u.tenant_id and o.id = u.organisation_id
      left join staff a on a.tenant_id = u.tenant_id and a.id = u.asked_by
      left join staff b on b.tenant_id = u.tenant_id and b.id = u.approved_by
      where u.tenant_id = ${work.tenantId} and coalesce(u.year, extract(year from u.asked_at at time zone 'Asia/Shanghai')) = ${year}
      order by u.organisation_id, u.number desc nulls first, u.asked_at desc limit 2000`);
    return {
      year,
      lines: rows.map((u) => ({
        id: u.id,
        number: u.number === null ? null : `${u.year}-${u.number}`,
        organisation: u.organisation,
        paper: u.paper,
        code: u.code,
        matterId: u.matterId,
        pages: u.pages,
        copies: u.copies,
        across: u.across,
        asker: u.asker,
        askedAt: u.askedAt,
        approver: u.approver,
        approvedAt: u.approvedAt,
      })),
    };
  },
});
