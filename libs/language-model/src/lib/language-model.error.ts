import type { Usage } from './language-model';
import { usageOf } from './usage';

/** The facts that each code of a LanguageModelError carries. */
export interface LanguageModelErrorFacts {
  /** The request names a model that is not served. */
  unknown_model: { model: string; models: readonly string[] };
  /** A field of the request is out of its range: `rule` says what it has to be. */
  invalid_request: { field: string; rule: string };
  /** An option of a model is out of its range: `rule` says what it has to be. */
  invalid_options: { field: string; rule: string };
}

/** Codes are stable and are what programs match; messages are for people and may change. */
export type LanguageModelErrorCode = keyof LanguageModelErrorFacts;

const messages: { [C in LanguageModelErrorCode]: (facts: LanguageModelErrorFacts[C]) => string } = {
  unknown_model: ({ model, models }) => `There is no model "${model}"; use one of ${models.join(', ')}.`,
  invalid_request: ({ field, rule }) => `The request's ${field} has to be ${rule}.`,
  invalid_options: ({ field, rule }) => `The option ${field} has to be ${rule}.`,
};

/** A generation that failed, with what it had used until then. An abort is no failure. */
export class LanguageModelError<C extends LanguageModelErrorCode = LanguageModelErrorCode> extends Error {
  override readonly name = 'LanguageModelError';

  constructor(
    readonly code: C,
    readonly facts: LanguageModelErrorFacts[C],
    /** Tokens used before the failure; all 0 when it failed before the start. */
    readonly usage: Usage = usageOf(0, 0),
  ) {
    super(messages[code](facts));
  }
}
