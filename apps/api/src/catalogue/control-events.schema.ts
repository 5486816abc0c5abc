import type { JsonSchema } from '@tickertape/events/catalogue';
import type { ControlEventType } from '@tickertape/wire';

interface ControlEventDescription {
  readonly description: string;
  /** Of its data. */
  readonly schema: JsonSchema;
}

const text: JsonSchema = { type: 'string' };
const count: JsonSchema = { type: 'integer', minimum: 0 };
const topic: JsonSchema = { type: 'string', description: '`family/id`' };

const object = (properties: Readonly<Record<string, JsonSchema>>, ...optional: readonly string[]): JsonSchema => {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, ...(required.length > 0 && { required }) };
};

/** The control events of PROTOCOL.md, section 4. Newer servers may say more in them. */
export const CONTROL_EVENT_DESCRIPTIONS: Readonly<Record<ControlEventType, ControlEventDescription>> = {
  'tape.hello': {
    description: 'The first frame of every stream.',
    schema: object({
      protocol: count,
      topics: { type: 'array', items: topic },
      heartbeatMs: count,
      maxStreamMs: count,
    }),
  },
  'tape.snapshot': {
    description: 'The state of a topic that starts without a usable cursor.',
    schema: object({ topic, version: count, state: { type: 'object' }, closed: { const: true } }, 'closed'),
  },
  'tape.caught-up': {
    description: 'Once: everything that was on the tape has been sent.',
    schema: object({}),
  },
  'tape.heartbeat': {
    description: 'After a silence: the server is there, and nothing happened.',
    schema: object({ time: { type: 'string', format: 'date-time' } }),
  },
  'tape.gap': {
    description: 'Events were lost to this client, and a snapshot follows.',
    schema: object(
      {
        topic,
        reason: { enum: ['expired', 'epoch', 'ahead', 'malformed'] },
        missed: { type: ['integer', 'null'], minimum: 0, description: 'How many, where that is known exactly.' },
      },
      'topic',
    ),
  },
  'tape.closed': {
    description: 'The topic is finished: nothing will ever follow.',
    schema: object({ topic }),
  },
  'tape.drain': {
    description: 'The server is about to end this connection; come back with the cursor.',
    schema: object({ reason: { enum: ['shutdown', 'lifetime', 'overloaded'] }, retryMs: count }),
  },
  'tape.failed': {
    description: 'The stream cannot go on, and is broken off.',
    schema: object({ code: text, message: text }),
  },
};
