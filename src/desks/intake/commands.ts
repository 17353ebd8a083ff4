import { z } from 'zod';
import { defineCommand } from '../../ground/command/index.ts';
import { sql } from '../../ground/store/index.ts';
import { standingLaw } from '../../registers/matters/clocks.ts';
import { type MatterCommand, matterCommand } from '../../registers/matters/command.ts';
import { choice, id, maybeText, PartyMove, partyMove, text, yes } from '../../registers/matters/fields.ts';
import { neededWords, words } from '../../registers/matters/model.ts';
import type { OpenMatter } from '../../registers/matters/open.ts';
import { refusals as matterRefusals } from '../../registers/matters/refusals.ts';
import { routeLines } from '../../registers/matters/routes.ts';
import { everyDisputeState, shortStates } from '../../registers/matters/states.ts';
import { newParty, PartyInput } from '../../registers/parties/index.ts';
import { attach } from './attach.ts';
import { importRow, undoImport } from './importing/index.ts';
import { moves, receivers } from './lifecycle.ts';
import { onTheSpot } from './onTheSpot/index.ts';
import { receive, record } from './receive.ts';
import { refusals } from './refusals.ts';

const short = { path: 'short' } as const;

export const answer = matterCommand({
  ...short,
  name: 'intake.answer',
  row: moves.answer,
  event: 'intake.answered',
  causes: '答复会交给反映人',
  input: z.object({
    reply: text('答复内容', 4000),
    way: choice('怎样告诉的', { inPerson: '当面', phone: '电话', message: '短信', letter: '书面' }).default('phone'),
  }),
  run: (m, { reply, way }) => {
    m.to('ANSWERED').tell({ reply, way });
    m.noticeAll('answered', '答复', reply);
  },
});
export const passOn = matterCommand({
  ...short,
  name: 'intake.passOn',
  row: moves.passOn,
  event: 'intake.passedOn',
  causes: '转给有关单位，5个工作日内反馈',
  input: z.object({
    toOrganisationId: id('转给谁', 'organisation'),
    reason: text('理由', 1000),
    contact: maybeText('对方联系人', 100),
  }),
  run: (m, { toOrganisationId, reason, contact }) => {
    m.to('PASSED').admit({ organisation: toOrganisationId });
    m.addHandover({
      toOrg: toOrganisationId,
      fromOrg: m.call.actor.organisationId,
      channel: 'passOn',
      reason,
      legalBasis: '职责范围',
      contact: contact ?? null,
      outline: m.row.title,
    });
    m.noticeAll('passedOn', '已转办', `您反映的事已转给有关单位。${contact ? `联系人：${contact}。` : ''}办理结果会告诉您。`);
    m.tell({ to: toOrganisationId, reason });
  },
});

function mine(m: OpenMatter) {
  const found = m.handovers.findLast((h) => h.state === 'sent' || h.state === 'signed' || h.state === 'accepted');
  if (!found || found.toOrg !== m.call.actor.organisationId) throw refusals.notYours();
  return found;
}
export const reply = matterCommand({
  ...short,
  name: 'intake.reply',
  row: moves.reply,
  event: 'intake.replied',
  causes: '结果由中心告知反映人',
  input: z.object({ result: text('办理结果', 4000) }),
  run: (m, { result }) => {
    m.saveHandover(mine(m), { state: 'fedBack', fedBackAt: m.now, result });
    m.to('ANSWERED').tell({ reply: result });
    m.noticeAll('answered', '办理结果', result);
  },
});
export const sendBack = matterCommand({
  ...short,
  name: 'intake.sendBack',
  row: moves.sendBack,
  event: 'intake.sentBack',
  causes: '退回中心另行安排',
  input: z.object({
    code: z
      .string()
      .regex(/^[A-Za-z][\w-]{0,39}$/, '请选择退回代码')
      .meta({ zh: '退回代码', widget: 'declineCode' }),
    reason: text('理由', 500),
  }),
  run: (m, { code, reason }) => {
    m.saveHandover(mine(m), { state: 'declined', answeredAt: m.now, declineCode: code, reply: reason });
    m.to('RECEIVED').dismiss({ organisation: m.call.actor.organisationId }).tell({ code, reason });
  },
});
export const object = matterCommand({
  ...short,
  name: 'intake.object',
  row: moves.object,
  event: 'intake.objected',
  causes: '重新答复一次',
  input: PartyMove,
  shut: (row) => (row.facts.declined === 'objected' ? refusals.onceOnly : undefined),
  run: (m, { partyId, by, words: said }) => {
    m.party(partyId);
    m.to('RECEIVED').facts({ declined: 'objected' }).tell({ partyId, by, words: said });
  },
});
export const convert = matterCommand({
  ...short,
  name: 'intake.convert',
  row: moves.convert,
  event: 'intake.converted',
  causes: '作为纠纷办理，编码不变',
  input: z.object({
    agreed: yes('当事人同意作为纠纷来调解'),
    respondent: PartyInput.optional().meta({ zh: '对方', widget: 'person' }),
    category: z
      .string()
      .regex(/^[A-Z]{3}\d\d$/)
      .optional()
      .meta({ zh: '纠纷类型', widget: 'category' }),
  }),
  run: (m, { respondent, category }) => {
    m.set({ kind: 'dispute', category: category ?? m.row.category }).to('REGISTERED');
    if (respondent) m.addParty(newParty(m.call, 'respondent', respondent, 'respondent'));
    m.tell({ category });
  },
});
export const finish = matterCommand({
  ...short,
  name: 'intake.finish',
  row: moves.finish,
  event: 'intake.finished',
  causes: '办结',
  input: z.object({ words: maybeText('说明', 500) }),
  run: (m, { words: said }) => {
    m.to('DONE').tell({ words: said });
  },
});
export const withdrawShort = matterCommand({
  ...short,
  name: 'intake.withdraw',
  row: moves.withdrawShort,
  event: 'intake.withdrawn',
  causes: '办结，以后可以再来',
  input: z.object(partyMove),
  run: (m, { partyId, by, words: said }) => {
    m.party(partyId);
    m.to('DONE').tell({ partyId, by, words: said });
  },
});
export const shortToCourt = matterCommand({
  ...short,
  name: 'intake.goToCourt',
  row: moves.shortToCourt,
  event: 'matter.goneToCourt',
  wayOut: 'court',
  causes: '马上可以起诉；带走材料包',
  input: PartyMove,
  run: (m, { partyId, by, words: said }) => {
    const party = m.party(partyId);
    m.addDocument('法院材料包', '法院材料包', {
      code: m.row.code,
      asker: { name: party.name, side: party.side },
      request: party.side === 'respondent' || m.row.lateEntry ? m.row.title : m.row.narrative,
      requestReceivedAt: m.row.receivedAt.toISOString(),
      next: routeLines(m.row.category, m.now, ['court']),
      fee: '取走材料包不收费',
    });
    m.tell({ partyId, by, words: said });
  },
});

const anyState = [...everyDisputeState, ...Object.keys(shortStates)];

export const unmask = matterCommand({
  name: 'matters.unmask',
  secret: true,
  path: 'any',
  event: 'matter.unmasked',
  causes: '写入留痕，当事人可以要求查看',
  row: {
    zh: '查看完整号码',
    by: ['window', 'seat', 'gridWorker', 'triage', 'org', 'mediator', 'judge', 'partner', 'leader', 'safety', 'archivist'],
    from: anyState,
    to: ['same'],
    basis: '个人信息保护法 51',
  },
  input: z.object({
    partyId: id('哪一位', 'party'),
    field: choice('看什么', { phone: '电话', idNumber: '身份证号' }),
    reason: neededWords(200, '用途').meta({ zh: '用途' }),
  }),
  run: (m, { partyId, field, reason }) => {
    const party = m.party(partyId);
    const sealed = party[field];
    const column = field === 'phone' ? 'phone' : 'id_number';
    const value = sealed ? m.call.vault.open(String(m.row.tenantId), { table: 'party', column, row: party.id }, sealed) : null;
    m.tell({ partyId, field, reason });
    return { value };
  },
});

export const linkMatter = matterCommand({
  name: 'matters.link',
  path: 'any',
  event: 'matter.linked',
  causes: '由人决定：合并、关联，或者各办各的',
  row: {
    zh: '处理疑似重复',
    by: ['window', 'seat', 'gridWorker', 'triage', 'org', 'leader'],
    from: anyState.filter((state) => state !== 'ARCHIVED'),
    to: ['same'],
    basis: '[D] 机器提示，人决定',
  },
  input: z.object({
    otherId: z.uuid().meta({ zh: '另一件', widget: 'matter' }),
    kind: choice('怎样处理', { joined: '合并为共同申请', linked: '关联起来', apart: '不是一回事' }),
    reason: words(300, '理由').optional().meta({ zh: '理由' }),
  }),
  run: async (m, { otherId, kind, reason }) => {
    if (otherId === m.row.id) throw refusals.sameMatter();
    const { work } = m.call;
    const other = await work.one<{ id: string; code: string }>(
      sql`select id, code from matter where tenant_id = ${work.tenantId} and id = ${otherId}`,
    );
    if (!other) throw matterRefusals.notFound();
    work.add('matter_link', {
      id: m.call.chance.id(m.now),
      matterId: m.row.id,
      otherId,
      kind,
      reason: reason ?? null,
      decidedBy: m.call.actor.id,
      decidedAt: m.now,
      readers: m.readers(),
    });
    if (kind === 'joined') {
      const people = await work.ask<{ name: string | null; phoneMask: string | null }>(
        sql`select name, phone, phone_blind, phone_mask, id_number, id_blind, id_mask, address from party where tenant_id = ${work.tenantId} and matter_id = ${otherId} and side <> 'respondent'`,
      );
      // Sealed numbers are bound to their own row and stay there; the joined matter is one click away.
      for (const { name } of people) m.addParty({ id: m.call.chance.id(m.now), side: 'joined', name });
    }
    m.tell({ otherId, code: other.code, kind, reason });
  },
});

/** A visit that ends as a consultation, in three fields (§8.0). */
export const consultation = defineCommand({
  name: 'intake.consultation',
  zh: '登记并答复咨询',
  by: receivers,
  on: 'none',
  event: 'intake.consulted',
  input: z.object({
    narrative: neededWords(20_000, '问了什么').meta({ zh: '问了什么', widget: 'longtext' }),
    reply: neededWords(4000, '怎样答复的').meta({ zh: '怎样答复的', widget: 'longtext' }),
    name: words(60, '姓名').optional().meta({ zh: '姓名（可不填）' }),
    channel: choice('来自', { window: '窗口', hotline12345: '12345热线', grid: '网格上报', petition: '信访' }).default('window'),
  }),
  async run(call, { narrative, reply: said, name, channel }) {
    const m = record(call, { channel, narrative, reporter: { name }, urgent: false }, { kind: 'consultation' });
    m.to('DONE').starts('D01').meets('D01').tell({ reply: said });
    return { event: await m.close('intake.consulted', standingLaw()), id: m.row.id, extra: { code: m.row.code } };
  },
});

export const matterCommands = [
  answer,
  passOn,
  reply,
  sendBack,
  object,
  convert,
  finish,
  withdrawShort,
  shortToCourt,
  unmask,
  linkMatter,
  attach,
  undoImport,
] as unknown as MatterCommand[];
export const plainCommands = [receive, consultation, onTheSpot, importRow];
