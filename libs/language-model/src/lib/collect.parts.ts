import type { AnyGenerationPart } from './generation.part';

/** A whole generation, taken apart for a spec. */
export interface CollectedParts<Part extends AnyGenerationPart = AnyGenerationPart> {
  parts: Part[];
  /** The texts of all text parts, concatenated. */
  text: string;
  /** The tokens of all parts, added up. */
  tokens: number;
  finish: Extract<Part, { type: 'finish' }> | undefined;
}

/** Reads a generation to its end; `onPart` sees each part before the next is asked for. */
export const collectParts = async <Part extends AnyGenerationPart>(
  generation: AsyncIterable<Part>,
  onPart: (part: Part) => void = () => {},
): Promise<CollectedParts<Part>> => {
  const collected: CollectedParts<Part> = { parts: [], text: '', tokens: 0, finish: undefined };
  for await (const part of generation) {
    collected.parts.push(part);
    if (part.type === 'finish') collected.finish = part as Extract<Part, { type: 'finish' }>;
    else collected.tokens += part.tokens;
    if (part.type === 'text') collected.text += part.text;
    onPart(part);
  }
  return collected;
};
