/**
 * An error caused by input or options. The message says what is wrong, where, and what to do; it is shown without a stack. Any
 * other error is a bug.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}
