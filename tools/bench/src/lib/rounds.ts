/** Every contender once in each round, one after the other, so that the noise of an hour falls on all alike. */
export async function inRounds<Contender extends { readonly name: string }, Sample>(
  contenders: readonly Contender[],
  rounds: number,
  measure: (contender: Contender) => Promise<Sample>,
): Promise<{ readonly name: string; readonly samples: readonly Sample[] }[]> {
  const results = contenders.map(({ name }) => ({ name, samples: [] as Sample[] }));
  for (let round = 1; round <= rounds; round += 1) {
    for (const [i, contender] of contenders.entries()) {
      process.stdout.write(`  round ${round} of ${rounds}: ${contender.name}\n`);
      results[i]?.samples.push(await measure(contender));
    }
  }
  return results;
}

/** The middle one of some numbers, the lower of two; `null` of none. What is not known counts as absent. */
export function medianOf(numbers: readonly (number | null)[]): number | null {
  const sorted = numbers.filter((one) => one !== null).sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? null;
}

/** `null` when either is not known. */
export function ratioOf(value: number | null, reference: number | null | undefined): number | null {
  return value === null || !reference ? null : value / reference;
}
