import { allowedCommands, type OrderCommand, type OrderState } from '@tickertape/events';
import { client } from '../client';
import { Attempt } from '../components/attempt';
import { define, make } from '../components/dom';

const MINUTE_MS = 60_000;

type Act = (orderId: string) => Promise<unknown>;

/** Lets a person be the kitchen: one button a command, enabled when the order may take it. */
export class OrderKitchenElement extends HTMLElement {
  readonly #buttons = new Map<OrderCommand, HTMLButtonElement>();
  readonly #courier = make('input', { id: 'courier', maxlength: 200, value: 'Sam', size: 8 });
  readonly #minutes = make('input', { id: 'minutes', type: 'number', min: 1, max: 240, value: 20 });
  readonly #attempt = new Attempt();
  #state: OrderState | undefined;

  connectedCallback(): void {
    if (this.firstChild) return;
    this.append(
      make(
        'fieldset',
        { class: 'kitchen' },
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
      ),
    );
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
    // A button that is disabled loses the focus: the next thing to do takes it.
    if (focused?.disabled) [...this.#buttons.values()].find((button) => !button.disabled)?.focus();
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
    return this.#makeButton('change-eta', 'Change ETA', (id) =>
      client.orders.changeEta(id, {
        eta: new Date(Date.now() + (this.#minutes.valueAsNumber || 0) * MINUTE_MS).toISOString(),
      }),
    );
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
