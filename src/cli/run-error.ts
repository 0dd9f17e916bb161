/** A run-time failure that is neither wrong usage nor a bug: the output cannot be written, workers cannot be started. */
export class RunError extends Error {
  override readonly name = 'RunError';
}
