import type { EventOf, FinishReason, GenerationEvents, GenerationState, Usage } from '@tickertape/events';
import type { Dialect } from '@tickertape/nestjs';
import { isControlEvent, type ControlEvents, type EventMessage, type Frame } from '@tickertape/wire';
import { DONE, formatChunk, HEARTBEAT, type UiFinishReason } from './ai-sdk.chunks';
import { UiMessageWriter } from './ai-sdk.message';
import { earlierSteps } from './ai-sdk.steps';

/** The generation that a stream renders, and the message that it is. */
export interface RenderedRun {
  readonly generationId: string;
  readonly messageId: string;
  /** Where the generation is found: metadata of the message. */
  readonly links: Readonly<Record<string, string>>;
  /** Whether the client builds its message from this stream alone, and wants to be told what it had before the run. */
  readonly fromScratch: boolean;
}

/** So many characters are held back at most while a replay goes on, to be one chunk. */
const HELD_CHARACTERS = 65_536;

const FINISH_REASONS: Readonly<Record<FinishReason, UiFinishReason>> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool-calls',
  content_filter: 'content-filter',
};

const NO_LONGER_KEPT = 'The beginning of this answer is no longer kept.';

/**
 * A generation as the AI SDK's UI message stream. A replay says the same as was said live, in fewer chunks: what is known
 * at once is one delta. A connection that the server breaks off ends without a last word, so that clients resume.
 */
export class AiSdkDialect implements Dialect {
  isComplete = false;
  private readonly message = new UiMessageWriter();
  private begun = false;
  private caughtUp = false;

  constructor(private readonly run: RenderedRun) {}

  render({ event, data }: Frame): string {
    if (this.isComplete) return '';
    if (event === 'tape.heartbeat') return HEARTBEAT;
    this.take(event, data);
    if (!this.caughtUp && !this.isComplete && this.message.waiting < HELD_CHARACTERS) return '';
    const text = this.message.take().map(formatChunk).join('');
    return this.isComplete ? text + DONE : text;
  }

  private take(event: string, data: string): void {
    switch (event) {
      case 'tape.caught-up':
        this.caughtUp = true;
        return;
      case 'tape.snapshot':
        return this.show((JSON.parse(data) as ControlEvents['tape.snapshot']).state as GenerationState);
      case 'tape.failed':
        return this.fail((JSON.parse(data) as ControlEvents['tape.failed']).message);
      default:
        if (isControlEvent(event)) return;
        this.tell({ type: event, ...(JSON.parse(data) as EventMessage) } as EventOf<GenerationEvents>);
    }
  }

  private tell(event: EventOf<GenerationEvents>): void {
    const { message } = this;
    if (event.type === 'generations.queued' || event.type === 'generations.started') {
      this.begin(event.data);
      if (event.type === 'generations.started') message.startStep();
      return;
    }
    // Trimmed since its beginning was looked for.
    if (!this.begun) return this.fail(NO_LONGER_KEPT);
    switch (event.type) {
      case 'generations.reasoning_delta':
        return message.write('reasoning', event.data.text);
      case 'generations.delta':
        return message.write('text', event.data.text);
      case 'generations.refusal_delta':
        return message.write('refusal', event.data.text);
      case 'generations.tool_call_delta':
        return message.call(event.data);
      case 'generations.completed':
        return this.finish(event.data.finishReason, event.data.usage);
      case 'generations.failed': {
        const { code, message: errorText, usage } = event.data;
        return this.fail(errorText, { usage: toUiUsage(usage), error: { code } });
      }
      case 'generations.cancelled':
        return this.abort(event.data.usage);
      case 'generations.interrupted':
        return this.interrupt(event.data.usage);
    }
  }

  /** All of it at once, when its first events are no longer on the tape. */
  private show(state: GenerationState): void {
    const { message } = this;
    // In the middle of a stream: what lies between is lost.
    if (this.begun) return this.fail(NO_LONGER_KEPT);
    this.begin(state);
    if (state.status !== 'queued') message.startStep();
    message.write('reasoning', state.reasoning);
    message.write('text', state.text);
    message.write('refusal', state.refusal);
    state.toolCalls.forEach((call, index) => message.call({ index, ...call }));
    const { status, usage, finishReason, error } = state;
    if (!usage) return;
    if (status === 'completed') this.finish(finishReason ?? 'stop', usage);
    else if (status === 'cancelled') this.abort(usage);
    else if (status === 'interrupted') this.interrupt(usage);
    else if (error) this.fail(error.message, { usage: toUiUsage(usage), error: { code: error.code } });
  }

  private begin({ messages, model }: Pick<GenerationState, 'messages' | 'model'>): void {
    if (this.begun) return;
    this.begun = true;
    const { generationId: id, messageId, links, fromScratch } = this.run;
    this.message.start(messageId, { generation: { id, model, links } });
    if (fromScratch && messageId !== id) earlierSteps(messages).forEach((step) => this.message.earlierStep(step));
  }

  private finish(reason: FinishReason, usage: Usage): void {
    this.message.finish(FINISH_REASONS[reason], { usage: toUiUsage(usage) });
    this.isComplete = true;
  }

  private abort(usage: Usage): void {
    this.message.abort('cancelled', { usage: toUiUsage(usage) });
    this.isComplete = true;
  }

  private interrupt(usage: Usage): void {
    const metadata = { usage: toUiUsage(usage), error: { code: 'interrupted' } };
    this.fail('The server stopped in the middle of the answer.', metadata);
  }

  private fail(errorText: string, metadata?: object): void {
    this.message.fail(errorText, metadata);
    this.isComplete = true;
  }
}

/** Usage as the AI SDK counts it. */
function toUiUsage({ promptTokens, completionTokens, totalTokens, reasoningTokens }: Usage): object {
  const reasoning = reasoningTokens === undefined ? {} : { reasoningTokens };
  return { inputTokens: promptTokens, outputTokens: completionTokens, totalTokens, ...reasoning };
}
