import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gatesOn } from '../../src/support/deadlines/index.ts';
import { smallPdf } from '../../src/support/documents/seal/made-for-tests.ts';
import { launchChromium } from './chromium.ts';
import { complaints, Desk } from './desk.ts';
import { type RunningHouse, startHouse } from './house.ts';
import { dayAfter } from './telling.ts';

let house: RunningHouse;
let browser: Browser;
const desks = new Map<string, Desk>();
beforeAll(async () => {
  [house, browser] = await Promise.all([startHouse(), launchChromium()]);
}, 180_000);
afterAll(async () => {
  await Promise.all([...desks.values()].map((desk) => desk.leave()));
  await browser?.close();
  await house?.close();
});

async function at(account: string): Promise<Desk> {
  const known = desks.get(account) ?? (await Desk.open(browser, house.base, { account }));
  desks.set(account, known);
  return known;
}
/** A command as this person's own page would send it. */
async function send<T = { id: string; view: { parties: { id: string }[]; state: string } }>(
  account: string,
  path: string,
  body: object,
): Promise<T> {
  const { page } = await at(account);
  const answer = await page.evaluate(
    async ([path, body]) => {
      const { csrfToken } = (await (await fetch('/api/session')).json()) as { csrfToken: string };
      const headers = { 'content-type': 'application/json', 'x-csrf-token': csrfToken };
      const reply = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
      return { ok: reply.ok, body: await reply.json() };
    },
    [path, body] as const,
  );
  if (!answer.ok) throw new Error(`${account} ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body as T;
}
const get = async <T>(account: string, path: string): Promise<T> =>
  (await at(account)).page.evaluate(async (path) => (await fetch(path)).json(), path) as Promise<T>;

/** A matter whose terms are agreed, lying open for signing. */
async function toSigning(): Promise<string> {
  const received = await send('window', '/api/intake/receive', {
    channel: 'window',
    kind: 'dispute',
    narrative: '楼上漏水，吊顶泡坏了。',
    reporter: { name: '凌桂英' },
    respondent: { name: '潘志刚' },
  });
  const { id } = received;
  const [one, two] = received.view.parties.map((party) => party.id) as [string, string];
  const gate = Object.fromEntries(gatesOn(dayAfter(0)).map(({ code }) => [code, 'no']));
  const org = await get<{ user: { organisationId: string } }>('org', '/api/session');
  const mediator = await get<{ user: { id: string } }>('mediator', '/api/session');
  const step = (who: string, name: string, body: object = {}) => send(who, `/api/${name.replace('/', `/${id}/`)}`, body);
  await step('triage', 'triage/open');
  await step('triage', 'triage/accept', { category: 'NEI01', organisationId: org.user.organisationId, gate, rightsTold: true });
  await step('org', 'mediation/invite', { way: 'phone', safeContact: true });
  for (const partyId of [one, two]) await step('org', 'mediation/agree', { partyId });
  await step('org', 'mediation/assign', { mediatorId: mediator.user.id, chosenBy: 'accepted' });
  await step('mediator', 'mediation/start-session', {
    place: '调解室',
    present: '双方',
    said: '各说各的',
    rightsSigned: true,
    gate,
  });
  await step('mediator', 'mediation/agree-terms', {
    form: 'written',
    text: '一、潘志刚十日内修好防水。\n二、潘志刚赔偿凌桂英6000元。\n三、双方今后互不追究。',
    instalments: [{ payerId: two, payeeId: one, what: '付赔偿款', amountFen: 600_000, dueOn: dayAfter(10) }],
    lawful: true,
    readBack: true,
  });
  return id;
}

/** A stroke or two with a finger. */
async function write(page: Page): Promise<void> {
  const box = (await page.locator('canvas').boundingBox())!;
  for (const row of [0.3, 0.6]) {
    await page.mouse.move(box.x + 30, box.y + box.height * row);
    await page.mouse.down();
    for (let i = 1; i <= 12; i++) await page.mouse.move(box.x + 30 + i * 15, box.y + box.height * row + (i % 3) * 18);
    await page.mouse.up();
  }
}
const wrong = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({ page }).analyze()).violations.map(
    ({ id, nodes }) => `${page.url()} ${id} ${nodes[0]?.html.slice(0, 120)}`,
  );

/** The party's own telephone: no account, nothing of this house in it. */
async function telephone(address: string): Promise<{ page: Page; close: () => Promise<void>; weight: () => number }> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  let bytes = 0;
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('response', async (reply) => {
    bytes += (await reply.body().catch(() => Buffer.alloc(0))).length;
    if (!reply.url().startsWith(house.base)) complaints.push(`asked ${reply.url()}`);
  });
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, close: () => context.close(), weight: () => bytes };
}

async function linkFor(name: string): Promise<string> {
  const { page } = await at('mediator');
  const line = page.getByRole('region', { name: '签字', exact: true }).getByRole('listitem').filter({ hasText: name });
  await line.getByRole('button', { name: /用手机签|换一个二维码/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('img', { name: '签字二维码' }).waitFor();
  const address = (await dialog.getByRole('link').getAttribute('href'))!;
  return address;
}
const closeDialog = async (page: Page) => {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
};

describe('签字', () => {
  test('两位当事人各在自己手机上签，调解员在屏幕上签，主任盖章：协议生效，定稿，陌生人能核对', { timeout: 240_000 }, async () => {
    const id = await toSigning();
    const mediator = await at('mediator');
    await mediator.go(`/matters/${id}`);
    for (const name of ['凌桂英', '潘志刚']) {
      const address = await linkFor(name);
      if (name === '凌桂英') {
        await mediator.page.waitForTimeout(2500);
        await mediator.shot('signing-link');
        expect(await mediator.wrongToTheEar()).toEqual([]);
      }
      await closeDialog(mediator.page);
      const { page, close, weight } = await telephone(address);
      expect(await page.locator('main').textContent()).toContain('潘志刚赔偿凌桂英6000元');
      expect(await page.locator('input[type=checkbox]').count()).toBe(0);
      expect(await wrong(page)).toEqual([]);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      expect(await page.evaluate<number>('parseFloat(getComputedStyle(document.body).fontSize)')).toBeGreaterThanOrEqual(20);
      if (name === '凌桂英') await page.screenshot({ path: 'tests/browser/shots/phone-read.png', fullPage: true });
      await page.getByRole('button', { name: '看完了，去签名' }).click();
      await page.getByRole('button', { name: '就这样签' }).click();
      await page.getByRole('alert').filter({ hasText: '签名处还是空的' }).waitFor();
      await page.getByRole('button', { name: '不签，或者有别的想法' }).waitFor();
      await write(page);
      expect(await wrong(page)).toEqual([]);
      await page.screenshot({ path: `tests/browser/shots/phone-sign-${name === '凌桂英' ? 1 : 2}.png` });
      await page.getByRole('button', { name: '就这样签' }).click();
      await page.getByRole('heading', { name: '✓ 已签好' }).waitFor();
      expect(weight()).toBeLessThan(100_000);
      await page.goto(address);
      await page.reload();
      await page.getByRole('heading', { name: '打不开' }).waitFor();
      expect(await wrong(page)).toEqual([]);
      await close();
    }
    await mediator.go(`/matters/${id}`);
    const signers = mediator.page.getByRole('region', { name: '签字', exact: true });
    await signers.getByRole('listitem').filter({ hasText: '调解员' }).getByRole('button', { name: '在这里签' }).click();
    const dialog = mediator.page.getByRole('dialog');
    await dialog.locator('canvas').waitFor();
    await write(mediator.page);
    await mediator.shot('signing-here');
    expect(await mediator.wrongToTheEar()).toEqual([]);
    await dialog.getByRole('button', { name: '就这样签' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await mediator.move('申请用印', (form) => form.tick('加盖骑缝章'));
    await mediator.shot('signing-panel');
    expect(await mediator.wrongToTheEar()).toEqual([]);

    const org = await at('org');
    await org.go(`/matters/${id}`);
    await org.move('批准用印并盖章', (form) => form.tick('加盖骑缝章'));
    await expect.poll(() => org.state.textContent()).toBe('协议生效');
    await org.go('/seal-uses');
    await org.page.getByText('骑缝').first().waitFor();
    expect(await org.wrongToTheEar()).toEqual([]);
    await org.shot('seal-uses');

    await mediator.go(`/matters/${id}`);
    const pick = mediator.page.getByRole('region', { name: '协议定稿' }).locator('input[type=file]');
    await pick.setInputFiles({ name: '协议.pdf', mimeType: 'application/pdf', buffer: smallPdf(2) });
    await mediator.page.getByRole('link', { name: '下载盖了电子章的协议' }).waitFor();
    expect(await mediator.wrongToTheEar()).toEqual([]);
    await mediator.shot('signing-final');
    const { view } = await get<{ view: { documents: { id: string; kind: string; attachmentId: string }[] } }>(
      'mediator',
      `/api/matters/${id}`,
    );
    const paper = view.documents.find(({ kind }) => kind === 'F7')!;
    const { publicCode } = await get<{ publicCode: string }>('mediator', `/api/documents/${paper.id}/code`);
    const sealed = Buffer.from(
      await mediator.page.evaluate(
        async (id) => [...new Uint8Array(await (await fetch(`/api/attachments/${id}`)).arrayBuffer())],
        paper.attachmentId,
      ),
    );

    const { page, close } = await telephone(`${house.base}/v/${publicCode}`);
    await page.getByRole('heading', { name: '✓ 有这份文书' }).waitFor();
    expect(await page.locator('main').textContent()).not.toMatch(/凌桂英|潘志刚|漏水/);
    await page.locator('#file').setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: sealed });
    await page.getByText('就是这一份').waitFor();
    await page.screenshot({ path: 'tests/browser/shots/phone-verify.png', fullPage: true });
    sealed[100]! ^= 1;
    await page.locator('#file').setInputFiles({ name: 'b.pdf', mimeType: 'application/pdf', buffer: sealed });
    await page.getByText('不是这一份').waitFor();
    expect(await wrong(page)).toEqual([]);
    await page.goto(`${house.base}/v/ZZZZZZZZZZZZ`);
    await page.getByText('没有查到这份文书').waitFor();
    await close();
    expect(complaints.splice(0).filter((line) => !/404/.test(line))).toEqual([]);
  });

  test('在手机上退出：说清楚以后的路，事项还在', { timeout: 120_000 }, async () => {
    const id = await toSigning();
    const mediator = await at('mediator');
    await mediator.go(`/matters/${id}`);
    const address = await linkFor('潘志刚');
    await closeDialog(mediator.page);
    const { page, close } = await telephone(address);
    await page.getByRole('button', { name: '不签，或者有别的想法' }).click();
    for (const way of ['再看一遍', '想改条款', '退出调解', '去法院']) await page.getByRole('button', { name: way }).waitFor();
    expect(await wrong(page)).toEqual([]);
    await page.screenshot({ path: 'tests/browser/shots/phone-ways.png', fullPage: true });
    await page.goBack();
    await page.getByRole('button', { name: '看完了，去签名' }).waitFor();
    await page.getByRole('button', { name: '不签，或者有别的想法' }).click();
    await page.getByRole('button', { name: '退出调解' }).click();
    await page.getByLabel('想说的话').fill('我想再想想');
    await page.getByRole('button', { name: '确定：退出调解' }).click();
    await page.getByRole('heading', { name: '✓ 已退出调解' }).waitFor();
    expect(await page.locator('main').textContent()).toContain('去法院');
    await close();
    await mediator.go(`/matters/${id}`);
    await expect.poll(() => mediator.state.textContent()).toBe('调解终止');
    expect(await mediator.page.locator('.col-thread').textContent()).toContain('我想再想想');
    complaints.splice(0);
  });
});
