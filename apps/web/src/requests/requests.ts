import type { OrderCommand, OrderItem } from '@tickertape/events';
import { Problem, readProblem } from './problem';

/** The part of a created resource that the page needs: the rest comes over its stream. */
export interface Resource {
  readonly id: string;
}

async function post(path: string, body: object): Promise<Resource> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Problem('The server does not answer. Is it running?', 0, 'unreachable');
  });
  if (!response.ok) throw await readProblem(response);
  return (await response.json()) as Resource;
}

export interface GenerationRequest {
  readonly prompt: string;
  readonly model: string;
}

export const createGeneration = (request: GenerationRequest): Promise<Resource> => post('/v1/generations', request);

export const cancelGeneration = (id: string): Promise<Resource> =>
  post(`/v1/generations/${encodeURIComponent(id)}/cancel`, {});

export interface OrderRequest {
  readonly items: readonly OrderItem[];
  readonly address?: string;
  readonly simulate: boolean;
}

export const placeOrder = (request: OrderRequest): Promise<Resource> => post('/v1/orders', request);

export const commandOrder = (id: string, command: OrderCommand, body: object = {}): Promise<Resource> =>
  post(`/v1/orders/${encodeURIComponent(id)}/${command}`, body);

/** Why the stream of a resource cannot be opened: said when the resource does not exist, `undefined` otherwise. */
export async function explainMissing(topic: string): Promise<string | undefined> {
  const response = await fetch(`/v1/${topic}`, { headers: { accept: 'application/json' } });
  return response.status === 404 ? (await readProblem(response)).message : undefined;
}
