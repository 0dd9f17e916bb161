import { asBuffer } from './codecs/index.ts';

/** Bytes searched for a declaration. The standard allows 1024, but many pages put scripts and styles before it. */
const SEARCH_BYTES = 8192;

/** The declared charset, in lower case: `stated` (by an HTTP header) if given, else that in the markup, else null. */
export function declaredCharset(bytes: Uint8Array, stated: string | null): string | null {
  if (stated !== null && stated.trim() !== '') return stated.trim().toLowerCase();
  const head = asBuffer(bytes.subarray(0, SEARCH_BYTES)).toString('latin1');
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
