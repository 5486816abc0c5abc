import { GraphemeFilter } from '../grapheme.filter';
import type { AnyGenerationPart } from '../generation.part';
import { StopFilter } from '../stop.filter';
import { FIRST_CALL_LANE, REASONING_LANE, REFUSAL_LANE, TEXT_LANE } from './generation.script';
import { IncrementalDecoder } from './incremental.decoder';
import type { SimulatedToolCall } from './simulate.options';
import type { TokenContent } from './vocabulary';

type ContentPart = Exclude<AnyGenerationPart, { type: 'finish' }>;

/** Makes parts of the tokens of a generation, lane by lane, and counts them. */
export class PartWriter {
  /** Tokens produced, and those of them that were reasoning. */
  produced = 0;
  reasoningTokens = 0;

  private readonly decoder = new IncrementalDecoder();
  private readonly graphemes = new GraphemeFilter();
  private readonly filter: StopFilter;
  private lane = TEXT_LANE;
  private isShown = true;
  private isAnnounced = true;
  private text = '';
  private counted = 0;

  constructor(
    stop: readonly string[],
    private readonly shows: 'text' | 'all',
    private readonly calls: readonly SimulatedToolCall[],
    private readonly callId: (index: number) => string,
  ) {
    this.filter = new StopFilter(stop);
  }

  /** Whether there is something for a part. */
  get isReady(): boolean {
    return this.text !== '' || !this.isAnnounced;
  }

  /** Whether a stop string has come. */
  get stopped(): boolean {
    return this.filter.stopped;
  }

  /** Whether a part has been taken. */
  get hasTaken(): boolean {
    return this.counted > 0;
  }

  /** Takes the next token. */
  push(content: TokenContent): void {
    this.produced++;
    if (this.lane === REASONING_LANE) this.reasoningTokens++;
    if (!this.isShown) return;
    const text = this.decoder.push(content);
    this.text += this.graphemes.push(this.lane === TEXT_LANE ? this.filter.push(text) : text);
  }

  /** Ends a lane: what it held back is there now, and has to be taken before the next begins. */
  flush(): void {
    this.decoder.flush();
    const held = this.lane === TEXT_LANE && !this.stopped ? this.graphemes.push(this.filter.flush()) : '';
    this.text += held + this.graphemes.flush();
  }

  begin(lane: number): void {
    this.lane = lane;
    this.isShown = this.shows === 'all' || lane === TEXT_LANE || lane === REFUSAL_LANE;
    this.isAnnounced = !this.isShown || lane > FIRST_CALL_LANE;
  }

  /** All that there is, as one part. */
  take(): ContentPart {
    const { text, lane } = this;
    const tokens = this.produced - this.counted;
    this.text = '';
    this.counted = this.produced;
    this.isAnnounced = true;
    if (lane === TEXT_LANE || this.shows === 'text') return { type: 'text', text, tokens };
    if (lane === REASONING_LANE) return { type: 'reasoning', text, tokens };
    if (lane === REFUSAL_LANE) return { type: 'refusal', text, tokens };
    const index = FIRST_CALL_LANE - lane;
    const { name } = this.calls[index] as SimulatedToolCall;
    return { type: 'tool_call', index, id: this.callId(index), name, arguments: text, tokens };
  }
}
