import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventSource } from 'eventsource';
import { BackgroundProcess } from './support/background.process';
import { commandsOf, run, WORKSPACE } from './support/workspace';

const EXAMPLE = 'examples/shipments-on-nest-12';
const { peerDependencies } = JSON.parse(readFileSync(join(WORKSPACE, 'dist/libs/nestjs/package.json'), 'utf8')) as {
  peerDependencies: Readonly<Record<string, string>>;
};
/** The oldest NestJS that @tickertape/nestjs allows. */
const [OLDEST_NEST = ''] = /[0-9.]+/.exec(peerDependencies['@nestjs/core'] ?? '') ?? [];
const OLDEST_NEST_PACKAGES = ['common', 'core', 'platform-express']
  .map((name) => `@nestjs/${name}@${OLDEST_NEST}`)
  .join(' ');
/** What an app of CommonJS does. */
const REQUIRE_ALL = `node -e "for (const name of fs.readdirSync('node_modules/@tickertape')) require('@tickertape/' + name)"`;
/** Packages come from a registry, which may be slow today. */
const INSTALL_MS = 180_000;

const [build, pack = '', enter, install = '', start = '', ...requests] = commandsOf(`${EXAMPLE}/README.md`);
const [book = '', follow = '', scan = '', deliver = '', replay = ''] = requests;
const STREAM = '/shipments/42/stream';

/** A copy of the example, with the tarballs where it looks for them and nothing else of the workspace. */
let app: string;
let outside: string;

beforeAll(async () => {
  await run(pack, WORKSPACE);
  outside = await mkdtemp(join(tmpdir(), 'tickertape-outside-'));
  await cp(join(WORKSPACE, 'dist/packages'), join(outside, 'dist/packages'), { recursive: true });
}, INSTALL_MS);

afterAll(() => rm(outside, { recursive: true, force: true }));

beforeEach(async () => {
  app = join(outside, EXAMPLE);
  await rm(app, { recursive: true, force: true });
  await mkdir(app, { recursive: true });
  // What a person who has tried it leaves behind is not part of it.
  const isSource = (path: string) => !/\/(node_modules|dist|data)$/.test(path);
  await cp(join(WORKSPACE, EXAMPLE), app, { recursive: true, filter: isSource });
});

/** Starts the app, and gives its URL. */
async function startApp(command: string): Promise<{ readonly url: string } & AsyncDisposable> {
  const child = new BackgroundProcess(command, app, { PORT: '0' });
  const dispose = () => child[Symbol.asyncDispose]();
  try {
    return { url: await child.printed(/(?<=Shipments are on )http:\S+/), [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

const at = (url: string, command: string) => command.replaceAll('http://127.0.0.1:3000', url);

/** The next message of a type. */
function next(stream: EventSource, type: string): Promise<{ readonly lastEventId: string; readonly version: number }> {
  return new Promise((resolve) => {
    const take = ({ data, lastEventId }: { data: string; lastEventId: string }): void =>
      resolve({ lastEventId, version: (JSON.parse(data) as { version: number }).version });
    stream.addEventListener(type, take, { once: true });
  });
}

it('has the commands that this test runs', () => {
  expect([build, enter]).toEqual(['npx nx run-many -t build', `cd ${EXAMPLE}`]);
  expect(requests).toHaveLength(5);
});

it.each([
  ['the NestJS that it names', install],
  [`NestJS ${OLDEST_NEST}`, `npm install ${OLDEST_NEST_PACKAGES}`],
])(
  'type-checks with %s, streams a family of its own, resumes over a restart and is followed to the end',
  async (_, installing) => {
    await run(installing, app);
    await run(REQUIRE_ALL, app);
    let cursor: string;
    {
      await using first = await startApp(start);
      expect(await run(at(first.url, book), app)).toContain('"status":"booked"');
      const stream = new EventSource(first.url + STREAM);
      expect((await next(stream, 'tape.snapshot')).version).toBe(1);
      const scanned = next(stream, 'shipments.scanned');
      await run(at(first.url, scan), app);
      ({ lastEventId: cursor } = await scanned);
      stream.close();
      // The one that the stream misses.
      await run(at(first.url, scan), app);
    }
    // It was type-checked by its first start.
    await using second = await startApp(`${start} --ignore-scripts`);
    const resumed = new EventSource(`${second.url}${STREAM}?lastEventId=${cursor}`);
    const snapshots: unknown[] = [];
    resumed.addEventListener('tape.snapshot', (snapshot) => snapshots.push(snapshot));
    expect((await next(resumed, 'shipments.scanned')).version).toBe(3);
    await using following = new BackgroundProcess(at(second.url, follow), app);
    await following.printed(/live on its way Hamburg/);
    const delivered = next(resumed, 'shipments.delivered');
    expect(await run(at(second.url, deliver), app)).toContain('"status":"delivered"');
    expect((await delivered).version).toBe(4);
    await following.printed(/finished delivered Hamburg/);
    resumed.close();
    expect(snapshots).toEqual([]);
    const all = (await run(at(second.url, replay), app)).matchAll(/^event: shipments\.(.*)$/gm);
    expect([...all].map(([, what]) => what)).toEqual(['booked', 'scanned', 'scanned', 'delivered']);
  },
  INSTALL_MS,
);
