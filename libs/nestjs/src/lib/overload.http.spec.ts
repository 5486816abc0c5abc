import type { ServerResponse } from 'node:http';
import { StreamApp } from '../protocol/stream-app';
import { TapeStreams } from './tape-streams.service';

it('refuses the stream of a dialect with 503 before its first byte, since its format has no word for overload', async () => {
  await using app = await StreamApp.start({ maxReaders: 0 });
  const response = { destroyed: false, flushHeaders: jest.fn() };
  const dialect = { render: () => '', isComplete: false };
  const rendered = app.nest
    .get(TapeStreams)
    .render(['news/a'], { response: response as unknown as ServerResponse }, dialect);
  await expect(rendered).rejects.toMatchObject({ status: 503, code: 'overloaded' });
  expect(response.flushHeaders).not.toHaveBeenCalled();
});
