import type { AnyFamily } from '@tickertape/events';
import { isTopicSelector, parseTopic, type Topic } from '@tickertape/wire';
import { TapeError } from './tape-error';

/** What is wrong with a field of an event: where, as in `data.items.0.quantity`, and a sentence. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** A family as the tape uses it: its definition, and what becomes of its events' data. */
export interface RegisteredFamily {
  readonly family: AnyFamily;
  /** Lists what is wrong with an event of a type; empty when nothing is. */
  check(type: string, data: unknown): readonly FieldError[];
  /** Data that has passed the check, as it is put on the tape. Default: as it is. */
  tidy?(type: string, data: object): object;
}

/** The families that this tape carries. */
export class FamilyRegistry {
  private readonly byName = new Map<string, RegisteredFamily>();

  /** Adds a family. Registering the same one again is harmless; another one of its name is a `TypeError`. */
  register(registered: RegisteredFamily): void {
    const { name } = registered.family;
    const present = this.byName.get(name);
    if (present && present.family !== registered.family) throw new TypeError(`two families are called "${name}"`);
    this.byName.set(name, registered);
  }

  list(): readonly RegisteredFamily[] {
    return [...this.byName.values()];
  }

  /** The family of a topic, or of `family/*`, if this tape carries it. */
  find(topic: Topic): RegisteredFamily | undefined {
    const name = parseTopic(topic)?.family ?? (topic.endsWith('/*') ? topic.slice(0, -2) : '');
    return this.byName.get(name);
  }

  /** The family of a topic, or of `family/*`. Throws `unknown_family`, and `topic_not_found` for what cannot be a topic. */
  of(topic: Topic): RegisteredFamily {
    const registered = this.find(topic);
    if (registered) return registered;
    if (!isTopicSelector(topic)) {
      throw new TapeError('topic_not_found', `"${topic}" does not exist: a topic is family/id, without spaces`, {
        topic,
      });
    }
    const known = [...this.byName.keys()].sort();
    throw new TapeError('unknown_family', `"${topic}" is of no known family: ${known.join(', ')}`, {
      topic,
      known,
    });
  }
}
