import { Test } from '@nestjs/testing';
import { news } from '@tickertape/events';
import { TapeModule } from '@tickertape/nestjs';
import { MemoryTapeStore, Tape, TapeError } from '@tickertape/tape';
import request from 'supertest';
import { HealthModule } from './health.module';

const story = { type: 'news.published', data: { storyId: '1', headline: 'Tick' } };
const full = () => Promise.reject(new TapeError('store_failed', 'the disk is full'));

async function start() {
  const store = new MemoryTapeStore();
  const module = await Test.createTestingModule({ imports: [TapeModule.forRoot({ store }), HealthModule] }).compile();
  const app = module.createNestApplication({ logger: false });
  await app.init();
  const tape = app.get(Tape);
  tape.families.register({ family: news, check: () => [] });
  const ready = () => request(app.getHttpServer() as Parameters<typeof request>[0]).get('/health/ready');
  return { store, tape, ready, [Symbol.asyncDispose]: () => app.close() };
}

it('is not ready from the moment on that no streams are opened any more', async () => {
  await using app = await start();
  expect((await app.ready()).status).toBe(200);
  app.tape.readers.refuse();
  const { status, body } = await app.ready();
  expect({ status, body: body as object }).toMatchObject({ status: 503, body: { code: 'draining' } });
});

it('is not ready while the store cannot append, and ready again when it can, without an append', async () => {
  await using app = await start();
  const append = jest.spyOn(app.store, 'append').mockImplementation(full);
  const save = jest.spyOn(app.store, 'saveSnapshot').mockImplementation(full);
  await expect(app.tape.writer.append('news/a', [story])).rejects.toThrow();
  expect((await app.ready()).status).toBe(503);
  append.mockRestore();
  save.mockRestore();
  expect((await app.ready()).status).toBe(200);
});

it('is not ready when the store is closed', async () => {
  await using app = await start();
  await app.store.close();
  expect((await app.ready()).status).toBe(503);
});
