import { allowedCommands, type OrderCommand, type OrderState } from '@tickertape/events';
import { client } from '../client';
import { Attempt } from '../components/attempt';
import { define, make } from '../components/dom';

const MINUTE_MS = 60_000;
const MINUTES_MAX = 240;

type Act = (orderId: string) => Promise<unknown>;

/** Lets a person be the kitchen: one button a command, enabled when the order may take it. */
export class OrderKitchenElement extends HTMLElement {
  readonly #buttons = new Map<OrderCommand, HTMLButtonElement>();
  readonly #courier = make('input', { id: 'courier', maxlength: 200, value: 'Sam', size: 8 });
  readonly #minutes = make('input', {
    id: 'minutes',
    type: 'number',
    required: true,
    min: 1,
    max: MINUTES_MAX,
    value: 20,
  });
  readonly #attempt = new Attempt();
  readonly #place = make('fieldset', { class: 'kitchen', tabindex: -1 });
  #state: OrderState | undefined;

  connectedCallback(): void {
    if (this.firstChild) return;
    this.#place.append(
      make('legend', {}, 'Be the kitchen'),
      // The way that an order goes, and what may happen to it on the way.
      make(
        'div',
        { class: 'row' },
        this.#makeButton('start-cooking', 'Start cooking', (id) => client.orders.startCooking(id)),
        make('span', { class: 'joined' }, this.#label('courier', 'Courier', this.#courier), this.#dispatch()),
        this.#makeButton('deliver', 'Deliver', (id) => client.orders.deliver(id)),
      ),
      make(
        'div',
        { class: 'row' },
        make('span', { class: 'joined' }, this.#label('minutes', 'Minutes', this.#minutes), this.#changeEta()),
        this.#makeButton('cancel', 'Cancel order', (id) => client.orders.cancel(id)),
      ),
      this.#attempt.problem,
    );
    this.append(this.#place);
  }

  show(state: OrderState | undefined): void {
    if (state?.status !== this.#state?.status) this.#attempt.say('');
    this.#state = state;
    this.#enable();
  }

  #enable(): void {
    const allowed = this.#state ? allowedCommands(this.#state.status) : [];
    const focused = [...this.#buttons.values()].find((button) => button === document.activeElement);
    for (const [command, button] of this.#buttons) button.disabled = !allowed.includes(command);
    if (!focused?.disabled) return;
    // A button that is disabled loses the focus: the next thing to do takes it, and when all is done, their place.
    const next = [...this.#buttons.values()].find((button) => !button.disabled) ?? this.#place;
    next.focus();
  }

  #label(id: string, text: string, input: HTMLInputElement): HTMLElement {
    return make('label', { for: id }, text, input);
  }

  #dispatch(): HTMLElement {
    return this.#makeButton('dispatch', 'Dispatch', (id) =>
      client.orders.dispatch(id, { courier: this.#courier.value.trim() || undefined }),
    );
  }

  #changeEta(): HTMLElement {
    return this.#makeButton('change-eta', 'Change ETA', async (id) => {
      if (!this.#minutes.validity.valid) throw new Error(`Give 1 to ${MINUTES_MAX} whole minutes.`);
      const eta = new Date(Date.now() + this.#minutes.valueAsNumber * MINUTE_MS).toISOString();
      await client.orders.changeEta(id, { eta });
    });
  }

  #makeButton(command: OrderCommand, label: string, act: Act): HTMLElement {
    const button = make('button', { type: 'button', disabled: true, 'data-command': command }, label);
    button.addEventListener('click', () => void this.#run(act));
    this.#buttons.set(command, button);
    return button;
  }

  async #run(act: Act): Promise<void> {
    const id = this.#state?.id;
    if (id !== undefined) await this.#attempt.run(() => act(id));
  }
}

define('order-kitchen', OrderKitchenElement);

declare global {
  interface HTMLElementTagNameMap {
    'order-kitchen': OrderKitchenElement;
  }
}
