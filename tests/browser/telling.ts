import type { Browser } from 'playwright-core';
import { Desk, type Form } from './desk.ts';

/** Tells a story through the screens: opens each person's desk once, and keeps the address of the matter. */
export class Telling {
  private readonly browser: Browser;
  private readonly base: string;
  private readonly desks = new Map<string, Desk>();
  readonly wrongToTheEar: string[] = [];
  address = '';

  constructor(browser: Browser, base: string) {
    this.browser = browser;
    this.base = base;
  }

  async desk(account: string): Promise<Desk> {
    const known = this.desks.get(account);
    if (known) return known;
    const desk = await Desk.open(this.browser, this.base, { account });
    this.desks.set(account, desk);
    return desk;
  }

  /** From the first screen: what the person says, who they are, whom it is about, and the slip to take home. */
  async register(
    account: string,
    told: { narrative: string; name: string; phone: string; other: string; otherPhone: string },
  ): Promise<Desk> {
    const desk = await this.desk(account);
    const { page } = desk;
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '登记', exact: true }).click();
    await page.getByLabel('来人说了什么').fill(told.narrative);
    await page.getByRole('textbox', { name: '姓名', exact: true }).fill(told.name);
    await page.getByRole('textbox', { name: '电话', exact: true }).fill(told.phone);
    await page.getByRole('textbox', { name: '对方姓名或名称' }).fill(told.other);
    await page.getByRole('textbox', { name: '对方电话' }).fill(told.otherPhone);
    await page.getByRole('region', { name: '从这段话里读到' }).getByRole('button', { name: '采用' }).first().waitFor();
    await page.getByRole('button', { name: '登记，给回执' }).click();
    await page.getByRole('article', { name: '受理回执' }).waitFor();
    this.wrongToTheEar.push(...(await desk.wrongToTheEar()));
    const link = page.getByRole('link', { name: '打开这件事' });
    this.address = (await link.getAttribute('href')) ?? '';
    await link.click();
    await desk.settled();
    return desk;
  }

  /** The same person, at the matter. */
  async at(account: string): Promise<Desk> {
    const desk = await this.desk(account);
    await desk.go(this.address);
    return desk;
  }

  async move(account: string, zh: string, fill?: (form: Form) => Promise<void>): Promise<Desk> {
    const desk = await this.at(account);
    await desk.move(zh, fill);
    return desk;
  }

  async listen(desk: Desk): Promise<void> {
    this.wrongToTheEar.push(...(await desk.wrongToTheEar()));
  }

  async end(): Promise<void> {
    await Promise.all([...this.desks.values()].map((desk) => desk.leave()));
  }
}

/** So many days from today in China, as a date box takes it. */
export const dayAfter = (days: number): string => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
