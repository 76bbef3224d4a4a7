// Elements with text nodes only: nothing that a document or an answer says can become markup.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") made.addEventListener("click", value);
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null).map(text));
  return made;
}

const text = (child) => (typeof child === "string" ? document.createTextNode(child) : child);
