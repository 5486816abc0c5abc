import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { defineEventDtos } from '../event-data.dto';
import { generations } from './generations.family';
import type {
  ChatMessage,
  FinishReason,
  GenerationCancelled,
  GenerationCompleted,
  GenerationDelta,
  GenerationFailed,
  GenerationInterrupted,
  GenerationStarted,
  OnDisconnect,
  Usage,
} from './generations.family';

/** More tokens than any model here writes. */
const MAX_TOKENS_LIMIT = 100_000;

export class ChatMessageDto implements ChatMessage {
  @IsIn(['system', 'user', 'assistant'])
  role!: ChatMessage['role'];

  @IsString()
  content!: string;
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
}

/** What a client may say of how to generate, and the event then repeats. */
export class GenerationParametersDto implements Pick<
  GenerationStarted,
  'maxTokens' | 'seed' | 'stop' | 'onDisconnect'
> {
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_TOKENS_LIMIT)
  maxTokens?: number;

  @IsOptional()
  @IsInt()
  @Min(0)
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
}

export class GenerationStartedDto extends GenerationParametersDto implements GenerationStarted {
  @IsArray()
  @ArrayNotEmpty()
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
}

export class GenerationDeltaDto implements GenerationDelta {
  @IsString()
  text!: string;
}

class WithUsage {
  @ValidateNested()
  @IsNotEmpty()
  @Type(() => UsageDto)
  usage!: UsageDto;
}

export class GenerationCompletedDto extends WithUsage implements GenerationCompleted {
  @IsIn(['stop', 'length'])
  finishReason!: FinishReason;
}

export class GenerationFailedDto extends WithUsage implements GenerationFailed {
  @IsString()
  @IsNotEmpty()
  code!: string;

  @IsString()
  message!: string;
}

export class GenerationCancelledDto extends WithUsage implements GenerationCancelled {}

export class GenerationInterruptedDto extends WithUsage implements GenerationInterrupted {}

export const generationDtos = defineEventDtos(generations, {
  'generations.started': GenerationStartedDto,
  'generations.delta': GenerationDeltaDto,
  'generations.completed': GenerationCompletedDto,
  'generations.failed': GenerationFailedDto,
  'generations.cancelled': GenerationCancelledDto,
  'generations.interrupted': GenerationInterruptedDto,
});
