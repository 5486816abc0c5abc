import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
  validateSync,
} from 'class-validator';
import type { ChatTrigger } from '@tickertape/events';
import { describeErrors, GenerationParametersDto, withoutNulls } from '@tickertape/events/dto';
import { ProblemException } from '@tickertape/nestjs';

/** A part of a message, as its type has it; see `ai-sdk.parts.ts`. */
export type UiPart = Readonly<Record<string, unknown>>;

/** A `UIMessage` of the AI SDK. */
export class UiMessageDto {
  @IsOptional()
  @IsString()
  @MaxLength(200)
  id?: string;

  @IsIn(['system', 'user', 'assistant'])
  role!: 'system' | 'user' | 'assistant';

  @IsArray()
  @ArrayMaxSize(1_000)
  @IsObject({ each: true })
  parts!: UiPart[];
}

/** `POST /v1/ai/chat`: what the AI SDK's `DefaultChatTransport` sends, and what its `body` option may add. */
export class SendChat extends GenerationParametersDto {
  /** The chat. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(1_000)
  id!: string;

  /** The conversation, oldest first. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Type(() => UiMessageDto)
  messages!: UiMessageDto[];

  @IsOptional()
  @IsIn(['submit-message', 'regenerate-message'])
  trigger?: ChatTrigger;

  /** The message that was edited, is to be regenerated or goes on. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  messageId?: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  model?: string;
}

/** `POST /v1/ai/chat/{chatId}/stop`. */
export class StopChat {
  /** The message that is to end. Default: the latest of the chat. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  messageId?: string;
}

/**
 * Checks the body of `POST /v1/ai/chat`. Unlike elsewhere, fields that it does not know are passed over: the AI SDK and
 * the apps that use it send some of their own.
 */
export function readSendChat(body: unknown): SendChat {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw refuse('', 'the body must be a JSON object');
  }
  const request = plainToInstance(SendChat, withoutNulls(SendChat, body));
  const errors = describeErrors(validateSync(request, { whitelist: true, forbidUnknownValues: false }));
  const [first] = errors;
  if (first) throw refuse(first.path, first.message, errors);
  return request;
}

/** `422`, with the path of the field that is wrong. */
export function refuse(path: string, message: string, errors: readonly object[] = [{ path, message }]) {
  return new ProblemException(422, 'validation_failed', [path, message].filter(Boolean).join(': '), { errors });
}
