import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { AnyFamily, Family, FamilyEvents } from './define-family';
import { withoutNulls } from './without-nulls.dto';

type Class<T> = new () => T;

/** The class that checks the data of each event type of a family. The compiler holds both to the same shape. */
export interface EventDtos {
  readonly family: AnyFamily;
  readonly dtos: Readonly<Record<string, Class<object>>>;
}

/** What is wrong with a field: where, as in `items.0.quantity`, and a sentence. */
export interface DataError {
  readonly path: string;
  readonly message: string;
}

export function defineEventDtos<Name extends string, Events extends FamilyEvents, State>(
  family: Family<Name, Events, State>,
  dtos: { readonly [Type in keyof Events]: Class<Events[Type]> },
): EventDtos {
  return { family, dtos };
}

/** Lists what is wrong with the data of an event; empty when nothing is. Unknown fields are wrong. */
export function checkEventData({ family, dtos }: EventDtos, type: string, data: unknown): DataError[] {
  const dto = Object.hasOwn(dtos, type) ? dtos[type] : undefined;
  if (!dto) return [{ path: 'type', message: `"${type}" is not an event type of ${family.name}` }];
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return [{ path: 'data', message: 'data must be an object' }];
  }
  const errors = validateSync(toInstance(dto, data), {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
  });
  return describeErrors(errors, 'data');
}

/** The data of an event as it is put on the tape: what is null where it may be absent is absent. */
export function tidyEventData({ dtos }: EventDtos, type: string, data: object): object {
  const dto = Object.hasOwn(dtos, type) ? dtos[type] : undefined;
  return dto ? withoutNulls(dto, data) : data;
}

/** Flat data needs no transformer, which costs more than the check itself: token deltas come by the ten thousand. */
function toInstance(dto: Class<object>, data: object): object {
  const nested = Object.values(data).some((value) => typeof value === 'object' && value !== null);
  return nested ? plainToInstance(dto, data) : Object.assign(new dto(), data);
}

/** Flattens class-validator's tree of errors to paths and sentences, those of a field in the order of its decorators. */
export function describeErrors(errors: readonly ValidationError[], parent = ''): DataError[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const path = parent ? `${parent}.${property}` : property;
    // class-validator has them as decorators are applied, the last one first.
    const messages = Object.values(constraints ?? {}).reverse();
    const own = messages.map((message) => ({ path, message }));
    return [...own, ...describeErrors(children ?? [], path)];
  });
}
