import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import {
  asPrinted,
  getGeneration,
  printed,
  startGeneration,
  waitForPhase,
  waitForStatus,
  waitForText,
} from './support/views';

describeInBrowser('a generation whose server is killed', ({ openPage }) => {
  it('is shown as interrupted, with every letter that was seen, once the server is back', async () => {
    await using api = await ApiProcess.start();
    const page = await openPage();
    await page.goto(`${api.url}/#/generations`);
    const id = await startGeneration(page, 'sim-slow');
    await waitForText(page, 30);
    await api.kill();
    await waitForPhase(page, 'reconnecting');
    const seen = await printed(page);
    await api.start();
    await waitForStatus(page, 'interrupted');
    await waitForPhase(page, 'finished');
    const { status, text } = await getGeneration(api.url, id);
    expect(status).toBe('interrupted');
    expect(asPrinted(text).startsWith(seen)).toBe(true);
    expect(await printed(page)).toBe(asPrinted(text));
  });
});
