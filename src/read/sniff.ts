/** Whether decoded text is a page of markup: it opens with a doctype or a tag of a page's frame, comments and an XML declaration aside. */
export function looksLikeHtml(text: string): boolean {
  if (!text.slice(0, 2048).includes('<')) return false;
  const head = text.slice(0, 2048).trimStart().toLowerCase();
  const opening = head.replace(/^(?:<\?xml[^>]*>|<!--[^>]*-->|\s)*/, '');
  if (/^<(?:!doctype\s+html|html|head|body|meta|title|article|div|table)[\s>]/.test(opening)) return true;
  if (/^<[a-z][a-z-]*[\s>]/.test(opening)) return countTags(text.slice(0, 65_536).toLowerCase()) > 8;
  return countTags(head) > 8;
}

function countTags(head: string): number {
  return (head.match(/<(?:html|head|body|meta|title|div|p|a|br|table|script|span)[\s/>]/g) ?? []).length;
}

/** Whether a part of a page: its first characters, or tags that end something, say so. For fields known to hold an article; prose may well speak of a tag. */
export function looksLikeFragment(text: string): boolean {
  if (!text.includes('<')) return false;
  return (
    /^\s*<(?:p|div|span|section|figure|img|h[1-6]|ul|ol|table|blockquote|strong|em|a|br|font|center|article|!--)[\s/>-]/i.test(
      text,
    ) || CLOSING.test(text)
  );
}

const CLOSING = /<\/(?:p|div|span|strong|li|h[1-6]|a|td)\s?>|<br\s?\/?>|<img\s[^<>]{0,500}>/i;
