import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { assignRequestId, requestIdOf } from './request-id';

function assign(header?: string): { id: unknown; answered: unknown } {
  const request = new IncomingMessage(new Socket());
  if (header !== undefined) request.headers['x-request-id'] = header;
  const response = new ServerResponse(request);
  assignRequestId(request, response, () => undefined);
  return { id: requestIdOf(request.headers), answered: response.getHeader('X-Request-Id') };
}

it.each(['a', '7f3a-0_B.c', 'x'.repeat(128)])('takes the id %s of a client as it is', (id) => {
  expect(assign(id)).toEqual({ id, answered: id });
});

it.each([undefined, '', ' ', 'a b', 'a,b', 'a\nb', 'é', 'x'.repeat(129), '{"a":1}'])(
  'makes an id in place of %j',
  (header) => {
    const { id, answered } = assign(header);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(answered).toBe(id);
  },
);
