import { Injectable, ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { describeErrors, withoutNulls, type DtoClass } from '@tickertape/events/dto';
import type { FieldError } from '@tickertape/tape';
import { ProblemException } from './problem.exception';

/**
 * Checks request bodies by their DTOs. What they do not name is refused: `422 validation_failed` with `errors`. A field that
 * is null where it may be absent is absent.
 */
@Injectable()
export class BodyPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      exceptionFactory: (errors) => refuse(describeErrors(errors)),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'body') return value;
    // A request without a body is one whose fields are all absent.
    const body = value ?? {};
    // class-transformer would take an array for many bodies, and let each pass unseen.
    const { metatype } = metadata;
    if (!metatype || metatype === Object) return super.transform(body, metadata);
    if (!isPlainObject(body)) throw refuse([{ path: '', message: 'the body must be a JSON object' }]);
    return super.transform(withoutNulls(metatype as DtoClass, body), metadata);
  }
}

function refuse(errors: readonly FieldError[]): ProblemException {
  const first = errors[0];
  const detail = first ? [first.path, first.message].filter(Boolean).join(': ') : 'the body is not valid';
  return new ProblemException(422, 'validation_failed', detail, { errors });
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && !Array.isArray(value);
}
