import { readAnswer } from './poll.answer';

const body = '{"id":"1","version":17,"links":{}}';
const ok = `HTTP/1.1 200 OK\r\nETag: "a-1"\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
const unchanged = 'HTTP/1.1 304 Not Modified\r\nETag: "a-1"\r\nDate: Sun\r\n\r\n';

it('reads an answer with a body and one without', () => {
  expect(readAnswer(ok)).toEqual({ status: 200, etag: '"a-1"', version: 17 });
  expect(readAnswer(unchanged)).toEqual({ status: 304, etag: '"a-1"', version: undefined });
});

it('waits for the rest of an answer that is cut anywhere', () => {
  for (const whole of [ok, unchanged]) {
    for (let at = 0; at < whole.length; at += 1) expect(readAnswer(whole.slice(0, at))).toBeUndefined();
  }
});

it('reads a refusal', () => {
  expect(readAnswer('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2\r\n\r\n{}')).toMatchObject({ status: 503 });
});
