import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as nestCommon from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { newsDtos } from '@tickertape/events/dto';
import { MemoryTapeStore, Tape } from '@tickertape/tape';
import { formatTopic } from '@tickertape/wire';
import { ModuleKind, ScriptTarget, transpile } from 'typescript';
import * as tickertape from './index';
import { StreamClient } from './protocol/stream-client';

it('has a README whose example streams', async () => {
  const [, example = ''] = /```ts\n([^]*?)```/.exec(readFileSync(join(__dirname, '../README.md'), 'utf8')) ?? [];
  // The controller first: a decorator names it before its class is reached.
  const [appModule = '', controller = ''] = example.split(/\n\n(?=@Controller)/);
  const options = {
    module: ModuleKind.CommonJS,
    target: ScriptTarget.ES2022,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
  };
  const code = transpile(`${controller}\n${appModule}`, options);
  const world = { ...nestCommon, ...tickertape, newsDtos, MemoryTapeStore, Tape, formatTopic };
  const define = new Function(...Object.keys(world), `${code}; return AppModule;`) as (
    ...values: unknown[]
  ) => new () => object;
  const app = await NestFactory.create(define(...Object.values(world)), { logger: false });
  await app.listen(0, '127.0.0.1');
  using client = await StreamClient.open(`${await app.getUrl()}/news/front/stream`);
  await client.until('tape.caught-up');
  const data = { storyId: '1', headline: 'Hello' };
  await app.get(Tape).writer.append('news/front', [{ type: 'news.published', data }]);
  expect((await client.until('news.published')).data).toMatchObject({ data });
  await app.close();
});
