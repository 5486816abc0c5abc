import type { Usage } from './language-model';

/** The usage of a generation of which `completionTokens` have been produced. */
export const usageOf = (promptTokens: number, completionTokens: number): Usage => ({
  promptTokens,
  completionTokens,
  totalTokens: promptTokens + completionTokens,
});
