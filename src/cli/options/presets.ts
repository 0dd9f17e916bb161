/** Files of conditions in the folder `presets` of the package, without their extension. */
export const PRESETS: readonly string[] = ['gopher', 'c4', 'fineweb-zh'];
