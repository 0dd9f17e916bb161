import * as entities from 'entities/decode';

/** Decodes the character references in the text of an element. */
export function decodeHTML(text: string): string {
  return text.includes('&') ? entities.decodeHTML(text) : text;
}

/** Like `decodeHTML`, by the rules for attribute values. */
export function decodeHTMLAttribute(value: string): string {
  return value.includes('&') ? entities.decodeHTMLAttribute(value) : value;
}
