import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  Equals,
  IsArray,
  IsBoolean,
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
import { IsTextContent, type TextContent } from '../openai.body';

const MAX_ITEMS = 1_000;
const MAX_TOOLS = 128;

const ITEM_TYPES = ['message', 'function_call', 'function_call_output', 'reasoning'] as const;
const ROLES = ['developer', 'system', 'user', 'assistant'] as const;

const isOf = (...types: InputItem['type'][]) => {
  return ({ type }: InputItem): boolean => types.includes(type ?? 'message');
};

/** An item of the conversation. Those of a response may be given back as they are. */
export class InputItem {
  @IsOptional()
  @IsIn(ITEM_TYPES)
  type?: (typeof ITEM_TYPES)[number];

  @ValidateIf(isOf('message'))
  @IsIn(ROLES)
  role!: (typeof ROLES)[number];

  @ValidateIf(isOf('message'))
  @IsTextContent()
  content!: TextContent;

  @ValidateIf(isOf('function_call', 'function_call_output'))
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  call_id!: string;

  @ValidateIf(isOf('function_call'))
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;

  @ValidateIf(isOf('function_call'))
  @IsString()
  arguments!: string;

  @ValidateIf(isOf('function_call_output'))
  @IsTextContent()
  output!: TextContent;
}

class FunctionToolParam extends ToolDefinitionDto {
  @Equals('function', { message: 'only function tools are supported here' })
  type!: 'function';
}

/** `POST /v1/responses`, as far as it has an effect here. Sampling is checked, and passed over. */
export class CreateResponse {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  model!: string;

  /** A text, or items. */
  @ValidateIf(({ input }: CreateResponse) => typeof input !== 'string')
  @IsArray({ message: 'input must be a text or an array of items' })
  @ArrayMaxSize(MAX_ITEMS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => InputItem)
  input!: string | InputItem[];

  @IsOptional()
  @IsString()
  instructions?: string | null;

  @IsOptional()
  @IsString()
  previous_response_id?: string | null;

  /** Passing over it would lose what was said before. */
  @IsOptional()
  @IsIn([], { message: 'conversations are not kept here; use previous_response_id' })
  conversation?: unknown;

  @IsOptional()
  @IsBoolean()
  stream?: boolean | null;

  @IsOptional()
  @IsBoolean()
  background?: boolean | null;

  @IsOptional()
  @IsBoolean()
  store?: boolean | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  max_output_tokens?: number | null;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_TOOLS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => FunctionToolParam)
  tools?: FunctionToolParam[] | null;

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
