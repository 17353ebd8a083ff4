import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { launchChromium, type Origin } from './chromium.ts';

let browser: Browser | undefined;
afterEach(() => browser?.close());

const page =
  '<body style="margin:0;font:40px sans-serif;background:#fff;color:#000"><span id="a">解纷</span><br><span id="b">調㕛</span></body>';

/** Dark pixels of an element: a missing glyph is an empty box, the same for every character. */
async function inkOf(origin: Origin, text: string): Promise<string> {
  browser ??= await launchChromium(origin);
  const tab = await browser.newPage({ viewport: { width: 200, height: 120 } });
  await tab.setContent(page.replace('解纷', text));
  const shot = await tab.locator('#a').screenshot();
  await tab.close();
  return shot.toString('base64');
}

describe.each<[Origin, boolean]>([
  ['npm', true],
  ['system', existsSync('/usr/bin/chromium')],
])('the browser of %s', (origin, there) => {
  test.skipIf(!there)(
    'draws Chinese: different characters look different, and so do three rare ones of names',
    { timeout: 120_000 },
    async () => {
      const looks = await Promise.all(['解纷', '调解', '㛃㛃', '䶮䶮', '喆喆'].map((text) => inkOf(origin, text)));
      expect(new Set(looks).size).toBe(looks.length);
      await browser!.close();
      browser = undefined;
    },
  );

  test.skipIf(!there)('keeps one origin away from another: web security is on', async () => {
    browser = await launchChromium(origin);
    const tab = await browser.newPage();
    const outcome = await tab.goto('data:text/html,<p>x</p>').then(() =>
      tab.evaluate(() =>
        fetch('http://127.0.0.1:9/').then(
          () => 'read',
          () => 'refused',
        ),
      ),
    );
    expect(outcome).toBe('refused');
    await browser.close();
    browser = undefined;
  });
});
