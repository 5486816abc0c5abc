import { make } from './dom';

/** So long a button says that it has copied. */
const COPIED_MS = 1_600;

/** A button that copies the text of an element. `what` names the text for those who do not see what it stands beside. */
export function makeCopyButton(source: HTMLElement, what: string): HTMLButtonElement {
  const button = make('button', { type: 'button', class: 'quiet', 'aria-label': `Copy: ${what}` }, 'Copy');
  button.addEventListener('click', () => void copy(source, button));
  return button;
}

async function copy(source: HTMLElement, button: HTMLButtonElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(source.textContent);
    button.textContent = 'Copied';
  } catch {
    // No clipboard outside a secure context: the text is selected instead, one key away from the clipboard.
    getSelection()?.selectAllChildren(source);
    button.textContent = 'Selected';
  }
  setTimeout(() => (button.textContent = 'Copy'), COPIED_MS);
}
