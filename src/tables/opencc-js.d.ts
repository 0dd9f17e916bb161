/** A dictionary of OpenCC as opencc-js packs it: `from to|from to|…`. */
declare module 'opencc-js/dict/*' {
  const dictionary: string;
  export default dictionary;
}
