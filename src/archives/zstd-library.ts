import type { ZstdBinding } from 'zstd-codec/lib/module.js';

let loaded: Promise<{ readonly binding: ZstdBinding }> | null = null;

/** The library, once for each thread. It says nothing of a stream that is cut short, which is for the caller to see. */
export function zstdLibrary(): Promise<{ readonly binding: ZstdBinding }> {
  loaded ??= import('zstd-codec/lib/module.js').then(
    (module) =>
      new Promise((resolve) => {
        // The binding has a method `then`, so it must not be resolved to itself.
        module.run((binding) => {
          resolve({ binding });
        });
      }),
  );
  return loaded;
}
