import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
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

  test.skipIf(!there)('keeps one origin from reading another: web security is on', async () => {
    const stranger = createServer((_, response) => response.end('secret'));
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(stranger.address() as { port: number }).port}/`;
    browser = await launchChromium(origin);
    const tab = await browser.newPage();
    const read = () =>
      tab.evaluate(
        (from) =>
          fetch(from).then(
            (answer) => answer.text(),
            () => 'refused',
          ),
        url,
      );
    await tab.goto('data:text/html,<p>x</p>');
    expect(await read()).toBe('refused');
    await tab.goto(url);
    expect(await read()).toBe('secret');
    await browser.close();
    browser = undefined;
    stranger.close();
  });
});
