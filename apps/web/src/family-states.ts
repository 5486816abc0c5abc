import type { TapeMessage } from '@tickertape/client';
import type { EventOf, Family, FamilyEvents } from '@tickertape/events';

/** The states of a family's topics, by id. */
export type FamilyStates<State> = ReadonlyMap<string, State>;

/** The states after a message of a loop over a whole family. Pure; the map is as it was when the message changes nothing. */
export function receiveMessage<Events extends FamilyEvents, State>(
  family: Pick<Family<string, Events, State>, 'evolve' | 'initialState'>,
  states: FamilyStates<State>,
  message: TapeMessage,
): FamilyStates<State> {
  if (message.type === 'tape.gap' || message.type === 'tape.closed') return states;
  const id = message.topic.slice(message.topic.indexOf('/') + 1);
  const before = states.get(id);
  const after =
    message.type === 'tape.snapshot'
      ? (message.state as State)
      : family.evolve(before ?? family.initialState(id), message as unknown as EventOf<Events>);
  return after === before ? states : new Map(states).set(id, after);
}
