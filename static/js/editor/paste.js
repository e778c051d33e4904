// What comes from Word, Google Docs and web pages, made into what an article is made of before the editor reads it.

import { Extension } from "django-prose-editor/editor"

export const CleanPaste = Extension.create({
  name: "cleanPaste",
  addOptions: () => ({ noPictures: "" }),
  addStorage: () => ({ note: null }),

  onCreate({ editor }) {
    const note = document.createElement("p")
    note.className = "paste-note"
    note.setAttribute("role", "status")
    editor.view.dom.after(note)
    this.storage.note = note
  },

  onDestroy() {
    this.storage.note?.remove()
  },

  transformPastedHTML(html) {
    const isOurs = /<[^>]* data-pm-slice=/.test(html)
    const cleaned = isOurs ? { html, pictures: 0 } : clean(html)
    if (this.storage.note) this.storage.note.textContent = cleaned.pictures ? this.options.noPictures : ""
    return cleaned.html
  },
})

export function clean(html) {
  const { body } = new DOMParser().parseFromString(quiet(html), "text/html")
  const pictures = [...body.querySelectorAll("img")].filter(isSeen).length
  dropWhatIsNoText(body)
  makeWordLists(body)
  nestLists(body)
  setEmphasis(body)
  markFootnotes(body)
  levelHeadings(body)
  headTables(body)
  checkLinks(body)
  spaceWords(body)
  rename(body, OTHER_BLOCKS, "div")
  dropWhatIsEmpty(body)
  for (const element of body.querySelectorAll("*")) keepAttributes(element)
  return { html: body.innerHTML, pictures }
}

// The policy of staff pages would report every style and handler of a pasted page, even though it never comes to life.
function quiet(html) {
  const tag = /<[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi
  const sleeping = (found) => found.replace(/\s(style|on[a-z]+)\s*=/gi, " data-$1=")
  return html.replace(/<style\b[^]*?<\/style\s*>/gi, "").replace(tag, sleeping)
}

// The last word of each property counts, and `mso-bidi-font-weight` is not `font-weight`.
function styleOf(element) {
  const declared = (element.dataset.style || "").split(";").map((part) => part.split(":"))
  return Object.fromEntries(declared.map(([name, ...rest]) => [name.trim().toLowerCase(), rest.join(":").trim().toLowerCase()]))
}

const isSeen = (picture) => Number(picture.getAttribute("width") ?? 2) > 1  // a counter's pixel is no picture

function rename(body, selector, tag) {
  for (const old of [...body.querySelectorAll(selector)]) {
    const made = old.ownerDocument.createElement(tag)
    made.append(...old.childNodes)
    old.replaceWith(made)
  }
}

function wrap(element, tag) {
  const made = element.ownerDocument.createElement(tag)
  made.append(...element.childNodes)
  element.append(made)
}

const unwrap = (element) => element.replaceWith(...element.childNodes)

const NO_TEXT = "script, style, xml, template, noscript, iframe, object, embed, nav, button, select, textarea, input, svg, math, " +
  "video, audio, canvas, img, hr, del, dialog, meta, link, title, [hidden], .MsoCommentReference"
const OTHER_BLOCKS = "main, header, footer, article, section, aside:not(.callout), figure, figcaption, address, form, fieldset, " +
  "legend, details, summary, dl, dt, dd, pre, center"

function dropWhatIsNoText(body) {
  const comments = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const found = []
  while (comments.nextNode()) found.push(comments.currentNode)
  for (const each of [...found, ...body.querySelectorAll(NO_TEXT)]) each.remove()
  for (const each of body.querySelectorAll("*")) {
    const style = styleOf(each)
    const isHidden = style.display === "none" || style["mso-hide"] === "all" || style["mso-element"] === "comment-list"
    if (isHidden || each.localName.startsWith("v:")) each.remove()
  }
}

// Word's lists are paragraphs: `mso-list:l0 level2 lfo1` says which list and how deep, and the mark is typed before them.
function makeWordLists(body) {
  let root = null
  let open = []  // the lists that can go on: { list, kind, level, id }
  for (const paragraph of [...body.querySelectorAll("p")]) {
    const found = /^(\S+) level(\d) (\S+)/.exec(styleOf(paragraph)["mso-list"] || "")
    const follows = root && paragraph.previousElementSibling === root
    if (!found) {
      if (follows && /^MsoListParagraph/.test(paragraph.className)) open.at(-1).list.lastElementChild.append(paragraph)
      continue
    }
    const [, list, depth, format] = found
    const kind = takeMark(paragraph)
    const item = { kind, level: Number(depth), id: `${list} ${format}` }
    if (!follows) open = []
    while (open.length && !goesOn(open.at(-1), item)) open.pop()
    if (!open.length || open.at(-1).level < item.level) {
      item.list = paragraph.ownerDocument.createElement(kind)
      if (open.length) open.at(-1).list.lastElementChild.append(item.list)
      else paragraph.before(root = item.list)
      open.push(item)
    }
    const li = paragraph.ownerDocument.createElement("li")
    open.at(-1).list.append(li)
    li.append(paragraph)
  }
}

function goesOn(before, item) {
  if (before.level !== item.level) return before.level < item.level
  return before.kind === item.kind && (item.kind === "ul" || before.id === item.id)
}

function takeMark(paragraph) {
  const mark = [...paragraph.querySelectorAll("span")].find((span) => styleOf(span)["mso-list"] === "ignore")
  const isNumber = /^[([]?(\d|[a-z]{1,5}[.):\]])/i.test(mark?.textContent.trim() || "")
  mark?.remove()
  return isNumber ? "ol" : "ul"
}

// Google Docs and Word put a list inside a list right into it, not into the item that it belongs to.
function nestLists(body) {
  for (const inner of [...body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")]) {
    let item = inner.previousElementSibling
    if (item?.localName !== "li") {
      item = inner.ownerDocument.createElement("li")
      inner.before(item)
    }
    item.append(inner)
  }
}

function setEmphasis(body) {
  for (const element of [...body.querySelectorAll("b, strong, i, em, span, font, a")]) {
    const style = styleOf(element)
    const weight = style["font-weight"] || ""
    if (element.matches("b, strong") && /^(normal|[1-4]00)$/.test(weight)) unwrap(element)
    else if (element.matches("i, em") && style["font-style"] === "normal") unwrap(element)
    else if (element.matches("span, font, a")) {
      if (/^(bold|bolder|[6-9]00)$/.test(weight)) wrap(element, "strong")
      if (style["font-style"] === "italic") wrap(element, "em")
      if (style["vertical-align"] === "super") wrap(element, "sup")
    }
  }
}

function markFootnotes(body) {
  for (const link of [...body.querySelectorAll('a[href*="#_ftn"], a[href*="#_edn"]')]) {
    const mark = link.ownerDocument.createElement("sup")
    mark.textContent = link.textContent.replace(/[[\]\s]/g, "")
    link.replaceWith(mark)
  }
}

function levelHeadings(body) {
  rename(body, "h1, p.MsoTitle", "h2")
  rename(body, "h4, h5, h6", "h3")
  for (const bold of [...body.querySelectorAll(":is(h2, h3) :is(b, strong)")]) unwrap(bold)
}

// A caption becomes the bold line above its table. A first row all in bold, or one that Word repeats, is the headings.
function headTables(body) {
  for (const caption of [...body.querySelectorAll("table > caption")]) {
    wrap(caption, "strong")
    caption.parentElement.before(caption)
  }
  rename(body, "caption", "p")
  for (const table of [...body.querySelectorAll("table")]) {
    const first = table.rows[0]
    for (const row of table.rows) {
      if (row.parentElement.localName !== "thead" && !(row === first && isBold(row))) continue
      for (const bold of [...row.querySelectorAll("b, strong")]) unwrap(bold)
      for (const cell of [...row.cells]) headCell(cell)
    }
  }
}

function isBold(row) {
  const words = row.ownerDocument.createTreeWalker(row, NodeFilter.SHOW_TEXT)
  let found = false
  while (words.nextNode()) {
    if (!words.currentNode.data.trim()) continue
    if (!words.currentNode.parentElement.closest("b, strong")) return false
    found = true
  }
  return found
}

function headCell(cell) {
  const head = cell.ownerDocument.createElement("th")
  for (const name of ["colspan", "rowspan"]) if (cell.hasAttribute(name)) head.setAttribute(name, cell.getAttribute(name))
  head.append(...cell.childNodes)
  cell.replaceWith(head)
}

const SCHEMES = ["http:", "https:", "mailto:", "tel:"]
const REDIRECTS = [
  [/(^|\.)google\.[a-z.]+$/, "/url", ["q", "url"]],
  [/\.safelinks\.protection\.outlook\.com$/, "/", ["url"]],
  [/^lm?\.facebook\.com$/, "/l.php", ["u"]],
]

function checkLinks(body) {
  for (const link of [...body.querySelectorAll("a")]) {
    const href = target(link.getAttribute("href"))
    if (href) link.setAttribute("href", href)
    else unwrap(link)
  }
}

// Where a link leads: past those who count clicks, and nowhere if it is no address in full.
function target(href) {
  if (!URL.canParse(href)) return null
  const address = new URL(href)
  const [, , names] = REDIRECTS.find(([host, path]) => host.test(address.hostname) && address.pathname === path) || []
  const behind = names?.map((name) => address.searchParams.get(name)).find((found) => URL.canParse(found))
  const found = behind ?? href.trim()
  return SCHEMES.includes(new URL(found).protocol) ? found : null
}

// A space that holds a number and its unit together stays; the others, and marks that nobody sees, were only layout.
const UNIT = /^(mg|mcg|µg|μg|g|kg|ml|l|nm|mm|cm|m|j|w|hz|khz|mhz|iu|%|°c)(?![a-z])/i

function spaceWords(body) {
  const words = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  while (words.nextNode()) {
    const node = words.currentNode
    const seen = node.data.replace(/[\u00ad\u200b\ufeff]/g, "")
    node.data = seen.replace(/\u00a0/g, (space, place) => {
      return /\d/.test(seen[place - 1] || "") && UNIT.test(seen.slice(place + 1, place + 6)) ? space : " "
    })
  }
}

const BLOCK = "p, h2, h3, ul, ol, li, blockquote, table, div, aside"

function dropWhatIsEmpty(body) {
  for (const line of [...body.querySelectorAll("br")]) {
    const beside = [beyondSpace(line, "previousSibling"), beyondSpace(line, "nextSibling")]
    if (beside.some((node) => !node || node.matches?.(BLOCK))) line.remove()
  }
  for (const block of [...body.querySelectorAll(BLOCK)].reverse()) {
    if (!block.textContent.trim() && !block.closest("table")) block.remove()
  }
}

function beyondSpace(node, next) {
  let other = node[next]
  while (other?.nodeType === Node.TEXT_NODE && !other.data.trim()) other = other[next]
  return other
}

const KEPT = { a: ["href"], td: ["colspan", "rowspan"], th: ["colspan", "rowspan"] }

function keepAttributes(element) {
  for (const { name } of [...element.attributes]) {
    if (!KEPT[element.localName]?.includes(name)) element.removeAttribute(name)
  }
}
