/** Names of the DOM that the types of playwright-core use; the tests run in Node and have no DOM of their own. */
interface Node {
  readonly textContent: string | null;
}
interface SVGElement extends Node {
  getAttribute: (name: string) => string | null;
}
type HTMLElementTagNameMap = Readonly<Record<string, SVGElement>>;
