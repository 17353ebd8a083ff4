import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { complaints, Desk } from './desk.ts';
import { type RunningHouse, startHouse } from './house.ts';

let house: RunningHouse;
let browser: Browser;

beforeAll(async () => {
  [house, browser] = await Promise.all([startHouse(4), launchChromium()]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

interface Line {
  id: string;
}
interface Whole {
  view: { documents: Array<{ id: string; kind: string; title: string }> };
}

/** A matter of the demo county with papers, found as the page itself would ask. */
async function withPapers(desk: Desk): Promise<{ id: string; documents: Whole['view']['documents'] }> {
  const ask = async <T>(path: string) => (await (await desk.page.request.get(path)).json()) as T;
  for (const { id } of (await ask<{ lines: Line[] }>('/api/matters?limit=100')).lines) {
    const { documents } = (await ask<Whole>(`/api/matters/${id}`)).view;
    if (documents.some(({ kind }) => kind === 'F3')) return { id, documents };
  }
  throw new Error('no matter of the demo has papers');
}

describe('文书的页面', () => {
  test.each([1440, 390])('宽%i：看得到、拿得走、读得出，读屏软件挑不出毛病', { timeout: 120_000 }, async (width) => {
    const desk = await Desk.open(browser, house.base, { account: 'leader', width });
    const { id, documents } = await withPapers(desk);
    const paper = documents.find(({ kind }) => kind === 'F3')!;
    await desk.go(`/documents/${paper.id}`);
    const { page } = desk;
    const wide = width > 720;
    expect(await page.locator('iframe.paper-frame').count()).toBe(wide ? 1 : 0);
    const words = page.getByRole('article');
    if (wide) {
      expect(await words.isVisible()).toBe(false);
      await page.getByText('文字版', { exact: true }).click();
    }
    await words.getByText('不收费').first().waitFor();
    for (const [name, type] of [
      ['下载PDF', 'application/pdf'],
      ['下载Word', 'application/vnd.openxmlformats'],
    ] as const) {
      const href = await page.getByRole('link', { name }).getAttribute('href');
      const reply = await page.request.get(href!);
      expect(reply.headers()['content-type']).toContain(type);
      expect((await reply.body()).length).toBeGreaterThan(5_000);
    }
    expect(await desk.wrongToTheEar()).toEqual([]);
    expect(Number(await page.evaluate('document.documentElement.scrollWidth'))).toBeLessThanOrEqual(width);
    await desk.shot(`paper-${width}`);

    await desk.go(`/matters/${id}`);
    await page.getByText('空白文书，打印了手写').click();
    const blank = page.getByRole('link', { name: '人民调解调查记录' });
    await blank.waitFor();
    for (const link of [blank, page.getByRole('link', { name: '装订成册' })]) {
      const reply = await page.request.get((await link.getAttribute('href'))!);
      expect(reply.headers()['content-type']).toBe('application/pdf');
    }
    expect(await desk.wrongToTheEar()).toEqual([]);
    await desk.leave();
    expect(complaints.splice(0)).toEqual([]);
  });
});
