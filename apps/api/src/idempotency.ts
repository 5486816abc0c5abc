import { createHash, randomBytes } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ProblemException } from '@tickertape/nestjs';
import { TapeError } from '@tickertape/tape';

const KEY_MAX_CHARACTERS = 255;
const ID_BYTES = 12;

/** The request's `Idempotency-Key`, if it has one: 1 to 255 characters. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string | undefined => {
  const key = context.switchToHttp().getRequest<{ get(name: string): string | undefined }>().get('Idempotency-Key');
  if (key === undefined || (key.length > 0 && key.length <= KEY_MAX_CHARACTERS)) return key;
  throw new ProblemException(400, 'bad_parameter', `an Idempotency-Key has 1 to ${KEY_MAX_CHARACTERS} characters`);
});

/** The id of a resource to be created, and of the event that creates it. */
export interface CreationIds {
  readonly id: string;
  readonly eventId?: string;
}

/**
 * Without a key, a random id. With one, the id follows from the key and the event's id from the body too: creating it
 * again meets the stored event, and another body under the same key meets a topic that is taken.
 */
export function identifyCreation(family: string, key: string | undefined, body: object): CreationIds {
  if (key === undefined) return { id: randomBytes(ID_BYTES).toString('hex') };
  const digest = (...parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return { id: digest(family, key).slice(0, 2 * ID_BYTES), eventId: digest(key, canonical(body)) };
}

/** JSON with the fields of objects in one order, whatever order a client writes them in. */
function canonical(body: object): string {
  return JSON.stringify(body, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** Runs a creation; a topic that is taken already means that the key was used for another body. */
export async function createOnce<T>(key: string | undefined, create: () => Promise<T>): Promise<T> {
  try {
    return await create();
  } catch (error) {
    const taken = error instanceof TapeError && (error.code === 'conflict' || error.code === 'closed');
    if (key === undefined || !taken) throw error;
    const detail = 'this Idempotency-Key was used for another body; take a new key for a new request';
    throw new ProblemException(422, 'idempotency_key_reused', detail, {}, { cause: error });
  }
}
