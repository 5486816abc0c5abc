import type { GenerationPart } from './language-model';

/** A whole generation, taken apart for a spec. */
export interface CollectedParts {
  parts: GenerationPart[];
  /** All texts, concatenated. */
  text: string;
  /** All tokens of the text parts, added up. */
  tokens: number;
  finish: Extract<GenerationPart, { type: 'finish' }> | undefined;
}

/** Reads a generation to its end; `onPart` sees each part before the next is asked for. */
export const collectParts = async (
  generation: AsyncIterable<GenerationPart>,
  onPart: (part: GenerationPart) => void = () => {},
): Promise<CollectedParts> => {
  const collected: CollectedParts = { parts: [], text: '', tokens: 0, finish: undefined };
  for await (const part of generation) {
    collected.parts.push(part);
    if (part.type === 'finish') collected.finish = part;
    else {
      collected.text += part.text;
      collected.tokens += part.tokens;
    }
    onPart(part);
  }
  return collected;
};
