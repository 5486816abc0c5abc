import { request, type Agent, type IncomingMessage } from 'node:http';

/** Sends one request over the agent's connections, with a body as JSON when there is one, and reads the answer as JSON. */
export async function requestJson<Body>(url: string, agent: Agent, status: number, body?: object): Promise<Body> {
  const response = await send(url, agent, body === undefined ? undefined : JSON.stringify(body));
  response.setEncoding('utf8');
  let text = '';
  for await (const part of response) text += part as string;
  if (response.statusCode !== status) throw new Error(`${url} was answered ${response.statusCode}, not ${status}`);
  return JSON.parse(text) as Body;
}

function send(url: string, agent: Agent, body: string | undefined): Promise<IncomingMessage> {
  const content =
    body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    request(url, { agent, method: body === undefined ? 'GET' : 'POST', headers: content }, resolve)
      .once('error', reject)
      .end(body);
  });
}
