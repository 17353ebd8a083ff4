import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { PASSWORD } from './house.ts';

const shots = path.join(import.meta.dirname, 'shots');

/** Everything that a browser must never have to say: console errors, requests elsewhere, faults. One list for a whole test. */
export const complaints: string[] = [];

/** Somebody at their desk, in a browser of their own. Controls are found as a screen reader finds them: by role and name. */
export class Desk {
  readonly page: Page;
  readonly account: string;
  private readonly context: BrowserContext;

  private constructor(context: BrowserContext, page: Page, account: string) {
    this.context = context;
    this.page = page;
    this.account = account;
  }

  static async open(browser: Browser, base: string, { account = '', width = 1440 } = {}): Promise<Desk> {
    const context = await browser.newContext({
      baseURL: base,
      viewport: { width, height: width < 500 ? 844 : 900 },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    listen(page, base, account || 'nobody');
    const desk = new Desk(context, page, account);
    await page.goto('/');
    if (account) await desk.signIn();
    return desk;
  }

  async signIn(): Promise<void> {
    await this.page.getByLabel('用户名').fill(this.account);
    await this.page.getByLabel('密码').fill(PASSWORD);
    await this.page.getByRole('button', { name: '登录', exact: true }).click();
    await this.page.getByRole('button', { name: /个人菜单/ }).waitFor();
  }

  async leave(): Promise<void> {
    await this.context.close();
  }

  /** To a page by its address, until its heading stands. */
  async go(address: string): Promise<void> {
    await this.page.goto(address);
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.page.getByRole('heading', { level: 1 }).first().waitFor();
    await this.page.waitForLoadState('networkidle');
    await this.page.getByText('正在读取…').first().waitFor({ state: 'hidden' });
  }

  /** What axe finds wrong on the page as it stands, in words. */
  async wrongToTheEar(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    return violations.map(
      ({ id, nodes }) =>
        `${this.account} ${new URL(this.page.url()).pathname}: ${id} ${nodes
          .slice(0, 3)
          .map((node) => node.html.slice(0, 160))
          .join(' | ')}`,
    );
  }

  async shot(name: string): Promise<void> {
    mkdirSync(shots, { recursive: true });
    await this.page.screenshot({ path: path.join(shots, `${name}.png`) });
  }

  /** The state word beside the title of the matter. */
  get state(): Locator {
    return this.page.locator('.matter-head .word').first();
  }

  /** Makes a move from the matter page: the button, its form at the side, and the word that it is done. */
  async move(zh: string, fill: (form: Form) => Promise<void> = async () => {}): Promise<void> {
    await this.page.getByRole('region', { name: '现在可以办' }).getByRole('button', { name: zh, exact: true }).click();
    await this.finish(zh, fill);
  }

  /** One of the four ways out, and the move behind it. */
  async wayOut(way: string, zh: string, fill: (form: Form) => Promise<void>): Promise<void> {
    await this.page.getByRole('navigation', { name: '当事人的四条路' }).getByRole('button', { name: way, exact: true }).click();
    await this.finish(zh, fill);
  }

  private async finish(zh: string, fill: (form: Form) => Promise<void>): Promise<void> {
    const drawer = this.page.getByRole('dialog', { name: zh, exact: true });
    await drawer.waitFor();
    await fill(new Form(this.page, drawer));
    await drawer.getByRole('button', { name: zh, exact: true }).click();
    const refused = drawer.getByRole('alert').first();
    await Promise.race([
      drawer.waitFor({ state: 'hidden' }),
      refused
        .waitFor()
        .then(async () => Promise.reject(new Error(`${this.account} ${zh}: ${await drawer.getByRole('alert').allInnerTexts()}`))),
    ]);
  }
}

/** The form of a move. */
export class Form {
  private readonly page: Page;
  readonly box: Locator;
  constructor(page: Page, box: Locator) {
    this.page = page;
    this.box = box;
  }
  text(label: string, words: string): Promise<void> {
    return this.box.getByRole('textbox', { name: label }).fill(words);
  }
  choose(group: string, option: string | RegExp): Promise<void> {
    return this.box.getByRole('group', { name: group }).getByRole('radio', { name: option }).first().check();
  }
  tick(label: string): Promise<void> {
    return this.box.getByRole('checkbox', { name: label }).check();
  }
  /** A list that answers to typing. */
  async pick(label: string, words: string): Promise<void> {
    const list = this.box.getByRole('combobox', { name: label });
    await list.click();
    await list.fill(words);
    await this.page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().waitFor();
    await list.press('Enter');
  }
  async date(label: string, day: string): Promise<void> {
    const box = this.box.getByRole('textbox', { name: label });
    await box.fill(day);
    await box.press('Enter');
  }
  async noDangers(): Promise<void> {
    await this.box.getByRole('button', { name: /其余都问过了/ }).click();
  }
}

/** Refusals (4xx) are part of the work and are told on the page; the browser's own line about them is not counted. */
function listen(page: Page, base: string, account: string): void {
  const say = (what: string) => complaints.push(`${account}: ${what}`);
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) say(`console ${message.text()}`);
  });
  page.on('pageerror', (error) => say(`error ${error.message}`));
  page.on('request', (request) => {
    // The browser's own PDF viewer is part of the browser.
    if (!request.url().startsWith(base) && !/^(data|blob|chrome|chrome-extension):/.test(request.url()))
      say(`request to ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) say(`${response.status()} ${response.url()}`);
  });
}
