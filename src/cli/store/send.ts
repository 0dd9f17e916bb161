import { Agent, request as plain } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { Agent as TlsAgent, request as encrypted } from 'node:https';
import { withTimeout } from '../input/with-timeout.ts';
import { messageOf } from '../error-message.ts';
import { interrupted, Passing } from './retry.ts';

/** Milliseconds without an answer or a byte after which a connection counts as dead. */
export const SILENCE_MS = 20_000;

// `fetch` would unpack a body with Content-Encoding, whose bytes could not be resumed, and rewrite keys that hold `/../`.
const agents = { 'http:': new Agent({ keepAlive: true }), 'https:': new TlsAgent({ keepAlive: true }) };

/** Bytes a second that a body is sent at, if a connection is slow. */
const SLOW_BYTES = 50_000;

/** Sends a request and resolves to the answer when its head has come. Throws Passing. */
export async function send(options: RequestOptions, body?: Uint8Array): Promise<IncomingMessage> {
  const secure = options.protocol === 'https:';
  const request = secure ? encrypted : plain;
  const sent = request({ ...options, agent: agents[secure ? 'https:' : 'http:'], signal: interrupted });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve);
    sent.on('error', (error) => {
      reject(new Passing(`the server cannot be reached (${messageOf(error)})`));
    });
  });
  sent.end(body);
  const limit = SILENCE_MS + Math.ceil((body?.length ?? 0) / SLOW_BYTES) * 1000;
  const came = await withTimeout(answer, limit);
  if (came !== null) return came;
  sent.destroy();
  answer.catch(() => undefined);
  throw new Passing(`the server did not answer within ${limit / 1000} s`);
}

const ERROR_BYTES = 2 ** 14;

/** The beginning of an answer's body, for its error code. */
export async function firstBytes(answer: IncomingMessage): Promise<string> {
  let text = '';
  try {
    for await (const chunk of bodyOf(answer)) {
      text += chunk.toString('latin1');
      if (text.length >= ERROR_BYTES) break;
    }
  } catch {
    // The status says enough.
  }
  return text;
}

/** The chunks of a body. Throws Passing if it is cut short or stays silent. */
export async function* bodyOf(answer: IncomingMessage): AsyncGenerator<Buffer, void> {
  const chunks = answer.iterator() as AsyncIterator<Buffer>;
  try {
    for (;;) {
      const next = await withTimeout(chunks.next(), SILENCE_MS);
      if (next === null) throw new Passing(`the server sent nothing for ${SILENCE_MS / 1000} s`);
      if (next.done === true) return;
      yield next.value;
    }
  } catch (error) {
    if (error instanceof Passing) throw error;
    throw new Passing(`the connection was cut (${messageOf(error)})`);
  } finally {
    answer.destroy();
  }
}
