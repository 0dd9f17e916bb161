import type { Readable } from 'node:stream';

/** Standard input, pipes and devices that are open. */
const streams = new Set<Readable>();

/** Registers a stream to be stopped by an interrupt until it is closed. */
export function stopWith(stream: Readable): void {
  streams.add(stream);
  stream.once('close', () => streams.delete(stream));
}

const stops: (() => void)[] = [];

/** Registers what else an interrupt stops. */
export function onStop(stop: () => void): void {
  stops.push(stop);
}

/** Fails all pending reads: an interrupted run must not wait for other processes or servers. */
export function stopLiveStreams(): void {
  for (const stream of streams) stream.destroy();
  for (const stop of stops) stop();
}
