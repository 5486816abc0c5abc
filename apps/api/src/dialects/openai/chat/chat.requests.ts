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
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { ToolDefinitionDto } from '@tickertape/events/dto';
import { IsTextContent, IsTexts, type TextContent } from '../openai.body';
import { ChoosingParams, FORMATS, IsToolChoice, SchemaParam, type ToolChoiceParam } from '../openai.requests';

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
  @Matches(/^[^\s<|\\/>]{1,64}$/, { message: 'name must be 1 to 64 characters, no spaces, no < | \\ / >' })
  name?: string;

  @IsOptional()
  @IsString()
  refusal?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_TOOLS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ToolCallParam)
  tool_calls?: ToolCallParam[];

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

class ResponseFormatParam {
  @IsIn(FORMATS)
  type!: (typeof FORMATS)[number];

  @ValidateIf(({ type }: ResponseFormatParam) => type === 'json_schema')
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => SchemaParam)
  json_schema?: SchemaParam;
}

class StreamOptions {
  @IsOptional()
  @IsBoolean()
  include_usage?: boolean;
}

/** `POST /v1/chat/completions`, as far as it has an effect here. */
export class CreateChatCompletion extends ChoosingParams {
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
  stream?: boolean;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => StreamOptions)
  stream_options?: StreamOptions;

  @IsOptional()
  @IsInt()
  @Min(1)
  max_tokens?: number;

  @IsOptional()
  @IsInt()
  @Min(1)
  max_completion_tokens?: number;

  @IsOptional()
  @IsInt()
  @Min(Number.MIN_SAFE_INTEGER)
  @Max(Number.MAX_SAFE_INTEGER)
  seed?: number;

  @IsOptional()
  @IsTexts(MAX_STOPS)
  stop?: string | string[];

  @IsOptional()
  @Equals(1, { message: 'n must be 1: there is one choice' })
  n?: 1;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_TOOLS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ToolParam)
  tools?: ToolParam[];

  @IsOptional()
  @IsToolChoice('function')
  tool_choice?: ToolChoiceParam;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ResponseFormatParam)
  response_format?: ResponseFormatParam;

  /** What the simulated model is to play. */
  @IsOptional()
  @IsObject()
  simulate?: object;
}
