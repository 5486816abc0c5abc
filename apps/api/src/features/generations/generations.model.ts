/** Injection token of the `LanguageModel` that generates. */
export const LANGUAGE_MODEL = Symbol('LanguageModel');
