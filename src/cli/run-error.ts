/** The run cannot go on, and that is neither a mistake in its arguments nor a bug: the output cannot be written, workers cannot be started. */
export class RunError extends Error {
  override readonly name = 'RunError';
}
