import { make } from './dom';

/** A row of facts: each a name over the element that shows its value. */
export function makeFacts(facts: Readonly<Record<string, HTMLElement>>): HTMLElement {
  const fact = ([name, value]: [string, HTMLElement]): HTMLElement => make('div', {}, make('dt', {}, name), value);
  return make('dl', { class: 'facts' }, ...Object.entries(facts).map(fact));
}
