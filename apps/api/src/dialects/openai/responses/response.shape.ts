import type { GenerationRequested, Usage } from '@tickertape/events';
import type { FunctionTool, Response, ResponseUsage } from 'openai/resources/responses/responses';
import { splitInstructions } from './response.input';

/** A response as it travels: the SDKs add `output_text` on their side, and `null` is what they are sent for no usage. */
export type WireResponse = Omit<Response, 'output_text' | 'usage'> & { usage: ResponseUsage | null };

/** A response of which nothing is known but the request that began it. */
export function beginResponse(id: string, created_at: number, request: GenerationRequested): WireResponse {
  const { model, maxTokens, tools = [], onDisconnect = 'continue', messages } = request;
  return {
    id: `resp_${id}`,
    object: 'response',
    created_at,
    status: 'in_progress',
    background: onDisconnect === 'continue',
    completed_at: null,
    error: null,
    incomplete_details: null,
    instructions: splitInstructions(messages).instructions,
    max_output_tokens: maxTokens ?? null,
    metadata: {},
    model,
    output: [],
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    service_tier: 'default',
    temperature: null,
    text: { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: tools.map(toFunctionTool),
    top_p: null,
    truncation: 'disabled',
    usage: null,
  };
}

export function toResponseUsage({
  promptTokens,
  completionTokens,
  totalTokens,
  reasoningTokens,
}: Usage): ResponseUsage {
  return {
    input_tokens: promptTokens,
    input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
    output_tokens: completionTokens,
    output_tokens_details: { reasoning_tokens: reasoningTokens ?? 0 },
    total_tokens: totalTokens,
  };
}

function toFunctionTool(tool: NonNullable<GenerationRequested['tools']>[number]): FunctionTool {
  const { name, description = null, parameters = null } = tool;
  return { type: 'function', name, description, parameters, strict: false };
}
