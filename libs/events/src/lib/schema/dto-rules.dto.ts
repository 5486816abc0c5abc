import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, ValidationTypes } from 'class-validator';

export type DtoClass = new () => object;

/** What class-validator has noted of a decorator. */
export type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/** The rules of all fields of a class, those that it inherits too. */
export const rulesOf = (dto: DtoClass): readonly Rule[] =>
  getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);

/** `@IsOptional`, which class-validator notes as one of the kind of `@ValidateIf`. */
export const isOptional = ({ type, name }: Rule): boolean =>
  type === ValidationTypes.CONDITIONAL_VALIDATION && name === 'isOptional';

/** `@ValidateIf`: whether the other rules of its field hold depends on other fields, and how is code. */
export const isConditional = (rule: Rule): boolean =>
  rule.type === ValidationTypes.CONDITIONAL_VALIDATION && !isOptional(rule);

/** The class that `@Type` names for a field. class-transformer gives nobody its notes, but makes instances by them. */
export function findNestedClass(dto: DtoClass, name: string): DtoClass | undefined {
  const value = (plainToInstance(dto, { [name]: {} }) as Record<string, object>)[name];
  return !value || value.constructor === Object ? undefined : (value.constructor as DtoClass);
}
