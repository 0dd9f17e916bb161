/** Default time limit of a document, in seconds. */
export const DEFAULT_TIMEOUT = 60;
