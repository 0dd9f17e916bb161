/** Server of `normalize serve`: a page for trying stages and rules, reachable from this machine only. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** An answer to a request of the page. */
export interface Answer {
  readonly status: number;
  readonly type: 'text/html' | 'application/json';
  readonly body: string;
}

/** What the server answers with: its page, and a function for each action of it, given the parsed body. */
export interface Handlers {
  readonly page: () => string;
  readonly policy: string;
  readonly actions: Readonly<Record<string, (body: unknown) => Promise<unknown>>>;
}

/** A running server. */
export interface Serving {
  /** With the token that its requests need. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

const HOST = '127.0.0.1';
const TOKEN_BYTES = 24;
/** Largest body of a request, in bytes: a file of 64 MiB in base64. */
const MAX_BODY_BYTES = 90 * 2 ** 20;

/** Listens on the loopback address; port 0 takes any that is free. Rejects if the port cannot be had. */
export async function serve(port: number, handlers: Handlers): Promise<Serving> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const server = createServer((request, response) => {
    void respond(request, server, token, handlers).then((answer) => {
      send(response, answer, handlers.policy);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  return {
    address: `http://${hostOf(server)}/${token}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function hostOf(server: Server): string {
  const address = server.address();
  return `${HOST}:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

async function respond(request: IncomingMessage, server: Server, token: string, handlers: Handlers): Promise<Answer> {
  const [, given = '', action = '', ...rest] = (request.url ?? '').split('/');
  const mayAsk = isFromPage(request, hostOf(server)) && isSame(given, token) && rest.length === 0;
  if (!mayAsk) return failure(403, 'refused: open the address that `normalize serve` has printed');
  if (request.method === 'GET' && action === '') return { status: 200, type: 'text/html', body: handlers.page() };
  const act = Object.hasOwn(handlers.actions, action) ? handlers.actions[action] : undefined;
  if (act === undefined || request.method !== 'POST') return failure(404, 'there is nothing here');
  try {
    const body: unknown = JSON.parse(await bodyOf(request));
    return { status: 200, type: 'application/json', body: JSON.stringify(await act(body)) };
  } catch (error) {
    return failure(400, error instanceof Error ? error.message : String(error));
  }
}

function failure(status: number, message: string): Answer {
  return { status, type: 'application/json', body: JSON.stringify({ error: message }) };
}

/** A page of another site, or a name that resolves to this machine, is not the page. A request that changes something has an origin. */
function isFromPage({ method, headers }: IncomingMessage, host: string): boolean {
  if (headers.host !== host) return false;
  if (headers.origin === undefined) return method === 'GET';
  return headers.origin === `http://${host}`;
}

function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    const bytes = part as Buffer;
    length += bytes.length;
    if (length > MAX_BODY_BYTES) throw new Error('the file is too large for this page; 64 MiB are the limit');
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}

function send(response: ServerResponse, { status, type, body }: Answer, policy: string): void {
  response.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Security-Policy': policy,
    'Cache-Control': 'no-store',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  });
  response.end(body);
}
