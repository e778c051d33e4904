// Comments without leaving the page. Everything works without this file, which asks for the same addresses and takes
// the part it needs out of the answer.

const LEFT = 300
const find = (name, where = document) => where.querySelector(name)
const all = (name, where = document) => [...where.querySelectorAll(name)]

const make = (name, className, words = "") => Object.assign(document.createElement(name), { className, textContent: words })

const status = make("p", "hidden")
status.role = "status"
find("main").append(status)
const say = (words) => { status.textContent = words }

const focus = (element) => {
  if (!element.matches("a, button, input, select, textarea")) element.tabIndex = -1
  element.focus()
}

const parse = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html")

// --- Drafts, until they are sent

const keyOf = (form) => form.dataset.draft && `comment-${form.dataset.draft}`
const kept = (act, ...what) => { try { return localStorage[act](...what) } catch { return null } }

function bring(form) {
  const field = find("[name=body]", form)
  const words = keyOf(form) && kept("getItem", keyOf(form))
  if (words && field && !field.value.trim() && !find(".wrong", form)) {
    field.value = words
    count(field)
  }
}

function keep(form, field) {
  if (!keyOf(form)) return
  if (field.value.trim()) kept("setItem", keyOf(form), field.value)
  else kept("removeItem", keyOf(form))
}

// --- The counter

function count(field) {
  const counter = find("[data-counter]", field.parentElement)
  if (!counter) return
  const left = Number(field.dataset.longest) - [...field.value].length
  const step = left < 0 ? -1 : Math.ceil(left / 100)
  const { left: words, over } = counter.dataset // # is the number
  counter.textContent = (left < 0 ? over : words).replace("#", Math.abs(left))
  counter.hidden = left > LEFT
  if (!counter.hidden && String(step) !== counter.dataset.step) say(counter.textContent)
  counter.dataset.step = step
}

// --- Opening

async function open(link) {
  let form
  try {
    const answer = await fetch(link.href.split("#")[0])
    form = answer.ok && find("[data-comment-form]", await parse(answer))
  } catch { /* below */ }
  if (!form) return location.assign(link.href)
  all(".in-place").forEach(close)
  const { title } = form.dataset
  const place = make("div", "in-place")
  form.setAttribute("aria-label", title)
  place.append(make("p", "title", title), document.adoptNode(form))
  link.closest(".comment").after(place)
  place.opener = link
  bring(form)
  focus(find("textarea, [type=radio], [data-first], button", place))
}

function close(place) {
  const opener = place.opener
  place.remove()
  if (opener?.isConnected) focus(opener)
}

// --- Sending

async function send(form, button) {
  if (form.ariaBusy) return
  form.ariaBusy = "true"
  let answer, page
  try {
    answer = await fetch(form.action, { method: "POST", body: new FormData(form, button) })
    if (answer.status === 503) throw answer
    page = await parse(answer)
  } catch {
    form.ariaBusy = null
    return failed(form)
  }
  const section = find("#comments", page)
  const again = find("[data-comment-form]", page)
  if (section && answer.redirected) return arrive(form, section, page, answer.url)
  if (again && !answer.redirected) return showAgain(form, again)
  if (answer.redirected) return location.assign(answer.url)
  form.submit() // let the browser show what it is
}

function failed(form) {
  const words = find("#comments").dataset.failed
  find(".failed", form)?.remove()
  find(".buttons", form).before(make("p", "notice bad failed", words))
  say(words)
}

function showAgain(form, again) {
  if (again.dataset.title) again.setAttribute("aria-label", again.dataset.title)
  form.replaceWith(document.adoptNode(again))
  all("textarea", again).forEach(count)
  const error = find(".error", again)
  focus(find("[data-first]", again) ?? find("[aria-invalid]", again) ?? find("textarea", again) ?? again)
  if (error) say(error.textContent.trim())
}

function arrive(form, section, page, url) {
  const before = new Set(all("[id^=comment-]").map((each) => each.id))
  const about = form.closest(".in-place")?.previousElementSibling?.id
  if (keyOf(form)) kept("removeItem", keyOf(form))
  find("#comments").replaceWith(document.adoptNode(section))
  all("[data-comment-form]", section).forEach(bring)
  const mine = all("[data-own]", section).filter((each) => !before.has(each.id)).pop()
  const there = mine ?? (about && document.getElementById(about))
  history.replaceState(null, "", there ? `${url}#${there.id}` : url)
  focus((there && find(".help", there)) ?? there ?? find("#comments-title"))
  say(find("main [role=status]", page)?.textContent ?? find(".help", section)?.textContent ?? "")
}

// --- Listening

const isHere = (form) => form.matches("[data-comment-form]") && find("#comments")

document.addEventListener("submit", (event) => {
  if (!isHere(event.target)) return sessionStorage.setItem("comment-sent", keyOf(event.target) ?? "")
  event.preventDefault()
  send(event.target, event.submitter)
})

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  const link = event.target.closest("a")
  const place = link?.closest(".in-place")
  if (link?.matches("[data-never-mind]") && place) close(place)
  else if (link?.matches("[data-in-place]") && find("#comments")) open(link)
  else return
  event.preventDefault()
})

document.addEventListener("input", ({ target }) => {
  const form = target.closest("[data-comment-form]")
  if (!form || target.name !== "body") return
  count(target)
  keep(form, target)
})

// A form on a page of its own was sent, and we are back under the article.
const done = find("#comments") && sessionStorage.getItem("comment-sent")
if (done) kept("removeItem", done)
sessionStorage.removeItem("comment-sent")
all("[data-comment-form]").forEach(bring)
all("textarea[data-longest]").forEach(count)
