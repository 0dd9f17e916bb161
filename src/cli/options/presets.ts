/** Files of conditions in `src/where/presets`, which the package holds, without their extension. */
export const PRESETS: readonly string[] = ['gopher', 'c4', 'fineweb-zh'];
