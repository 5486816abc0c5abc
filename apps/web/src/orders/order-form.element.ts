import type { OrderItem } from '@tickertape/events';
import { client } from '../client';
import { Attempt } from '../components/attempt';
import { define, make } from '../components/dom';

const MENU = ['Margherita', 'Funghi', 'Garlic bread', 'Tiramisu', 'Lemonade'] as const;
/** More than that is a party, and the API takes up to 100. */
const QUANTITY_MAX = 20;

/** Fired with the id of the order that was placed. */
export class OrderPlaced extends Event {
  static readonly type = 'orderplaced';

  constructor(readonly id: string) {
    super(OrderPlaced.type, { bubbles: true });
  }
}

/** A menu to order from. */
export class OrderFormElement extends HTMLElement {
  readonly #quantities = new Map<string, HTMLInputElement>();
  readonly #address = make('input', { id: 'address', autocomplete: 'street-address', maxlength: 500 });
  readonly #simulate = make('input', { id: 'simulate', type: 'checkbox', checked: true });
  readonly #attempt = new Attempt();

  connectedCallback(): void {
    if (this.firstChild) return;
    const form = make(
      'form',
      { class: 'panel' },
      make(
        'fieldset',
        {},
        make('legend', {}, 'Menu'),
        ...MENU.map((name, index) => this.#makeRow(name, index ? 0 : 1)),
      ),
      make('label', { for: 'address' }, 'Address (optional)'),
      this.#address,
      make('label', { class: 'check', for: 'simulate' }, this.#simulate, 'Simulate a courier'),
      make('div', { class: 'row' }, make('button', { type: 'submit', class: 'primary' }, 'Place order')),
      this.#attempt.problem,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#place();
    });
    this.append(form);
  }

  #makeRow(name: string, first: number): HTMLElement {
    const id = `menu-${name.toLowerCase().replaceAll(' ', '-')}`;
    const input = make('input', { id, type: 'number', min: 0, max: QUANTITY_MAX, value: first, inputmode: 'numeric' });
    this.#quantities.set(name, input);
    const step = (sign: string, label: string, act: () => void): HTMLElement => {
      const button = make('button', { type: 'button', class: 'step', 'aria-label': `${label} ${name}` }, sign);
      button.addEventListener('click', act);
      return button;
    };
    const less = step('−', 'One less', () => input.stepDown());
    const more = step('+', 'One more', () => input.stepUp());
    return make('div', { class: 'menu-row' }, make('label', { for: id }, name), less, input, more);
  }

  async #place(): Promise<void> {
    const items: OrderItem[] = [...this.#quantities]
      .map(([name, input]) => ({ name, quantity: input.valueAsNumber || 0 }))
      .filter(({ quantity }) => quantity > 0);
    if (items.length === 0) return this.#attempt.say('Choose something from the menu first.');
    await this.#attempt.run(async () => {
      const address = this.#address.value.trim() || undefined;
      const { id } = await client.orders.place({ items, address, simulate: this.#simulate.checked });
      this.dispatchEvent(new OrderPlaced(id));
    });
  }
}

define('order-form', OrderFormElement);

declare global {
  interface HTMLElementTagNameMap {
    'order-form': OrderFormElement;
  }
}
