import type { Client } from '@tickertape/client';
import { takeTurn } from './neighbours';

/** A client that keeps who was followed, and who has posted. */
function makeClient() {
  const [followed, posted]: [string[], string[]] = [[], []];
  const relations = { follow: async (_: string, other: string) => void followed.push(other) };
  const activities = { post: async (user: string) => void posted.push(user) };
  return { followed, posted, client: { relations, activities } as unknown as Client };
}

const turn = { user: 'ann', turn: 0, newest: undefined, blocked: [] };

describe('the neighbours', () => {
  it('are followed from the first turn on, and talk one after another', async () => {
    const { client, followed, posted } = makeClient();
    for (let number = 0; number < 4; number += 1) await takeTurn(client, { ...turn, turn: number });
    expect(followed).toEqual(['ben', 'cleo', 'dara']);
    expect(posted).toEqual(['ben', 'cleo', 'dara', 'ben']);
  });

  it('that are blocked are neither followed nor heard', async () => {
    const { client, followed, posted } = makeClient();
    for (let number = 0; number < 2; number += 1) await takeTurn(client, { ...turn, turn: number, blocked: ['ben'] });
    expect(followed).toEqual(['cleo', 'dara']);
    expect(posted).toEqual(['cleo', 'dara']);
  });

  it('are silent, and it is said why, when all of them are blocked', async () => {
    const { client, posted } = makeClient();
    await expect(takeTurn(client, { ...turn, blocked: ['ben', 'cleo', 'dara'] })).rejects.toThrow('blocked');
    expect(posted).toEqual([]);
  });
});
