import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  Equals,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { ToolDefinitionDto } from '@tickertape/events/dto';
import { IsTextContent, IsTexts, type TextContent } from '../openai.body';

const MAX_MESSAGES = 1_000;
const MAX_TOOLS = 128;
const MAX_STOPS = 4;

class CalledFunction {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;

  @IsString()
  arguments!: string;
}

class ToolCallParam {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  id!: string;

  @Equals('function')
  type!: 'function';

  @IsDefined()
  @ValidateNested()
  @Type(() => CalledFunction)
  function!: CalledFunction;
}

const ROLES = ['developer', 'system', 'user', 'assistant', 'tool'] as const;

export class ChatMessageParam {
  @IsIn(ROLES)
  role!: (typeof ROLES)[number];

  /** What an assistant said may be absent: it called functions. */
  @ValidateIf(({ role, content }: ChatMessageParam) => role !== 'assistant' || (content ?? undefined) !== undefined)
  @IsDefined()
  @IsTextContent()
  content?: TextContent | null;

  @IsOptional()
  @IsString()
  refusal?: string | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_TOOLS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ToolCallParam)
  tool_calls?: ToolCallParam[] | null;

  @ValidateIf(({ role }: ChatMessageParam) => role === 'tool')
  @IsString()
  @MaxLength(200)
  tool_call_id?: string;
}

class ToolParam {
  @Equals('function', { message: 'only function tools are supported here' })
  type!: 'function';

  @IsDefined()
  @ValidateNested()
  @Type(() => ToolDefinitionDto)
  function!: ToolDefinitionDto;
}

class StreamOptions {
  @IsOptional()
  @IsBoolean()
  include_usage?: boolean | null;
}

/** `POST /v1/chat/completions`, as far as it has an effect here. Sampling is checked, and passed over. */
export class CreateChatCompletion {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  model!: string;

  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_MESSAGES)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ChatMessageParam)
  messages!: ChatMessageParam[];

  @IsOptional()
  @IsBoolean()
  stream?: boolean | null;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => StreamOptions)
  stream_options?: StreamOptions | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  max_tokens?: number | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  max_completion_tokens?: number | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  seed?: number | null;

  @IsOptional()
  @IsTexts(MAX_STOPS)
  stop?: string | string[] | null;

  @IsOptional()
  @Equals(1, { message: 'n must be 1: there is one choice' })
  n?: 1 | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_TOOLS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ToolParam)
  tools?: ToolParam[] | null;

  @IsOptional()
  tool_choice?: unknown;

  @IsOptional()
  @IsNumber()
  temperature?: number | null;

  @IsOptional()
  @IsNumber()
  top_p?: number | null;

  /** What the simulated model is to play. */
  @IsOptional()
  @IsObject()
  simulate?: object | null;
}
