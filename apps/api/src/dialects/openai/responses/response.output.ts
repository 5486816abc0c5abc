import type {
  ResponseFunctionToolCall,
  ResponseOutputMessage,
  ResponseReasoningItem,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses';
import type { GenerationToolCallDelta } from '@tickertape/events';

/** An event of a response before it has its number. */
export type Unnumbered<E = ResponseStreamEvent> = E extends unknown ? Omit<E, 'sequence_number'> : never;

export type OutputItem = ResponseReasoningItem | ResponseOutputMessage | ResponseFunctionToolCall;
type TextItem = ResponseReasoningItem | ResponseOutputMessage;
type FunctionCall = ResponseFunctionToolCall & { id: string };
type TextPart =
  | { type: 'output_text'; text: string; annotations: []; logprobs: [] }
  | { type: 'refusal'; refusal: string }
  | { type: 'reasoning_text'; text: string };

/** How an item is at its end. */
export type ItemStatus = 'completed' | 'incomplete';

/** What is being written: an item of text, and its last part. */
interface OpenText {
  readonly item: TextItem;
  readonly at: { readonly item_id: string; readonly output_index: number };
  part: TextPart;
  content_index: number;
}

/**
 * The items of a response as they grow. Text of another kind ends the item or the part before it; calls stay open to the
 * end, since pieces of several may come in turn. Each method returns what is to be said of its change, and a pure function
 * of the changes so far that is.
 */
export class ResponseOutput {
  readonly items: OutputItem[] = [];
  private open: OpenText | undefined;
  private readonly calls = new Map<number, { item: FunctionCall; output_index: number }>();

  /** @param suffix makes ids of items unique. */
  constructor(private readonly suffix: string) {}

  /** More text of a kind. Its delta is said last. */
  write(type: TextPart['type'], delta: string): Unnumbered[] {
    const said: Unnumbered[] = [];
    if (this.open?.part.type !== type) {
      const isOther = this.open && (this.open.part.type === 'reasoning_text') !== (type === 'reasoning_text');
      said.push(...(isOther ? this.endText('completed') : this.endPart()), ...this.beginPart(type));
    }
    const { part, at, content_index } = this.open as unknown as OpenText;
    const place = { ...at, content_index, delta };
    if (part.type === 'refusal') {
      part.refusal += delta;
      return [...said, { type: 'response.refusal.delta', ...place }];
    }
    part.text += delta;
    if (part.type === 'reasoning_text') return [...said, { type: 'response.reasoning_text.delta', ...place }];
    return [...said, { type: 'response.output_text.delta', ...place, logprobs: [] }];
  }

  /** More of a call. Its delta is said last. */
  call({ index, id: call_id, name, arguments: delta }: GenerationToolCallDelta): Unnumbered[] {
    const said = this.endText('completed');
    let call = this.calls.get(index);
    if (!call) {
      const output_index = this.items.length;
      const id = `fc_${this.suffix}_${output_index}`;
      const item = { type: 'function_call', id, call_id, name, arguments: '', status: 'in_progress' } as const;
      call = { item: { ...item }, output_index };
      this.calls.set(index, call);
      this.items.push(call.item);
      said.push({ type: 'response.output_item.added', output_index, item });
    }
    call.item.arguments += delta;
    const { output_index, item } = call;
    said.push({ type: 'response.function_call_arguments.delta', item_id: item.id, output_index, delta });
    return said;
  }

  /** Ends all that is open, in good order. */
  end(status: ItemStatus): Unnumbered[] {
    const said = this.endText(status);
    for (const { item, output_index } of this.calls.values()) {
      item.status = status;
      const { id: item_id, name, arguments: given } = item;
      said.push(
        { type: 'response.function_call_arguments.done', item_id, output_index, name, arguments: given },
        { type: 'response.output_item.done', output_index, item: { ...item } },
      );
    }
    return said;
  }

  /** Leaves all that is open as it is: nobody is to take it for whole, and call what was not asked for. */
  abandon(): void {
    for (const item of this.items) if (item.status === 'in_progress') item.status = 'incomplete';
  }

  private beginPart(type: TextPart['type']): Unnumbered[] {
    const said: Unnumbered[] = [];
    const part = emptyPart(type);
    if (this.open) {
      this.open.content_index += 1;
      this.open.part = part;
    } else {
      const output_index = this.items.length;
      const item = emptyItem(type, `${this.suffix}_${output_index}`);
      said.push({ type: 'response.output_item.added', output_index, item: structuredClone(item) });
      this.items.push(item);
      this.open = { item, at: { item_id: item.id, output_index }, part, content_index: 0 };
    }
    const { item, at, content_index } = this.open;
    (item.content as TextPart[]).push(part);
    said.push({ type: 'response.content_part.added', ...at, content_index, part: { ...part } });
    return said;
  }

  private endPart(): Unnumbered[] {
    if (!this.open) return [];
    const { part, at, content_index } = this.open;
    const place = { ...at, content_index };
    const done: Unnumbered = { type: 'response.content_part.done', ...place, part: { ...part } };
    if (part.type === 'refusal') {
      return [{ type: 'response.refusal.done', ...place, refusal: part.refusal }, done];
    }
    const { text } = part;
    if (part.type === 'reasoning_text') return [{ type: 'response.reasoning_text.done', ...place, text }, done];
    return [{ type: 'response.output_text.done', ...place, text, logprobs: [] }, done];
  }

  private endText(status: ItemStatus): Unnumbered[] {
    if (!this.open) return [];
    const said = this.endPart();
    const { item, at } = this.open;
    item.status = status;
    this.open = undefined;
    const { output_index } = at;
    return [...said, { type: 'response.output_item.done', output_index, item: structuredClone(item) }];
  }
}

function emptyPart(type: TextPart['type']): TextPart {
  if (type === 'refusal') return { type, refusal: '' };
  return type === 'output_text' ? { type, text: '', annotations: [], logprobs: [] } : { type, text: '' };
}

function emptyItem(type: TextPart['type'], suffix: string): TextItem {
  if (type === 'reasoning_text') {
    return { type: 'reasoning', id: `rs_${suffix}`, summary: [], content: [], status: 'in_progress' };
  }
  return { type: 'message', id: `msg_${suffix}`, role: 'assistant', content: [], status: 'in_progress' };
}
