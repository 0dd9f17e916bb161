/** The one error a person can cause: the message says what, where and what to do, and no stack is shown. Everything else is a bug. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
