import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Test } from '@nestjs/testing';
import { TapeModule } from '@tickertape/nestjs';
import { MemoryTapeStore, Tape } from '@tickertape/tape';
import OpenAI from 'openai';
import type { ModelProvider } from '../../../features/generations/generations.model';
import { GenerationsModule } from '../../../features/generations/generations.module';
import { GenerationsService } from '../../../features/generations/generations.service';
import { OpenAiModule } from '../openai.module';

/** For specs: the dialect on a tape in memory, on a free port. */
export async function startOpenAi({ provider, maxStreamMs }: { provider?: ModelProvider; maxStreamMs?: number } = {}) {
  const generations = GenerationsModule.create({ maxRunning: 10, maxRunMs: 60_000, simulate: true, provider });
  const tape = TapeModule.forRoot({ store: new MemoryTapeStore(), maxStreamMs });
  const imports = [tape, generations, OpenAiModule.create(generations)];
  const app = (await Test.createTestingModule({ imports }).compile()).createNestApplication({ logger: false });
  await app.listen(0, '127.0.0.1');
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/v1`;
  const statuses: number[] = [];
  const noting: typeof fetch = async (...request) => {
    const response = await fetch(...request);
    statuses.push(response.status);
    return response;
  };
  return {
    tape: app.get(Tape),
    generations: app.get(GenerationsService),
    /** The statuses that the SDK was answered with. */
    statuses,
    sdk: new OpenAI({ baseURL: url, apiKey: 'none', maxRetries: 4, fetch: noting }),
    /** Sends a body as it is. */
    async post(path: string, body: object) {
      const headers = { 'Content-Type': 'application/json' };
      const response = await fetch(`${url}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: response.status, body: (await response.json()) as unknown };
    },
    [Symbol.asyncDispose]: () => app.close(),
  };
}

/** Every token at once. */
export const AT_ONCE = { timeToFirstTokenMs: 0, prefillMsPerToken: 0, gapMedianMs: 0 };
/** Tokens so far apart that each has a delta of its own. */
export const SPREAD = { timeToFirstTokenMs: 0, prefillMsPerToken: 0, gapMedianMs: 50, gapSigma: 0 };

export const messages = [{ role: 'user' as const, content: 'Tell me of the sea' }];
