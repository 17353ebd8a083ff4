import * as client from 'openid-client';
import type { ActorContext } from '../../ground/store/index.ts';
import { doorContext, type Store, sql, type Work } from '../../ground/store/index.ts';
import type { Vault } from '../../ground/vault/index.ts';
import type { Admission } from './model.ts';
import { refusals } from './refusals.ts';
import { atDoorFor, openSession, recordAtDoor } from './sessions.ts';
import type { Surroundings } from './signIn.ts';

export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string | undefined;
}
export interface OidcStart {
  /** Where the browser goes next. */
  url: URL;
  /** Goes into a short-lived httpOnly cookie and comes back to finishOidc. Sealed: nobody can read or make one. */
  cookie: string;
}

const VALID_MS = 10 * 60_000;
const sealed = { table: 'session', column: 'oidc', row: 'begun' } as const;
const known = new Map<string, Promise<client.Configuration>>();

/** The provider's own description, read once; forgotten again when it could not be read. */
function configuration({ issuer, clientId, clientSecret }: OidcConfig): Promise<client.Configuration> {
  const key = `${issuer} ${clientId}`;
  const server = new URL(issuer);
  // Plain HTTP only to this very machine, where there is no wire to listen on.
  const execute = ['127.0.0.1', '[::1]', 'localhost'].includes(server.hostname) ? [client.allowInsecureRequests] : [];
  const found = known.get(key) ?? client.discovery(server, clientId, clientSecret, undefined, { execute, timeout: 10 });
  known.set(key, found);
  found.catch(() => known.delete(key));
  return found;
}

interface Begun {
  state: string;
  nonce: string;
  verifier: string;
  until: number;
}

/**
 * Begins a sign-in at the provider: authorisation code with PKCE (RFC 7636), state and nonce. `redirectUri` is our call-back
 * address as registered there. Refuses identity.oidcFailed when the provider does not answer.
 */
export async function startOidc(
  config: OidcConfig,
  vault: Vault,
  tenantId: number,
  redirectUri: string,
  now: Date,
): Promise<OidcStart> {
  const provider = await configuration(config).catch((cause) => {
    throw refusals.oidcFailed({ say: `认证中心没有应答（${codeOf(cause)}）。` });
  });
  const begun: Begun = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
    until: now.getTime() + VALID_MS,
  };
  const url = client.buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri,
    scope: 'openid',
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: 'S256',
  });
  return { url, cookie: vault.seal(String(tenantId), sealed, JSON.stringify(begun)).toString('base64url') };
}

/**
 * Ends it: `url` is the whole call-back address as the browser asked for it, `cookie` what startOidc gave. Admits the member of
 * staff whom an administrator linked to (issuer, subject). Refusals: identity.oidcFailed, identity.notLinked, identity.inactive.
 */
export async function finishOidc(
  store: Store,
  vault: Vault,
  tenantId: number,
  config: OidcConfig,
  back: { url: URL; cookie: string },
  around: Surroundings & { now?: Date },
): Promise<Admission> {
  const begun = readBegun(vault, tenantId, back.cookie, around.now ?? new Date());
  const subject = await subjectOf(config, back.url, begun);
  let found: { staffId: string; active: boolean } | undefined;
  const who = async (work: Work): Promise<ActorContext> => {
    found = await work.one(sql`
      select i.staff_id, p.active from oidc_identity i join staff p on p.tenant_id = i.tenant_id and p.id = i.staff_id
      join credential c on c.tenant_id = p.tenant_id and c.staff_id = p.id
      where i.tenant_id = ${tenantId} and i.issuer = ${config.issuer} and i.subject = ${subject}`);
    return found ? atDoorFor(found.staffId) : doorContext;
  };
  return store.within(tenantId, who, async (work) => {
    if (!found) throw refusals.notLinked({ say: `您的统一认证编号是 ${subject.slice(0, 100)}。` });
    if (!found.active) throw refusals.inactive();
    recordAtDoor(work, around.chance, 'identity.signIn', 'identity.signedIn', found.staffId, {
      way: 'oidc',
      issuer: config.issuer,
    });
    return openSession(work, found.staffId, around.agent, around.chance);
  });
}

function readBegun(vault: Vault, tenantId: number, cookie: string, now: Date): Begun {
  try {
    const begun = JSON.parse(vault.open(String(tenantId), sealed, Buffer.from(cookie, 'base64url'))) as Begun;
    if (begun.until > now.getTime()) return begun;
  } catch {
    // Said below: a cookie that does not open is as good as none.
  }
  throw refusals.oidcFailed({ say: '登录放得太久，或浏览器没有带回登录标记。' });
}

/** The library checks state, nonce, issuer, audience, signature, times and the code verifier. */
async function subjectOf(config: OidcConfig, url: URL, { state, nonce, verifier }: Begun): Promise<string> {
  try {
    const tokens = await client.authorizationCodeGrant(await configuration(config), url, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    return tokens.claims()!.sub;
  } catch (cause) {
    throw refusals.oidcFailed({ say: `（${codeOf(cause)}）` });
  }
}

const codeOf = (cause: unknown): string =>
  String((cause as { error?: string; code?: string }).error ?? (cause as { code?: string }).code ?? 'unknown').slice(0, 60);
