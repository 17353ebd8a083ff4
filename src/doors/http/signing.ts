import type { FastifyInstance, FastifyRequest } from 'fastify';
import QRCode from 'qrcode';
import { z } from 'zod';
import { parse } from '../../centre.ts';
import { refusals as mediationRefusals } from '../../desks/mediation/refusals.ts';
import {
  digestOf,
  draftOf,
  type Holder,
  holderByToken,
  needsInk,
  ownMoves,
  partsOf,
  signingPage,
  standingMarks,
  textOf,
} from '../../desks/mediation/signing/index.ts';
import { sayInstant } from '../../ground/clock/index.ts';
import type { Refusal } from '../../ground/refusal/index.ts';
import type { Work } from '../../ground/store/index.ts';
import { refusals as matterRefusals } from '../../registers/matters/refusals.ts';
import { loadMatter } from '../../registers/matters/store.ts';
import { sides } from '../../registers/matters/view.ts';
import { Pace } from './pace.ts';
import { type Inside, signedIn } from './server.ts';
import { sendTable } from './table.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const Token = z.object({ token: z.string().max(100) });
const Signed = Token.extend({ image: z.string().max(250_000), digest: z.string().max(64) });
const Moved = Token.extend({
  move: z.enum(Object.keys(ownMoves) as [keyof typeof ownMoves]),
  words: z.string().max(500).optional(),
});

/** Signing: what the staff see of it, the link they give, and the page of whoever holds one. The token travels in bodies only, never in an address. */
export function serveSigning(app: FastifyInstance, { centre, config }: Inside): void {
  app.get('/api/matters/:id/signing', async (request) => {
    const { id } = request.params as { id: string };
    return centre.run(request.tenantId, signedIn(request, false), async (work) => {
      const found = UUID.test(id) ? await loadMatter(work, id, false) : undefined;
      if (!found) throw matterRefusals.notFound();
      const { matter, parties, documents } = found;
      const paper = draftOf(documents);
      const standing = paper ? standingMarks(paper) : [];
      const markOf = (by: string) => standing.find((mark) => mark.by === by);
      return {
        open: matter.state === 'SIGNING' && paper !== undefined,
        form: matter.agreement?.form ?? null,
        text: paper ? textOf(paper) : '',
        parts: paper ? partsOf(paper, parties) : [],
        digest: paper ? digestOf(paper) : null,
        documentId: paper?.id ?? null,
        ink: needsInk(matter),
        revision: matter.revision,
        parties: parties
          .filter((party) => !party.goneAt)
          .map((party) => ({
            id: party.id,
            name: party.name,
            sideZh: sides[party.side],
            mark: markOf(party.id) ?? null,
            link: matter.facts.signing?.[party.id] !== undefined,
          })),
        mediator: { id: matter.mediatorId, mark: standing.find(({ who }) => who === 'mediator') ?? null },
        seal: standing.find(({ who }) => who === 'seal') ?? null,
      };
    });
  });

  app.post('/api/matters/:id/signing-link', async (request) => {
    const { id } = request.params as { id: string };
    const done = await centre.perform(request.tenantId, signedIn(request, true), {
      command: 'mediation.link',
      id: UUID.test(id) ? id : '00000000-0000-7000-8000-000000000000',
      input: request.body,
    });
    const { token, expiresAt } = done.extra as { token: string; expiresAt: string };
    const url = `${config.publicUrl ?? `${request.protocol}://${request.headers.host}`}/s#${token}`;
    return {
      url,
      expiresAt,
      qr: await QRCode.toString(url, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' }),
      revision: done.revision,
    };
  });

  app.get('/api/seal-uses/export', async (request, reply) => {
    const { format = 'xlsx', ...rest } = request.query as Record<string, string>;
    const { lines } = (await centre.ask(request.tenantId, signedIn(request, false), 'mediation.sealUses', rest)) as SealRegister;
    const rows = lines.map((line) => ({
      ...line,
      acrossZh: line.across ? '是' : '否',
      askedZh: sayInstant(line.askedAt),
      approvedZh: line.approvedAt ? sayInstant(line.approvedAt) : '',
    }));
    return sendTable(reply, format, 'seal-uses', { sheet: '用印登记', columns, rows });
  });

  const pace = new Pace(90);
  const holder = (request: FastifyRequest, token: string): Promise<Holder> => {
    pace.step(request.ip);
    return centre.around.store.within(request.tenantId, nobody, (work) => holderByToken(work, token));
  };
  /** Asked again in the transaction of the move itself: a link that ended in between moves nothing. */
  const asHolder = (token: string) => async (work: Work) => (await holderByToken(work, token)).actor;

  /** Of two at once the later finds that the link has served: in the words of the link, like every other end of it. */
  const act = (request: FastifyRequest, token: string, command: string, id: string, input: object) =>
    centre
      .perform(request.tenantId, asHolder(token), { command, id, input, quiet: true })
      .catch((error) => Promise.reject((error as Refusal).code === 'matters.notFound' ? mediationRefusals.linkGone() : error));

  app.post('/api/signing', async (request) => {
    const { token } = parse(Token, request.body);
    const held = await holder(request, token);
    return centre.run(request.tenantId, asHolder(token), (work) => signingPage(work, held));
  });
  app.post('/api/signing/sign', async (request) => {
    const { token, image, digest } = parse(Signed, request.body);
    const { matterId, partyId } = await holder(request, token);
    await act(request, token, 'mediation.sign', matterId, { who: 'party', partyId, image, digest });
    return { signed: true };
  });
  app.post('/api/signing/move', async (request) => {
    const { token, move, words } = parse(Moved, request.body);
    const { matterId, partyId } = await holder(request, token);
    await act(request, token, `mediation.${move}`, matterId, { partyId, by: 'page', words });
    return { done: move };
  });
}

type SealRegister = { lines: { across: boolean; askedAt: Date; approvedAt: Date | null }[] };
const columns = [
  { zh: '登记号', key: 'number' },
  { zh: '印章', key: 'organisation' },
  { zh: '文书', key: 'paper' },
  { zh: '事项编码', key: 'code' },
  { zh: '页数', key: 'pages' },
  { zh: '份数', key: 'copies' },
  { zh: '骑缝', key: 'acrossZh' },
  { zh: '申请人', key: 'asker' },
  { zh: '申请时间', key: 'askedZh' },
  { zh: '批准人', key: 'approver' },
  { zh: '批准时间', key: 'approvedZh' },
];

const nobody = async () => ({ actorId: null, roles: ['door'], sees: [], writes: [] });
