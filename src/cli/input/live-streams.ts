import type { Readable } from 'node:stream';

/** Standard input, pipes and devices that are open. */
const streams = new Set<Readable>();

/** A stream is among those that an interrupt stops until it is closed. */
export function stopWith(stream: Readable): void {
  streams.add(stream);
  stream.once('close', () => streams.delete(stream));
}

/** Fails whoever waits for a stream: an interrupted run must not wait for what others write. */
export function stopLiveStreams(): void {
  for (const stream of streams) stream.destroy();
}
