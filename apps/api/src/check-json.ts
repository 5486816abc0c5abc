import { ProblemException } from '@tickertape/nestjs';
import type { NextFunction, Request, Response } from 'express';

/** What checks a body goes down by recursion, and nobody needs as much. */
const DEPTH_MAX = 100;

/**
 * Refuses with `422` what no class can check: JSON that is deeper than the stack may be, and fields with names that every
 * object has, as `constructor`.
 */
export function checkJson(request: Request, _response: Response, next: NextFunction): void {
  const fault = findFault(request.body);
  if (!fault) return next();
  const detail = [fault.path, fault.message].join(': ');
  next(new ProblemException(422, 'validation_failed', detail, { errors: [fault] }));
}

/** The first fault, and where it is. Without recursion, since what it looks at may be deeper than the stack. */
function findFault(body: unknown): { readonly path: string; readonly message: string } | undefined {
  const open = [{ value: body, path: '', depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth === DEPTH_MAX) return { path: topOf(path), message: `nothing may be nested more than ${DEPTH_MAX} deep` };
    for (const [name, field] of Object.entries(value)) {
      const at = path ? `${path}.${name}` : name;
      if (Object.hasOwn(Object.prototype, name)) return { path: at, message: `a field cannot be named ${name}` };
      open.push({ value: field, path: at, depth: depth + 1 });
    }
  }
  return undefined;
}

/** Where it begins: the whole path of what is too deep is too long. */
const topOf = (path: string): string => path.split('.', 3).join('.');
