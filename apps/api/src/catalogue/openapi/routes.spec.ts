import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, RequestMethod, Sse } from '@nestjs/common';
import { StreamStart } from '@tickertape/nestjs';
import { IdempotencyKey } from '../../idempotency';
import { routesOf } from './routes';

class SendParcel {}

@Controller('v1/parcels')
class ParcelsController {
  @Post()
  send(@Body() _body: SendParcel, @IdempotencyKey() _key: string): void {}

  @Post(':id/lose')
  @HttpCode(200)
  lose(@Param('id') _id: string, @Body() _body: unknown): void {}

  @Get(['sent', 'lost'])
  list(@Query('limit') _limit: unknown, @Query() _all: object): void {}

  @Sse(':id/stream')
  stream(@Param('id') _id: string, @StreamStart() _start: unknown): void {}

  @Sse('stream', { method: RequestMethod.POST })
  @HttpCode(200)
  sendAndStream(@StreamStart() _start: unknown, @IdempotencyKey() _key: string): void {}

  @Delete(':id')
  private remove(): void {}

  helper(): void {
    this.remove();
  }
}

const routes = routesOf([ParcelsController]);
const find = (method: string, path: string) => routes.find((route) => route.method === method && route.path === path);

it('finds every route that Nest serves, by each of its paths', () => {
  expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    'delete /v1/parcels/{id}',
    'get /v1/parcels/lost',
    'get /v1/parcels/sent',
    'get /v1/parcels/{id}/stream',
    'post /v1/parcels',
    'post /v1/parcels/stream',
    'post /v1/parcels/{id}/lose',
  ]);
});

it('reads the class of a body, and that there is one which the handler checks itself', () => {
  expect(find('post', '/v1/parcels')).toMatchObject({ body: SendParcel, hasBody: true, status: 201, takesKey: true });
  const lose = find('post', '/v1/parcels/{id}/lose');
  expect(lose).toMatchObject({ hasBody: true, status: 200, takesKey: false });
  expect(lose).not.toHaveProperty('body');
});

it('reads the query by name', () => {
  expect(find('get', '/v1/parcels/sent')).toMatchObject({ query: ['limit'], hasBody: false, alias: 'sent' });
});

it('knows a stream, by whatever method, and what it takes', () => {
  expect(find('get', '/v1/parcels/{id}/stream')).toMatchObject({ isStream: true, takesCursor: true, takesKey: false });
  const post = find('post', '/v1/parcels/stream');
  expect(post).toMatchObject({ isStream: true, takesCursor: true, takesKey: true, status: 200 });
});
