import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { bundle } from './testing/bundle';
import { startRoomServer } from './testing/room-server';

it('does not keep a process of Node alive once it is closed', async () => {
  await using server = await startRoomServer();
  using app = bundle(`
    const client = createClient({ url: process.argv[2], tabs: 'shared' });
    const loop = client.events(['news/a'])[Symbol.asyncIterator]();
    await loop.next();
    await client.news.get('a');
    loop.next().catch(({ code }) => console.log(code));
    client.close();
  `);
  // Nothing of the environment: Node warns of some of it.
  const child = spawn(process.execPath, [app.file, `${server.url}/room`], { env: {} });
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  // The server does not close its connections, and Jest's own limit is the one for the exit.
  const [code] = (await once(child, 'exit')) as [number | null];
  expect({ code, said }).toEqual({ code: 0, said: 'closed\n' });
});
