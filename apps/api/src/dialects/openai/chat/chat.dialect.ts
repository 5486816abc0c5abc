import type { Dialect } from '@tickertape/nestjs';
import { isControlEvent, type Frame } from '@tickertape/wire';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { errorOfEnd } from '../generation.errors';
import type { OpenAiErrorBody } from '../openai.error';
import { HEARTBEAT, readBreak, readEvent, type GenerationEvent } from '../openai.stream';
import { headOf, toCompletionUsage, type ChatHead } from './chat.completion';

/** A delta with what compatible servers add to OpenAI's: the thoughts before the answer. */
type Delta = ChatCompletionChunk.Choice.Delta & { reasoning_content?: string };
type FinishReason = ChatCompletionChunk.Choice['finish_reason'];
type ToolCallEvent = Extract<GenerationEvent, { type: 'generations.tool_call_delta' }>;

const DONE = 'data: [DONE]\n\n';

/** The stream of a generation as chat completion chunks, from its first event. */
export class ChatDialect implements Dialect {
  /** An error is a last word too. It ends the response in good order: clients drop what stands before a broken end. */
  isComplete = false;
  private head: ChatHead | undefined;
  /** The calls whose first chunk was sent: the others have neither id nor name. */
  private readonly called = new Set<number>();

  constructor(
    private readonly id: string,
    private readonly includeUsage: boolean,
  ) {}

  render(frame: Frame): string {
    if (this.isComplete) return '';
    if (frame.event === 'tape.heartbeat') return HEARTBEAT;
    const broken = readBreak(frame);
    if (broken) return this.fail(broken);
    return isControlEvent(frame.event) ? '' : this.renderEvent(readEvent(frame).event);
  }

  private renderEvent(event: GenerationEvent): string {
    switch (event.type) {
      case 'generations.queued':
        this.head = headOf(this.id, event.time, event.data);
        return '';
      case 'generations.started':
        this.head ??= headOf(this.id, event.time, event.data);
        return this.choice({ role: 'assistant', content: '', refusal: null });
      case 'generations.reasoning_delta':
        return this.choice({ reasoning_content: event.data.text });
      case 'generations.delta':
        return this.choice({ content: event.data.text });
      case 'generations.refusal_delta':
        return this.choice({ refusal: event.data.text });
      case 'generations.tool_call_delta':
        return this.toolCall(event);
      case 'generations.completed': {
        const { finishReason, usage } = event.data;
        const finish = this.choice({}, finishReason);
        this.isComplete = true;
        return finish + (this.includeUsage ? this.chunk([], toCompletionUsage(usage)) : '') + DONE;
      }
      default: {
        const error = errorOfEnd(event);
        return error ? this.fail(error.body) : '';
      }
    }
  }

  private toolCall({ data: { index, id, name, arguments: piece } }: ToolCallEvent): string {
    const isNew = !this.called.has(index);
    this.called.add(index);
    const first = { index, id, type: 'function' as const, function: { name, arguments: '' } };
    return (
      (isNew ? this.choice({ tool_calls: [first] }) : '') +
      (piece === '' ? '' : this.choice({ tool_calls: [{ index, function: { arguments: piece } }] }))
    );
  }

  /** OpenAI's SDKs throw at it. */
  private fail(error: OpenAiErrorBody): string {
    this.isComplete = true;
    return encode({ error });
  }

  private choice(delta: Delta, finish_reason: FinishReason = null): string {
    return this.chunk([{ index: 0, delta, logprobs: null, finish_reason }]);
  }

  private chunk(choices: ChatCompletionChunk.Choice[], usage: ChatCompletionChunk['usage'] = null): string {
    return encode({
      ...this.head,
      object: 'chat.completion.chunk',
      choices,
      ...(this.includeUsage && { usage }),
    });
  }
}

function encode(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}
