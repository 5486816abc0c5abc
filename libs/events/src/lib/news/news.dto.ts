import { IsBoolean, IsNotEmpty, IsOptional, IsString, IsUrl, MaxLength } from 'class-validator';
import { defineEventDtos } from '../event-data.dto';
import { news } from './news.family';
import type { NewsCorrected, NewsPublished, NewsRetracted } from './news.family';

class OfStory {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  storyId!: string;
}

export class NewsPublishedDto extends OfStory implements NewsPublished {
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  headline!: string;

  @IsOptional()
  @IsString()
  body?: string;

  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  url?: string;

  @IsOptional()
  @IsBoolean()
  simulated?: boolean;
}

export class NewsCorrectedDto extends OfStory implements NewsCorrected {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  headline?: string;

  @IsOptional()
  @IsString()
  body?: string;
}

export class NewsRetractedDto extends OfStory implements NewsRetracted {
  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string;
}

export const newsDtos = defineEventDtos(news, {
  'news.published': NewsPublishedDto,
  'news.corrected': NewsCorrectedDto,
  'news.retracted': NewsRetractedDto,
});
