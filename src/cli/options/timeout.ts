/** Seconds a document may take. */
export const DEFAULT_TIMEOUT = 60;
