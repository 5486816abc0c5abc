import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
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
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { ToolDefinitionDto } from '@tickertape/events/dto';
import { IsTextContent, type TextContent } from '../openai.body';
import { ChoosingParams, FORMATS, IsToolChoice, SchemaParam, type ToolChoiceParam } from '../openai.requests';

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
  @IsDefined()
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
  @IsDefined()
  @IsTextContent()
  output!: TextContent;
}

class FunctionToolParam extends ToolDefinitionDto {
  @Equals('function', { message: 'only function tools are supported here' })
  type!: 'function';
}

const isSchema = ({ type }: TextFormatParam): boolean => type === 'json_schema';

class TextFormatParam extends SchemaParam {
  @IsIn(FORMATS)
  type!: (typeof FORMATS)[number];

  @ValidateIf(isSchema)
  override name!: string;

  @ValidateIf(isSchema)
  @IsObject()
  override schema?: Record<string, unknown>;
}

class TextParam {
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => TextFormatParam)
  format?: TextFormatParam;
}

/** `POST /v1/responses`, as far as it has an effect here. */
export class CreateResponse extends ChoosingParams {
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
  instructions?: string;

  @IsOptional()
  @IsString()
  previous_response_id?: string;

  /** Passing over it would lose what was said before. */
  @IsOptional()
  @IsIn([], { message: 'conversations are not kept here; use previous_response_id' })
  conversation?: unknown;

  @IsOptional()
  @IsBoolean()
  stream?: boolean;

  @IsOptional()
  @IsBoolean()
  background?: boolean;

  @IsOptional()
  @IsBoolean()
  store?: boolean;

  @IsOptional()
  @IsInt()
  @Min(1)
  max_output_tokens?: number;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_TOOLS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => FunctionToolParam)
  tools?: FunctionToolParam[];

  @IsOptional()
  @IsToolChoice('itself')
  tool_choice?: ToolChoiceParam;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => TextParam)
  text?: TextParam;

  /** What the simulated model is to play. */
  @IsOptional()
  @IsObject()
  simulate?: object;
}
