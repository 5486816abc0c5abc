import { ClientError } from '../client-error';
import type { ClientOptions } from '../client-options';

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

/** The way to the server: its address, and the token of each request. */
export class Access {
  readonly url: string;

  constructor(private readonly options: Pick<ClientOptions, 'url' | 'auth' | 'fetch'>) {
    this.url = readUrl(options.url);
  }

  /** Asks once more with a new token when the first one is refused. Rejects with what `fetch` rejects with, or `auth_failed`. */
  async fetch(path: string, request: AccessRequest): Promise<Response> {
    const response = await this.send(path, request, false);
    if (response.status !== 401 || typeof this.options.auth !== 'function') return response;
    await response.body?.cancel();
    return this.send(path, request, true);
  }

  private async send(path: string, { onSend, headers, ...init }: AccessRequest, refused: boolean): Promise<Response> {
    const { fetch = globalThis.fetch } = this.options;
    const token = await this.authorize(refused);
    init.signal.throwIfAborted();
    onSend?.();
    return fetch(this.url + path, {
      ...init,
      ...FRESH,
      headers: token === undefined ? headers : { ...headers, Authorization: `Bearer ${token}` },
    });
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
function readUrl(url = (globalThis as { location?: { origin?: string } }).location?.origin): string {
  if (url === undefined) throw new ClientError('bad_url', 'outside of a page createClient needs a url');
  if (URL.canParse(url) && /^https?:/.test(url)) return url.replace(/\/+$/, '');
  throw new ClientError('bad_url', `"${url}" is not an http(s) URL`);
}
