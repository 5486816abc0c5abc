import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsNotEmpty,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { ChatMessageDto, GenerationParametersDto } from '@tickertape/events/dto';

/** `POST /v1/generations`. Either `prompt` or `messages` must be there, not both. */
export class StartGeneration extends GenerationParametersDto {
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
}
