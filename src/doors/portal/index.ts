import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Centre, commandNamed } from '../../centre.ts';
import { lastAnswer } from '../../desks/mediation/consent/answering.ts';
import { Refusal } from '../../ground/refusal/index.ts';
import type { Work } from '../../ground/store/index.ts';
import { loadMatter } from '../../registers/matters/store.ts';
import { markUsed } from '../../registers/parties/tokens.ts';
import { type Bearer, bearing } from './bearer.ts';
import { answerPage, type Invited, invitedBy, letterPage } from './invitation.ts';
import { Rate } from './rate.ts';
import { refusals } from './refusals.ts';
import { html, LEAVE_JS, type Piece, shell } from './shell.ts';

interface Inside {
  centre: Centre;
  directory: { tenantOf(host: string): { zh: string } };
  config: { publicUrl: string | undefined };
}
type Page = FastifyRequest<{ Params: { token: string }; Querystring: { big?: string }; Body: URLSearchParams }>;

const MINUTE = 60_000;

/** The pages of people who have a link and no account. Everything they say is said through `centre`, as by anybody else. */
export async function serveInvitation(app: FastifyInstance, { centre, directory, config }: Inside): Promise<void> {
  const knocks = new Rate(120, MINUTE);
  const misses = new Rate(30, 15 * MINUTE);

  await app.register(async (portal) => {
    portal.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 4096 }, (_, body, done) =>
      done(null, new URLSearchParams(String(body))),
    );
    portal.addHook('onRequest', async (request, reply) => {
      // The address is the key: it is kept by nobody on the way and told to no other host.
      reply.header('referrer-policy', 'no-referrer').header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
      const now = Date.now();
      if (knocks.isOver(request.ip, now) || misses.isOver(request.ip, now)) throw refusals.often();
      knocks.count(request.ip, now);
    });
    portal.setErrorHandler((error, request, reply) => {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === 'portal.gone') misses.count(request.ip, Date.now());
      const ways = error.waysOn.map((way) => html`<li>${way}</li>`);
      return show(request as Page, reply.code(error.status), html`<h1>${error.message}</h1><p>您可以：</p><ul>${ways}</ul>`);
    });

    portal.get('/i/leave.js', async (_, reply) => reply.type('text/javascript; charset=utf-8').send(LEAVE_JS));

    portal.get('/i/:token', async (request: Page, reply) => {
      const invited = await open(request, (work, bearer) => invitedOf(work, bearer));
      return show(request, reply, answerPage(invited));
    });

    portal.get('/i/:token/letter', async (request: Page, reply) => {
      const invited = await open(request, (work, bearer) => invitedOf(work, bearer));
      const base = config.publicUrl ?? `${request.protocol}://${request.headers.host}`;
      return show(request, reply, await letterPage(invited, `${base.replace(/\/$/, '')}/i/${request.params.token}`));
    });

    portal.post('/i/:token', async (request: Page, reply) => {
      const said = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
      await open(request, async (work, bearer) => {
        const invited = await invitedOf(work, bearer);
        if (said.get('text') !== invited.textHash) throw refusals.changed();
        const answer = said.get('answer') ?? '';
        // The same button twice is the same answer: an old telephone sends twice what was tapped once.
        if (invited.last?.answer === answer) return;
        markUsed(work, bearer.token);
        await centre.performIn(work, bearer, commandNamed('mediation.answer')!, {
          command: 'mediation.answer',
          id: bearer.token.matterId,
          input: { answer, textVersion: invited.letter.version, textHash: invited.textHash },
          quiet: true,
        });
      });
      return reply.redirect(request.url, 303);
    });
  });

  const open = <T>(request: Page, run: (work: Work, bearer: Bearer) => Promise<T>): Promise<T> =>
    centre.run(request.tenantId, bearing(request.params.token, 'answer'), (work, actor) => run(work, actor as Bearer));

  function show(request: Page, reply: FastifyReply, body: Piece): FastifyReply {
    const big = request.query.big === '1';
    const { zh } = directory.tenantOf(request.hostname);
    const page = shell({ title: zh, centre: zh, body, big });
    return reply.type('text/html; charset=utf-8').send(page);
  }
}

async function invitedOf(work: Work, { token }: Bearer): Promise<Invited> {
  const found = await loadMatter(work, token.matterId, false);
  const party = found?.parties.find(({ id }) => id === token.partyId);
  const last = await lastAnswer(work, token);
  const invited = found && party && invitedBy(found.matter, party, found.documents, last);
  if (!invited) throw refusals.gone();
  return invited;
}
