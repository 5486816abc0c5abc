import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { TapeModule } from '@tickertape/nestjs';
import { MemoryTapeStore, Tape } from '@tickertape/tape';
import { formatTopic } from '@tickertape/wire';
import { GenerationsModule } from '../../features/generations/generations.module';
import { AiSdkModule } from './ai-sdk.module';

let app: INestApplication<Server>;
let url: string;
beforeAll(async () => {
  const generations = GenerationsModule.create({ maxRunning: 10, maxRunMs: 60_000, simulate: true });
  const tape = TapeModule.forRoot({ store: new MemoryTapeStore() });
  const imports = [tape, generations, AiSdkModule.create(generations)];
  app = (await Test.createTestingModule({ imports }).compile()).createNestApplication({ logger: false });
  await app.listen(0, '127.0.0.1');
  url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}/v1/ai/chat`;
});
afterAll(() => app.close());

/** Has a chat answered to the end, and returns the id of the generation. */
async function answer(chatId: string): Promise<string> {
  const messages = [{ id: 'u1', role: 'user', parts: [{ type: 'text', text: 'Hi' }] }];
  const simulate = { tokens: 20, reasoningTokens: 5, latency: { timeToFirstTokenMs: 0, gapMedianMs: 0 } };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: chatId, messages, simulate }),
  });
  await response.text();
  return response.headers.get('Content-Location')?.split('/').at(-1) ?? '';
}

const resume = async (chatId: string) => (await fetch(`${url}/${chatId}/stream`)).text();

it.each(['the first of its events are', 'all of its events are'])(
  'resumes an answer whole when %s no longer on the tape',
  async (which) => {
    const chatId = which.replaceAll(' ', '-');
    const topic = formatTopic('generations', await answer(chatId));
    const before = await resume(chatId);
    const tape = app.get(Tape);
    await tape.states.save(topic);
    const { seq } = await tape.store.head(topic);
    await tape.store.trim(topic, which.startsWith('all') ? seq : seq - 1);
    expect(await resume(chatId)).toBe(before);
  },
);

it('answers 404 for an answer that there is not', async () => {
  const forged = { generationId: 'nobody', trigger: 'submit-message' };
  await app.get(Tape).writer.append('chats/forged', [{ type: 'chats.generation_started', data: forged }]);
  expect((await fetch(`${url}/forged/stream`)).status).toBe(404);
});
