/** An OpenCC dictionary in the format of opencc-js: `from to|from to|…`. */
declare module 'opencc-js/dict/*' {
  const dictionary: string;
  export default dictionary;
}

/** Required by the types of opencc-js for its DOM converter, which is not used here. */
type HTMLElement = unknown;
