import { plainToInstance } from 'class-transformer';
import { IsInt, IsNotEmpty, IsObject, IsOptional, IsString, MaxLength, Min, validateSync } from 'class-validator';
import { describeErrors, withoutNulls } from '@tickertape/events/dto';
import { ProblemException } from '@tickertape/nestjs';
import type { EventInput, FieldError } from '@tickertape/tape';

const EVENTS_MAX = 1_000;

/** An event as a client appends it. */
export class AppendEvent {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  type!: string;

  /** Checked further by the DTO of its type. */
  @IsObject()
  data!: object;

  /** Names the event: the same id again appends nothing. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  id?: string;

  /** The version that the topic must have just before this event, unless it is there already. */
  @IsOptional()
  @IsInt()
  @Min(0)
  expectVersion?: number;
}

/** Reads the body of an append, one event or an array of them. Throws a problem `validation_failed`, status 422. */
export function readAppend(body: unknown): readonly EventInput[] {
  const items = (Array.isArray(body) ? body : [body]).map((item: unknown) => withoutNulls(AppendEvent, item));
  if (items.length === 0 || items.length > EVENTS_MAX) {
    throw refuse([{ path: '', message: `give an event, or an array of 1 to ${EVENTS_MAX} events` }]);
  }
  const errors = items.flatMap((item, index) => checkItem(item, Array.isArray(body) ? String(index) : ''));
  if (errors.length > 0) throw refuse(errors);
  return items as AppendEvent[];
}

function checkItem(item: unknown, path: string): FieldError[] {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return [{ path, message: 'an event is an object with type and data' }];
  }
  const rules = { whitelist: true, forbidNonWhitelisted: true };
  return describeErrors(validateSync(plainToInstance(AppendEvent, item), rules), path);
}

function refuse(errors: readonly FieldError[]): ProblemException {
  return new ProblemException(422, 'validation_failed', errors[0]?.message ?? 'the body is not valid', { errors });
}
