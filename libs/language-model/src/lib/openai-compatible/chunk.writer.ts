import { GraphemeFilter } from '../grapheme.filter';
import type { AnyGenerationPart, FinishPart } from '../generation.part';
import type { Usage } from '../language-model';
import { StopFilter } from '../stop.filter';
import { usageOf } from '../usage';
import type { ChatChunk, ToolCallDelta } from './chunk.reader';

type Lane = 'text' | 'reasoning' | 'refusal' | number;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Makes parts of the chunks of one stream, and counts. */
export class ChunkWriter {
  /** What the stream said that it ended with; undefined until then. */
  finishReason: string | undefined;
  /** Whether nothing that counts will follow. */
  isOver = false;

  private readonly parts: AnyGenerationPart[] = [];
  private readonly calls: { id: string; name: string }[] = [];
  private readonly graphemes = new GraphemeFilter();
  private readonly filter: StopFilter;
  private lane: Lane = 'text';
  private counted = 0;
  private reported: ChatChunk['usage'];
  private produced = 0;
  private reasoningTokens = 0;

  constructor(
    stop: readonly string[],
    private readonly shows: 'text' | 'all',
    private readonly promptTokens: number,
    private readonly countTokens: (text: string) => number,
  ) {
    this.filter = new StopFilter(stop);
  }

  /** Whether a stop string of the request came: nothing after it is let through. */
  get stopped(): boolean {
    return this.filter.stopped;
  }

  /** Whether the server has produced anything; from then on a request is not sent again. */
  get hasBegun(): boolean {
    return this.produced > 0;
  }

  /** Whether a part is there to be taken. */
  get isReady(): boolean {
    return this.parts.length > 0;
  }

  /** What the server counted, or else what was counted here. */
  get usage(): Usage {
    const { prompt_tokens: prompt, completion_tokens: completion } = this.reported ?? {};
    return usageOf(isCount(prompt) ? prompt : this.promptTokens, isCount(completion) ? completion : this.produced);
  }

  push({ choices, usage }: ChatChunk): void {
    // The chunk with the usage has no choices; some servers send it with each, growing.
    if (usage) this.reported = usage;
    const choice = choices?.[0];
    if (!choice || this.stopped) return;
    const { content, refusal, reasoning_content, reasoning, tool_calls } = choice.delta ?? {};
    this.add('reasoning', reasoning_content || reasoning);
    this.add('text', content);
    this.add('refusal', refusal);
    for (const call of tool_calls ?? []) this.addCall(call);
    if (choice.finish_reason) this.finishReason = choice.finish_reason;
  }

  /** The parts that there are. */
  take(): AnyGenerationPart[] {
    return this.parts.splice(0);
  }

  /** Ends the text: what was held back is there now. */
  flush(): void {
    const held = this.lane === 'text' && !this.stopped ? this.graphemes.push(this.filter.flush()) : '';
    this.show(held + this.graphemes.flush());
  }

  finish(cancelled: boolean): FinishPart {
    const { usage } = this;
    const reasoningTokens = this.reported?.completion_tokens_details?.reasoning_tokens ?? this.reasoningTokens;
    const details = reasoningTokens > 0 && { details: { reasoningTokens } };
    return { type: 'finish', finishReason: cancelled ? 'cancelled' : this.reason(), usage, ...details };
  }

  private reason(): FinishPart['finishReason'] {
    if (this.stopped) return 'stop';
    if (this.finishReason === 'length' || this.finishReason === 'content_filter') return this.finishReason;
    const isCall = this.finishReason === 'tool_calls' || this.finishReason === 'function_call';
    return isCall && this.shows === 'all' ? 'tool_calls' : 'stop';
  }

  private add(lane: Lane, text: string | null | undefined): void {
    // From the network: compatible servers send what they like.
    if (typeof text !== 'string' || text === '') return;
    this.enter(lane);
    // A piece is a token at least, though a server may send several as one.
    const tokens = Math.max(1, this.countTokens(text));
    this.produced += tokens;
    if (lane === 'reasoning') this.reasoningTokens += tokens;
    this.show(this.graphemes.push(lane === 'text' ? this.filter.push(text) : text));
  }

  private addCall({ index: given, id, function: called }: ToolCallDelta): void {
    const isIndex = Number.isSafeInteger(given) && (given as number) >= 0;
    const index = isIndex ? (given as number) : Math.max(0, this.calls.length - 1);
    const call = (this.calls[index] ??= { id: id || `call_${index}`, name: called?.name ?? '' });
    const isNew = this.lane !== index;
    if (!call.name && called?.name) call.name = called.name;
    this.enter(index);
    if (isNew && !called?.arguments && this.shows === 'all') this.put('');
    this.add(index, called?.arguments);
  }

  private enter(lane: Lane): void {
    if (lane === this.lane) return;
    this.flush();
    this.lane = lane;
  }

  /** Adds to the part that is not taken yet, or begins one. */
  private show(text: string): void {
    const { lane } = this;
    if (text === '' || (this.shows === 'text' && lane !== 'text' && lane !== 'refusal')) return;
    this.put(text);
  }

  private put(text: string): void {
    const { lane } = this;
    const tokens = this.produced - this.counted;
    this.counted = this.produced;
    const last = this.parts.at(-1);
    if (typeof lane === 'number') {
      if (last?.type === 'tool_call' && last.index === lane) {
        last.arguments += text;
        last.tokens += tokens;
      } else {
        this.parts.push({ type: 'tool_call', index: lane, ...this.callAt(lane), arguments: text, tokens });
      }
      return;
    }
    const type = this.shows === 'text' ? 'text' : lane;
    if (last?.type === type) {
      last.text += text;
      last.tokens += tokens;
    } else this.parts.push({ type, text, tokens });
  }

  private callAt(index: number): { id: string; name: string } {
    return this.calls[index] ?? { id: `call_${index}`, name: '' };
  }
}
