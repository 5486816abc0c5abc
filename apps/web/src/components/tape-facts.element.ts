import type { View } from '@tickertape/client';
import { formatCount } from '../format';
import { define, make, setText } from './dom';
import { makeFacts } from './facts';

type Standing = Pick<View<unknown, unknown>, 'cursor' | 'version' | 'reconnects' | 'gap'>;

/** Where a view stands on the tape: the place that it would resume from, and what it has been through. */
export class TapeFactsElement extends HTMLElement {
  readonly #cursor = make('dd', { 'data-fact': 'cursor' });
  readonly #version = make('dd', { 'data-fact': 'version' });
  readonly #reconnects = make('dd', { 'data-fact': 'reconnects' });
  readonly #gap = make('p', { class: 'gap', role: 'status' });

  connectedCallback(): void {
    if (this.firstChild) return;
    this.append(makeFacts({ Cursor: this.#cursor, Version: this.#version, Reconnects: this.#reconnects }), this.#gap);
  }

  /** Without a view it takes the same space. */
  show(view: Standing | undefined): void {
    setText(this.#cursor, view?.cursor || '–');
    setText(this.#version, String(view?.version ?? '–'));
    setText(this.#reconnects, String(view?.reconnects ?? '–'));
    const gap = view?.gap;
    const lost = gap?.missed ? formatCount(gap.missed, 'event') : 'Some events';
    setText(this.#gap, gap ? `${lost} could not be replayed (${gap.reason}); the view is a fresh snapshot.` : '');
  }
}

define('tape-facts', TapeFactsElement);

declare global {
  interface HTMLElementTagNameMap {
    'tape-facts': TapeFactsElement;
  }
}
