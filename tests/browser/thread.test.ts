import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { complaints, Desk } from './desk.ts';
import { type RunningHouse, startHouse } from './house.ts';
import { dayAfter, Telling } from './telling.ts';

let house: RunningHouse;
let browser: Browser;
let telling: Telling;

beforeAll(async () => {
  rmSync(path.join(import.meta.dirname, 'shots'), { recursive: true, force: true });
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

const expectState = (desk: Desk, zh: string) => expect.poll(() => desk.state.innerText(), { timeout: 15_000 }).toBe(zh);

describe('在浏览器里从第一屏办到最后一屏', () => {
  test('楼上漏水：来电、受理、调解、盖章、司法确认、履行、回访、归档', { timeout: 300_000 }, async () => {
    telling = new Telling(browser, house.base);
    const seat = await telling.register('seat', {
      narrative: '楼上802室卫生间漏水快一个月了，我家吊顶、衣柜都泡坏了，上门找过三次没人管，希望修好再赔8000元。',
      name: '凌桂英',
      phone: '10000123401',
      other: '潘志刚',
      otherPhone: '10000123402',
    });
    await expectState(seat, '已登记');
    await seat.shot('water-registered');

    const triage = await telling.move('triage', '开始甄别');
    await expectState(triage, '甄别中');
    await triage.move('受理', async (form) => {
      await form.pick('纠纷类型', '相邻关系');
      await form.pick('承办的调解组织', '青埠街道');
      await form.noDangers();
      await form.tick('已口头或书面告知权利义务');
    });
    await expectState(triage, '已受理');
    await telling.listen(triage);

    const org = await telling.move('org', '征询对方意愿', async (form) => {
      await form.choose('怎样联系', '电话');
      await form.tick('这样联系是安全的');
    });
    await expectState(org, '征询意愿');
    await org.move('记录同意调解', async (form) => {
      await form.choose('哪一位当事人', /潘志刚/);
      await form.choose('怎样表示的', '电话');
    });
    await org.move('确定调解员', async (form) => {
      await form.pick('调解员', '柯素梅');
      await form.choose('怎样确定的', '当事人接受推荐的');
    });
    await expectState(org, '已定调解员');

    const mediator = await telling.move('mediator', '开始调解', async (form) => {
      await form.text('地点', '青枫苑3幢802室');
      await form.text('到场的人', '凌桂英、潘志刚、物业维修工');
      await form.text('各方说了什么', '试压证明漏点在802室地漏，潘志刚认可。');
      await form.tick('权利义务告知书已由各方签字');
      await form.noDangers();
    });
    await expectState(mediator, '调解中');
    await mediator.move('谈妥条款', async (form) => {
      await form.choose('形式', '书面协议');
      await form.text('协议内容', '一、十日内修好防水。二、赔偿6000元，分两期付清。');
      for (const [at, days] of [10, 40].entries()) {
        const terms = form.box.getByRole('group', { name: '履行安排' });
        await terms.getByRole('button', { name: '加一项' }).click();
        await terms
          .getByRole('group', { name: '谁履行' })
          .nth(at)
          .getByRole('radio', { name: /潘志刚/ })
          .check();
        await terms
          .getByRole('group', { name: '给谁' })
          .nth(at)
          .getByRole('radio', { name: /凌桂英/ })
          .check();
        await terms
          .getByRole('textbox', { name: '做什么' })
          .nth(at)
          .fill(`付赔偿款第${at + 1}期`);
        await terms.getByRole('spinbutton', { name: '金额' }).nth(at).fill('3000');
        const day = terms.getByRole('textbox', { name: '哪天之前' }).nth(at);
        await day.fill(dayAfter(days));
        await day.press('Enter');
      }
      await form.tick('内容不违法，不损害国家、集体和他人的利益');
      await form.tick('已逐条读给各方听');
    });
    await expectState(mediator, '待签署');
    for (const [name, way] of [
      ['凌桂英', '签名'],
      ['潘志刚', '按手印'],
    ] as const)
      await mediator.move('签名、按手印或盖章', async (form) => {
        await form.choose('谁签', '当事人');
        await form.choose('哪一位当事人', new RegExp(name));
        await form.choose('方式', way);
      });
    await mediator.move('签名、按手印或盖章', (form) => form.choose('谁签', '调解员'));
    await (await telling.at('org')).move('批准用印并盖章', (form) => form.tick('加盖骑缝章'));
    await expectState(org, '协议生效');
    await telling.listen(org);

    const window = await telling.at('window');
    for (const name of ['凌桂英', '潘志刚'])
      await window.move('申请司法确认', async (form) => {
        await form.choose('哪一位当事人', new RegExp(name));
        await form.choose('怎样表示的', '当面');
      });
    const judge = await telling.move('judge', '法院受理确认申请', (form) => form.text('法院案号', '（2026）平澜诉前调确12号'));
    await judge.move('裁定协议有效', (form) => form.text('裁定书文号', '（2026）平澜诉前调确12号'));

    for (const at of [1, 2])
      await (await telling.at('mediator')).move('记录履行', async (form) => {
        await form.choose('哪一期', new RegExp(`第${at}期`));
        await form.choose('凭什么', '转账凭证');
      });
    await mediator.move('记录回访', async (form) => {
      await form.choose('回访哪一位', /凌桂英/);
      await form.choose('方式', '上门');
      await form.text('情况', '吊顶补好，没有再漏。');
    });
    await mediator.move('结案', (form) => form.tick('未履行部分（如有）已告知途径'));
    await expectState(mediator, '已办结');

    const archivist = await telling.move('archivist', '卷宗齐全');
    await archivist.move('归档');
    await expectState(archivist, '已归档');
    await archivist.shot('water-archived');
    await telling.listen(archivist);
    expect(telling.wrongToTheEar).toEqual([]);
  });

  test('一方拒绝：窗口登记、征询、退出、取走材料包、办结、回访、归档', { timeout: 240_000 }, async () => {
    telling = new Telling(browser, house.base);
    const window = await telling.register('window', {
      narrative: '2024年3月借给董立新4万元，有借条，说好一年还，到现在没还。',
      name: '胡国强',
      phone: '10000123411',
      other: '董立新',
      otherPhone: '10000123412',
    });
    await expectState(window, '已登记');
    const triage = await telling.move('triage', '开始甄别');
    await triage.move('受理', async (form) => {
      await form.pick('纠纷类型', '民间借贷');
      await form.pick('承办的调解组织', '青埠街道');
      await form.noDangers();
      await form.tick('已口头或书面告知权利义务');
    });
    const org = await telling.move('org', '征询对方意愿', async (form) => {
      await form.choose('怎样联系', '电话');
      await form.tick('这样联系是安全的');
      await form.text('说了什么', '其实我欠他三万五');
    });
    await org.wayOut('退出调解', '退出调解', async (form) => {
      await form.choose('哪一位当事人', /董立新/);
      await form.choose('怎样表示的', '电话');
    });
    await expectState(org, '调解终止');
    await (await telling.at('window')).wayOut('去法院（并拿走材料包）', '去法院（带走材料包）', async (form) => {
      await form.choose('哪一位当事人', /胡国强/);
    });
    await window.page.getByRole('link', { name: '法院材料包' }).click();
    await window.page.waitForURL(/\/documents\//);
    // The address changes before the page does: the matter must be gone from the screen before the paper is read.
    await window.page.getByRole('heading', { name: '现在可以办' }).waitFor({ state: 'hidden' });
    await window.settled();
    await window.page.getByText('文字版', { exact: true }).click();
    const pack = await window.page.getByRole('main').innerText();
    expect(pack).toContain('胡国强');
    expect(pack).not.toContain('三万五');
    await window.shot('refused-court-pack');
    await telling.listen(window);

    await (await telling.at('org')).move('办结（未调成）', (form) => form.tick('已告知其他途径'));
    const archivist = await telling.move('archivist', '记录回访', async (form) => {
      await form.choose('回访哪一位', /胡国强/);
      await form.choose('方式', '电话');
      await form.text('情况', '法院已立案。');
    });
    await archivist.move('卷宗齐全');
    await archivist.move('归档');
    await expectState(archivist, '已归档');
    expect(telling.wrongToTheEar).toEqual([]);
  });
});

describe('通知和交出', () => {
  test('写好的通知打印、记下怎样告知；调解员自己记下换人，回到待办，看到一句话', { timeout: 240_000 }, async () => {
    telling = new Telling(browser, house.base);
    const window = await telling.register('window', {
      narrative: '隔壁装修砸墙，早上六点就开始，老人心脏不好，说了几回不听。',
      name: '尤美娟',
      phone: '10000123421',
      other: '武建业',
      otherPhone: '10000123422',
    });
    const notices = window.page.getByRole('region', { name: '通知', exact: true });
    await notices.getByRole('link', { name: /^打印：登记回执/ }).click();
    await window.page.getByRole('article', { name: '登记回执' }).waitFor();
    await window.settled();
    expect(await window.page.getByRole('button', { name: '打印小票（80 mm）' }).isVisible()).toBe(true);
    await telling.listen(window);
    await window.page.getByRole('button', { name: /^当面给了：登记回执/ }).click();
    await window.page.getByText('✓ 已告知').waitFor();
    await window.page.getByRole('link', { name: '回到事项' }).click();
    await notices.getByText('当面交给本人').waitFor();

    const triage = await telling.move('triage', '开始甄别');
    await triage.move('受理', async (form) => {
      await form.pick('纠纷类型', '相邻关系');
      await form.pick('承办的调解组织', '青埠街道');
      await form.noDangers();
      await form.tick('已口头或书面告知权利义务');
    });
    await triage.go('/notices');
    await triage.page.getByRole('searchbox', { name: '编码或姓名' }).fill('武建业');
    await triage.page.getByRole('button', { name: '搜索', exact: true }).click();
    const row = triage.page.getByRole('row').filter({ hasText: '武建业' });
    await row.first().waitFor();
    await telling.listen(triage);
    await triage.go('/notices?state=done');
    await triage.page.getByRole('row').filter({ hasText: '尤美娟' }).first().waitFor();

    const org = await telling.move('org', '征询对方意愿', async (form) => {
      await form.choose('怎样联系', '电话');
      await form.tick('这样联系是安全的');
    });
    await org.move('记录同意调解', async (form) => {
      await form.choose('哪一位当事人', /武建业/);
      await form.choose('怎样表示的', '电话');
    });
    await org.move('确定调解员', async (form) => {
      await form.pick('调解员', '柯素梅');
      await form.choose('怎样确定的', '当事人接受推荐的');
    });
    const mediator = await telling.desk('mediator');
    await mediator.go('/work');
    const own = mediator.page.getByRole('region', { name: '我的通知' });
    await own.getByText('新承办事项').first().waitFor();
    await telling.listen(mediator);
    await own
      .getByRole('button', { name: /^知道了：新承办事项/ })
      .first()
      .click();
    await mediator.go(telling.address);
    await mediator.wayOut('换人/换方式', '换调解员', async (form) => {
      await form.pick('调解员', '虞长川');
      await form.choose('怎样确定的', '当事人选的');
      await form.choose('哪一位当事人要求的（没有就不填）', /尤美娟/);
    });
    await mediator.page.getByText('您已交出这件事').waitFor();
    await mediator.page.waitForURL(/\/work$/);
    await mediator.page.goto(telling.address);
    await mediator.page.getByText('找不到这件事项，或者它不在您的查看范围内。').waitFor();
    expect(telling.wrongToTheEar).toEqual([]);
  });
});

const pages: Record<string, readonly string[]> = {
  window: ['/work', '/receive', '/consultation', '/matters', '/notices', '/imports', '/account'],
  mediator: ['/on-the-spot', '/reckon', '/reckon?of=injury', '/reckon?of=loan'],
  leader: ['/leader', '/ledger', '/places', '/organisations', '/staff', '/rules'],
  admin: ['/users'],
};

describe.each([1440, 390])('宽%i像素', (width) => {
  test('每一页都能被读屏读懂，没有报错，窄屏不横着滚', { timeout: 240_000 }, async () => {
    telling = new Telling(browser, house.base);
    const wrong: string[] = [];
    const door = await Desk.open(browser, house.base, { width });
    await door.settled();
    wrong.push(...(await door.wrongToTheEar()));
    await door.leave();
    for (const [account, addresses] of Object.entries(pages)) {
      const desk = await Desk.open(browser, house.base, { account, width });
      for (const address of addresses) {
        await desk.go(address);
        wrong.push(...(await desk.wrongToTheEar()));
        await desk.shot(`${address.slice(1).replace(/\W+/g, '-')}-${width}`);
        const wide = Number(await desk.page.evaluate('document.documentElement.scrollWidth'));
        if (wide > width) wrong.push(`${address} is ${wide} wide on a screen of ${width}`);
      }
      await desk.leave();
    }
    expect(wrong).toEqual([]);
  });
});
