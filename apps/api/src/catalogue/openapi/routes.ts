import { RequestMethod, type Type } from '@nestjs/common';
import {
  CUSTOM_ROUTE_ARGS_METADATA,
  HTTP_CODE_METADATA,
  METHOD_METADATA,
  PARAMTYPES_METADATA,
  PATH_METADATA,
  ROUTE_ARGS_METADATA,
  SSE_METADATA,
} from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { DtoClass } from '@tickertape/events/dto';
import { StreamStart } from '@tickertape/nestjs';
import { IdempotencyKey } from '../../idempotency';

/** A route of the app, as Nest has noted it. */
export interface Route {
  readonly controller: Type;
  readonly handler: string;
  /** In lower case, as OpenAPI has it. */
  readonly method: string;
  /** With its parameters in braces: `/v1/orders/{id}`. */
  readonly path: string;
  /** Of a handler of several paths: what tells this one from the others. */
  readonly alias?: string;
  /** The names of the query that the handler asks for by name. */
  readonly query: readonly string[];
  /** The class of its body; left out where there is none, or where the handler checks it itself. */
  readonly body?: DtoClass;
  readonly hasBody: boolean;
  readonly status: number;
  /** It answers an event stream of topics. */
  readonly isStream: boolean;
  /** It takes `Last-Event-ID` and its like. */
  readonly takesCursor: boolean;
  /** It takes an `Idempotency-Key`. */
  readonly takesKey: boolean;
}

/** An argument of a handler: where it comes from, and the name of it there. */
interface Argument {
  readonly kind: string;
  readonly index: number;
  readonly data?: unknown;
  readonly factory?: unknown;
}

/** The routes of some controllers. */
export function routesOf(controllers: readonly Type[]): Route[] {
  return controllers.flatMap((controller) =>
    handlersOf(controller).flatMap((handler) => describe(controller, handler)),
  );
}

function handlersOf(controller: Type): string[] {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).filter(
    (name) => name !== 'constructor' && Reflect.hasMetadata(METHOD_METADATA, prototype[name] as object),
  );
}

function describe(controller: Type, handler: string): Route[] {
  const code = (controller.prototype as Record<string, object>)[handler] ?? {};
  const note = <T>(key: string): T => Reflect.getMetadata(key, code) as T;
  const requestMethod = note<RequestMethod>(METHOD_METADATA);
  const found = argumentsOf(controller, handler);
  const body = found.find(({ kind }) => kind === String(RouteParamtypes.BODY));
  const types = (Reflect.getMetadata(PARAMTYPES_METADATA, controller.prototype as object, handler) ?? []) as DtoClass[];
  const type = body && types[body.index];
  const common = {
    controller,
    handler,
    method: (RequestMethod[requestMethod] ?? '').toLowerCase(),
    query: found
      .filter(({ kind, data }) => kind === String(RouteParamtypes.QUERY) && data)
      .map(({ data }) => String(data)),
    ...(type && type !== Object && { body: type }),
    hasBody: body !== undefined,
    status: note<number | undefined>(HTTP_CODE_METADATA) ?? (requestMethod === RequestMethod.POST ? 201 : 200),
    isStream: Boolean(note(SSE_METADATA)),
    takesCursor: found.some(({ factory }) => factory === factoryOf(StreamStart)),
    takesKey: found.some(({ factory }) => factory === factoryOf(IdempotencyKey)),
  };
  const prefix = Reflect.getMetadata(PATH_METADATA, controller) as string;
  const paths = note<string | string[]>(PATH_METADATA);
  if (!Array.isArray(paths)) return [{ ...common, path: toTemplate(prefix, paths) }];
  return paths.map((path) => ({ ...common, path: toTemplate(prefix, path), alias: path }));
}

function argumentsOf(controller: Type, handler: string): Argument[] {
  const noted = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) ?? {}) as Record<string, Argument>;
  return Object.entries(noted).map(([key, argument]) => ({ ...argument, kind: key.slice(0, key.lastIndexOf(':')) }));
}

/** What a parameter decorator runs; it is the same wherever it stands. */
function factoryOf(decorator: () => ParameterDecorator): unknown {
  class Probe {}
  decorator()(Probe.prototype, 'handler', 0);
  return argumentsOf(Probe, 'handler').find(({ kind }) => kind.endsWith(CUSTOM_ROUTE_ARGS_METADATA))?.factory;
}

function toTemplate(...parts: readonly string[]): string {
  const segments = parts.flatMap((part) => part.split('/')).filter(Boolean);
  return `/${segments.map((segment) => segment.replace(/^:(\w+)$/, '{$1}')).join('/')}`;
}
