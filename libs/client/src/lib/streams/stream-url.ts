/** What a stream is asked for. */
export interface StreamQuery {
  readonly topics: Iterable<string>;
  /** Topics and whole families whose snapshots are wanted although the request has a cursor. */
  readonly snapshots?: Iterable<string>;
  readonly maxHz?: number;
  /** The stream ends as soon as it has caught up. */
  readonly poll?: boolean;
}

/** The topics of a stream: the server's limit. */
const TOPICS_MAX = 100;
/** The path of a stream, in bytes: servers and proxies take 8 KB, and there may be another path before it. */
const PATH_MAX_BYTES = 6_000;

/** Whether one stream can carry these topics, also when all of them are to be shown although it has a cursor. */
export function fitIntoStream(topics: ReadonlySet<string>): boolean {
  return topics.size <= TOPICS_MAX && streamPath({ topics, snapshots: topics }).length <= PATH_MAX_BYTES;
}

/** The path and the query of a stream. */
export function streamPath({ topics, snapshots = [], maxHz, poll = false }: StreamQuery): string {
  const query = new URLSearchParams();
  for (const topic of topics) query.append('topic', topic);
  for (const topic of snapshots) query.append('snapshot', topic);
  if (maxHz !== undefined) query.set('maxHz', String(maxHz));
  if (poll) query.set('maxStreamMs', '0');
  // Both stand for themselves in a query (RFC 3986, 3.4), and short addresses are shorter logs.
  return `/v1/stream?${query.toString().replaceAll('%2F', '/').replaceAll('%3A', ':')}`;
}
