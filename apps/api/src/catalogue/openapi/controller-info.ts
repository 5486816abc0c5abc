import type { Type } from '@nestjs/common';
import type { JsonSchema } from '@tickertape/events/catalogue';
import type { DtoClass } from '@tickertape/events/dto';

/** A part of an OpenAPI document. */
export interface OpenApiObject {
  readonly [field: string]: unknown;
}

/** What a route does, as far as its code does not tell. */
export interface OperationInfo {
  /** One line. */
  readonly summary: string;
  /** More, where the line does not say it all. */
  readonly description?: string;
  /** The query, by name. */
  readonly query?: Readonly<Record<string, JsonSchema>>;
  /** Further parameters. */
  readonly parameters?: readonly OpenApiObject[];
  /** The class of a body that the handler checks itself. */
  readonly body?: BodyInfo;
  /** What success answers as JSON. Default: nothing is said of it. */
  readonly answer?: JsonSchema;
  /** What success answers beside JSON, or instead of it, by media type. */
  readonly content?: OpenApiObject;
  /** Success may also be `200`: it was there already. */
  readonly repeatable?: true;
  /** Further answers, by status. */
  readonly responses?: OpenApiObject;
}

export interface BodyInfo {
  readonly dto: DtoClass;
  /** Default: `refused`. */
  readonly unknownFields?: 'refused' | 'ignored';
  /** One, or an array of several. Default: one. */
  readonly orSeveral?: true;
}

/** What the routes of a controller do. */
export interface ControllerInfo {
  readonly controller: Type;
  readonly description: string;
  /** The shape of its errors. Default: problem documents. */
  readonly errors?: 'openai';
  readonly operations: Readonly<Record<string, OperationInfo | undefined>>;
}

type Handler<C> = { [Name in keyof C]: C[Name] extends (...args: never[]) => unknown ? Name : never }[keyof C];

/** Tells of a controller what its code does not. The compiler asks for every handler. */
export function describeController<C>(
  // A class is told from what it makes; what it is made of is nobody's business here.
  controller: abstract new (...args: never[]) => C,
  description: string,
  operations: { readonly [Name in Handler<C>]: OperationInfo },
  errors?: 'openai',
): ControllerInfo {
  return { controller: controller as unknown as Type, description, operations, ...(errors && { errors }) };
}

/** The token of what is known of the controllers. */
export const CONTROLLER_INFOS = Symbol('what is known of the controllers');
