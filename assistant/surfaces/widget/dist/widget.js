"use strict";(()=>{var ae=globalThis,le=ae.ShadowRoot&&(ae.ShadyCSS===void 0||ae.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Oe=Symbol(),rt=new WeakMap,W=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==Oe)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(le&&e===void 0){let r=t!==void 0&&t.length===1;r&&(e=rt.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),r&&rt.set(t,e))}return e}toString(){return this.cssText}},st=n=>new W(typeof n=="string"?n:n+"",void 0,Oe),S=(n,...e)=>{let t=n.length===1?n[0]:e.reduce((r,s,i)=>r+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(s)+n[i+1],n[0]);return new W(t,n,Oe)},it=(n,e)=>{if(le)n.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of e){let r=document.createElement("style"),s=ae.litNonce;s!==void 0&&r.setAttribute("nonce",s),r.textContent=t.cssText,n.appendChild(r)}},Ue=le?n=>n:n=>n instanceof CSSStyleSheet?(e=>{let t="";for(let r of e.cssRules)t+=r.cssText;return st(t)})(n):n;var{is:Bn,defineProperty:Dn,getOwnPropertyDescriptor:Nn,getOwnPropertyNames:In,getOwnPropertySymbols:jn,getPrototypeOf:Vn}=Object,de=globalThis,ot=de.trustedTypes,Fn=ot?ot.emptyScript:"",Kn=de.reactiveElementPolyfillSupport,G=(n,e)=>n,He={toAttribute(n,e){switch(e){case Boolean:n=n?Fn:null;break;case Object:case Array:n=n==null?n:JSON.stringify(n)}return n},fromAttribute(n,e){let t=n;switch(e){case Boolean:t=n!==null;break;case Number:t=n===null?null:Number(n);break;case Object:case Array:try{t=JSON.parse(n)}catch{t=null}}return t}},lt=(n,e)=>!Bn(n,e),at={attribute:!0,type:String,converter:He,reflect:!1,useDefault:!1,hasChanged:lt};Symbol.metadata??=Symbol("metadata"),de.litPropertyMetadata??=new WeakMap;var C=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=at){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let r=Symbol(),s=this.getPropertyDescriptor(e,r,t);s!==void 0&&Dn(this.prototype,e,s)}}static getPropertyDescriptor(e,t,r){let{get:s,set:i}=Nn(this.prototype,e)??{get(){return this[t]},set(o){this[t]=o}};return{get:s,set(o){let a=s?.call(this);i?.call(this,o),this.requestUpdate(e,a,r)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??at}static _$Ei(){if(this.hasOwnProperty(G("elementProperties")))return;let e=Vn(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(G("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(G("properties"))){let t=this.properties,r=[...In(t),...jn(t)];for(let s of r)this.createProperty(s,t[s])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[r,s]of t)this.elementProperties.set(r,s)}this._$Eh=new Map;for(let[t,r]of this.elementProperties){let s=this._$Eu(t,r);s!==void 0&&this._$Eh.set(s,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let r=new Set(e.flat(1/0).reverse());for(let s of r)t.unshift(Ue(s))}else e!==void 0&&t.push(Ue(e));return t}static _$Eu(e,t){let r=t.attribute;return r===!1?void 0:typeof r=="string"?r:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let r of t.keys())this.hasOwnProperty(r)&&(e.set(r,this[r]),delete this[r]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return it(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,r){this._$AK(e,r)}_$ET(e,t){let r=this.constructor.elementProperties.get(e),s=this.constructor._$Eu(e,r);if(s!==void 0&&r.reflect===!0){let i=(r.converter?.toAttribute!==void 0?r.converter:He).toAttribute(t,r.type);this._$Em=e,i==null?this.removeAttribute(s):this.setAttribute(s,i),this._$Em=null}}_$AK(e,t){let r=this.constructor,s=r._$Eh.get(e);if(s!==void 0&&this._$Em!==s){let i=r.getPropertyOptions(s),o=typeof i.converter=="function"?{fromAttribute:i.converter}:i.converter?.fromAttribute!==void 0?i.converter:He;this._$Em=s;let a=o.fromAttribute(t,i.type);this[s]=a??this._$Ej?.get(s)??a,this._$Em=null}}requestUpdate(e,t,r,s=!1,i){if(e!==void 0){let o=this.constructor;if(s===!1&&(i=this[e]),r??=o.getPropertyOptions(e),!((r.hasChanged??lt)(i,t)||r.useDefault&&r.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,r))))return;this.C(e,t,r)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:r,reflect:s,wrapped:i},o){r&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??t??this[e]),i!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||r||(t=void 0),this._$AL.set(e,t)),s===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[s,i]of this._$Ep)this[s]=i;this._$Ep=void 0}let r=this.constructor.elementProperties;if(r.size>0)for(let[s,i]of r){let{wrapped:o}=i,a=this[s];o!==!0||this._$AL.has(s)||a===void 0||this.C(s,void 0,i,a)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(r=>r.hostUpdate?.()),this.update(t)):this._$EM()}catch(r){throw e=!1,this._$EM(),r}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};C.elementStyles=[],C.shadowRootOptions={mode:"open"},C[G("elementProperties")]=new Map,C[G("finalized")]=new Map,Kn?.({ReactiveElement:C}),(de.reactiveElementVersions??=[]).push("2.1.2");var De=globalThis,dt=n=>n,ce=De.trustedTypes,ct=ce?ce.createPolicy("lit-html",{createHTML:n=>n}):void 0,Ne="$lit$",R=`lit$${Math.random().toFixed(9).slice(2)}$`,Ie="?"+R,Wn=`<${Ie}>`,z=document,J=()=>z.createComment(""),X=n=>n===null||typeof n!="object"&&typeof n!="function",je=Array.isArray,gt=n=>je(n)||typeof n?.[Symbol.iterator]=="function",Be=`[ 	
\f\r]`,Y=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,pt=/-->/g,ut=/>/g,M=RegExp(`>|${Be}(?:([^\\s"'>=/]+)(${Be}*=${Be}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),mt=/'/g,ht=/"/g,yt=/^(?:script|style|textarea|title)$/i,Ve=n=>(e,...t)=>({_$litType$:n,strings:e,values:t}),l=Ve(1),es=Ve(2),ts=Ve(3),E=Symbol.for("lit-noChange"),d=Symbol.for("lit-nothing"),ft=new WeakMap,L=z.createTreeWalker(z,129);function bt(n,e){if(!je(n)||!n.hasOwnProperty("raw"))throw Error("invalid template strings array");return ct!==void 0?ct.createHTML(e):e}var vt=(n,e)=>{let t=n.length-1,r=[],s,i=e===2?"<svg>":e===3?"<math>":"",o=Y;for(let a=0;a<t;a++){let p=n[a],f,g,h=-1,$=0;for(;$<p.length&&(o.lastIndex=$,g=o.exec(p),g!==null);)$=o.lastIndex,o===Y?g[1]==="!--"?o=pt:g[1]!==void 0?o=ut:g[2]!==void 0?(yt.test(g[2])&&(s=RegExp("</"+g[2],"g")),o=M):g[3]!==void 0&&(o=M):o===M?g[0]===">"?(o=s??Y,h=-1):g[1]===void 0?h=-2:(h=o.lastIndex-g[2].length,f=g[1],o=g[3]===void 0?M:g[3]==='"'?ht:mt):o===ht||o===mt?o=M:o===pt||o===ut?o=Y:(o=M,s=void 0);let k=o===M&&n[a+1].startsWith("/>")?" ":"";i+=o===Y?p+Wn:h>=0?(r.push(f),p.slice(0,h)+Ne+p.slice(h)+R+k):p+R+(h===-2?a:k)}return[bt(n,i+(n[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),r]},Z=class n{constructor({strings:e,_$litType$:t},r){let s;this.parts=[];let i=0,o=0,a=e.length-1,p=this.parts,[f,g]=vt(e,t);if(this.el=n.createElement(f,r),L.currentNode=this.el.content,t===2||t===3){let h=this.el.content.firstChild;h.replaceWith(...h.childNodes)}for(;(s=L.nextNode())!==null&&p.length<a;){if(s.nodeType===1){if(s.hasAttributes())for(let h of s.getAttributeNames())if(h.endsWith(Ne)){let $=g[o++],k=s.getAttribute(h).split(R),I=/([.?@])?(.*)/.exec($);p.push({type:1,index:i,name:I[2],strings:k,ctor:I[1]==="."?ue:I[1]==="?"?me:I[1]==="@"?he:U}),s.removeAttribute(h)}else h.startsWith(R)&&(p.push({type:6,index:i}),s.removeAttribute(h));if(yt.test(s.tagName)){let h=s.textContent.split(R),$=h.length-1;if($>0){s.textContent=ce?ce.emptyScript:"";for(let k=0;k<$;k++)s.append(h[k],J()),L.nextNode(),p.push({type:2,index:++i});s.append(h[$],J())}}}else if(s.nodeType===8)if(s.data===Ie)p.push({type:2,index:i});else{let h=-1;for(;(h=s.data.indexOf(R,h+1))!==-1;)p.push({type:7,index:i}),h+=R.length-1}i++}}static createElement(e,t){let r=z.createElement("template");return r.innerHTML=e,r}};function O(n,e,t=n,r){if(e===E)return e;let s=r!==void 0?t._$Co?.[r]:t._$Cl,i=X(e)?void 0:e._$litDirective$;return s?.constructor!==i&&(s?._$AO?.(!1),i===void 0?s=void 0:(s=new i(n),s._$AT(n,t,r)),r!==void 0?(t._$Co??=[])[r]=s:t._$Cl=s),s!==void 0&&(e=O(n,s._$AS(n,e.values),s,r)),e}var pe=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:r}=this._$AD,s=(e?.creationScope??z).importNode(t,!0);L.currentNode=s;let i=L.nextNode(),o=0,a=0,p=r[0];for(;p!==void 0;){if(o===p.index){let f;p.type===2?f=new V(i,i.nextSibling,this,e):p.type===1?f=new p.ctor(i,p.name,p.strings,this,e):p.type===6&&(f=new fe(i,this,e)),this._$AV.push(f),p=r[++a]}o!==p?.index&&(i=L.nextNode(),o++)}return L.currentNode=z,s}p(e){let t=0;for(let r of this._$AV)r!==void 0&&(r.strings!==void 0?(r._$AI(e,r,t),t+=r.strings.length-2):r._$AI(e[t])),t++}},V=class n{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,r,s){this.type=2,this._$AH=d,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=r,this.options=s,this._$Cv=s?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=O(this,e,t),X(e)?e===d||e==null||e===""?(this._$AH!==d&&this._$AR(),this._$AH=d):e!==this._$AH&&e!==E&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):gt(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==d&&X(this._$AH)?this._$AA.nextSibling.data=e:this.T(z.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:r}=e,s=typeof r=="number"?this._$AC(e):(r.el===void 0&&(r.el=Z.createElement(bt(r.h,r.h[0]),this.options)),r);if(this._$AH?._$AD===s)this._$AH.p(t);else{let i=new pe(s,this),o=i.u(this.options);i.p(t),this.T(o),this._$AH=i}}_$AC(e){let t=ft.get(e.strings);return t===void 0&&ft.set(e.strings,t=new Z(e)),t}k(e){je(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,r,s=0;for(let i of e)s===t.length?t.push(r=new n(this.O(J()),this.O(J()),this,this.options)):r=t[s],r._$AI(i),s++;s<t.length&&(this._$AR(r&&r._$AB.nextSibling,s),t.length=s)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let r=dt(e).nextSibling;dt(e).remove(),e=r}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},U=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,r,s,i){this.type=1,this._$AH=d,this._$AN=void 0,this.element=e,this.name=t,this._$AM=s,this.options=i,r.length>2||r[0]!==""||r[1]!==""?(this._$AH=Array(r.length-1).fill(new String),this.strings=r):this._$AH=d}_$AI(e,t=this,r,s){let i=this.strings,o=!1;if(i===void 0)e=O(this,e,t,0),o=!X(e)||e!==this._$AH&&e!==E,o&&(this._$AH=e);else{let a=e,p,f;for(e=i[0],p=0;p<i.length-1;p++)f=O(this,a[r+p],t,p),f===E&&(f=this._$AH[p]),o||=!X(f)||f!==this._$AH[p],f===d?e=d:e!==d&&(e+=(f??"")+i[p+1]),this._$AH[p]=f}o&&!s&&this.j(e)}j(e){e===d?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},ue=class extends U{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===d?void 0:e}},me=class extends U{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==d)}},he=class extends U{constructor(e,t,r,s,i){super(e,t,r,s,i),this.type=5}_$AI(e,t=this){if((e=O(this,e,t,0)??d)===E)return;let r=this._$AH,s=e===d&&r!==d||e.capture!==r.capture||e.once!==r.once||e.passive!==r.passive,i=e!==d&&(r===d||s);s&&this.element.removeEventListener(this.name,this,r),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},fe=class{constructor(e,t,r){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=r}get _$AU(){return this._$AM._$AU}_$AI(e){O(this,e)}},$t={M:Ne,P:R,A:Ie,C:1,L:vt,R:pe,D:gt,V:O,I:V,H:U,N:me,U:he,B:ue,F:fe},Gn=De.litHtmlPolyfillSupport;Gn?.(Z,V),(De.litHtmlVersions??=[]).push("3.3.3");var wt=(n,e,t)=>{let r=t?.renderBefore??e,s=r._$litPart$;if(s===void 0){let i=t?.renderBefore??null;r._$litPart$=s=new V(e.insertBefore(J(),i),i,void 0,t??{})}return s._$AI(n),s};var Fe=globalThis,q=class extends C{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=wt(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return E}};q._$litElement$=!0,q.finalized=!0,Fe.litElementHydrateSupport?.({LitElement:q});var Yn=Fe.litElementPolyfillSupport;Yn?.({LitElement:q});(Fe.litElementVersions??=[]).push("4.2.2");function Q(n,e){let t=0;for(let r=0;r<e&&t<n.length;r+=1)t+=n.codePointAt(t)>65535?2:1;return t}var ee=(n,e,t)=>n.slice(Q(n,e),Q(n,t)),ge=n=>{let e=0;for(let t of n)e+=1;return e},Jn=/(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu,m=n=>String(n??"").replace(Jn,""),_=n=>m(n).replace(/\s+/g," ").trim();var Ke={title:"Evidence assistant",promise:"Every sentence of an answer has a number, which opens its source at the words it rests on.",hint:"Not for emergencies. No names or record numbers.",documents:"Documents: {count}",question:"Your question",placeholder:"Ask about the evidence",followUp:"Ask a follow-up, such as: and in PPMS?",ask:"Ask",stop:"Stop",full:"Full detail",clear:"Clear",clearLabel:"Clear conversation",suggested:"Try one of these",conversation:"Conversation: arrow keys move between answers, Enter goes into one, Escape returns to the question",kept:"An answer given before",fetching:"Loading the answer\u2026",steps:{understand:"Reading the question\u2026",retrieve:"Searching the evidence\u2026",compose:"Composing from the sources\u2026",generate:"Composing from the sources\u2026",verify:"Checking every sentence\u2026",conclude:"Checking every sentence\u2026"},outcomes:{answered:"Answered from the evidence",partial:"Answered in part",not_covered:"The evidence does not say",out_of_scope:"Not this evidence's topic",declined:"Declined"},kinds:{finding:"",limit:"Limit of the evidence",conflict:"Sources differ",caveat:"Caution",note:""},flags:{"arm-size-not-stated":"the source does not state the size of each arm","bibliography-missing-in-source":"the source numbers its references and prints no list of them","instruction-like":"reads like an instruction to a program: shown as text only","invisible-text":"the source has invisible characters here","list-missing-in-source":"the source announces a list and prints none","percentages-do-not-add-up":"the printed percentages do not add up: quoted as printed, do not calculate from them","pointer-not-supplied":"the source points to pages that are not supplied","possible-printing-error":"possible printing error in the source: quoted as printed, do not calculate from it","possible-unit-error":"possible unit error in the source: quoted as printed, do not use","reference-as-printed":"reference as printed in the source, not checked","undated-source":"the source is undated"},undated:"undated",notGraded:"certainty not graded",certainty:"certainty: {grade}",missing:"Not in the evidence",limit:"Limit",stoppedByLimit:"Stopped by a limit",withheld:"Withheld",sources:"Sources",nearest:"Nearest in the evidence (not an answer)",source:"Source {marker}: {title}",nearestSource:"Show in the document: {title}",show:"Show in the document",page:"page {page}",actions:"This answer",copy:"Copy with citations",copied:"Copied.",notCopied:"The browser did not allow copying.",print:"Print",ris:"RIS",bibtex:"BibTeX",risLabel:"Export the sources as RIS",bibtexLabel:"Export the sources as BibTeX",basis:"Basis",basisTitle:"What this answer rests on",close:"Close",back:"Back to the basis",documentText:"Document text",loading:"Loading the document\u2026",place:"Characters {start} to {end}",hash:"SHA-256",changed:"The document is not the one that was cited: its hash differs. Do not rely on the mark.",notFound:"The cited words do not stand at the cited place of this document.",noDocument:"The document could not be loaded.",composer:"Composed by",embedding:"Embedding",corpusDate:"Corpus as of",undatedCorpus:"no date stated",corpusHash:"Corpus (SHA-256)",limitsHash:"Limits (SHA-256)",promptHash:"Prompt (SHA-256)",answerId:"Answer",took:"Time",limitsThatSpoke:"Limits that spoke",redacted:"Redacted from the question",retrieved:"Passages read, best first",score:"score {score}",none:"none",quotedWords:"the source's own words",reworded:"reworded, and checked against the quote",helpful:"Helpful?",yes:"Yes",no:"No",why:"What was wrong?",reasons:{wrong:"Wrong",incomplete:"Incomplete",unclear:"Unclear",not_covered:"It should be in the evidence",other:"Something else"},comment:"In your words (optional; no names or record numbers)",send:"Send",cancel:"Cancel",thanks:"Thank you. Your feedback was stored.",notStored:"Your feedback was not stored. {reason}",erase:"Erase",eraseLabel:"Erase this answer",eraseSure:"Erase this answer from the service's record? It cannot be brought back.",keep:"Keep it",erased:"The answer was erased.",notErased:"The answer was not erased. {reason}",retry:"Try again",edit:"Edit the question",incomplete:"Not a whole answer: the sentences below were checked, but its limits and cautions may be missing.",stopped:"Stopped.",again:"It asks again by itself in {seconds} s.",troubles:{unreachable:"The service cannot be reached. Your question is kept here.",lost:"The connection to the service broke. Your question is kept here.",slow:"The service took too long. Your question is kept here.",expired:"Your access to this assistant has expired, and no new one was accepted. Sign in to the portal again; your question is kept here.",portal:"The portal did not renew your access to this assistant. Sign in to the portal again; your question is kept here.",forbidden:"This page or user is not allowed to use the service. Ask those who run the portal.",gone:"Nothing was found at the service. {detail}",tooLong:"The question is too long: {length} of at most {longest} characters. Shorten it and ask again.",refused:"The service could not take the question. {detail}",busy:"The service is busy. Your question is kept here.",failed:"The service failed to answer. Your question is kept here. {detail}"},noConnection:"The service cannot be reached.",passages:"Passages cited",cited:"Cited"};function xt(n){let e={...Ke};for(let[t,r]of Object.entries(n??{})){let s=e[t];typeof s=="string"&&typeof r=="string"&&(e[t]=r),typeof s=="object"&&typeof r=="object"&&(e[t]={...s,...r})}return e}var v=(n,e)=>n.replace(/\{(\w+)\}/g,(t,r)=>String(e[r]??"")).trim(),ye=(n,e)=>e.flags[n]??n.replaceAll("-"," "),A=(n,e)=>[n.year===null?e.undated:String(n.year),n.design??"",n.certainty?v(e.certainty,{grade:n.certainty}):e.notGraded].filter(Boolean);function kt(n){let{exchange:e,messages:t,deeds:r,reach:s}=n,i=e.trouble;return l`<div class="trouble" part="error">
    <p>${i?F(i,e.question,n.longest,t):t.stopped}
      ${e.again===null?d:l`<span>${v(t.again,{seconds:e.again})}</span>`}</p>
    <p class="row">
      <button type="button" class="primary" tabindex=${s} @click=${()=>r.retry(e)}>${t.retry}</button>
      ${e.question?l`<button type="button" tabindex=${s} @click=${()=>r.edit(e)}>${t.edit}</button>`:d}
    </p>
  </div>`}function F(n,e,t,r){let i=!e&&n.kind==="unreachable"?r.noConnection:r.troubles[n.kind]??r.troubles.failed??"";return m(v(i,{detail:n.detail,length:ge(e),longest:t}))}function Et(n,e,t){let{answer:r,trouble:s}=n;if(s)return F(s,n.question,e,t);if(!r)return t.stopped;let i=r.statements.map(({kind:a,text:p})=>`${t.kinds[a]?`${t.kinds[a]}: `:""}${p}`),o=r.missing.length?[`${t.missing}: ${r.missing.join("; ")}`]:[];return m([`${t.outcomes[r.outcome]??r.outcome}.`,...i,...o].join(" "))}var te=class extends Error{constructor(e,t){super(e),this.name="ParseError",this.type=t.type,this.field=t.field,this.value=t.value,this.line=t.line}},St=10,Xn=13,H=32;function We(n){}function Tt(n){if(typeof n=="function")throw new TypeError("`config` must be an object, got a function instead. Did you mean `createParser({onEvent: fn})`?");let{onEvent:e=We,onError:t=We,onRetry:r=We,onComment:s,maxBufferSize:i}=n,o=[],a=0,p=!0,f,g="",h=0,$,k=!1;function I(u){if(k)throw new Error("Cannot feed parser: it was terminated after exceeding the configured max buffer size. Call `reset()` to resume parsing.");if(p&&(p=!1,u.charCodeAt(0)===239&&u.charCodeAt(1)===187&&u.charCodeAt(2)===191&&(u=u.slice(3))),o.length===0){let w=et(u);w!==""&&(o.push(w),a=w.length),Le();return}if(u.indexOf(`
`)===-1&&u.indexOf("\r")===-1){o.push(u),a+=u.length,Le();return}o.push(u);let c=o.join("");o.length=0,a=0;let y=et(c);y!==""&&(o.push(y),a=y.length),Le()}function Le(){i!==void 0&&(a+g.length<=i||(k=!0,o.length=0,a=0,f=void 0,g="",h=0,$=void 0,t(new te(`Buffered data exceeded max buffer size of ${i} characters`,{type:"max-buffer-size-exceeded"}))))}function et(u){let c=0;if(u.indexOf("\r")===-1){let y=u.indexOf(`
`,c);for(;y!==-1;){if(c===y){h>0&&e({id:f,event:$,data:g}),f=void 0,g="",h=0,$=void 0,c=y+1,y=u.indexOf(`
`,c);continue}let w=u.charCodeAt(c);if(At(u,c,w)){let x=u.charCodeAt(c+5)===H?c+6:c+5,P=u.slice(x,y);if(h===0&&u.charCodeAt(y+1)===St){e({id:f,event:$,data:P}),f=void 0,g="",$=void 0,c=y+2,y=u.indexOf(`
`,c);continue}g=h===0?P:`${g}
${P}`,h++}else _t(u,c,w)?$=u.slice(u.charCodeAt(c+6)===H?c+7:c+6,y)||void 0:ze(u,c,y);c=y+1,y=u.indexOf(`
`,c)}return u.slice(c)}for(;c<u.length;){let y=u.indexOf("\r",c),w=u.indexOf(`
`,c),x=-1;if(y!==-1&&w!==-1?x=y<w?y:w:y!==-1?y===u.length-1?x=-1:x=y:w!==-1&&(x=w),x===-1)break;ze(u,c,x),c=x+1,u.charCodeAt(c-1)===Xn&&u.charCodeAt(c)===St&&c++}return u.slice(c)}function ze(u,c,y){if(c===y){Ln();return}let w=u.charCodeAt(c);if(At(u,c,w)){let j=u.charCodeAt(c+5)===H?c+6:c+5,nt=u.slice(j,y);g=h===0?nt:`${g}
${nt}`,h++;return}if(_t(u,c,w)){$=u.slice(u.charCodeAt(c+6)===H?c+7:c+6,y)||void 0;return}if(w===105&&u.charCodeAt(c+1)===100&&u.charCodeAt(c+2)===58){let j=u.slice(u.charCodeAt(c+3)===H?c+4:c+3,y);j.includes("\0")||(f=j);return}if(w===58){if(s){let j=u.slice(c,y);s(j.slice(u.charCodeAt(c+1)===H?2:1))}return}let x=u.slice(c,y),P=x.indexOf(":");if(P===-1){tt(x,"",x);return}let On=x.slice(0,P),Un=x.charCodeAt(P+1)===H?2:1,Hn=x.slice(P+Un);tt(On,Hn,x)}function tt(u,c,y){switch(u){case"event":$=c||void 0;break;case"data":g=h===0?c:`${g}
${c}`,h++;break;case"id":c.includes("\0")||(f=c);break;case"retry":/^\d+$/.test(c)?r(parseInt(c,10)):t(new te(`Invalid \`retry\` value: "${c}"`,{type:"invalid-retry",value:c,line:y}));break;default:t(new te(`Unknown field "${u.length>20?`${u.slice(0,20)}\u2026`:u}"`,{type:"unknown-field",field:u,value:c,line:y}));break}}function Ln(){h>0&&e({id:f,event:$,data:g}),f=void 0,g="",h=0,$=void 0}function zn(u={}){if(u.consume&&o.length>0){let c=o.join("");ze(c,0,c.length)}p=!0,f=void 0,g="",h=0,$=void 0,o.length=0,a=0,k=!1}return{feed:I,reset:zn}}function At(n,e,t){return t===100&&n.charCodeAt(e+1)===97&&n.charCodeAt(e+2)===116&&n.charCodeAt(e+3)===97&&n.charCodeAt(e+4)===58}function _t(n,e,t){return t===101&&n.charCodeAt(e+1)===118&&n.charCodeAt(e+2)===101&&n.charCodeAt(e+3)===110&&n.charCodeAt(e+4)===116&&n.charCodeAt(e+5)===58}var b=class extends Error{constructor(t,r="",s=null){super(r||t);this.kind=t;this.detail=r;this.retryAfter=s}};function Ge(n,e,t=null){let{detail:r="",remedy:s=""}=typeof n=="object"&&n!==null?n:{},i=[r,s].filter(o=>typeof o=="string"&&o).join(" ");return new b(Zn(e),i,t)}var Ct=n=>{let e=n?.status;return typeof e=="number"?e:500};function Zn(n){return n===401?"expired":n===403?"forbidden":n===404?"gone":n===429||n===503?"busy":n===504?"slow":[400,413,422].includes(n)?"refused":"failed"}function Rt(n,e=Date.now()){if(!n)return null;if(/^\d+$/.test(n.trim()))return Number(n);let t=Date.parse(n);return Number.isNaN(t)?null:Math.max(0,Math.ceil((t-e)/1e3))}var Qn=8e6;async function*Pt(n,e){let t=[],r=Tt({onEvent:o=>t.push(o),maxBufferSize:Qn}),s=new TextDecoder,i=n.getReader();try{for(;;){let{done:o,value:a}=await ne(i.read(),e);if(o)return;r.feed(s.decode(a,{stream:!0})),yield*t.splice(0)}}finally{await i.cancel().catch(()=>{})}}function ne(n,e){return new Promise((t,r)=>{let s=setTimeout(()=>r(new b("slow")),e);n.then(t,r).finally(()=>clearTimeout(s))})}var er=15e3,tr=30,be=class{constructor(e){this.url=e;this.token=null;this.until=0;this.coming=null}async current(){return this.url?this.token!==null&&Date.now()<this.until?this.token:(this.coming??=this.fetched().finally(()=>this.coming=null),this.coming):null}refused(e){e===this.token&&(this.token=null)}async fetched(){let e=await this.reply(),{token:t,expires_in:r}=e??{};if(typeof t!="string"||!/^[\x21-\x7e]+$/.test(t))throw new b("portal");let s=typeof r=="number"?r:0;return this.until=Date.now()+(s-Math.min(tr,s/4))*1e3,this.token=t}async reply(){try{let e=await fetch(this.url,{credentials:"same-origin",cache:"no-store",redirect:"error",headers:{Accept:"application/json"},signal:AbortSignal.timeout(er)});if(e.ok)return await e.json()}catch{}throw new b("portal")}};function qt(n){let e=n,t=["statements","citations","limits","withheld","missing","nearest"];return typeof e!="object"||e===null||e.schema!=="answer/1"?null:t.every(r=>Array.isArray(e[r]))&&typeof e.basis=="object"?e:null}var nr=6e4,$e="application/json",Mt="text/event-stream",we=class{constructor(e,t,r=nr){this.endpoint=e;this.silence=r;this.sources=new Map;this.tokens=new be(t)}async*ask(e,t){let r=await this.send("/v1/answers",zt(e,`${Mt}, ${$e};q=0.5`,t));if(!r.body||!(r.headers.get("Content-Type")??"").startsWith(Mt)){yield{event:"answer",answer:Ye(await this.json(r))};return}try{for await(let{event:s,data:i}of Pt(r.body,this.silence)){let o=rr(s??"",i);if(o&&(yield o),o?.event==="answer")return}}catch(s){throw t.aborted||s instanceof b?s:new b("lost")}throw new b("lost")}async*stored(e,t){let r=await this.send(Lt(e),{...ve(),signal:t});yield{event:"answer",answer:Ye(await this.json(r))}}async erase(e){await this.send(Lt(e),{...ve(),method:"DELETE"})}async corpus(){return await this.json(await this.send("/v1/documents",ve()))}source(e,t){let r=`${e} ${t}`,s=this.sources.get(r)??this.document(e);return this.sources.set(r,s),s.catch(()=>this.sources.delete(r)),s}async feedback(e){await this.send("/v1/feedback",zt(e,$e))}async document(e){return await this.json(await this.send(`/v1/documents/${encodeURIComponent(e)}`,ve()))}async send(e,t){let r=await this.tokens.current(),s=await this.fetch(e,t,r);if(s.status===401&&r!==null&&(this.tokens.refused(r),s=await this.fetch(e,t,await this.tokens.current())),s.ok)return s;s.status===403&&this.tokens.refused(r);let i=await ne(s.json(),this.silence).catch(()=>null);throw Ge(i,s.status,Rt(s.headers.get("Retry-After")))}async fetch(e,t,r){let s={...t.headers,...r?{Authorization:`Bearer ${r}`}:{}};try{let i=fetch(this.endpoint+e,{...t,headers:s,credentials:"omit",referrerPolicy:"strict-origin"});return await ne(i,this.silence)}catch(i){throw t.signal?.aborted||i instanceof b?i:new b("unreachable")}}async json(e){try{return await ne(e.json(),this.silence)}catch(t){throw t instanceof b?t:new b("failed")}}},Lt=n=>`/v1/answers/${encodeURIComponent(n)}`,ve=()=>({headers:{Accept:$e}});function zt(n,e,t){return{method:"POST",headers:{"Content-Type":$e,Accept:e},body:JSON.stringify(n),...t?{signal:t}:{}}}function rr(n,e){let t=sr(e);switch(n){case"status":return{event:n,step:t.step};case"citation":return{event:n,citation:t};case"statement":return{event:n,statement:t};case"answer":return{event:n,answer:Ye(t)};case"error":throw Ge(t,Ct(t));default:return null}}function sr(n){try{return JSON.parse(n)}catch{throw new b("failed")}}function Ye(n){let e=qt(n);if(!e)throw new b("failed");return e}function Ot(n){return n.filter(e=>e.answer!==null).slice(-6).flatMap(e=>[{role:"user",text:e.question},{role:"assistant",text:e.answer?.text??""}])}var ir=60,or=3,xe=class{constructor(e,t){this.client=e;this.listener=t;this.exchanges=[];this.running=null;this.made=0}get busy(){return this.running!==null||this.clock!==void 0}ask(e,t){return this.begin(Ut(this.made+=1,e,t))}show(e){return this.begin({...Ut(this.made+=1,"","brief"),kept:e})}begin(e){return this.exchanges=[...this.exchanges,e],this.run(e),e}retry(e){this.running||e.answer||(this.wait(null),this.run(e))}stop(){let e=this.exchanges.find(t=>t.again!==null);e&&(e.again=null),this.wait(null),this.running?.abort(),this.running=null,this.listener.changed()}drop(e){this.exchanges=this.exchanges.filter(({answer:t})=>t?.id!==e),this.listener.changed()}clear(){this.stop(),this.exchanges=[],this.listener.changed()}async run(e){let t=this.running=new AbortController;Object.assign(e,{state:"asking",step:"understand",statements:[],citations:[],trouble:null,again:null}),e.tries+=1,this.listener.changed();try{for await(let r of this.coming(e,t.signal)){if(t.signal.aborted)break;ar(e,r),this.listener.changed()}}catch(r){t.signal.aborted||(e.trouble=r instanceof b?r:new b("failed"))}this.running===t&&(this.running=null),this.end(e)}coming(e,t){let{question:r,detail:s,kept:i}=e;if(i)return this.client().stored(i,t);let o=this.exchanges.slice(0,this.exchanges.indexOf(e));return this.client().ask({question:r,history:Ot(o),detail:s},t)}end(e){if(!this.exchanges.includes(e))return;e.state=e.answer?"answered":e.trouble?"failed":"stopped";let t=e.trouble?.kind==="busy"?e.trouble.retryAfter:null;t!==null&&t<=ir&&e.tries<=or&&this.wait(e,Math.max(1,t)),this.listener.changed(),this.listener.ended(e)}wait(e,t=0){clearInterval(this.clock),this.clock=void 0,e&&(e.again=t,this.clock=setInterval(()=>{e.again=(e.again??1)-1,e.again<=0?this.retry(e):this.listener.changed()},1e3))}};function ar(n,e){e.event==="status"?n.step=e.step:e.event==="citation"?n.citations=[...n.citations,e.citation]:e.event==="statement"?n.statements=[...n.statements,e.statement]:(n.answer=e.answer,n.question||=e.answer.question,n.statements=[...e.answer.statements],n.citations=[...e.answer.citations])}var Ut=(n,e,t)=>({number:n,question:e,detail:t,kept:"",state:"asking",step:"understand",statements:[],citations:[],answer:null,trouble:null,again:null,tries:0,rating:"none",erasing:!1,reason:null,comment:"",remark:"",printed:!1});var Ee=(n,e)=>n.flatMap(t=>e.find(r=>r.marker===t)??[]);function Se(n,e){let t=new Map;for(let r of n)t.set(e(r),[...t.get(e(r))??[],r]);return[...t.values()]}var re=n=>Se(n,e=>e.document),T=n=>[...new Set(n)],K=(n,e)=>[n.section,n.page===null?"":e(n.page)].filter(Boolean).join(", ");function Ht(n){let e=[];for(let t of n){let r=t.kind==="conflict",s=e.at(-1);r&&s?.conflict?s.statements.push(t):e.push({conflict:r,statements:[t]})}return e}function Bt(n){let e=[];for(let[t,r]of n.entries()){let s=e.at(-1),i=n.slice(t).find(({statements:o})=>o[0].kind!=="caveat");s?.[0].conflict&&i?.conflict?s.push(r):e.push([r])}return e}function ke(n,e){let t=T(Ee(n.citations,e).map(r=>r.document));return t.length===1?t[0]:""}function Dt(n,e){if(n.some(r=>!ke(r,e)))return[];let t=Se(n,r=>ke(r,e));return t.length>1?t:[]}var Ae=n=>n.limits.filter(e=>e.action==="enforced"||!n.text.includes(e.reason));function*jt(n,e){yield{role:"question",text:n.question},yield{role:"outcome",text:e.outcomes[n.outcome]??n.outcome};for(let t of n.statements)yield{role:"said",text:lr(t,e)};n.missing.length&&(yield{role:"said",text:`${e.missing}: ${n.missing.join("; ")}`});for(let t of Ae(n))yield{role:"said",text:`${t.action==="enforced"?e.stoppedByLimit:e.limit}: ${t.reason}`};for(let t of n.withheld)yield{role:"said",text:`${e.withheld}: ${t.reason}`};n.citations.length&&(yield{role:"title",text:e.passages});for(let t of n.citations)yield{role:"cited",text:Nt(t,e)};n.nearest.length&&(yield{role:"title",text:e.nearest});for(let t of n.nearest)yield{role:"cited",text:Nt(t,e)};yield{role:"title",text:`${e.corpusDate}: ${n.basis.corpus_date||e.undatedCorpus}`},yield{role:"said",text:`${e.corpusHash}: ${n.basis.corpus_sha256}`}}function lr(n,e){let t=e.kinds[n.kind],r=n.citations.map(s=>`[${s}]`).join("");return`${t?`${t}: `:""}${n.text}${r?` ${r}`:""}`}function Nt(n,e){let t=K(n,a=>v(e.page,{page:a})),r=T(n.flags).map(a=>` (! ${ye(a,e)})`),s=v(e.place,{start:n.start,end:n.end}),i=[n.title,t,n.reference,...A(n,e),s].filter(Boolean);return`${n.marker?`[${n.marker}] `:""}\u201C${n.quote}\u201D${r.join("")} ${i.join(" \xB7 ")}`}var Vt=(n,e)=>[...jt(n,e)].map(({role:t,text:r})=>t==="title"?`
${_(r)}`:_(r)).join(`
`),It={question:"strong",outcome:"em",said:"span",title:"strong",cited:"small"},Ft=(n,e)=>[...jt(n,e)].map(({role:t,text:r})=>`<p><${It[t]}>${cr(_(r))}</${It[t]}></p>`).join(`
`),dr={"&":"&amp;","<":"&lt;",">":"&gt;",'"':"&quot;","'":"&#39;"},cr=n=>m(n).replace(/[&<>"']/g,e=>dr[e]);async function Kt(n,e){let t={"text/plain":n,"text/html":e};try{let r=Object.entries(t).map(([s,i])=>[s,new Blob([i],{type:s})]);return await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(r))]),!0}catch{return pr(t)}}function pr(n){let e=!1,t=r=>{for(let[s,i]of Object.entries(n))r.clipboardData?.setData(s,i);r.preventDefault(),r.stopImmediatePropagation(),e=!0};return document.addEventListener("copy",t,{capture:!0}),document.execCommand("copy"),document.removeEventListener("copy",t,{capture:!0}),e}function Je(n,e,t){let r=document.createElement("a");r.href=URL.createObjectURL(new Blob([t],{type:`${e};charset=utf-8`})),r.download=n,r.click(),setTimeout(()=>URL.revokeObjectURL(r.href),1e4)}var Wt="data-citebound-unprinted",Gt="data-citebound-printed",ur=`@media print {
  [${Wt}] { display: none !important; }
  [${Gt}] { display: block !important; position: static !important; overflow: visible !important; block-size: auto !important;
    max-block-size: none !important; inline-size: auto !important; margin: 0 !important; padding: 0 !important; border: 0 !important; }
}`;function Yt(n,e){let t=new CSSStyleSheet;t.replaceSync(ur);let r=[],s=new Set;for(let[o,a]of mr(n))s.add(o.getRootNode()),r.push([o,Gt],...a.map(p=>[p,Wt]));for(let[o,a]of r)o.setAttribute(a,"");for(let o of s)o.adoptedStyleSheets=[...o.adoptedStyleSheets,t];let i=()=>{for(let[o,a]of r)o.removeAttribute(a);for(let o of s)o.adoptedStyleSheets=o.adoptedStyleSheets.filter(a=>a!==t);e()};addEventListener("afterprint",i,{once:!0}),print()}function*mr(n){let e=n;for(;e&&e!==document.body;){let t=e.parentNode;yield[e,[...t?.children??[]].filter(r=>r!==e)],e=t instanceof ShadowRoot?t.host:e.parentElement}}var hr={"\\":"\\textbackslash{}","{":"\\{","}":"\\}","~":"\\textasciitilde{}","^":"\\textasciicircum{}"};function Jt(n){return re(n).map(fr).join(`\r
`)}function fr(n){let e=n[0];return[...[["TY","GEN"],["ID",e.document],["TI",e.title],["PY",e.year===null?"":String(e.year)],["M3",e.design??""],["N1",e.reference],...n.map(s=>["N1",Zt(s)]),["AN",`sha256:${e.document_sha256}`]].map(([s,i])=>[s,_(i)]).filter(([,s])=>s),["ER",""]].map(([s,i])=>`${s}  - ${i}\r
`).join("")}function Xt(n){let e=new Set;return re(n).map(t=>gr(t,e)).join(`
`)}function gr(n,e){let t=n[0],s=[["title",`{${_e(t.title)}}`],["year",t.year===null?"":String(t.year)],["type",_e(t.design??"")],["howpublished",_e(t.reference)],["note",_e(n.map(Zt).join("; "))],["annote",`sha256:${t.document_sha256}`]].filter(([,i])=>i).map(([i,o])=>`  ${i} = {${o}}`);return`@misc{${yr(t.document,e)},
${s.join(`,
`)}
}
`}var Zt=n=>_(`${n.marker?`[${n.marker}] `:""}"${n.quote}" (${n.section}; characters ${n.start}-${n.end})`),_e=n=>_(n).replace(/[\\{}~^]|[%&$#_]/g,e=>hr[e]??`\\${e}`);function yr(n,e){let t=n.normalize("NFKD").replace(/[^A-Za-z0-9:-]+/g,"-").replace(/^-+|-+$/g,"")||"source",r=t;for(let s=2;e.has(r);s+=1)r=`${t}-${s}`;return e.add(r),r}function en(n){let e=(i,o)=>(Object.assign(i,o),n.refreshed()),t=(i,o)=>{e(i,{remark:o}),n.say(o)},r=async(i,o)=>{n.focusOn(i);let a=i.answer.id;try{await n.client().feedback({answer:a,helpful:o,...o?{}:br(i)}),i.rating="sent",t(i,n.messages().thanks),n.tell("citebound-feedback",{id:a,helpful:o})}catch(p){t(i,m(v(n.messages().notStored,{reason:Qt(p)})))}},s=async i=>{let{id:o}=i.answer;n.focusOn(i);try{await n.client().erase(o),n.drop(o),n.say(n.messages().erased),n.tell("citebound-erased",{id:o})}catch(a){i.erasing=!1,t(i,m(v(n.messages().notErased,{reason:Qt(a)})))}};return{change:(i,o)=>{e(i,o)},copy:async i=>{let o=n.messages(),a=await Kt(Vt(i.answer,o),Ft(i.answer,o));t(i,a?o.copied:o.notCopied)},print:async i=>{await e(i,{printed:!0}),Yt(n.element,()=>{e(i,{printed:!1})})},ris:({answer:i})=>Je("citebound.ris","application/x-research-info-systems",Jt(i.citations)),bibtex:({answer:i})=>Je("citebound.bib","application/x-bibtex",Xt(i.citations)),rate:async(i,o)=>{if(o)return r(i,!0);n.focusOn(i),await e(i,{rating:"why",erasing:!1,remark:""}),n.focusOn(i,"fieldset input")},sendReason:i=>{r(i,!1)},erase:async i=>{if(i.erasing)return s(i);n.focusOn(i);let o=i.rating==="why"?"none":i.rating;await e(i,{erasing:!0,rating:o,remark:""}),n.focusOn(i,"fieldset button")},keep:i=>{n.focusOn(i),e(i,{erasing:!1})}}}function br({reason:n,comment:e}){return{...n?{reason:n}:{},...e.trim()?{text:e.trim()}:{}}}var Qt=n=>n instanceof b?n.detail:"";var vr={ArrowDown:(n,e)=>Math.min(n+1,e),ArrowUp:n=>Math.max(n-1,0),Home:()=>0,End:(n,e)=>e},Te=class{constructor(e,t,r){this.messages=e;this.leave=t;this.changed=r;this.active=0;this.entered=-1;this.onKey=e=>{if(e.ctrlKey||e.metaKey||e.altKey||e.isComposing)return;let t=e.target.matches("article"),r=vr[e.key];if(e.key==="Escape")this.leave();else if(t&&e.key==="Enter")this.messages()[this.active]?.querySelector("button")?.focus();else if(t&&r)this.focus(r(this.active,this.messages().length-1));else return;e.preventDefault(),e.stopPropagation()};this.onFocus=e=>{let t=e.target.closest("article");t&&(this.active=this.messages().indexOf(t),this.entered=e.target===t?-1:this.active,this.changed())};this.onBlur=e=>{e.relatedTarget?.closest("article")||(this.entered=-1,this.changed())}}reset(e){Object.assign(this,{active:e,entered:-1})}focus(e,t=""){let r=this.messages()[e];this.active=e,t?r?.querySelector(t)?.focus():r?.focus({preventScroll:!0}),(r?.querySelector("fieldset")??r)?.scrollIntoView({block:"nearest"}),this.changed()}};function tn(n){let e=n.parentElement,t=matchMedia("(prefers-reduced-motion: reduce)").matches,r=n.getBoundingClientRect().top-e.getBoundingClientRect().top+e.scrollTop;e.scrollTo({top:r,behavior:t?"instant":"smooth"})}function nn(n){let e=n.querySelector("mark");if(!e)return;let[t,r]=[n.getBoundingClientRect(),e.getBoundingClientRect()];n.scrollTop+=r.top-t.top-Math.max(0,(t.height-r.height)/2),e.scrollIntoView({block:"nearest"})}var Ce=(n,e)=>`${n.number}/${e.marker}/${e.id}`,se=n=>`${n.number}/basis`;var Re=class{constructor(e,t,r){this.client=e;this.corpus=t;this.changed=r;this.content=null;this.source=null;this.failed=!1;this.read=new Map}get name(){let{content:e}=this;return e?e.kind==="basis"||e.fromBasis?se(e.exchange):Ce(e.exchange,e.citation):""}async showSource(e,t,r){let s={kind:"source",exchange:t,citation:e,fromBasis:r};Object.assign(this,{content:s,source:null,failed:!1}),this.changed();try{let i=await this.client().source(e.document,e.document_sha256);this.content===s&&(this.source=i)}catch{this.content===s&&(this.failed=!0)}this.changed()}async showBasis(e){this.content={kind:"basis",exchange:e},this.changed();let t=T((e.answer?.basis.retrieved??[]).map(r=>r.document));await Promise.allSettled(t.map(r=>this.reading(r,e))),this.changed()}close(){this.content=null,this.changed()}async reading(e,t){let r=t.answer?.citations.find(i=>i.document===e)?.document_sha256,s=this.corpus()?.documents.find(i=>i.id===e)?.sha256;this.read.set(e,await this.client().source(e,r??s??""))}};var rn=S`
  .asked { font-size: 0.94em; font-weight: 500; line-height: 1.4; color: var(--quiet); }
  .outcome, .progress { display: flex; align-items: center; gap: 0.5em; font-weight: 650; line-height: 1.3; }
  .outcome::before {
    content: "";
    flex: none;
    inline-size: 0.7em;
    block-size: 0.7em;
    border-radius: 50%;
    background: currentColor;
  }
  .answered { color: var(--good); }
  .partial { color: var(--part); }
  .not_covered, .out_of_scope { color: var(--none); }
  .not_covered::before, .out_of_scope::before { background: none; border: 0.17em solid currentColor; }
  .declined { color: var(--stop); }
  .declined::before { border-radius: 0.1em; }
  .progress { color: var(--accent); }
  .progress::after { content: ""; inline-size: 2.5em; block-size: 0.2em; border-radius: 0.1em; background: currentColor; animation: breathe 1.2s ease-in-out infinite alternate; }
  @keyframes breathe { from { opacity: 0.15; } }
  .missing { padding: 0.4em 0.7em; border-radius: 0.4em; background: var(--none-tint); color: var(--none); }
  .incomplete { padding: 0.4em 0.7em; border-radius: 0.4em; background: var(--warn-tint); color: var(--warn); font-weight: 600; }
  .statements { display: grid; gap: 0.55em; }
  .statement > p { line-height: 1.5; }
  .statements > .statement:first-child > p:not(.label) { font-size: 1.06em; font-weight: 600; line-height: 1.42; }
  .incomplete ~ .statements > .statement:first-child > p:not(.label) { font-size: 1em; font-weight: 400; }
  .incomplete ~ .statements { color: var(--quiet); }
  .label { font-size: 0.81em; font-weight: 700; color: var(--warn); }
  .limit, .caveat { padding-inline-start: 0.75em; border-inline-start: 0.25em solid var(--none); }
  .limit > .label { color: var(--none); }
  .caveat { border-color: var(--warn); }
  .outcome.declined ~ .statements > .note:first-child { padding: 0.65em 0.8em; border-inline-start: 0.35em solid var(--stop); border-radius: 0.3em; background: var(--stop-tint); }
  .outcome.declined ~ .statements > .note:first-child > p { font-size: 1.2em; font-weight: 700; }
  .outcome.partial ~ .statements > .note, .outcome.not_covered ~ .statements > .note { color: var(--none); }
  .conflict-box { display: grid; gap: 0.45em; padding: 0.55em 0.7em; border: 1px solid var(--warn); border-radius: var(--radius); }
  .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15em, 100%), 1fr)); gap: 0.6em; }
  .side { display: grid; gap: 0.4em; align-content: start; padding: 0.55em 0.7em; border-radius: 0.4em; background: var(--ground); }
  .side-head { display: grid; padding-block-end: 0.3em; border-block-end: 1px solid var(--line); font-size: 0.88em; line-height: 1.35; }
  .marker { white-space: nowrap; }
  .cite {
    position: relative;
    min-inline-size: 1.9em;
    min-block-size: 1.75em;
    margin-inline: 0.1em;
    padding: 0 0.4em;
    border-color: var(--accent);
    background: var(--tint);
    font-size: 0.88em;
    font-weight: 700;
    line-height: 1.5;
    vertical-align: 0.06em;
  }
  .quiet .cite { min-block-size: 2em; font-size: 1em; font-weight: 600; }
  .cite::after { content: ""; position: absolute; inset: -0.25em -0.12em; }
  .cite:hover, .cite[aria-expanded="true"] { background: var(--accent); color: var(--on-accent); }
  .flags { display: grid; gap: 0.25em; margin-block-start: 0.3em; }
  .flags li { padding: 0.25em 0.6em; border-radius: 0.4em; background: var(--warn-tint); color: var(--warn); font-size: 0.88em; font-weight: 650; }
  .flags li::before { content: "⚠ " / ""; }
  .remarks { display: grid; gap: 0.25em; padding: 0.45em 0.7em; border-radius: 0.4em; background: var(--none-tint); font-size: 0.92em; }
  .sources { display: grid; gap: 0.35em; padding-block-start: 0.55em; border-block-start: 1px solid var(--line); }
  .sources h4 { font-size: 0.81em; font-weight: 650; color: var(--quiet); }
  .sources > ul { display: grid; gap: 0.6em; }
  .source-title { font-size: 0.92em; font-weight: 600; line-height: 1.35; }
  .places { display: flex; flex-wrap: wrap; gap: 0.3em 1em; margin-block-start: 0.25em; }
  blockquote { font-family: var(--serif); line-height: 1.45; }
  .nearest blockquote { color: var(--quiet); }
  .actions { display: grid; gap: 0.5em; padding-block-start: 0.55em; border-block-start: 1px solid var(--line); }
  .rate { display: inline-flex; align-items: center; gap: 0.4em; margin-inline-start: auto; }
  .why { display: grid; gap: 0.5em; padding: 0.6em 0.8em; border: 1px solid var(--line); border-radius: 0.5em; font-size: 0.92em; }
  .why legend { padding-inline: 0.3em; font-weight: 600; }
  .comment { display: grid; gap: 0.25em; }
`;var sn=S`
  .frame {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
    block-size: 100%;
    overflow: hidden;
  }
  .main { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; min-inline-size: 0; min-block-size: 0; }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.1em 0.8em;
    padding: 0.55em 1em;
    border-block-end: 1px solid var(--line);
    background: var(--paper);
  }
  .top h2 {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    flex: 0 1 auto;
    min-inline-size: 0;
    overflow: hidden;
    font-size: 1em;
    font-weight: 650;
    line-height: 1.3;
  }
  .clear { flex: none; margin-inline-start: auto; }
  .middle { min-block-size: 0; container-type: size; }
  .transcript, .start { block-size: 100%; overflow-y: auto; padding: 0.75em 1em; }
  .transcript { display: grid; gap: 0.75em; grid-auto-rows: max-content; align-content: start; justify-items: center; }
  .start { display: grid; gap: 0.5em; align-content: end; }
  .start h3 { font-size: 0.84em; font-weight: 650; color: var(--quiet); }
  .chips { display: flex; flex-wrap: wrap; gap: 0.5em; }
  .chip { min-block-size: 2.4em; padding: 0.35em 0.9em; border-radius: 1.3em; font-size: 0.94em; text-align: start; color: var(--ink); }
  article { inline-size: 100%; max-inline-size: 46em; scroll-margin: 0.5em; }
  .card {
    display: grid;
    gap: 0.6em;
    align-content: start;
    padding: 0.9em 1.1em;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--paper);
  }
  article:last-child { min-block-size: calc(100cqb - 1.5em); }
  article:focus-visible { outline: none; }
  article:focus-visible > .card { outline: 0.19em solid var(--accent); outline-offset: -0.12em; }
  form {
    display: grid;
    gap: 0.3em;
    padding: 0.6em 1em 0.45em;
    border-block-start: 1px solid var(--line);
    background: var(--paper);
  }
  .field { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.5em; align-items: stretch; }
  textarea {
    inline-size: 100%;
    min-block-size: 3.4em;
    max-block-size: 30cqb;
    padding: 0.45em 0.65em;
    border: 1px solid var(--quiet);
    border-radius: 0.5em;
    background: var(--paper);
    color: var(--ink);
    resize: vertical;
  }
  textarea::placeholder { color: var(--quiet); opacity: 1; }
  .send { min-inline-size: 4.6em; font-size: 1em; }
  .under { justify-content: space-between; flex-wrap: nowrap; align-items: start; font-size: 0.94em; }
  .under .check { flex: none; }
  .trouble {
    display: grid;
    gap: 0.5em;
    padding: 0.6em 0.8em;
    border-inline-start: 0.25em solid var(--stop);
    border-radius: 0.3em;
    background: var(--stop-tint);
  }
  .trouble button { min-block-size: 2.3em; }
  .notice { grid-template-columns: minmax(0, 1fr) auto; align-items: center; }
`;var on=S`
  @media (pointer: coarse) {
    button, .check { min-block-size: 2.75em; }
    .cite { min-block-size: 2em; min-inline-size: 2.3em; }
    .cite::after { inset: -0.55em -0.25em; }
  }
  @media (prefers-reduced-motion: reduce) {
    .progress::after { animation: none; }
  }
  @media (forced-colors: active) {
    button, .flags li { border: 1px solid ButtonText; }
    .outcome::before, .progress::after { forced-color-adjust: none; background: CanvasText; }
    .cite[aria-expanded="true"] { border-width: 3px; }
    mark { outline: 2px solid Highlight; }
    .limit, .caveat, .trouble, .missing, .remarks { border: 1px solid CanvasText; }
  }
  @media print {
    :host { color-scheme: light; block-size: auto !important; container-type: normal; background: none; }
    .frame, .main, .middle, .transcript { display: block; block-size: auto; overflow: visible; container-type: normal; opacity: 1; }
    .panel, form, .actions, .start, .clear, .unprinted, .trouble, .sources:not(.nearest) { display: none !important; }
    .paper-only { display: grid; gap: 0.6em; padding-block-start: 0.6em; border-block-start: 1px solid var(--line); }
    article, article:last-child { max-inline-size: none; min-block-size: 0; }
    .card { border: 0; padding: 0.5em 0; }
    .passage, .statement { break-inside: avoid; }
    .cite { border: 0; background: none; color: inherit; padding: 0; min-inline-size: 0; }
    .marker .cite::before { content: "["; }
    .marker .cite::after { content: "]"; position: static; }
    .nearest .cite { display: none; }
  }
`;var an=S`
  .panel {
    display: flex;
    flex-direction: column;
    gap: 0.5em;
    min-inline-size: 0;
    min-block-size: 0;
    padding: 0.7em 1em;
    overflow-y: auto;
    border-inline-start: 1px solid var(--line);
    background: var(--paper);
  }
  .panel-head { display: flex; gap: 0.5em; align-items: flex-start; }
  .panel-head h2 { flex: 1; font-size: 1em; font-weight: 650; line-height: 1.35; }
  .panel-head button { flex: none; }
  .about { display: grid; gap: 0.3em; font-size: 0.92em; line-height: 1.4; }
  .facts { font-weight: 600; }
  .doubt { padding: 0.4em 0.7em; border-radius: 0.4em; background: var(--stop-tint); color: var(--stop); font-weight: 650; }
  .paper {
    flex: 1 1 12em;
    min-block-size: 9em;
    overflow-y: auto;
    padding: 0.3em 0.7em;
    border-block: 1px solid var(--line);
    font-family: var(--serif);
    line-height: 1.55;
  }
  .paper h3, .paper h4 { margin-block: 1em 0.3em; font-family: var(--sans); font-size: 0.97em; font-weight: 650; line-height: 1.35; }
  .paper h3 { font-size: 1.06em; }
  .paper p { margin-block: 0.5em; }
  .paper .item { display: list-item; list-style: disc; margin-inline-start: 1.1em; }
  mark { padding: 0.08em 0.12em; border-radius: 0.2em; background: var(--mark); color: var(--on-mark); box-decoration-break: clone; -webkit-box-decoration-break: clone; scroll-margin: 3em; }
  .hash { font-size: 0.75em; }
  code, .technical dd { font-family: ui-monospace, "DejaVu Sans Mono", monospace; word-break: break-all; }
  .basis { flex: 1 1 auto; display: grid; gap: 0.35em; align-content: start; overflow-y: auto; min-block-size: 9em; font-size: 0.92em; }
  .basis h3 { margin-block-start: 0.5em; font-size: 0.92em; font-weight: 650; color: var(--quiet); }
  .retrieved { display: grid; gap: 0.4em; padding-inline-start: 1.6em; list-style: decimal; line-height: 1.4; }
  .basis dl { display: grid; grid-template-columns: minmax(0, 10em) minmax(0, 1fr); gap: 0.25em 0.8em; }
  .basis dl.technical { margin-block: 0.6em; font-size: 0.88em; }
  .basis dt { grid-column: 1; color: var(--quiet); }
  .basis dd { grid-column: 2; }
  @container (min-width: 46em) {
    .frame:has(.panel) { grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr); }
  }
  @container (max-width: 45.99em) {
    .panel {
      position: absolute;
      inset: 2.6em 0 0;
      z-index: 1;
      border: 0;
      border-block-start: 0.2em solid var(--accent);
      border-start-start-radius: 0.9em;
      border-start-end-radius: 0.9em;
      box-shadow: 0 0 2em rgb(0 0 0 / 0.35);
    }
    .frame:has(.panel) .main { opacity: 0.45; }
  }
  @container (max-width: 30em) {
    .transcript { padding: 0.5em; }
    .start { padding: 0.6em; }
    .card { padding: 0.7em 0.75em; }
    .top { flex-wrap: nowrap; }
    article:last-child { min-block-size: calc(100cqb - 1em); }
    .top, form { padding-inline: 0.75em; }
    .top .quiet { display: none; }
    .statements > .statement:first-child > p:not(.label) { font-size: 1em; }
    .rate { margin-inline-start: 0; }
  }
  @container (max-height: 30em) {
    .under .quiet:not(.check) { display: none; }
    .panel { inset-block-start: 0; border-radius: 0; }
    .top { padding-block: 0.25em; }
  }
`;var ln=S`
  :host {
    color-scheme: light dark;
    --ground: var(--citebound-ground, light-dark(#f6f7f5, #12181a));
    --paper: var(--citebound-paper, light-dark(#ffffff, #1a2225));
    --ink: var(--citebound-ink, light-dark(#1b2427, #e7ecea));
    --quiet: var(--citebound-quiet, light-dark(#505c60, #a9b6b8));
    --line: var(--citebound-line, light-dark(#d3d9d6, #3a474b));
    --accent: var(--citebound-accent, light-dark(#0f5f63, #6cc4c4));
    --on-accent: var(--citebound-on-accent, light-dark(#ffffff, #0c1a1b));
    --tint: var(--citebound-tint, light-dark(#e4efee, #1f3335));
    --mark: var(--citebound-mark, light-dark(#ffe48f, #6b5612));
    --on-mark: var(--citebound-on-mark, light-dark(#1b2427, #fff6da));
    --good: light-dark(#1d6b3a, #7fd19d);
    --part: light-dark(#7d5600, #e6b95c);
    --none: light-dark(#2b5288, #9bbcf0);
    --none-tint: light-dark(#eaf0f8, #1c2a3d);
    --stop: light-dark(#a1282c, #f3a3a5);
    --stop-tint: light-dark(#fcebea, #3a1d1e);
    --warn: light-dark(#834700, #f0b56a);
    --warn-tint: light-dark(#fdf1de, #33260f);
    --radius: var(--citebound-radius, 0.6em);
    --sans: var(--citebound-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif);
    --serif: var(--citebound-serif, Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "DejaVu Serif", serif);
    display: block;
    container-type: size;
    block-size: var(--citebound-height, min(46rem, 92vh));
    min-inline-size: 0;
    color: var(--ink);
    background: var(--ground);
    font-family: var(--sans);
    font-size: var(--citebound-font-size, 1rem);
    font-style: normal;
    font-weight: 400;
    letter-spacing: normal;
    line-height: 1.5;
    text-align: start;
    text-transform: none;
    overflow-wrap: anywhere;
  }
  :host([hidden]) { display: none; }
  :host([theme="light"]) { color-scheme: light; }
  :host([theme="dark"]) { color-scheme: dark; }
  * { box-sizing: border-box; }
  h2, h3, h4, p, ul, ol, dl, dd, blockquote, fieldset { margin: 0; padding: 0; border: 0; }
  ul, ol { list-style: none; }
  :focus-visible { outline: 0.19em solid var(--accent); outline-offset: 0.12em; border-radius: 0.25em; }
  .unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .quiet { color: var(--quiet); font-size: 0.84em; }
  .row { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4em 0.5em; }
  .paper-only { display: none; }
  button, textarea, input { font: inherit; letter-spacing: inherit; }
  button {
    min-block-size: 2em;
    padding: 0.2em 0.7em;
    border: 1px solid var(--line);
    border-radius: 0.5em;
    background: var(--paper);
    color: var(--accent);
    font-size: 0.84em;
    cursor: pointer;
  }
  button:hover { border-color: var(--accent); }
  .primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); font-weight: 600; }
  .danger { border-color: var(--stop); background: var(--stop); color: var(--paper); }
  .primary:hover { filter: brightness(1.08); }
  .check { display: inline-flex; align-items: center; gap: 0.4em; min-block-size: 1.75em; cursor: pointer; }
  .check input { inline-size: 1.15em; block-size: 1.15em; margin: 0; accent-color: var(--accent); }
`;var dn=[ln,sn,rn,an,on];var B={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},cn=n=>(...e)=>({_$litDirective$:n,values:e}),Pe=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,r){this._$Ct=e,this._$AM=t,this._$Ci=r}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}};var{I:_i}=$t;var pn=n=>n.strings===void 0;var $r={},un=(n,e=$r)=>n._$AH=e;var mn=cn(class extends Pe{constructor(n){if(super(n),n.type!==B.PROPERTY&&n.type!==B.ATTRIBUTE&&n.type!==B.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!pn(n))throw Error("`live` bindings can only contain a single expression")}render(n){return n}update(n,[e]){if(e===E||e===d)return e;let t=n.element,r=n.name;if(n.type===B.PROPERTY){if(e===t[r])return E}else if(n.type===B.BOOLEAN_ATTRIBUTE){if(!!e===t.hasAttribute(r))return E}else if(n.type===B.ATTRIBUTE&&t.getAttribute(r)===e+"")return E;return un(n),e}});function hn(n){let{messages:e}=n;return l`<form part="form" @submit=${t=>{t.preventDefault(),n.press()}}>
    ${n.notice?wr(n):d}
    <label class="unseen" for="question">${e.question}</label>
    <div class="field">
      <textarea id="question" part="input" rows="2" dir="auto" placeholder=${m(n.placeholder)}
        aria-describedby="hint" .value=${mn(n.typed)}
        @input=${t=>n.type(t.target.value)}
        @keydown=${t=>xr(t,n)}></textarea>
      <button type="submit" class="primary send" part="button">${n.busy?e.stop:e.ask}</button>
    </div>
    <div class="row under">
      <p class="quiet" id="hint" dir="auto">${e.hint}</p>
      <label class="check quiet"><input type="checkbox" .checked=${n.detail==="full"}
        @change=${t=>n.choose(t.target.checked?"full":"brief")}> ${e.full}</label>
    </div>
  </form>`}var wr=({messages:n,notice:e,reload:t})=>l`<div class="trouble notice" part="error">
  <p>${e}</p>
  ${t?l`<button type="button" @click=${t}>${n.retry}</button>`:d}
</div>`;function xr(n,e){n.key!=="Enter"||n.shiftKey||n.isComposing||(n.preventDefault(),e.enter())}function fn(n,e,t,r){let{messages:s}=r,{basis:i}=e,o=Object.entries(i.redacted).map(([a,p])=>`${a}: ${p}`);return l`<div class="basis" part="basis" tabindex="0" role="region" aria-label=${s.basis}>
    <dl>
      ${D(s.corpusDate,i.corpus_date||s.undatedCorpus)}
      <dt>${s.corpusHash}</dt><dd><code>${m(i.corpus_sha256)}</code></dd>
      ${ie(s.limitsThatSpoke,e.limits.map(a=>`${a.action==="enforced"?`${s.stoppedByLimit}: `:""}${a.reason} (${a.id})`),r)}
      ${ie(s.missing,e.missing,r)}
      ${ie(s.kinds.conflict??"",kr(e,"conflict"),r)}
      ${ie(s.withheld,e.withheld.map(a=>a.reason+(a.limit?` (${a.limit})`:"")),r)}
      ${ie(s.redacted,o,r)}
    </dl>
    <h3>${s.retrieved}</h3>
    ${i.retrieved.length?l`<ol class="retrieved">${i.retrieved.map(a=>Er(a,n,e,t,r))}</ol>`:l`<p class="quiet">${s.none}</p>`}
    <dl class="technical">
      ${D(s.composer,i.composer)} ${D(s.embedding,i.embedding)}
      ${D(s.limitsHash,i.limits_sha256)}
      ${i.prompt_sha256?D(s.promptHash,i.prompt_sha256):d}
      ${D(s.answerId,e.id)} ${D(s.took,`${Math.round(e.timing_ms.total??0)} ms`)}
    </dl>
  </div>`}var kr=(n,e)=>n.statements.filter(t=>t.kind===e).map(({text:t})=>t),D=(n,e)=>l`<dt>${n}</dt><dd>${m(e)}</dd>`;function ie(n,e,{messages:t}){return l`<dt>${n}</dt>
    ${(e.length?e:[t.none]).map(r=>l`<dd dir="auto">${m(r)}</dd>`)}`}function Er(n,e,t,r,s){let{messages:i,deeds:o}=s,a=r.get(n.document),p=a?Sr(n,a,t):null;return l`<li>
    <p dir="auto">${a?_(ee(a.text,n.start,n.end)):m(n.document)}</p>
    <p class="quiet"><span dir="auto">${m(a?.title??"")}</span> · ${v(i.place,{start:n.start,end:n.end})}
      · ${v(i.score,{score:n.score.toFixed(2)})}
      ${p?.marker?l`· ${i.cited} [${p.marker}]`:d}
      ${p?l`<button type="button" class="cite" aria-label=${m(v(i.nearestSource,{title:p.title}))}
        @click=${()=>o.openSource(p,null,e)}>${i.show}</button>`:d}</p>
  </li>`}function Sr(n,e,t){return t.citations.find(s=>s.document===n.document&&s.start<n.end&&n.start<s.end)??{marker:0,id:`${n.document}-${n.start}-${n.end}`,document:n.document,document_sha256:e.sha256,title:e.title,reference:e.reference,year:e.year,design:e.design,certainty:e.certainty??null,section:"",page:null,quote:ee(e.text,n.start,n.end),start:n.start,end:n.end,flags:[]}}function gn(n,e){let t=[],r=e?_r(n):[],s=null;for(let i of n.matchAll(/[^\n]*(?:\n|$)/g)){let o=i[0].trimEnd(),a=i.index,p=!o.trim()||r.some(g=>a>=g.start&&a<g.end),f=p?null:Ar(o,a,e,s!==null);f?t.push(f):s&&!p&&(s.end=a+o.length),(p||f)&&(s=f?.kind==="heading"?null:f)}return t}function Ar(n,e,t,r){let s=t?/^(#{1,6})\s+/.exec(n):null,i=e+n.length;if(s)return{kind:"heading",level:s[1].length,start:e+s[0].length,end:i};let o=/^\s*(?:[-*+•–]|\d{1,2}[.)])\s+/.exec(n);return o?{kind:"item",level:0,start:e+o[0].length,end:i}:r?null:{kind:"paragraph",level:0,start:e,end:i}}function _r(n){let e=/^---\n[\s\S]*?\n---(?:\n|$)/.exec(n),t=[...n.matchAll(/^[ \t]*<!--[\s\S]*?(?:-->|$(?![\s\S]))/gm)];return[...e?[e]:[],...t].map(r=>({start:r.index,end:r.index+r[0].length}))}function yn(n,e,t){let r=Math.max(e.start,t?.start??e.end),s=Math.min(e.end,t?.end??e.start),i=r<s?[e.start,r,s,e.end]:[e.start,e.end];return i.slice(1).map((o,a)=>({text:n.slice(i[a],o),marked:a===1})).filter(o=>o.text)}var bn=(n,e,t)=>({start:Q(n,e),end:Q(n,t)});function vn(n){let{exchange:e}=n;return l`<div class="statements" part="statements">
    ${Bt(Ht(e.statements)).map(t=>t[0].conflict?Rr(t,n):t.map(r=>$n(r,n)))}
  </div>`}var $n=(n,e)=>n.statements.map(t=>Xe(t,e));function Xe(n,e,t=!0){let r=t?e.messages.kinds[n.kind]??n.kind:"",s=Ee(n.citations,e.exchange.citations);return l`<div class="statement ${Cr(n.kind)}" part="statement">
    ${r?l`<p class="label">${r}</p>`:d}
    <p dir="auto">${m(n.text)}${s.map(i=>l`<span class="marker">&nbsp;${qe(i,e)}</span>`)}</p>
    ${N(s.flatMap(i=>i.flags),e.messages)}
  </div>`}var Tr=["finding","limit","conflict","caveat","note"],Cr=n=>Tr.includes(n)?n:"note";function Rr(n,e){return l`<div class="conflict-box" part="conflict">
    <p class="label">${e.messages.kinds.conflict}</p>
    ${n.map(t=>t.conflict?Pr(t.statements,e):$n(t,e))}
  </div>`}function Pr(n,e){let t=Dt(n,e.exchange.citations);return t.length?l`<div class="sides">${t.map(r=>l`<div class="side">
    ${qr(r[0],e)} ${r.map(s=>Xe(s,e,!1))}
  </div>`)}</div>`:n.map(r=>l`${Xe(r,e,!1)} ${Mr(r,e)}`)}function qr(n,{exchange:e,messages:t}){let r=ke(n,e.citations),s=e.citations.find(i=>i.document===r);return s?l`<p class="side-head" dir="auto"><strong>${m(s.title)}</strong>
        <span class="quiet">${m(A(s,t).join(" \xB7 "))}</span></p>`:d}function Mr(n,e){let t=Ee(n.citations,e.exchange.citations);return T(t.map(r=>r.document)).length<2?d:l`<div class="sides">${t.map(r=>l`<div class="side">
    <p class="side-head" dir="auto"><strong>${m(r.title)}</strong>
      <span class="quiet">${m(A(r,e.messages).join(" \xB7 "))}</span></p>
    <blockquote dir="auto">${m(r.quote)}</blockquote>
  </div>`)}</div>`}function qe(n,e){let{messages:t,deeds:r,exchange:s,reach:i}=e,o=Ce(s,n),a=n.marker?t.source:t.nearestSource;return l`<button type="button" class="cite" part="citation" tabindex=${i}
    aria-label=${m(v(a,{marker:n.marker,title:n.title}))}
    aria-controls="panel" aria-expanded=${e.open===o} data-opens=${o}
    @click=${p=>r.openSource(n,p.currentTarget,s)}
  >${n.marker?String(n.marker):t.show}</button>`}function N(n,e){return n.length?l`<ul class="flags" part="flags">
    ${T(n).map(t=>l`<li dir="auto">${m(ye(t,e))}</li>`)}
  </ul>`:d}function Ze({title:n,modal:e,back:t},r,s){return l`<div class="panel" id="panel" part="panel" role=${e?"dialog":"region"}
      aria-modal=${e?"true":d} aria-labelledby="panel-title">
    <div class="panel-head">
      <h2 id="panel-title" tabindex="-1" dir="auto">${m(n)}</h2>
      ${t?l`<button type="button" @click=${t}>${s.messages.back}</button>`:d}
      <button type="button" class="close" part="close" @click=${()=>s.deeds.closePanel()}>${s.messages.close}</button>
    </div>
    ${r}
  </div>`}function wn({citation:n,source:e,failed:t},r){let{messages:s}=r,i=e?.certainty??n.certainty,o=T([...n.flags,...e?.flags??[]]);return l`
    <div class="about">
      <p dir="auto">${m(n.reference)}</p>
      <p class="facts" dir="auto">${m(A({...n,certainty:i},s).join(" \xB7 "))}</p>
      ${e?.source_note?l`<p class="quiet" dir="auto">${m(e.source_note)}</p>`:d}
      ${N(o,s)} ${e?Lr(n,e,r):d}
    </div>
    ${t?l`<p class="trouble">${t}</p>`:e?zr(n,e,r):l`<p class="progress">${s.loading}</p>`}
    <p class="hash quiet">${v(s.place,{start:n.start,end:n.end})} ·
      ${s.hash} <code>${m(e?.sha256??n.document_sha256)}</code></p>`}function Lr(n,e,{messages:t}){let r=e.sha256!==n.document_sha256?t.changed:ee(e.text,n.start,n.end)!==n.quote?t.notFound:"";return r?l`<p class="doubt" role="alert">${r}</p>`:d}function zr(n,e,{messages:t}){let r=bn(e.text,n.start,n.end),s=e.file===void 0?e.text.startsWith(`---
`):/\.(?:md|markdown)$/i.test(e.file);return l`<div class="paper" part="document" tabindex="0" role="region" aria-label=${t.documentText} dir="auto">
    ${gn(e.text,s).map(i=>Or(e.text,i,r))}
  </div>`}function Or(n,e,t){let r=yn(n,e,t).map(s=>s.marked?l`<mark part="mark">${m(s.text)}</mark>`:m(s.text));return e.kind!=="heading"?l`<p class=${e.kind} dir="auto">${r}</p>`:e.level<2?l`<h3 dir="auto">${r}</h3>`:l`<h4 dir="auto">${r}</h4>`}function xn(n,e,t){let{content:r}=n,{messages:s,deeds:i}=t;if(!r)return d;if(r.kind==="basis"){let h=fn(r.exchange,r.exchange.answer,n.read,t);return Ze({title:s.basisTitle,modal:e,back:null},h,t)}let{citation:o,exchange:a,fromBasis:p}=r,f={citation:o,source:n.source,failed:n.failed?s.noDocument:""},g=p?()=>i.openBasis(a,null):null;return Ze({title:o.title,modal:e,back:g},wn(f,t),t)}var kn=(n,e,t)=>l`<header class="top" part="header">
    <h2 dir="auto">${m(n?.title??e.title)}</h2>
    ${n?l`<p class="quiet">${v(e.documents,{count:n.documents.length})}</p>`:d}
    ${t?l`<button type="button" class="clear" aria-label=${e.clearLabel} @click=${t}>${e.clear}</button>`:d}
  </header>`,En=(n,e,t)=>l`<div class="start" part="start">
    <p class="quiet" dir="auto">${e.promise}</p>
    ${n.length?l`<h3>${e.suggested}</h3>
          <ul class="chips">${n.map(r=>l`<li>
            <button type="button" class="chip" part="suggestion" dir="auto" @click=${()=>t(r)}>${m(r)}</button>
          </li>`)}</ul>`:d}
  </div>`;var Ur=["wrong","incomplete","unclear","not_covered","other"];function Sn(n){let{exchange:e,messages:t,deeds:r,reach:s}=n,i=(e.answer?.citations.length??0)>0;return l`<div class="actions" part="actions">
    <div class="row" role="group" aria-label=${t.actions}>
      <button type="button" tabindex=${s} aria-controls="panel" aria-expanded=${n.open===se(e)}
        data-opens=${se(e)}
        @click=${o=>r.openBasis(e,o.currentTarget)}>${t.basis}</button>
      <button type="button" tabindex=${s} @click=${()=>r.copy(e)}>${t.copy}</button>
      <button type="button" tabindex=${s} @click=${()=>r.print(e)}>${t.print}</button>
      ${i?l`<button type="button" tabindex=${s} aria-label=${t.risLabel} @click=${()=>r.ris(e)}>${t.ris}</button>
            <button type="button" tabindex=${s} aria-label=${t.bibtexLabel} @click=${()=>r.bibtex(e)}>${t.bibtex}</button>`:d}
      <button type="button" tabindex=${s} aria-label=${t.eraseLabel}
        @click=${()=>r.erase(e)}>${t.erase}</button>
      ${e.rating==="none"?l`<span class="rate" role="group" aria-label=${t.helpful}><span class="quiet" aria-hidden="true">${t.helpful}</span>
            <button type="button" tabindex=${s} @click=${()=>r.rate(e,!0)}>${t.yes}</button>
            <button type="button" tabindex=${s} @click=${()=>r.rate(e,!1)}>${t.no}</button></span>`:d}
    </div>
    ${e.rating==="why"?Hr(n):d}
    ${e.erasing?Br(n):d}
    ${e.remark?l`<p class="remark quiet">${e.remark}</p>`:d}
  </div>`}function Hr(n){let{exchange:e,messages:t,deeds:r,reach:s}=n,i=`why-${e.number}`;return l`<fieldset class="why">
    <legend>${t.why}</legend>
    <div class="row">${Ur.map(o=>l`<label class="check">
      <input type="radio" name=${i} tabindex=${s} .checked=${e.reason===o}
        @change=${()=>r.change(e,{reason:o})}> ${t.reasons[o]??o}</label>`)}</div>
    <label class="comment">${t.comment}
      <textarea rows="2" tabindex=${s} maxlength="2000" .value=${e.comment}
        @input=${o=>r.change(e,{comment:o.target.value})}></textarea>
    </label>
    <div class="row">
      <button type="button" class="primary" tabindex=${s} @click=${()=>r.sendReason(e)}>${t.send}</button>
      <button type="button" tabindex=${s} @click=${()=>r.change(e,{rating:"none"})}>${t.cancel}</button>
    </div>
  </fieldset>`}function Br({exchange:n,messages:e,deeds:t,reach:r}){return l`<fieldset class="why">
    <legend>${e.erase}</legend>
    <p>${e.eraseSure}</p>
    <div class="row">
      <button type="button" tabindex=${r} @click=${()=>t.keep(n)}>${e.keep}</button>
      <button type="button" class="primary danger" tabindex=${r} @click=${()=>t.erase(n)}>${e.eraseLabel}</button>
    </div>
  </fieldset>`}function An(n,e){let{messages:t}=e;return l`<section class="paper-only" part="passages">
    ${n.citations.length?l`<h4>${t.passages}</h4>`:""}
    ${n.citations.map(r=>Dr(r,e))}
    <p class="quiet">${t.answerId} ${m(n.id)} · ${t.corpusDate} ${m(n.basis.corpus_date||t.undatedCorpus)} · ${t.corpusHash} ${m(n.basis.corpus_sha256)}
      · ${t.limitsHash} ${m(n.basis.limits_sha256)} · ${t.composer} ${m(n.basis.composer)}</p>
  </section>`}function Dr(n,{messages:e}){let t=[n.title,K(n,r=>v(e.page,{page:r})),n.reference,...A(n,e),v(e.place,{start:n.start,end:n.end}),`${e.hash} ${n.document_sha256}`];return l`<div class="passage">
    <p dir="auto">[${n.marker}] “${m(n.quote)}”</p>
    ${N(n.flags,e)}
    <p class="quiet" dir="auto">${m(t.filter(Boolean).join(" \xB7 "))}</p>
  </div>`}var Nr=["answered","partial","not_covered","out_of_scope","declined"];function Cn(n){let{exchange:e,messages:t}=n,{answer:r}=e;return l`
    <h3 class="asked" part="question" id="asked-${e.number}" dir="auto">${m(e.question||t.kept)}</h3>
    ${r?jr(r,n):Ir(n)}
    ${!r&&e.statements.length&&e.state!=="asking"?l`<p class="incomplete">${t.incomplete}</p>`:d}
    ${r&&_n(r)?Tn(r,n):d}
    ${e.statements.length?vn(n):d}
    ${r&&!_n(r)?Tn(r,n):d}
    ${r?.withheld.length?Rn(r.withheld.map(s=>[n.messages.withheld,s.reason])):d}
    ${r?.citations.length?Fr(r.citations,n):d}
    ${r?.nearest.length?Wr(r.nearest,n):d}
    ${r?[Sn(n),An(r,n)]:d}`}function Ir(n){let{exchange:e,messages:t}=n;if(e.state!=="asking")return kt(n);let r=e.kept?t.fetching:t.steps[e.step]??t.steps.verify;return l`<p class="progress" part="progress">${r}</p>`}function jr(n,{messages:e}){let t=Nr.includes(n.outcome)?n.outcome:"answered";return l`<p class="outcome ${t}" part="outcome">${e.outcomes[n.outcome]??n.outcome}</p>
    ${n.missing.length&&!Vr(n)?l`<p class="missing" part="missing"><strong>${e.missing}:</strong>
          <span dir="auto">${m(n.missing.join("; "))}</span></p>`:d}`}var Vr=n=>n.missing.every(e=>n.statements[0]?.text.includes(e)??!1),_n=n=>n.outcome!=="declined"&&n.statements[0]?.kind!=="limit";function Tn(n,{messages:e}){let t={stated:e.limit,enforced:e.stoppedByLimit};return Rn(Ae(n).map(r=>[t[r.action],r.reason]))}function Rn(n){return n.length?l`<ul class="remarks" part="limits">
    ${n.map(([e,t])=>l`<li><strong>${e}:</strong> <span dir="auto">${m(t)}</span></li>`)}
  </ul>`:d}function Fr(n,e){return l`<section class="sources" part="sources">
    <h4>${e.messages.sources}</h4>
    <ul>${re(n).map(t=>l`<li>
      <p class="source-title" dir="auto">${m(t[0].title)}</p>
      <p class="quiet" dir="auto">${m(A(t[0],e.messages).join(" \xB7 "))}</p>
      <ul class="places">${Kr(t,e).map(([r,s])=>l`<li>
        ${s.map(i=>qe(i,e))} <span class="quiet" dir="auto">${m(r)}</span>
      </li>`)}</ul>
    </li>`)}</ul>
  </section>`}function Kr(n,{messages:e}){let t=r=>K(r,s=>v(e.page,{page:s}));return Se(n,t).map(r=>[t(r[0]),r])}function Wr(n,e){return l`<section class="sources nearest" part="nearest">
    <h4>${e.messages.nearest}</h4>
    <ul>${n.map(t=>l`<li>
      <blockquote dir="auto">${m(t.quote)}</blockquote>
      <p class="quiet"><span dir="auto">${m(t.title)}</span> ${qe(t,e)}</p>
      ${N(t.flags,e.messages)}
    </li>`)}</ul>
  </section>`}function Pn(n,e,t,r){let s=n.some(i=>i.printed);return l`<div class="transcript" part="transcript" role="feed" aria-label=${r.messages.conversation} aria-busy=${e}
      @keydown=${t.onKey} @focusin=${t.onFocus} @focusout=${t.onBlur}>
    ${n.map((i,o)=>l`<article part="message" class=${s&&!i.printed?"unprinted":""}
        tabindex=${o===t.active?0:-1} data-number=${i.number}
        aria-posinset=${o+1} aria-setsize=${n.length} aria-labelledby="asked-${i.number}">
      <div class="card">${Cn({...r,exchange:i,reach:o===t.entered?0:-1})}</div>
    </article>`)}
  </div>`}var oe=class extends q{constructor(){super(...arguments);this.messages=null;this.words=Ke;this.loaded=null}static{this.properties={lang:{},messages:{attribute:!1}}}static{this.loadMessages=null}willUpdate(t){t.has("lang")&&this.loadWords(),(t.has("messages")||t.has("lang"))&&this.reword()}async loadWords(){let t=this.lang,r=await this.constructor.loadMessages?.(t).catch(()=>null)??null;t===this.lang&&(this.loaded=r,this.reword(),this.requestUpdate())}reword(){this.words=xt({...this.loaded,...this.messages})}};var qn="",Mn=n=>{qn=n},Gr=46,Yr=500,Me=class extends oe{constructor(){super(...arguments);this.endpoint="";this.tokenUrl="";this.theme="";this.answer="";this.longest=4e3;this.corpus=null;this.notice="";this.typed="";this.detail="brief";this.narrow=!1;this.opener=null;this.pressed=0;this.service=null;this.keyboard=new Te(()=>[...this.renderRoot.querySelectorAll("article")],()=>this.focusInput(),()=>this.requestUpdate());this.widths=new ResizeObserver(()=>this.measure());this.side=new Re(()=>this.client(),()=>this.corpus,()=>this.requestUpdate());this.conversation=new xe(()=>this.client(),{changed:()=>this.requestUpdate(),ended:t=>this.ended(t)});this.deeds={...en({element:this,messages:()=>this.words,client:()=>this.client(),refreshed:()=>(this.requestUpdate(),this.updateComplete),say:t=>this.say(t),tell:(t,r)=>this.tell(t,r),focusOn:(t,r)=>this.focusOn(t,r),drop:t=>this.drop(t)}),openSource:(t,r,s)=>this.openSource(t,r,s),openBasis:(t,r)=>{this.opener=r??this.opener,this.side.showBasis(t),this.focusPanel()},closePanel:()=>this.closePanel(),retry:t=>{this.focusOn(t),this.say(""),t.tries=0,this.conversation.retry(t)},edit:t=>{this.conversation.stop(),this.typed=t.question,this.focusInput(),this.requestUpdate()}}}static{this.styles=dn}static{this.properties={...oe.properties,endpoint:{},tokenUrl:{attribute:"token-url"},theme:{reflect:!0},answer:{},longest:{attribute:"max-question",type:Number}}}ask(t){let r=t.trim();if(!(!r||this.conversation.busy)){if(ge(r)>this.longest)return this.refuse(new b("tooLong"),r);this.begun(this.conversation.ask(r,this.detail)),this.corpus||this.load()}}show(t){let r=this.conversation.exchanges.some(({answer:s})=>s?.id===t);!t||r||this.conversation.busy||this.begun(this.conversation.show(t))}begun({number:t}){this.notice="",this.say(""),this.keyboard.reset(this.count-1),this.scrolledTo(t)}stop(){this.conversation.stop()}clear(){this.conversation.clear(),this.side.close(),this.keyboard.reset(0),this.notice="",this.say(""),this.tell("citebound-cleared",null)}get count(){return this.conversation.exchanges.length}connectedCallback(){super.connectedCallback(),this.widths.observe(this)}disconnectedCallback(){super.disconnectedCallback(),this.widths.disconnect(),this.conversation.stop()}willUpdate(t){super.willUpdate(t),(t.has("endpoint")||t.has("tokenUrl"))&&(this.service=null,this.load()),t.has("answer")&&this.show(this.answer)}render(){let{words:t,side:r}=this,{exchanges:s,busy:i}=this.conversation,o=this.narrow&&r.content!==null;return l`<div class="frame" part="frame" @keydown=${a=>this.onKey(a)}>
      <div class="main" ?inert=${o}>
        ${kn(this.corpus,t,this.count?()=>this.startOver():null)}
        <div class="middle">
          ${this.count?Pn(s,i,this.keyboard,this.view()):En(this.corpus?.suggested??[],t,a=>this.suggest(a))}
        </div>
        ${this.form()}
      </div>
      ${xn(r,this.narrow,this.view())}
      <div class="unseen" role="status" aria-live="polite" id="live"></div>
    </div>`}updated(){let t=this.renderRoot.querySelector(".paper");!t||t.dataset.at===this.side.name||(t.dataset.at=this.side.name,nn(t))}form(){let{words:t,typed:r,detail:s,notice:i}=this,{busy:o}=this.conversation;return hn({messages:t,typed:r,detail:s,notice:i,busy:o,placeholder:this.count?t.followUp:this.corpus?.suggested[0]??t.placeholder,reload:this.corpus?null:()=>this.reload(),type:a=>this.type(a),choose:a=>this.detail=a,press:()=>this.press(),enter:()=>o||this.submit()})}view(){return{messages:this.words,deeds:this.deeds,open:this.side.name,longest:this.longest}}client(){let t=new URL(this.endpoint||qn||".",document.baseURI).href.replace(/\/+$/,""),r=this.tokenUrl?new URL(this.tokenUrl,document.baseURI).href:"";return this.service??=new we(t,r)}async load(){await this.updateComplete;try{this.corpus=await this.client().corpus(),this.notice=""}catch(t){let r=t instanceof b?t:new b("failed");this.count||(this.notice=F(r,"",this.longest,this.words)),this.count||this.say(this.notice)}this.requestUpdate()}reload(){this.focusInput(),this.load()}press(){Date.now()-this.pressed<Yr||(this.pressed=Date.now(),this.conversation.busy?this.stop():this.submit())}submit(){let t=this.count;this.ask(this.typed),this.count>t&&(this.typed=""),this.requestUpdate()}type(t){this.typed=t,!(!this.notice||!this.corpus)&&(this.notice="",this.requestUpdate())}onKey(t){t.key!=="Escape"||!this.side.content||(t.preventDefault(),t.stopPropagation(),this.closePanel())}suggest(t){this.focusInput(),this.ask(t)}drop(t){this.side.content?.exchange.answer?.id===t&&this.side.close(),this.conversation.drop(t),this.keyboard.reset(Math.max(0,this.count-1)),this.focusInput()}startOver(){this.clear(),this.focusInput()}refuse(t,r){this.typed=r,this.notice=F(t,r,this.longest,this.words),this.say(this.notice),this.requestUpdate()}ended(t){let{answer:r,trouble:s}=t;this.say(Et(t,this.longest,this.words)),r?this.tell("citebound-answer",{id:r.id,outcome:r.outcome}):s&&this.tell("citebound-error",{kind:s.kind})}focusOn(t,r=""){this.keyboard.focus(this.conversation.exchanges.indexOf(t),r)}focusInput(){this.renderRoot.querySelector("#question")?.focus()}openSource(t,r,s){this.opener=r??this.opener,this.side.showSource(t,s,r===null),this.focusPanel(),this.tell("citebound-citation",{answer:s.answer?.id??null,citation:t.id})}async focusPanel(){await this.updateComplete,this.renderRoot.querySelector("#panel-title")?.focus({preventScroll:!0}),this.renderRoot.querySelector("#panel")?.scrollIntoView({block:"nearest"})}closePanel(){let{opener:t}=this,r=this.renderRoot.querySelector("#panel :focus")!==null;this.opener=null,this.side.close(),r&&this.updateComplete.then(()=>t?.focus())}async scrolledTo(t){await this.updateComplete;let r=this.renderRoot.querySelector(`[data-number="${t}"]`);r&&tn(r)}measure(){let t=this.clientWidth<Gr*parseFloat(getComputedStyle(this).fontSize);t!==this.narrow&&(this.narrow=t,this.requestUpdate())}say(t){let r=this.renderRoot.querySelector("#live");r&&(r.textContent=m(t))}tell(t,r){this.dispatchEvent(new CustomEvent(t,{detail:r,bubbles:!0,composed:!0}))}};var Qe=document.currentScript??document.querySelector('script[src*="widget.js"]');Qe instanceof HTMLScriptElement&&Qe.src&&Mn(new URL(".",Qe.src).href);customElements.get("citebound-chat")||customElements.define("citebound-chat",Me);})();
/*! Bundled license information:

@lit/reactive-element/css-tag.js:
  (**
   * @license
   * Copyright 2019 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/reactive-element.js:
lit-html/lit-html.js:
lit-element/lit-element.js:
lit-html/directive.js:
  (**
   * @license
   * Copyright 2017 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/is-server.js:
  (**
   * @license
   * Copyright 2022 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/directive-helpers.js:
lit-html/directives/live.js:
  (**
   * @license
   * Copyright 2020 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
