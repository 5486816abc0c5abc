import { curlPost, curlStream, shellQuote } from './shell-quote';

describe('a line for a shell', () => {
  it.each([
    ['http://127.0.0.1:3000/v1', 'http://127.0.0.1:3000/v1'],
    ["it's", String.raw`'it'\''s'`],
    ['$HOME `id` "x"', `'$HOME \`id\` "x"'`],
    ['a b\nc', `'a b\nc'`],
    ['', `''`],
  ])('quotes %j as one word', (text, word) => {
    expect(shellQuote(text)).toBe(word);
  });

  it('resumes from a cursor when there is one', () => {
    expect(curlStream('http://127.0.0.1:3000/v1/orders/42/stream')).toBe(
      'curl -N http://127.0.0.1:3000/v1/orders/42/stream',
    );
    expect(curlStream('http://x/stream', 'k3-1')).toBe("curl -N -H 'Last-Event-ID: k3-1' http://x/stream");
  });

  it('posts JSON', () => {
    expect(curlPost('http://x/v1', { prompt: "it's" })).toBe(
      `curl http://x/v1 -H 'content-type: application/json' -d '{"prompt":"it'\\''s"}'`,
    );
  });
});
