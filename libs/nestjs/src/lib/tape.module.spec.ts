import { Body, Controller, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { news } from '@tickertape/events';
import { newsDtos } from '@tickertape/events/dto';
import { MemoryTapeStore, Tape } from '@tickertape/tape';
import { IsString } from 'class-validator';
import request from 'supertest';
import { TapeModule } from '../index';

class Note {
  @IsString()
  text!: string;
}

@Controller('notes')
class NotesController {
  @Post()
  take(@Body() note: Note): Note {
    return note;
  }
}

@Module({
  imports: [
    TapeModule.forRootAsync({ useFactory: () => ({ store: new MemoryTapeStore() }) }),
    TapeModule.forFeature(newsDtos),
  ],
  controllers: [NotesController],
})
class NotesModule {}

const start = () => NestFactory.create(NotesModule, { logger: false });

it('makes the tape and its families from an asynchronous configuration, and closes the store', async () => {
  const app = await start();
  await app.init();
  const tape = app.get(Tape);
  expect(tape.families.of('news/a').family).toBe(news);
  await app.close();
  await expect(tape.store.lastSeq()).rejects.toMatchObject({ code: 'store_closed' });
});

it('checks the events of a family before they are appended', async () => {
  const app = await start();
  await app.init();
  const append = app.get(Tape).writer.append('news/a', [{ type: 'news.published', data: { storyId: '1' } }]);
  await expect(append).rejects.toMatchObject({
    code: 'invalid_event',
    facts: { errors: expect.arrayContaining([expect.objectContaining({ path: 'data.headline' })]) },
  });
  await app.close();
});

it.each([
  [{}, 'text'],
  [{ text: 1 }, 'text'],
  [{ text: 'a', more: 1 }, 'more'],
  [[{ text: 'a' }], ''],
  [undefined, 'text'],
])('refuses the body %j and names the field', async (body, path) => {
  const app = await start();
  await app.init();
  const response = await request(app.getHttpServer() as Parameters<typeof request>[0])
    .post('/notes')
    .send(body);
  expect(response.status).toBe(422);
  expect(response.body).toMatchObject({ code: 'validation_failed', errors: [expect.objectContaining({ path })] });
  await app.close();
});
