import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startApi, type Api } from '../support/api.process';
import { newChannel, placeOrder, type History } from '../support/histories';
import { get, type Problem } from '../support/http.request';
import { openStream, readToHead } from '../support/stream.reader';
import { Acknowledged } from './acknowledged';
import { refusedStart } from './refused.start';

const PAGE_BYTES = 4_096;
/** Where SQLite keeps the number of the schema (sqlite.org/fileformat.html, 1.3). */
const SCHEMA_VERSION_OFFSET = 60;
const DAMAGED = 'the file is damaged: stop, keep a copy, and restore the last good one';

const fileOf = ({ dataDir }: Api): string => join(dataDir, 'tape.db');

/** An API that was stopped in good order, and the channel that its tape has. */
async function stoppedApi(): Promise<{ api: Api; channel: History; acknowledged: Acknowledged }> {
  const api = await startApi();
  const channel = newChannel(api);
  const acknowledged = new Acknowledged(channel);
  for (let n = 0; n < 40; n += 1) await acknowledged.publish(api);
  await api.kill('SIGTERM');
  return { api, channel, acknowledged };
}

describe('a start', () => {
  it.each<[string, string, (file: Buffer) => void]>([
    ['has a header of garbage', 'is not a tape: move it away or name another file', (file) => file.fill(0xa5, 0, 100)],
    ['is damaged behind its header', DAMAGED, (file) => file.fill(0xa5, PAGE_BYTES)],
    ['is damaged in its second half', DAMAGED, (file) => file.fill(0xa5, file.length / 2)],
    [
      'a newer release has written',
      'was written by a newer release (schema 1000',
      (file) => file.writeUInt32BE(1_000, SCHEMA_VERSION_OFFSET),
    ],
  ])('on a file that %s is refused with one line, and the file stays as it is', async (_, mend, hurt) => {
    const stopped = await stoppedApi();
    await using api = stopped.api;
    const whole = readFileSync(fileOf(api));
    const hurtFile = Buffer.from(whole);
    hurt(hurtFile);
    writeFileSync(fileOf(api), hurtFile);

    const line = await refusedStart({ DATA_DIR: api.dataDir });
    expect(line).toContain(fileOf(api));
    expect(line).toContain(mend);
    expect(readFileSync(fileOf(api)).equals(hurtFile)).toBe(true);

    // The mend that the line names: the last good copy.
    writeFileSync(fileOf(api), whole);
    await api.restart();
    await stopped.acknowledged.expectOnTape();
  });
});

it('damage that is met later fails the request and the stream that meet it, by name, and nobody else', async () => {
  const { api: stopped, channel } = await stoppedApi();
  await using api = stopped;
  const file = readFileSync(fileOf(api));
  const at = file.indexOf('"storyId":"s20"');
  writeFileSync(fileOf(api), file.fill(0x21, at, at + 10));
  await api.restart();

  const answer = await get<Problem>(channel.resourceUrl);
  expect(answer).toMatchObject({ status: 503, body: { code: 'store_failed' } });
  expect(answer.body.detail).toBe(`${fileOf(api)}: ${DAMAGED}`);
  await using stream = await openStream(`${channel.streamUrl}?lastEventId=start`);
  expect(await stream.control('tape.failed')).toMatchObject({ code: 'store_failed', message: answer.body.detail });
  expect(await stream.end()).toBe('cut');

  const order = await placeOrder(api);
  const events = (await readToHead(order.streamUrl)).map(({ event }) => event);
  expect(events).toContain('tape.snapshot');
  expect((await get(`${api.url}/health/live`)).status).toBe(200);
});

it('a start that meets damage in what is under way is refused with one line', async () => {
  await using api = await startApi();
  await placeOrder(api, { simulate: true, address: 'Damaged lane' });
  await api.kill('SIGTERM');
  const file = readFileSync(fileOf(api));
  const at = file.lastIndexOf('"address":"Damaged lane"');
  writeFileSync(fileOf(api), file.fill(0x21, at, at + 10));
  const line = await refusedStart({ DATA_DIR: api.dataDir });
  expect(line).toContain(`${fileOf(api)}: ${DAMAGED}`);
});
