import { describeEveryView, openView, settled } from './support/every-view';

describeEveryView((views) => {
  it('keeps to the content security policy, asks no stranger, and complains of nothing', async () => {
    const page = await views.openPage();
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
      if (!request.url().startsWith(views.url)) strangers.push(request.url());
    });
    const response = await page.goto(views.url);
    expect(response?.headers()['content-security-policy']).toContain("default-src 'self'");
    for (const hash of await views.addresses(page)) {
      await openView(page, views.url, hash);
      await settled(page);
      expect([hash, violations, strangers, views.complaints]).toEqual([hash, [], [], []]);
    }
  });
});
