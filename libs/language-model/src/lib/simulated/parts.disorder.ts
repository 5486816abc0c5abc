import type { AnyGenerationPart } from '../generation.part';
import type { PlannedFault } from './fault.plan';

/**
 * Plays the faults that a promise of the port is broken by: the part with the token at which `duplicate` strikes comes twice,
 * the one at which `reorder` strikes after the part that follows it, if that is not the last.
 */
export async function* disorderParts(
  parts: AsyncIterable<AnyGenerationPart>,
  faults: readonly PlannedFault[],
): AsyncGenerator<AnyGenerationPart, void, undefined> {
  let produced = 0;
  let late: AnyGenerationPart | undefined;
  for await (const part of parts) {
    if (part.type === 'finish') {
      if (late) yield late;
      yield part;
      return;
    }
    const before = produced;
    produced += part.tokens;
    const struck = faults.filter(({ atToken }) => atToken >= before && atToken < produced);
    const has = (kind: string) => struck.some(({ fault }) => fault.kind === kind);
    if (has('reorder') && !late) {
      late = part;
      continue;
    }
    yield part;
    if (has('duplicate')) yield part;
    if (late) yield late;
    late = undefined;
  }
  if (late) yield late;
}
