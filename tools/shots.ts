import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { launchChromium } from '../tests/browser/chromium.ts';
import { Desk } from '../tests/browser/desk.ts';
import { startHouse } from '../tests/browser/house.ts';

/** `docs/shots/*.png`, from a running demo of some days: what the README shows is the product as it is. `JIEFEN_SHOT_DAYS`: 14. */
const folder = path.resolve(import.meta.dirname, '../docs/shots');
const MOST = 300_000;

mkdirSync(folder, { recursive: true });
const house = await startHouse(Number(process.env.JIEFEN_SHOT_DAYS ?? 14));
const browser = await launchChromium();
try {
  await take('sign-in', '');
  await take('work', 'org', '/work');
  await take('receive', 'seat', '/receive', async ({ page }) => {
    await page
      .getByLabel('来人说了什么')
      .fill('楼上802室卫生间漏水快一个月了，我家吊顶、衣柜都泡坏了，上门找过三次没人管，希望修好再赔8000元。');
    await page.getByRole('region', { name: '从这段话里读到' }).getByRole('button', { name: '采用' }).first().waitFor();
  });
  await take('matter', 'org', '/work', async ({ page }) => {
    await page.getByRole('main').locator('a[href^="/matters/"]').nth(2).click();
    await page.getByRole('region', { name: '现在可以办' }).waitFor();
    await page.waitForLoadState('networkidle');
  });
  await take('leader', 'leader', '/leader');
  await take('phone', 'org', '/work', undefined, 390);
} finally {
  await browser.close();
  await house.close();
}

async function take(
  name: string,
  account: string,
  address?: string,
  before?: (desk: Desk) => Promise<void>,
  width = 1440,
): Promise<void> {
  const desk = await Desk.open(browser, house.base, { account, width });
  if (address) await desk.go(address);
  else await desk.settled();
  await before?.(desk);
  const file = path.join(folder, `${name}.png`);
  await desk.page.screenshot({ path: file, animations: 'disabled' });
  await desk.leave();
  const { size } = statSync(file);
  console.log(`${name}.png ${Math.round(size / 1000)} kB`);
  if (size > MOST) throw new Error(`${name}.png is ${size} bytes, more than ${MOST}`);
}
