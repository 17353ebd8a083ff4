import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { complaints, Desk } from './desk.ts';
import { type RunningHouse, startHouse } from './house.ts';
import { Telling } from './telling.ts';

let house: RunningHouse;
let browser: Browser;
let telling: Telling;
beforeAll(async () => {
  [house, browser] = await Promise.all([startHouse(), launchChromium()]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await house?.close();
});
afterEach(async () => {
  await telling?.end();
  expect(complaints.splice(0)).toEqual([]);
});

const shots = path.join(import.meta.dirname, 'shots');
const shot = (page: Page, name: string) => {
  mkdirSync(shots, { recursive: true });
  return page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
};
const wrong = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html.slice(0, 120)}`);

test('被邀请的人在手机上一点就答复；调解员看得到回执，当事人选调解员', { timeout: 300_000 }, async () => {
  telling = new Telling(browser, house.base);
  await telling.register('seat', {
    narrative: '楼上802室卫生间漏水快一个月了，我家吊顶、衣柜都泡坏了，希望修好再赔8000元。',
    name: '凌桂英',
    phone: '10000123401',
    other: '潘志刚',
    otherPhone: '10000123402',
  });
  const triage = await telling.move('triage', '开始甄别');
  await triage.move('受理', async (form) => {
    await form.pick('纠纷类型', '相邻关系');
    await form.pick('承办的调解组织', '青埠街道');
    await form.noDangers();
    await form.tick('已口头或书面告知权利义务');
  });
  const desk = await telling.desk('org');
  const org = await telling.move('org', '征询对方意愿', async (form) => {
    await form.choose('怎样联系', '信函');
    await form.tick('这样联系是安全的');
    await form.box.getByRole('region', { name: '发出去是这个样子' }).getByText('凌桂英希望和您谈谈').waitFor();
    await shot(desk.page, 'invite-preview');
  });
  const letter = org.page.getByRole('link', { name: '打印这封信' });
  const address = (await letter.getAttribute('href'))!;
  await shot(org.page, 'invite-sent');

  const phone = await browser.newContext({ baseURL: house.base, viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
  const page = await phone.newPage();
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(house.base) && !request.url().startsWith('data:')) elsewhere.push(request.url());
  });
  await page.goto(address);
  await shot(page, 'invited-letter');
  await page.goto(address.replace('/letter', ''));
  const answers = page.getByRole('form', { name: '您的答复' }).getByRole('button');
  expect(await answers.count()).toBe(5);
  const boxes = await Promise.all((await answers.all()).map(async (one) => (await one.boundingBox())!));
  expect(new Set(boxes.map(({ width, height }) => `${width}x${height}`)).size).toBe(1);
  for (const { height } of boxes) expect(height).toBeGreaterThanOrEqual(60);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(await wrong(page)).toEqual([]);
  await shot(page, 'invited-phone');
  await answers.first().click();
  await page.getByText('已收到您的答复：愿意谈').waitFor();
  expect(await wrong(page)).toEqual([]);
  await shot(page, 'invited-answered');
  await page.getByRole('link', { name: '大字' }).click();
  await page.waitForURL(/big=1/);
  expect(await wrong(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await shot(page, 'invited-big');
  await page.setViewportSize({ width: 360, height: 640 });
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(elsewhere).toEqual([]);
  await phone.close();

  await telling.at('org');
  const board = org.page.getByRole('region', { name: '各方的意愿' });
  await board.getByText('本人在网页上').first().waitFor();
  const list = org.page.getByRole('region', { name: '可以选的调解员' });
  await list.getByText('为什么').first().waitFor();
  await telling.listen(org);
  await shot(org.page, 'consent-and-choice');
  await list.getByRole('button', { name: '确定这位' }).first().click();
  await org.page.getByRole('dialog', { name: '确定调解员' }).waitFor();
  await org.page.keyboard.press('Escape');
  const small = await Desk.open(browser, house.base, { account: 'org', width: 390 });
  await small.go(telling.address);
  await shot(small.page, 'consent-and-choice-phone');
  expect(await small.wrongToTheEar()).toEqual([]);
  await small.leave();
  const leader = await telling.desk('leader');
  await leader.go('/leader');
  await leader.page.getByRole('region', { name: '邀请到了多少' }).waitFor();
  await shot(leader.page, 'leader-joining');
  await telling.listen(leader);
  expect(telling.wrongToTheEar).toEqual([]);
});
