const WORDS =
  /[乱亂][码碼]|[编編][码碼]|字符集|mojibake|UTF-?8|GBK|GB2312|GB18030|Big-?5|Latin-?1|Unicode|程序[员員]/iu;

/** Whether a line is about encodings: it quotes damage rather than having it. */
export function isAboutMojibake(line: string): boolean {
  return WORDS.test(line);
}
