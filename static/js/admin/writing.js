// Beside the article while it is written: keeps what is typed, and shows what the guard finds in it. Without this
// script the form works as it is.

const PAUSE = 1500 // milliseconds without typing
const AGAIN = 10_000 // milliseconds until the next try

const panel = document.querySelector("[data-writing]")
if (panel) start(panel)

function start(panel) {
  const form = panel.closest("form")
  const words = wordsOf(panel)
  let kept = typedIn(form) // the form as the server knows it
  let keptAt = ""
  let hasTyped = "isTyped" in panel.dataset // shown again after a mistake: typed, and not kept
  let timer = 0
  let request = null
  let isLeaving = false

  const isKept = () => !hasTyped || typedIn(form) === kept

  const soon = (pause = PAUSE) => {
    clearTimeout(timer)
    timer = setTimeout(send, pause)
  }

  // The editor mends its own text when it starts; only what a person did counts as typed.
  const onChange = (event) => {
    if (!hasTyped && !event.isTrusted) kept = typedIn(form)
    if (hasTyped) soon()
  }
  for (const kind of ["keydown", "pointerdown", "paste", "drop", "input"]) {
    form.addEventListener(kind, (event) => (hasTyped ||= event.isTrusted), { capture: true })
  }
  for (const kind of ["input", "change", "formset:added", "formset:removed"]) form.addEventListener(kind, onChange)

  async function send() {
    if (request || isLeaving) return
    const typed = typedIn(form)
    if (typed === kept) return
    request = new AbortController()
    const answer = await ask(panel.dataset.address, form, typed, words, request.signal)
    request = null
    if (isLeaving) return
    if (answer.kept_at) {
      kept = typed
      keptAt = answer.kept_at
      say(panel, "[data-kept]", filled(words.kept, { time: keptAt }))
    } else {
      const sentence = keptAt ? words.notSince : words.notKept
      say(panel, "[data-kept]", filled(sentence, { time: keptAt, reason: answer.sentence }))
    }
    if (answer.findings) show(panel, form, answer, typedIn(form) === typed)
    if (answer.isToTryAgain) soon(AGAIN)
    else if (typedIn(form) !== typed) soon()
  }

  addEventListener("online", () => hasTyped && soon(0))
  addEventListener("beforeunload", (event) => isLeaving || isKept() || event.preventDefault())
  addEventListener("pageshow", () => (isLeaving = false))
  document.addEventListener("submit", () => {
    isLeaving = true
    clearTimeout(timer)
    request?.abort()
  })

  panel.hidden = false
  const atFirst = JSON.parse(panel.dataset.said)
  whenReady(form, () => atFirst.findings && show(panel, form, atFirst, true))
  if (hasTyped) {
    kept = ""
    soon(0)
  }
}

// The form as a browser would send it, without its key.
function typedIn(form) {
  const typed = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    if (name !== "csrfmiddlewaretoken" && typeof value === "string") typed.append(name, value)
  }
  return typed.toString()
}

async function ask(address, form, typed, words, signal) {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, Accept: "application/json" },
      body: new URLSearchParams(typed),
      redirect: "manual",
      signal,
    })
    if (response.headers.get("Content-Type")?.startsWith("application/json")) return await response.json()
    return { sentence: reason(response, words), isToTryAgain: response.status >= 500 }
  } catch {
    return { sentence: words.offline, isToTryAgain: true }
  }
}

function reason({ type, status }, words) {
  if (type === "opaqueredirect" || status === 403) return words.loggedOut
  if (status === 400 || status === 413) return words.tooMuch
  return words.broken
}

// --- What is said ---------------------------------------------------------------------------------------------------

// The page brings the sentences, in its language: data-words-not-kept is `notKept`. What they leave open is in brackets.
function wordsOf(panel) {
  const named = Object.entries(panel.dataset).filter(([name]) => name.startsWith("words"))
  return Object.fromEntries(named.map(([name, sentence]) => [name.charAt(5).toLowerCase() + name.slice(6), sentence]))
}

const filled = (sentence, values) => sentence.replace(/\[(\w+)\]/g, (gap, name) => values[name] ?? gap)

// Only what is new is written, or a screen reader would read it out after every pause.
function say(panel, where, words) {
  const place = panel.querySelector(where)
  if (place.textContent !== words) place.textContent = words
}

function show(panel, form, answer, isCurrent) {
  say(panel, "[data-notices]", (answer.notices ?? []).join(" "))
  if (answer.notices) document.querySelector("[data-at-work]")?.remove()
  say(panel, "[data-length]", answer.length)
  say(panel, "[data-count]", answer.to_look_at)
  const words = wordsOf(panel)
  panel.querySelector("[data-found]").replaceChildren(
    ...answer.missing.map((sentence) => item(true, words, document.createTextNode(sentence))),
    ...answer.findings.map((finding) => item(finding.stops, words, ...parts(finding, form, words))),
  )
  // The list about the saved text would say the same again, unless it holds something to press.
  const saved = document.querySelector(".findings")
  if (saved && !saved.querySelector("form, button")) saved.hidden = true
  if (isCurrent) highlight(form, answer.findings)
}

function item(stops, words, ...parts) {
  const made = element("li", { className: stops ? "stops" : "" }, element("b", {}, stops ? words.stops : words.look), " ")
  made.append(...parts)
  return made
}

function parts(finding, form, words) {
  const found = `${finding.label}: ${finding.words}`
  const field = form.elements[finding.field]
  const canGo = field?.setSelectionRange
  const place = element(canGo ? "button" : "span", canGo ? { type: "button" } : {}, found)
  if (canGo) place.addEventListener("click", () => goTo(form, field, finding))
  const made = [place, element("p", {}, finding.reason)]
  if (finding.instead) made.push(element("p", { className: "help" }, filled(words.better, { instead: finding.instead })))
  if (finding.source.url) {
    const link = { href: finding.source.url, target: "_blank", rel: "noopener" }
    made.push(element("p", { className: "help" }, `${words.rule} `, element("a", link, finding.source.title)))
  }
  return made
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

// --- Where it stands ------------------------------------------------------------------------------------------------

// The server counts the characters that are no white space (its kind: U+FEFF is a character), and so do we.
const SPACE = /[^\S\uFEFF]|[\x1c-\x1f\x85]/

function* letters(text) {
  let place = 0
  for (const letter of text) {
    if (!SPACE.test(letter)) yield [place, place + letter.length]
    place += letter.length
  }
}

function editorOf(form) {
  return form.elements.body?.closest(".prose-editor")?.querySelector(".ProseMirror")
}

function whenReady(form, then) {
  if (editorOf(form) || !form.elements.body?.matches("[data-django-prose-editor-configurable]")) return then()
  form.addEventListener("prose-editor:ready", then, { once: true })
}

// The words in the editor: source numbers and what stands for a picture are not among them.
function textsOf(box) {
  const isOut = (node) => node.nodeType === Node.ELEMENT_NODE && node.matches("sup, [contenteditable='false']")
  const accept = (node) =>
    isOut(node) ? NodeFilter.FILTER_REJECT : node.nodeType === Node.TEXT_NODE ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, accept)
  const found = []
  while (walker.nextNode()) found.push(walker.currentNode)
  return found
}

// The ranges of all findings in one walk over the text.
function rangesIn(box, findings) {
  const starts = Map.groupBy(findings, (finding) => finding.start)
  const ends = Map.groupBy(findings, (finding) => finding.end)
  const ranges = new Map(findings.map((finding) => [finding, document.createRange()]))
  let count = 0
  for (const node of textsOf(box)) {
    for (const [from, to] of letters(node.data)) {
      for (const finding of starts.get(count) ?? []) ranges.get(finding).setStart(node, from)
      count += 1
      for (const finding of ends.get(count) ?? []) ranges.get(finding).setEnd(node, to)
    }
  }
  return ranges
}

function highlight(form, findings) {
  const box = editorOf(form)
  if (!box || !CSS.highlights) return
  const ranges = rangesIn(box, findings.filter((finding) => finding.field === "body"))
  for (const [name, stops] of [["guard-stops", true], ["guard-looks", false]]) {
    const mine = [...ranges].filter(([finding, range]) => finding.stops === stops && !range.collapsed)
    CSS.highlights.set(name, new Highlight(...mine.map(([, range]) => range)))
  }
}

function goTo(form, field, finding) {
  const box = finding.field === "body" && editorOf(form)
  field.closest("details:not([open])")?.setAttribute("open", "")
  if (box) {
    const range = rangesIn(box, [finding]).get(finding)
    box.focus()
    if (!range.collapsed) getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset)
    const node = range.startContainer
    ;(node.nodeType === Node.TEXT_NODE ? node.parentElement : box).scrollIntoView({ block: "center" })
    return
  }
  const text = finding.field === "body" ? null : [...letters(field.value)]
  field.focus()
  if (text) field.setSelectionRange(text[finding.start]?.[0] ?? 0, text[finding.end - 1]?.[1] ?? 0)
  field.scrollIntoView({ block: "center" })
}
