import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { defineEventDtos } from '../event-data.dto';
import { describedBy } from '../schema/json-schema.dto';
import { generations } from './generations.family';
import type {
  ChatMessage,
  FinishReason,
  GenerationCancelled,
  GenerationCompleted,
  GenerationDelta,
  GenerationFailed,
  GenerationInterrupted,
  GenerationRequested,
  GenerationToolCallDelta,
  OnDisconnect,
  ResponseFormat,
  ToolCall,
  ToolChoice,
  ToolDefinition,
  Usage,
} from './generations.family';

/** More tokens than any model here writes. */
const MAX_TOKENS_LIMIT = 100_000;

/** Functions that a model may be told of, and calls that a message may have. */
const MAX_TOOLS = 128;

export class ToolCallDto implements ToolCall {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  id!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;

  @IsString()
  arguments!: string;
}

export class ChatMessageDto implements ChatMessage {
  @IsIn(['system', 'user', 'assistant', 'tool'])
  role!: ChatMessage['role'];

  @IsString()
  content!: string;

  @IsOptional()
  @IsString()
  @MaxLength(64)
  name?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_TOOLS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ToolCallDto)
  toolCalls?: ToolCallDto[];

  @IsOptional()
  @IsString()
  @MaxLength(200)
  toolCallId?: string;
}

export class ToolDefinitionDto implements ToolDefinition {
  @Matches(/^[A-Za-z0-9_-]{1,64}$/, { message: 'name must be 1 to 64 letters, digits, _ or -' })
  name!: string;

  @IsOptional()
  @IsString()
  description?: string;

  @IsOptional()
  @IsObject()
  parameters?: Record<string, unknown>;

  @IsOptional()
  @IsBoolean()
  strict?: boolean;
}

export class ResponseFormatDto implements ResponseFormat {
  @IsIn(['json_object', 'json_schema'])
  type!: ResponseFormat['type'];

  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,64}$/, { message: 'name must be 1 to 64 letters, digits, _ or -' })
  name?: string;

  @IsOptional()
  @IsString()
  description?: string;

  @IsOptional()
  @IsObject()
  schema?: Record<string, unknown>;

  @IsOptional()
  @IsBoolean()
  strict?: boolean;
}

const CHOICES: readonly unknown[] = ['auto', 'none', 'required'];

function IsToolChoice(): PropertyDecorator {
  const validate = (value: unknown): boolean =>
    CHOICES.includes(value) ||
    (typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string');
  const defaultMessage = (): string => 'toolChoice must be auto, none, required or {"name"}';
  const named = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
  const validator = { validate, defaultMessage };
  return ValidateBy({ name: 'isToolChoice', validator }, describedBy({ anyOf: [{ enum: CHOICES }, named] }));
}

export class UsageDto implements Usage {
  @IsInt()
  @Min(0)
  promptTokens!: number;

  @IsInt()
  @Min(0)
  completionTokens!: number;

  @IsInt()
  @Min(0)
  totalTokens!: number;

  @IsOptional()
  @IsInt()
  @Min(0)
  reasoningTokens?: number;
}

/** What a client may say of how to generate, and the event then repeats. */
export class GenerationParametersDto implements Pick<
  GenerationRequested,
  | 'maxTokens'
  | 'seed'
  | 'stop'
  | 'onDisconnect'
  | 'tools'
  | 'toolChoice'
  | 'parallelToolCalls'
  | 'responseFormat'
  | 'temperature'
  | 'topP'
  | 'simulate'
> {
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_TOKENS_LIMIT)
  maxTokens?: number;

  @IsOptional()
  @IsInt()
  @Min(Number.MIN_SAFE_INTEGER)
  @Max(Number.MAX_SAFE_INTEGER)
  seed?: number;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(4)
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  stop?: string[];

  @IsOptional()
  @IsIn(['continue', 'cancel'])
  onDisconnect?: OnDisconnect;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_TOOLS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ToolDefinitionDto)
  tools?: ToolDefinitionDto[];

  @IsOptional()
  @IsToolChoice()
  toolChoice?: ToolChoice;

  @IsOptional()
  @IsBoolean()
  parallelToolCalls?: boolean;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ResponseFormatDto)
  responseFormat?: ResponseFormatDto;

  @IsOptional()
  @IsNumber()
  @Min(0)
  temperature?: number;

  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  topP?: number;

  @IsOptional()
  @IsObject()
  simulate?: object;
}

export class GenerationRequestedDto extends GenerationParametersDto implements GenerationRequested {
  @IsArray()
  @ArrayNotEmpty()
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ChatMessageDto)
  messages!: ChatMessageDto[];

  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  model!: string;

  @IsInt()
  @Min(0)
  promptTokens!: number;

  @IsOptional()
  @IsBoolean()
  hasInstructions?: boolean;
}

export class GenerationDeltaDto implements GenerationDelta {
  @IsString()
  text!: string;
}

export class GenerationToolCallDeltaDto extends ToolCallDto implements GenerationToolCallDelta {
  @IsInt()
  @Min(0)
  @Max(MAX_TOOLS)
  index!: number;
}

class WithUsage {
  @IsObject()
  @ValidateNested()
  @Type(() => UsageDto)
  usage!: UsageDto;
}

export class GenerationCompletedDto extends WithUsage implements GenerationCompleted {
  @IsIn(['stop', 'length', 'tool_calls', 'content_filter'])
  finishReason!: FinishReason;
}

export class GenerationFailedDto extends WithUsage implements GenerationFailed {
  @IsString()
  @IsNotEmpty()
  code!: string;

  @IsString()
  message!: string;

  @IsOptional()
  @IsInt()
  @Min(100)
  @Max(599)
  status?: number;

  @IsOptional()
  @IsNumber()
  @Min(0)
  retryAfterMs?: number;
}

export class GenerationCancelledDto extends WithUsage implements GenerationCancelled {}

export class GenerationInterruptedDto extends WithUsage implements GenerationInterrupted {}

export const generationDtos = defineEventDtos(generations, {
  'generations.queued': GenerationRequestedDto,
  'generations.started': GenerationRequestedDto,
  'generations.reasoning_delta': GenerationDeltaDto,
  'generations.delta': GenerationDeltaDto,
  'generations.refusal_delta': GenerationDeltaDto,
  'generations.tool_call_delta': GenerationToolCallDeltaDto,
  'generations.completed': GenerationCompletedDto,
  'generations.failed': GenerationFailedDto,
  'generations.cancelled': GenerationCancelledDto,
  'generations.interrupted': GenerationInterruptedDto,
});
