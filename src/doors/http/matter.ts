import type { FastifyInstance } from 'fastify';
import QRCode from 'qrcode';
import { parse, type Reply } from '../../centre.ts';
import { dayInChina, sayDay, sayInstantInFull, sayUntil } from '../../ground/clock/index.ts';
import { normaliseCode } from '../../ground/ids/index.ts';
import { sql, type Work } from '../../ground/store/index.ts';
import { listMatters, MatterFilter } from '../../registers/matters/list.ts';
import type { ClockRow } from '../../registers/matters/model.ts';
import { refusals } from '../../registers/matters/refusals.ts';
import { stateZh } from '../../registers/matters/states.ts';
import { seeMatter } from '../../registers/matters/store.ts';
import { ruleOn } from '../../support/deadlines/index.ts';
import { type ThreadEntry, threadOf } from '../../thread.ts';
import { type Inside, signedIn } from './server.ts';
import { allOf, sendTable } from './table.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Pages that show one matter, and what is taken away from them: receipt, papers, the page of diligence, lists as tables. */
export function serveMatters(app: FastifyInstance, { centre }: Inside): void {
  app.get('/api/matters/:id', async (request) => {
    const { id } = request.params as { id: string };
    return centre.run(request.tenantId, signedIn(request, false), async (work, actor) => {
      const found = await idOf(work, id);
      const present: Reply = found ? await centre.present(work, actor, found) : {};
      if (!found || !present.view) throw refusals.notFound();
      return { ...present, thread: await threadOf(work, found), names: await namesOf(work) };
    });
  });

  app.get('/api/matters/:id/receipt', async (request) => {
    const { id } = request.params as { id: string };
    return centre.run(request.tenantId, signedIn(request, false), async (work, actor) => {
      const matterId = await idOf(work, id);
      const found = matterId ? await seeMatter(work, actor, matterId) : undefined;
      if (!found) throw refusals.notFound();
      const { matter } = found;
      return {
        code: matter.code,
        qr: await QRCode.toString(matter.code, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' }),
        title: matter.title,
        receivedZh: sayInstantInFull(matter.receivedAt),
        receivedAt: matter.receivedAt.toISOString(),
        state: stateZh(matter.state),
        promise: matter.promiseZh && matter.dueAt ? `${sayUntil(matter.dueAt)}前：${matter.promiseZh}` : null,
        nextStep: matter.kind === 'dispute' ? '中心先看这件事能不能调解，再分别联系双方' : '中心答复您，或者转给有关单位办理',
        rights: ['调解自愿、免费', '可以选择调解员', '随时可以撤回、退出', '任何时候都可以直接去法院'],
        limitation:
          matter.kind !== 'dispute'
            ? null
            : `您于${sayDay(dayInChina(matter.receivedAt))}提出请求，诉讼时效自此中断（诉讼时效规定第12条）。`,
      };
    });
  });

  app.get('/api/documents/:id', async (request) => {
    const { id } = request.params as { id: string };
    return centre.run(request.tenantId, signedIn(request, false), async (work) => {
      if (!UUID.test(id)) throw refusals.notFound();
      const found = await work.one<{
        matterId: string;
        kind: string;
        title: string;
        number: string | null;
        body: object;
        marks: unknown[];
        madeAt: Date;
        issuedAt: Date | null;
        code: string;
      }>(
        sql`select d.*, m.code from document d join matter m on m.tenant_id = d.tenant_id and m.id = d.matter_id where d.tenant_id = ${work.tenantId} and d.id = ${id}`,
      );
      if (!found) throw refusals.notFound();
      return {
        id,
        matterId: found.matterId,
        code: found.code,
        kind: found.kind,
        title: found.title,
        number: found.number,
        marks: found.marks,
        madeAt: found.madeAt,
        issuedAt: found.issuedAt,
        body: found.body,
        names: await namesOf(work),
      };
    });
  });

  app.get('/api/matters/:id/diligence', async (request) => {
    const { id } = request.params as { id: string };
    return centre.run(request.tenantId, signedIn(request, false), async (work, actor) => {
      const matterId = await idOf(work, id);
      const found = matterId ? await seeMatter(work, actor, matterId) : undefined;
      if (!found) throw refusals.notFound();
      const thread = await threadOf(work, found.matter.id);
      const head = await work.one<{ size: number; note: string }>(
        sql`select size, note from ledger_checkpoint where tenant_id = ${work.tenantId} order by size desc limit 1`,
      );
      return {
        code: found.matter.code,
        title: found.matter.title,
        rows: [
          ...thread.filter((entry) => entry.lane === 'open').map(diligenceRow),
          ...found.clocks
            .filter((clock) => clock.code !== 'D26')
            .flatMap((clock) => missedRow(clock, work.now, found.matter.receivedAt)),
        ].sort((a, b) => (a.at < b.at ? -1 : 1)),
        clocks: found.clocks.map(({ code, subject, startedAt, dueAt, metAt, onTime, state }) => ({
          zh: ruleOn(code, dayInChina(found.matter.receivedAt))?.zh ?? code,
          code,
          subject,
          startedAt,
          dueAt,
          metAt,
          onTime,
          state,
        })),
        proof: head ? { size: head.size, checkpoint: head.note } : null,
      };
    });
  });

  app.get('/api/matters/export', async (request, reply) => {
    const { format = 'xlsx', ...rest } = request.query as Record<string, string>;
    const filter = parse(MatterFilter, { ...rest, limit: 200 });
    const { lines, cut } = await centre.run(request.tenantId, signedIn(request, false), (work, actor) =>
      allOf((cursor) => listMatters(work, actor, centre.around.vault, { ...filter, cursor })),
    );
    const columns = [
      { zh: '编码', key: 'code' },
      { zh: '标题', key: 'title' },
      { zh: '当事人', key: 'names' },
      { zh: '事项', key: 'kindZh' },
      { zh: '状态', key: 'stateZh' },
      { zh: '来自', key: 'channelZh' },
      { zh: '地点', key: 'placeText' },
      { zh: '登记时间', key: 'receivedZh' },
      { zh: '承诺', key: 'promiseZh' },
    ];
    const rows = lines.map(({ promise, ...line }) => ({
      ...line,
      promiseZh: promise ? `${promise.zh} ${promise.dueAt ? sayUntil(new Date(promise.dueAt)) : ''}` : '',
    }));
    return sendTable(reply, format, 'matters', { sheet: '事项', columns, rows }, cut);
  });
}

/** What the centre knew, told and did, and when: the rows of 尽责证明. */
function diligenceRow({ at, zh, kind, actor }: ThreadEntry) {
  const told = /invited|answered|accepted|declined|terminated|left|assigned|fedBack|breached|urged/i.test(kind);
  const known = /received|noted|attached|partyAdded|imported|consulted/i.test(kind);
  return { at, zh, actor, kind: known ? 'known' : told ? 'told' : 'done' };
}

/** What was owed and not done in time: the page that protects the diligent also says this. */
function missedRow({ code, dueAt, onTime, state, certain }: ClockRow, now: Date, receivedAt: Date) {
  const late = onTime === false || (state === 'running' && certain && dueAt !== null && dueAt < now);
  const zh = ruleOn(code, dayInChina(receivedAt))?.zh ?? code;
  return late && dueAt ? [{ at: dueAt.toISOString(), zh: `到期没有做到：${zh}`, actor: null, kind: 'missed' }] : [];
}

/** An id, or the 12-character code as a person reads it out. */
async function idOf(work: Work, text: string): Promise<string | undefined> {
  if (UUID.test(text)) return text;
  const row = await work.one<{ id: string }>(
    sql`select id from matter where tenant_id = ${work.tenantId} and code = ${normaliseCode(text)}`,
  );
  return row?.id;
}

/** Names of staff and organisations, for the ids on the page. */
export async function namesOf(work: Work): Promise<Record<string, string>> {
  const rows = await work.ask<{ id: string; name: string }>(
    sql`select id, name from staff where tenant_id = ${work.tenantId} union all select id, zh as name from organisation where tenant_id = ${work.tenantId}`,
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
