import type { Client } from '@tickertape/client';
import type { QuoteUpdated } from '@tickertape/events';
import { addPrice, NO_LINE, type PriceLine } from './price-line';

/**
 * What the tape still has of every symbol, up to now: it is replayed from its start, as the stream of anybody who reads
 * from there. Ends when it has come to the present. Rejects when the server is away.
 */
export async function readHistory(client: Client, signal: AbortSignal): Promise<ReadonlyMap<string, PriceLine>> {
  const { items } = await client.quotes.list({ signal });
  const ahead = new Map(items.map(({ topic, version }) => [topic, version]));
  const lines = new Map(items.map(({ id }) => [id, NO_LINE]));
  if (ahead.size === 0) return lines;
  for await (const message of client.events(['quotes/*'], { after: 'start', signal })) {
    if (!('version' in message)) continue;
    const { type, topic, version } = message;
    if (type === 'quotes.updated') {
      const id = topic.slice(topic.indexOf('/') + 1);
      const { last } = message.data as QuoteUpdated;
      lines.set(id, addPrice(lines.get(id) ?? NO_LINE, message.time, last));
    }
    if (version >= (ahead.get(topic) ?? Infinity)) ahead.delete(topic);
    if (ahead.size === 0) break;
  }
  return lines;
}
