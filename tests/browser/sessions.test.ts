import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gatesOn } from '../../src/support/deadlines/index.ts';
import { launchChromium } from './chromium.ts';
import { complaints, Desk } from './desk.ts';
import { PASSWORD, type RunningHouse, startHouse } from './house.ts';

let house: RunningHouse;
let browser: Browser;
let id: string;
beforeAll(async () => {
  [house, browser] = await Promise.all([startHouse(), launchChromium()]);
  id = await assigned();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

interface Seat {
  cookie: string;
  csrf: string;
  user: { id: string; organisationId: string };
}
async function seat(username: string): Promise<Seat> {
  const answer = await fetch(`${house.base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  });
  const { csrfToken, user } = (await answer.json()) as { csrfToken: string; user: Seat['user'] };
  return { cookie: answer.headers.get('set-cookie')!.split(';')[0]!, csrf: csrfToken, user };
}
async function post<T>({ cookie, csrf }: Seat, path: string, body: object): Promise<T> {
  const answer = await fetch(`${house.base}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, 'x-csrf-token': csrf },
    body: JSON.stringify(body),
  });
  const said = (await answer.json()) as T;
  if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(said)}`);
  return said;
}

/** A matter with its mediator chosen, brought there by the same addresses that the screens use. */
async function assigned(): Promise<string> {
  const [window, triage, org, mediator] = await Promise.all(['window', 'triage', 'org', 'mediator'].map(seat));
  const made = await post<{ id: string }>(window!, '/api/intake/receive', {
    channel: 'window',
    kind: 'dispute',
    narrative: '楼上卫生间漏水三个月，厨房吊顶泡坏了，对方说不是他家的。',
    reporter: { name: '凌桂英' },
    respondent: { name: '潘志刚' },
  });
  await post(triage!, `/api/triage/${made.id}/open`, {});
  const gate = Object.fromEntries(gatesOn(new Date().toISOString().slice(0, 10)).map(({ code }) => [code, 'no']));
  const accepted = { category: 'NEI01', organisationId: org!.user.organisationId, gate, rightsTold: true };
  await post(triage!, `/api/triage/${made.id}/accept`, accepted);
  const { view } = await post<{ view: { parties: Array<{ id: string; side: string }> } }>(
    triage!,
    `/api/mediation/${made.id}/invite`,
    { way: 'phone', safeContact: true },
  );
  const partyId = view.parties.find(({ side }) => side === 'respondent')!.id;
  await post(org!, `/api/mediation/${made.id}/agree`, { partyId, by: 'phone' });
  await post(org!, `/api/mediation/${made.id}/assign`, { mediatorId: mediator!.user.id, chosenBy: 'parties' });
  const startsAt = new Date(Date.now() + 26 * 3_600_000);
  await post(mediator!, `/api/mediation/${made.id}/plan`, {
    partyIds: view.parties.map((party) => party.id),
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + 3_600_000).toISOString(),
    place: '青埠街道调委会二楼',
    interpreter: '方言翻译',
  });
  return made.id;
}

const say = async (desk: Desk, who: string, words: string) => {
  await desk.page.getByRole('group', { name: '谁在说' }).getByRole('button', { name: who, exact: true }).click();
  await desk.page.locator('#speaking-words').fill(words);
  await desk.page.locator('#speaking-words').press('Enter');
};

describe('调解员的现场记录', () => {
  test('一句一句记，断网、重开都不丢；读给大家听，逐页签名；第一次记入卷宗就开始调解', { timeout: 120_000 }, async () => {
    const desk = await Desk.open(browser, house.base, { account: 'mediator' });
    await desk.go(`/matters/${id}`);
    await desk.page.getByRole('region', { name: '调解安排' }).scrollIntoViewIfNeeded();
    await desk.shot('sessions-matter');
    await desk.page.getByRole('region', { name: '调解安排' }).getByRole('link', { name: '现场记录' }).click();
    await desk.settled();
    expect(await desk.page.getByLabel('地点', { exact: true }).inputValue()).toBe('青埠街道调委会二楼');
    await say(desk, '凌桂英', '水从楼上下来三个月了，厨房吊顶都塌了一块。');
    await say(desk, '潘志刚', '我查过水管，没有漏。不过防水是十年前做的，可以重做。');
    await desk.page.context().setOffline(true);
    await say(desk, '调解员', '先请物业关水试压，看是哪里漏。');
    await desk.page.getByText('没有网').waitFor();
    await desk.page.context().setOffline(false);
    await desk.page.reload();
    await desk.settled();
    expect(await desk.page.getByRole('region', { name: '记下的话' }).getByRole('listitem').count()).toBe(3);
    await desk.page.getByRole('textbox', { name: '谈成的', exact: true }).fill('明天上午关水试压，双方都在场');
    await desk.page.getByRole('textbox', { name: '谈成的', exact: true }).press('Enter');
    await desk.page.getByRole('textbox', { name: '没谈成的', exact: true }).fill('赔多少');
    await desk.page.getByRole('textbox', { name: '没谈成的', exact: true }).press('Enter');
    await desk.page.getByLabel('下次继续').check();
    expect(await desk.wrongToTheEar()).toEqual([]);
    await desk.shot('sessions-live');
    await desk.page.getByRole('button', { name: '读给大家听，逐页签名' }).click();
    for (const name of ['凌桂英', '潘志刚']) await desk.page.locator('.marks').getByRole('button', { name }).click();
    await desk.page.getByRole('checkbox', { name: /已从头读给在场的人听/ }).check();
    expect(await desk.wrongToTheEar()).toEqual([]);
    await desk.shot('sessions-readback');
    await desk.page.getByRole('button', { name: '读好了' }).click();
    await desk.page.getByRole('button', { name: /其余都问过了/ }).click();
    await desk.page.getByRole('checkbox', { name: /权利义务告知书/ }).check();
    await desk.page.getByRole('button', { name: /开始调解，记入卷宗/ }).click();
    await desk.page.getByText('已存好').waitFor();
    await desk.go(`/matters/${id}`);
    expect(await desk.state.innerText()).toBe('调解中');
    await desk.page.getByRole('link', { name: '人民调解记录' }).click();
    await desk.page.getByText('凌桂英：水从楼上下来三个月了').waitFor({ state: 'attached' });
    await desk.shot('sessions-paper');
    await desk.leave();
  });

  test('手机上单独谈：加密存好，谈话码只显示一次，自己打得开；中心负责人只知道谈过一次', { timeout: 120_000 }, async () => {
    const phone = await Desk.open(browser, house.base, { account: 'mediator', width: 390 });
    await phone.go(`/matters/${id}/session`);
    await phone.page.getByRole('link', { name: '单独和潘志刚' }).click();
    await phone.page.getByText('只有您和他看得到').waitFor();
    await say(phone, '潘志刚', '其实赔四千我也认，只是一次拿不出。');
    expect(await phone.wrongToTheEar()).toEqual([]);
    expect(await phone.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await phone.shot('sessions-talk-390');
    await phone.page.getByRole('button', { name: '加密存好' }).click();
    await phone.page.getByText(/谈话码 ([0-9A-Z]{4}-){3}[0-9A-Z]{4}/).waitFor();
    await phone.shot('sessions-code-390');
    await phone.page.getByRole('region', { name: '单独谈话' }).getByRole('button', { name: '打开看' }).click();
    await phone.page.getByText('其实赔四千我也认').waitFor();
    expect(await phone.wrongToTheEar()).toEqual([]);
    await phone.page.reload();
    await phone.settled();
    expect(await phone.page.getByText(/谈话码 [0-9A-Z]{4}-/).count()).toBe(0);
    await phone.leave();

    const leader = await Desk.open(browser, house.base, { account: 'leader' });
    await leader.go(`/matters/${id}`);
    const page = await leader.page.getByRole('main').innerText();
    expect(page).toContain('单独谈过一次');
    expect(page).not.toContain('四千');
    expect(page).not.toContain('吊顶都塌了');
    await leader.shot('sessions-leader');
    await leader.leave();
    expect(complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one))).toEqual([]);
  });
});
