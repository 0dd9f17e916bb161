/** A dictionary of OpenCC as opencc-js packs it: `from to|from to|…`. */
declare module 'opencc-js/dict/*' {
  const dictionary: string;
  export default dictionary;
}

/** Named in the types of opencc-js for a part that works on web pages; unused here. */
type HTMLElement = unknown;
