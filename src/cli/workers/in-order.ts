/**
 * Runs tasks with at most `width` started and not yet consumed, and yields their results in task order.
 * Keeps yielding while it waits for the next task, so that a filter answers before more input arrives.
 */
export async function* inOrder<T, R>(
  tasks: AsyncIterator<T> | Iterator<T>,
  width: number,
  run: (task: T) => Promise<R>,
): AsyncGenerator<R, void> {
  const begun: Promise<R>[] = [];
  let next: Promise<IteratorResult<T>> | null = null;
  let ended = false;
  try {
    while (!ended || begun.length > 0) {
      if (!ended && begun.length < width) next ??= Promise.resolve(tasks.next());
      const came = await first(next, begun[0]);
      const result = came === 'result' ? begun.shift() : undefined;
      if (result !== undefined) yield await result;
      else if (next !== null) {
        const step: IteratorResult<T> = await next;
        next = null;
        if (step.done === true) ended = true;
        else begun.push(quiet(run(step.value)));
      }
    }
  } finally {
    await tasks.return?.();
  }
}

/** Waits for either; a new task goes first, to keep workers busy while a result is written. */
async function first(next: Promise<unknown> | null, result: Promise<unknown> | undefined): Promise<'task' | 'result'> {
  const waits: Promise<'task' | 'result'>[] = [];
  if (next !== null) waits.push(next.then(() => 'task'));
  if (result !== undefined)
    waits.push(
      result.then(
        () => 'result',
        () => 'result',
      ),
    );
  return Promise.race(waits);
}

/** The consumer handles the rejection, not the process. */
function quiet<R>(promise: Promise<R>): Promise<R> {
  promise.catch(() => undefined);
  return promise;
}
