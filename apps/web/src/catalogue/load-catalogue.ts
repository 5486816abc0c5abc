import type { EventTypeDescription } from '@tickertape/events/catalogue';

/** Every event type of this server, in the order of its families. Rejects with words for people. */
export async function loadCatalogue(signal: AbortSignal): Promise<readonly EventTypeDescription[]> {
  const response = await fetch('/v1/event-types', { headers: { accept: 'application/json' }, signal }).catch(() => {
    throw new Error('The server does not answer.');
  });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const { items } = (await response.json()) as { readonly items: readonly EventTypeDescription[] };
  return items;
}
