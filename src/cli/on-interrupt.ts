const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Calls `stop` with the exit code on the first SIGINT, SIGTERM or SIGHUP; the second one ends the process at once. */
export function onInterrupt(stop: (code: number) => void): void {
  for (const [signal, code] of Object.entries(CODES)) {
    process.once(signal, () => {
      stop(code);
    });
  }
}
