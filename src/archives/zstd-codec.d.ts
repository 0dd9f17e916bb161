/** What is used of the package: libzstd compiled to WebAssembly. */
declare module 'zstd-codec/lib/module.js' {
  export interface ZstdStream {
    /** Takes the compression level if it compresses. All return false on an error. */
    readonly begin: (level?: number) => boolean;
    readonly transform: (input: Uint8Array, output: (bytes: Uint8Array) => void) => boolean;
    readonly end: (output: (bytes: Uint8Array) => void) => boolean;
    readonly delete: () => void;
  }

  export interface ZstdBinding {
    readonly ZstdCompressStreamBinding: new () => ZstdStream;
    readonly ZstdDecompressStreamBinding: new () => ZstdStream;
  }

  export function run(ready: (binding: ZstdBinding) => void): void;
}
