// `<citebound-chat>`; the service is where this script came from, unless the element says another.
import { CiteboundChat, setHome } from "./element.ts";

const script = document.currentScript ?? document.querySelector('script[src*="widget.js"]');
if (script instanceof HTMLScriptElement && script.src) setHome(new URL(".", script.src).href);
if (!customElements.get("citebound-chat")) customElements.define("citebound-chat", CiteboundChat);
