import type { FastifyInstance } from 'fastify';
import { sql } from '../../ground/store/index.ts';
import { inclusionProof, parseCheckpoint, suites, verifyInclusion } from '../../support/ledger/index.ts';
import type { LedgerKeys } from '../../support/ledger/keys.ts';
import { nodesFrom } from '../../support/ledger/read.ts';
import { hashesAt } from '../../support/ledger/store.ts';
import { tellings } from '../../thread.ts';
import { type Inside, refusals, signedIn } from './server.ts';

/** The public face of the ledger: newest events, checkpoint, proofs. Hashes only; the details stay with those who may read them. */
export function serveLedger(
  app: FastifyInstance,
  { centre, directory }: Inside,
  keys: LedgerKeys,
  verify: (tenantId: number) => Promise<unknown>,
): void {
  app.get('/api/ledger', async (request) =>
    centre.run(request.tenantId, signedIn(request, false), async (work) => {
      const head = await work.one<{ size: number; note: string }>(
        sql`select size, note from ledger_checkpoint where tenant_id = ${work.tenantId} order by size desc limit 1`,
      );
      const events = await work.ask<{ index: number; eventId: string; at: Date; leaf: Buffer; kind: string | null }>(sql`
        select p.index, p.event_id, p.at, p.leaf, e.kind from ledger_position p
        left join event_detail e on e.tenant_id = p.tenant_id and e.id = p.event_id and e.at = p.at
        where p.tenant_id = ${work.tenantId} order by p.index desc limit 50`);
      const checkpoint = head ? parseCheckpoint(head.note) : null;
      return {
        size: head?.size ?? 0,
        root: checkpoint?.root.toString('hex') ?? null,
        checkpoint: head?.note ?? null,
        publicKey: keys.of(directory.tenantOf(request.hostname)).verifierKey,
        events: events.map(({ index, eventId, at, leaf, kind }) => ({
          index,
          id: eventId,
          at,
          kind,
          zh: kind ? (tellings[kind]?.({}) ?? kind) : '（无权查看）',
          leaf: leaf.toString('hex'),
        })),
      };
    }),
  );
  app.get('/api/ledger/proof/:id', async (request) =>
    centre.run(request.tenantId, signedIn(request, false), async (work) => {
      const { id } = request.params as { id: string };
      const place = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(id)
        ? await work.one<{ index: number; leaf: Buffer }>(
            sql`select index, leaf from ledger_position where tenant_id = ${work.tenantId} and event_id = ${id}`,
          )
        : undefined;
      const head = await work.one<{ size: number; note: string }>(
        sql`select size, note from ledger_checkpoint where tenant_id = ${work.tenantId} order by size desc limit 1`,
      );
      const checkpoint = head ? parseCheckpoint(head.note) : null;
      if (!place || !checkpoint || place.index >= checkpoint.size) throw refusals.noPage({ say: '这一条还没有入账，稍后再看。' });
      const proof = await inclusionProof(
        suites.sha256,
        place.index,
        checkpoint.size,
        nodesFrom((level, from, until) => hashesAt(work, level, from, until)),
      );
      const ok = verifyInclusion(suites.sha256, {
        index: place.index,
        size: checkpoint.size,
        leafHash: place.leaf,
        proof,
        root: checkpoint.root,
      });
      return {
        index: place.index,
        size: checkpoint.size,
        root: checkpoint.root.toString('hex'),
        leaf: place.leaf.toString('hex'),
        path: proof.map((hash) => hash.toString('hex')),
        ok,
        checkpoint: head!.note,
      };
    }),
  );
  app.post('/api/ledger/verify', async (request) => {
    await centre.run(request.tenantId, signedIn(request, true), async () => undefined);
    return verify(request.tenantId);
  });
}
