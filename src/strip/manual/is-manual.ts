import type { Page } from '../page.ts';

/** Programs that make pages of documentation and of nothing else. */
const GENERATORS =
  /^(?:docbook|docutils|sphinx|asciidoc|doxygen|mkdocs|docusaurus|vuepress|vitepress|gitbook|honkit|mdbook|javadoc|rustdoc|dita|latex2html|hevea|tex4ht|texi2html|makeinfo|gnu texinfo|man2html|mandoc|groff|debiandoc|linuxdoc|sgml-?tools|publican|yelp|antora|help & manual|robohelp)/i;

/** The first headings of a page of the Unix manual, in match form. */
const NAME = /^(?:name|名称|名字)$/i;
const NEXT = /^(?:synopsis|description|概要|概述|总览|语法|描述)$/i;

/** Whether a page is documentation: its generator says so, or it has the headings of a page of the Unix manual. */
export function isManual({ markup, meta, lines }: Page): boolean {
  if (!markup) return false;
  if (meta.some(({ name, value }) => name === 'meta:generator' && GENERATORS.test(value))) return true;
  const headings = lines.filter(({ features }) => features.heading > 0);
  return [NAME, NEXT].every((form) => headings.some(({ matchForm }) => form.test(matchForm)));
}
