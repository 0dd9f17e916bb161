import * as entities from 'entities/decode';

/** Text of an element with its references resolved. */
export function decodeHTML(text: string): string {
  return text.includes('&') ? entities.decodeHTML(text) : text;
}

/** As `decodeHTML`, by the rules for the value of an attribute. */
export function decodeHTMLAttribute(value: string): string {
  return value.includes('&') ? entities.decodeHTMLAttribute(value) : value;
}
