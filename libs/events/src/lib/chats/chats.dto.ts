import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { defineEventDtos } from '../event-data.dto';
import { chats } from './chats.family';
import type { ChatGenerationStarted, ChatTrigger } from './chats.family';

export class ChatGenerationStartedDto implements ChatGenerationStarted {
  @IsString()
  @IsNotEmpty()
  @MaxLength(128)
  generationId!: string;

  @IsIn(['submit-message', 'regenerate-message'])
  trigger!: ChatTrigger;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  messageId?: string;
}

export const chatDtos = defineEventDtos(chats, {
  'chats.generation_started': ChatGenerationStartedDto,
});
