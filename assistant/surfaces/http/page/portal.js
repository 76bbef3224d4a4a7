// The portal's own part: its address names the latest answer, which is there again after a reload.
const chat = document.querySelector("citebound-chat");
const named = () => location.hash.slice(1);
const name = (id) => history.replaceState(null, "", id ? `#${id}` : location.pathname);

chat.addEventListener("citebound-answer", ({ detail }) => name(detail.id));
chat.addEventListener("citebound-erased", ({ detail }) => detail.id === named() && name(""));
chat.addEventListener("citebound-cleared", () => name(""));
addEventListener("hashchange", () => chat.setAttribute("answer", named()));
chat.setAttribute("answer", named());
