// Printing the widget without the portal around it: a sheet for the time of printing, and a mark on what it hides.

const HIDDEN = "data-citebound-unprinted";
const WAY = "data-citebound-printed";
const RULES = `@media print {
  [${HIDDEN}] { display: none !important; }
  [${WAY}] { display: block !important; position: static !important; overflow: visible !important; block-size: auto !important;
    max-block-size: none !important; inline-size: auto !important; margin: 0 !important; padding: 0 !important; border: 0 !important; }
}`;

type Root = Document | ShadowRoot;

/** Print `element` alone; the page is as before when it is over. */
export function printAlone(element: HTMLElement, over: () => void): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(RULES);
  const marked: [Element, string][] = [];
  const roots = new Set<Root>();
  for (const [on, siblings] of way(element)) {
    roots.add(on.getRootNode() as Root);
    marked.push([on, WAY], ...siblings.map((sibling): [Element, string] => [sibling, HIDDEN]));
  }
  for (const [each, name] of marked) each.setAttribute(name, "");
  for (const root of roots) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const undo = () => {
    for (const [each, name] of marked) each.removeAttribute(name);
    for (const root of roots) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet);
    over();
  };
  addEventListener("afterprint", undo, { once: true });
  print();
}

/** From the element up to the body, each with its siblings; out of shadow roots through their hosts. */
function* way(element: HTMLElement): Generator<[Element, Element[]]> {
  let on: Element | null = element;
  while (on && on !== document.body) {
    const parent: ParentNode | null = on.parentNode;
    yield [on, [...(parent?.children ?? [])].filter((child) => child !== on)];
    on = parent instanceof ShadowRoot ? parent.host : on.parentElement;
  }
}
