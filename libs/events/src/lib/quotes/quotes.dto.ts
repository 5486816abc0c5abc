import {
  IsBoolean,
  IsInt,
  isISO8601,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
} from 'class-validator';
import { defineEventDtos } from '../event-data.dto';
import { describedBy } from '../schema/json-schema.dto';
import { IsTime } from '../time.dto';
import { quotes } from './quotes.family';
import type { QuoteFellSilent, QuoteHalted, QuoteResumed, QuoteUpdated } from './quotes.family';

const IsPrice = () =>
  Matches(/^\d{1,12}(\.\d{1,8})?$/, { message: '$property must be a decimal as a string, such as "101.25"' });

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day that there is. The schema says what a day looks like; the check refuses more. */
function IsDay(): PropertyDecorator {
  const validate = (value: unknown): boolean =>
    typeof value === 'string' && DAY.test(value) && isISO8601(value, { strict: true });
  const defaultMessage = (): string => '$property must be a day, YYYY-MM-DD';
  const schema = { type: 'string', pattern: DAY.source };
  return ValidateBy({ name: 'isDay', validator: { validate, defaultMessage } }, describedBy(schema));
}

/** Ten thousand merged updates still add up to a whole number. */
const SIZE_MAX = 1e11;

export class QuoteUpdatedDto implements QuoteUpdated {
  @IsPrice()
  bid!: string;

  @IsPrice()
  ask!: string;

  @IsPrice()
  last!: string;

  @IsInt()
  @Min(0)
  @Max(SIZE_MAX)
  size!: number;

  @IsPrice()
  high!: string;

  @IsPrice()
  low!: string;

  @IsOptional()
  @IsDay()
  day?: string;

  @IsOptional()
  @IsBoolean()
  simulated?: boolean;
}

export class QuoteHaltedDto implements QuoteHalted {
  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string;
}

export class QuoteResumedDto implements QuoteResumed {}

export class QuoteFellSilentDto implements QuoteFellSilent {
  @IsTime()
  since!: string;
}

export const quoteDtos = defineEventDtos(quotes, {
  'quotes.updated': QuoteUpdatedDto,
  'quotes.halted': QuoteHaltedDto,
  'quotes.resumed': QuoteResumedDto,
  'quotes.fell_silent': QuoteFellSilentDto,
});
