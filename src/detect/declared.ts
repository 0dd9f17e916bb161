import { asBuffer } from './codecs/index.ts';

/** Bytes in which a declaration is looked for: pages put scripts and styles before it more often than the standard allows. */
const HEAD = 8192;

/** The charset that the container or else the markup states, in lower case as written, or null. */
export function declaredCharset(bytes: Uint8Array, container: string | null): string | null {
  if (container !== null && container.trim() !== '') return container.trim().toLowerCase();
  const head = asBuffer(bytes.subarray(0, HEAD)).toString('latin1');
  const markup = head.includes('<') ? (inXml(head) ?? inMeta(head)) : null;
  return markup ?? /^\s*@charset "([\w.:-]{2,40})"/.exec(head)?.[1]?.toLowerCase() ?? null;
}

function inXml(head: string): string | null {
  const declaration = /^\s*<\?xml\b([^>]{0,200})/i.exec(head)?.[1] ?? '';
  return /\bencoding\s*=\s*["']([\w.:-]{2,40})/i.exec(declaration)?.[1]?.toLowerCase() ?? null;
}

function inMeta(head: string): string | null {
  for (const [tag] of head.matchAll(/<meta\s[^>]{0,300}/gi)) {
    const charset = /\bcharset[\s"'=]*([\w.:-]{2,40})/i.exec(tag)?.[1];
    if (charset !== undefined) return charset.toLowerCase();
  }
  return null;
}
