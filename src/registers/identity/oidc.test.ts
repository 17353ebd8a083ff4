import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refused, type SmallCentre, smallCentre, staffId, TENANT } from '../../../tests/smallCentre.ts';
import { chance } from '../../ground/ids/index.ts';
import { finishOidc, type OidcConfig, type OidcStart, startOidc } from './oidc.ts';

const CALLBACK = 'http://127.0.0.1:1/api/oidc/back';
let house: SmallCentre;
let server: Server;
let config: OidcConfig;

beforeAll(async () => {
  house = await smallCentre(new Date());
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'jiefen',
        client_secret: 'a secret between two servers',
        redirect_uris: [CALLBACK],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    pkce: { required: () => true },
    cookies: { keys: ['for the test only'] },
  });
  server.on('request', provider.callback());
  config = { issuer, clientId: 'jiefen', clientSecret: 'a secret between two servers' };
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await house.close();
});

/** What a browser does: follows redirects with cookies, fills in the provider's own sign-in page, agrees, and comes back to us. */
async function throughProvider(start: URL, login: string): Promise<URL> {
  const jar = new Map<string, string>();
  let url = start;
  let form: Record<string, string> | undefined;
  for (let step = 0; step < 20; step++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const to = response.headers.get('location');
    const page = await response.text();
    form = undefined;
    if (to) {
      url = new URL(to, url);
      if (url.href.startsWith(CALLBACK)) return url;
    } else {
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      if (!prompt) throw new Error(`${response.status} ${page.slice(0, 300)}`);
      url = new URL(/action="([^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&'), url);
      form = prompt === 'login' ? { prompt, login, password: 'x' } : { prompt };
    }
  }
  throw new Error('never came back');
}

const begin = () => startOidc(config, house.vault, TENANT, CALLBACK, house.now());
const end = (url: URL, cookie: string) =>
  finishOidc(house.db.store, house.vault, TENANT, config, { url, cookie }, { chance, agent: 'test', now: house.now() });

test('没有关联的统一认证账号进不来，话里有编号；管理员关联以后就进得来，留痕一条', async () => {
  const first = await begin();
  const back = await throughProvider(first.url, 'zhang-3');
  await expect(end(back, first.cookie)).rejects.toMatchObject({
    code: 'identity.notLinked',
    message: expect.stringContaining('zhang-3'),
  });

  const admin = (await house.enter('admin')).token;
  const link = (username: string) =>
    refused(house.perform(admin, 'identity.linkOidc', { staffId: staffId(username), issuer: config.issuer, subject: 'zhang-3' }));
  expect(await link('mediator')).toBe('done');
  expect(await link('leader')).toBe('identity.linkTaken');

  const second = await begin();
  const { token, actor } = await end(await throughProvider(second.url, 'zhang-3'), second.cookie);
  expect(actor).toMatchObject({ id: staffId('mediator'), roles: ['mediator'] });
  expect(await house.signedIn(token)).toMatchObject({ id: staffId('mediator') });
  const [event] = await house.db.look("select d.data from event_detail d where kind = 'identity.signedIn' and actor_id = $1", [
    staffId('mediator'),
  ]);
  expect(event).toEqual({ data: { way: 'oidc', issuer: config.issuer } });

  await house.perform(admin, 'identity.unlinkOidc', { staffId: staffId('mediator') });
  const third = await begin();
  expect(await refused(end(await throughProvider(third.url, 'zhang-3'), third.cookie))).toBe('identity.notLinked');
});

test('请求带着 PKCE、state 和 nonce；缺一样、换一样、用第二次、隔太久都不行', async () => {
  const start = await begin();
  const asked = Object.fromEntries(start.url.searchParams);
  expect(asked).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', scope: 'openid', redirect_uri: CALLBACK });
  for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name], name).toMatch(/^[\w-]{43}$/);
  const back = await throughProvider(start.url, 'zhang-3');
  const other: OidcStart = await begin();
  expect(await refused(end(back, other.cookie)), 'the state of another sign-in').toBe('identity.oidcFailed');
  expect(
    await refused(
      end(
        back,
        start.cookie.replace(/.(.{9})$/, (tail) => (tail.startsWith('A') ? 'B' : 'A') + tail.slice(1)),
      ),
    ),
    'a cookie that was touched',
  ).toBe('identity.oidcFailed');
  expect(await refused(end(back, '')), 'no cookie').toBe('identity.oidcFailed');
  const stateless = new URL(back);
  stateless.searchParams.delete('state');
  expect(await refused(end(stateless, start.cookie)), 'no state').toBe('identity.oidcFailed');
  house.later(11 * 60_000);
  expect(await refused(end(back, start.cookie)), 'eleven minutes later').toBe('identity.oidcFailed');
  house.later(-11 * 60_000);
  expect(await refused(end(back, start.cookie)), 'as it should be').toBe('identity.notLinked');
  expect(await refused(end(back, start.cookie)), 'the same code again').toBe('identity.oidcFailed');
});

test('认证中心不在时说清楚，等它回来不必重启', async () => {
  const away = { ...config, issuer: 'http://127.0.0.1:9' };
  expect(await refused(startOidc(away, house.vault, TENANT, CALLBACK, house.now()))).toBe('identity.oidcFailed');
  const denied = new URL(`${CALLBACK}?error=access_denied&state=x`);
  expect(await refused(end(denied, (await begin()).cookie))).toBe('identity.oidcFailed');
});
