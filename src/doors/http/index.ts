import type { FastifyInstance } from 'fastify';
import type { SealKeys } from '../../support/documents/seal/index.ts';
import type { LedgerKeys } from '../../support/ledger/keys.ts';
import { serveAttachments, storeOf } from './attachments.ts';
import { serveCalendars } from './calendars.ts';
import { serveCourtPackage } from './courtPackage.ts';
import { serveDrafts } from './drafts.ts';
import { serveImports } from './imports.ts';
import { serveIntake } from './intake.ts';
import { serveLeader } from './leader.ts';
import { serveLedger } from './ledger.ts';
import { serveMatters } from './matter.ts';
import { serveNotices } from './notices.ts';
import { serveOpenApi } from './openapi.ts';
import { servePapers } from './papers.ts';
import { serveReckoning } from './reckon.ts';
import { serveDeclarations } from './routes.ts';
import { serveRules } from './rules.ts';
import { type PaperBytes, serveSealedPapers } from './sealedPapers.ts';
import type { Inside } from './server.ts';
import { serveSession } from './session.ts';
import { type SetUp, serveSetup } from './setup.ts';
import { serveSigning } from './signing.ts';

export interface Extras {
  keys: LedgerKeys;
  seals: SealKeys;
  /** Makes the PDF of a paper, where there is something that can. */
  paperBytes?: PaperBytes;
  verify: (tenantId: number) => Promise<unknown>;
  accounts: readonly { username: string; name: string; zh: string }[];
  /** Makes the first centre of an empty house. */
  found: (input: SetUp) => Promise<void>;
}

/** All routes of the product. */
export async function serveAll(app: FastifyInstance, inside: Inside, extras: Extras): Promise<void> {
  serveSession(app, inside, extras.accounts);
  serveDeclarations(app, inside);
  serveMatters(app, inside);
  serveNotices(app, inside);
  serveLeader(app, inside);
  serveRules(app, inside);
  serveReckoning(app, inside);
  serveLedger(app, inside, extras.keys, extras.verify);
  serveIntake(app, inside);
  serveImports(app, inside);
  serveAttachments(app, inside);
  serveCourtPackage(app, inside);
  serveDrafts(app, inside);
  serveSigning(app, inside);
  serveSealedPapers(app, inside, { ...extras, store: storeOf(inside) });
  serveCalendars(app, inside);
  if (inside.config.oidc) (await import('./oidc.ts')).serveOidc(app, inside, inside.config.oidc);
  serveSetup(app, inside, extras.found);
  servePapers(app, inside);
  serveOpenApi(app, inside);
}
