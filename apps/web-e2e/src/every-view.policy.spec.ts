import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { fillViews, navigation, openView, settled } from './support/every-view';

describeInBrowser('every view', ({ openPage, complaints }) => {
  let api: ApiProcess;
  let filled: readonly string[];

  beforeAll(async () => {
    api = await ApiProcess.start({ SIMULATE: 'on' });
    filled = await fillViews(api);
  });
  afterAll(() => api?.[Symbol.asyncDispose]());

  it('keeps to the content security policy, asks no stranger, and complains of nothing', async () => {
    const page = await openPage();
    const violations: string[] = [];
    const strangers: string[] = [];
    await page.exposeFunction('onViolation', (what: string) => void violations.push(what));
    await page.addInitScript(() => {
      const tell = (globalThis as unknown as { onViolation(what: string): void }).onViolation;
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
        tell(`${violatedDirective} ${blockedURI} ${sourceFile}`),
      );
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(api.url)) strangers.push(request.url());
    });
    const response = await page.goto(api.url);
    expect(response?.headers()['content-security-policy']).toContain("default-src 'self'");
    for (const hash of [...(await navigation(page)), ...filled]) {
      await openView(page, api.url, hash);
      await settled(page);
      expect([hash, violations, strangers, complaints]).toEqual([hash, [], [], []]);
    }
  });
});
