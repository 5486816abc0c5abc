import type { Page } from 'playwright-core';
import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { post, postNews } from './support/http';

describeInBrowser('the page', ({ openPage, complaints }) => {
  let api: ApiProcess;
  let hashes: readonly string[];

  beforeAll(async () => {
    api = await ApiProcess.start();
    await postNews(api.url, 'published', { storyId: 's-1', headline: 'A headline as long as headlines ever are' });
    const long = 'Incomprehensibilities'.repeat(6);
    const generation = await post(`${api.url}/v1/generations`, { prompt: long, model: 'sim-fast' });
    const order = await post(`${api.url}/v1/orders`, { items: [{ name: long, quantity: 2 }], address: long });
    const others = ['#/feeds/ann', '#/notifications/ann', '#/quotes', '#/matches', '#/lab'];
    hashes = ['#/', '#/generations', `#/generations/${generation.id}`, '#/orders', `#/orders/${order.id}`, ...others];
  });
  afterAll(() => api?.[Symbol.asyncDispose]());

  it('has no horizontal scroll at a width of 360 pixels', async () => {
    const page = await openPage({ viewport: { width: 360, height: 740 } });
    for (const hash of hashes) {
      await open(page, hash);
      expect([hash, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([hash, 360]);
    }
  });

  it('is light or dark as the reader likes it', async () => {
    const colours = new Set<string>();
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await openPage({ colorScheme });
      await open(page, '#/');
      const [ground, ink] = await page.evaluate(() => {
        const { backgroundColor, color } = getComputedStyle(document.documentElement);
        return [backgroundColor, color];
      });
      expect(brightness(ground) > brightness(ink)).toBe(colorScheme === 'light');
      colours.add(ground ?? '');
    }
    expect(colours.size).toBe(2);
  });

  it.each(['light', 'dark'] as const)('has a contrast of 4.5 or more for every text, when %s', async (colorScheme) => {
    const page = await openPage({ colorScheme });
    for (const hash of hashes) {
      await open(page, hash);
      expect(await page.evaluate(faintTexts)).toEqual([]);
    }
  });

  it('asks nobody but its own server, under a strict policy, without a complaint', async () => {
    const page = await openPage();
    const strangers: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(api.url)) strangers.push(request.url());
    });
    const response = await page.goto(api.url);
    const policy = response?.headers()['content-security-policy'];
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('unsafe');
    for (const hash of hashes) await open(page, hash);
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('shows where it is connected at every width', async () => {
    for (const width of [360, 1440]) {
      const page = await openPage({ viewport: { width, height: 740 } });
      for (const hash of hashes) {
        await open(page, hash);
        expect(await page.locator('.badge-phase').isVisible()).toBe(true);
      }
    }
  });

  it('is operated by keyboard alone', async () => {
    const page = await openPage();
    await open(page, '#/');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await page.getByRole('link', { name: 'Order', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.locator('h1:focus', { hasText: 'Order something' }).waitFor();
    await page.getByRole('button', { name: 'Place order' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-step="received"][data-standing="current"]').waitFor();
    expect(await focused(page)).toBe('Follow an order');
  });

  it('copies a line for the terminal', async () => {
    const page = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] });
    await open(page, '#/');
    await page.getByRole('button', { name: 'Copy: Watch the ticker above' }).click();
    await page.getByText('Copied').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(`curl -N ${api.url}/v1/news/front/stream`);
  });

  async function open(page: Page, hash: string): Promise<void> {
    await page.goto(`${api.url}/${hash}`);
    await page.locator('h1').waitFor();
    await page.locator('connection-badge:is([data-phase="live"], [data-phase="finished"])').waitFor();
  }
});

/** The texts in sight whose contrast is below WCAG AA. Disabled controls are exempt. Runs in the page. */
function faintTexts(): string[] {
  const AA = 4.5;
  const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const groundOf = (element: Element | null): string => {
    if (!element) return 'rgb(255, 255, 255)';
    const { backgroundColor } = getComputedStyle(element);
    return (channels(backgroundColor)[3] ?? 1) === 1 ? backgroundColor : groundOf(element.parentElement);
  };
  return [...document.querySelectorAll('body *')]
    .filter((element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
    )
    .filter((element) => element.checkVisibility() && !element.matches(':disabled, option'))
    .flatMap((element) => {
      const [ink, ground] = [getComputedStyle(element).color, groundOf(element)];
      const [dark = 0, light = 0] = [luminance(ink), luminance(ground)].sort((a, b) => a - b);
      const contrast = (light + 0.05) / (dark + 0.05);
      return contrast < AA
        ? [`${element.className || element.nodeName}: ${ink} on ${ground}: ${contrast.toFixed(2)}`]
        : [];
    });
}

const brightness = (colour = ''): number =>
  (colour.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);

const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
