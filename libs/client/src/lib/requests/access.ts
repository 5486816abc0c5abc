import { ClientError } from '../client-error';
import type { ClientOptions } from '../client-options';
import { beforeAbort } from './on-abort';
import { checkHeader } from './sendable';

export interface AccessRequest {
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** Called when the token is there and the request goes out. */
  onSend?(): void;
}

/** No cache may answer for the server: what is asked is how things are now. Apart, since the types of Node do not know it. */
const FRESH = { cache: 'no-store' } as const;
/** A new token that takes longer, in milliseconds, is not waited for by others: they ask for another one. */
const RENEWAL_MAX_MS = 30_000;

/** The way to the server: its address, and the token of each request. */
export class Access {
  readonly url: string;
  /** The new token that was asked for last, in place of one that was refused. */
  private renewal: Promise<string | undefined> = Promise.resolve(undefined);
  /** Until then it is waited for; 0 when it is there. */
  private renewalUntil = 0;
  /** How many new tokens there have been. */
  private renewals = 0;

  constructor(private readonly options: Pick<ClientOptions, 'url' | 'auth' | 'fetch'>) {
    this.url = readUrl(options.url);
    if (typeof options.auth === 'string') checkHeader('auth', options.auth);
  }

  /**
   * Asks once more with a new token when the first one is refused. Rejects with what `fetch` rejects with, `auth_failed` or
   * `unsendable`, and with the signal's reason as soon as it aborts.
   */
  async fetch(path: string, request: AccessRequest): Promise<Response> {
    const { renewals } = this;
    const response = await this.send(path, request, this.authorize(false));
    if (response.status !== 401 || typeof this.options.auth !== 'function') return response;
    await response.body?.cancel();
    return this.send(path, request, this.renew(renewals));
  }

  private async send(path: string, { onSend, ...init }: AccessRequest, asked: Promise<string | undefined>) {
    const { fetch = globalThis.fetch } = this.options;
    const token = await beforeAbort(init.signal, asked);
    const headers = { ...init.headers, ...(token !== undefined && { Authorization: `Bearer ${token}` }) };
    for (const [name, value] of Object.entries(headers)) checkHeader(name, value);
    onSend?.();
    return fetch(this.url + path, { ...init, ...FRESH, headers });
  }

  /**
   * One new token for all whose own was asked for before it was there: many a refresh token is good for one time.
   *
   * @param renewals how many there had been when the refused one was asked for.
   */
  private renew(renewals: number): Promise<string | undefined> {
    if (renewals === this.renewals && Date.now() >= this.renewalUntil) {
      this.renewalUntil = Date.now() + RENEWAL_MAX_MS;
      this.renewal = this.authorize(true).finally(() => {
        this.renewals += 1;
        this.renewalUntil = 0;
      });
    }
    return this.renewal;
  }

  private async authorize(refused: boolean): Promise<string | undefined> {
    const { auth } = this.options;
    try {
      return typeof auth === 'function' ? await auth({ refused }) : auth;
    } catch (cause) {
      throw new ClientError('auth_failed', 'auth has thrown instead of giving a token', { cause });
    }
  }
}

/** Without the slash at the end. Throws `bad_url`. */
function readUrl(url = (globalThis as { location?: { origin?: string } }).location?.origin ?? ''): string {
  if (URL.canParse(url) && /^https?:/.test(url)) return url.replace(/\/+$/, '');
  throw new ClientError('bad_url', `"${url}" is not an http(s) URL: outside of a page createClient needs one`);
}
