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
import { ChatMessageDto } from '@tickertape/events/dto';
import type { OnDisconnect } from '@tickertape/events';

const MAX_TOKENS_LIMIT = 100_000;

/** `POST /v1/generations`. Either `prompt` or `messages` must be there, not both. */
export class StartGeneration {
  /** Short for one message of the user. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  prompt?: string;

  /** The conversation, oldest first. */
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Type(() => ChatMessageDto)
  messages?: ChatMessageDto[];

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  model?: string;

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
