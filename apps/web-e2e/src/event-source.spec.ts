import { ApiProcess } from './support/api-process';
import { describeInBrowser } from './support/browser';
import { CuttingProxy } from './support/cutting-proxy';
import { postNews } from './support/http';
import { until } from './support/until';

interface Received {
  readonly type: string;
  readonly version: number;
  readonly id: string;
}

const STORIES = 40;
const CUT_EVERY = 7;

describeInBrowser("the browser's own EventSource", ({ openPage }) => {
  it('resumes by Last-Event-ID exactly, however often it is cut', async () => {
    await using api = await ApiProcess.start({ RETRY_MS: '20' });
    await using proxy = await CuttingProxy.start(api.url);
    const page = await openPage();
    // A page of the same origin, without the client: nothing but this EventSource is connected.
    await page.goto(`${proxy.url}/favicon.svg`);
    const received: Received[] = [];
    await page.exposeFunction('onReceived', (event: Received) => void received.push(event));
    await page.evaluate(() => {
      const tell = (globalThis as unknown as { onReceived(event: object): void }).onReceived;
      const source = new EventSource('/v1/news/front/stream');
      for (const type of ['tape.snapshot', 'tape.gap', 'news.published']) {
        source.addEventListener(type, ({ data, lastEventId }: MessageEvent<string>) =>
          tell({ type, version: (JSON.parse(data) as { version: number }).version, id: lastEventId }),
        );
      }
    });
    await until('the snapshot has come', () => received.find(({ type }) => type === 'tape.snapshot'));

    const published = (): Received[] => received.filter(({ type }) => type === 'news.published');
    for (let story = 1; story <= STORIES; story += 1) {
      // Cut in the very moment of an append: before it, after it or in its frame, as it happens.
      const appended = postNews(api.url, 'published', { storyId: `s-${story}`, headline: `Story ${story}` });
      if (story % CUT_EVERY === 0) proxy.cut();
      await appended;
    }
    await until('all stories have come', () => (published().length >= STORIES ? true : undefined));

    expect(published().map(({ version }) => version)).toEqual(Array.from({ length: STORIES }, (_, index) => index + 1));
    expect(received.filter(({ type }) => type !== 'news.published')).toHaveLength(1);
    const streams = proxy.requests.filter((request) => request.startsWith('get /v1/news/front/stream'));
    expect(streams.length).toBeGreaterThan(1);
    expect(streams[0]).not.toContain('last-event-id:');
    const ids = new Set(received.map(({ id }) => id.toLowerCase()));
    for (const request of streams.slice(1)) {
      expect(ids).toContain(/^last-event-id: (\S+)$/m.exec(request.replaceAll('\r', ''))?.[1]);
    }
  });

  it('stops by itself at the end of a finished topic', async () => {
    await using api = await ApiProcess.start({ RETRY_MS: '20' });
    const page = await openPage();
    await page.goto(`${api.url}/favicon.svg`);
    const readyState = await page.evaluate(async () => {
      const body = JSON.stringify({ prompt: 'Why?', model: 'sim-fast' });
      const headers = { 'content-type': 'application/json' };
      const created = await fetch('/v1/generations', { method: 'POST', headers, body });
      const { links } = (await created.json()) as { links: { stream: string } };
      const source = new EventSource(links.stream);
      // The response ends after tape.closed, EventSource reconnects, and a 204 tells it that there is nothing more.
      return new Promise<number>((resolve) => {
        source.addEventListener('error', () => {
          if (source.readyState === EventSource.CLOSED) resolve(source.readyState);
        });
      });
    });
    expect(readyState).toBe(2);
  });
});
