/** Work done at once, its result or error as that of a promise: calls to a local disk take less time than a thread for them. */
export function promised<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work());
  });
}
