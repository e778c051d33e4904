// What a device can do with an article. What it cannot do stays hidden.

const find = (name) => document.querySelector(name)
const url = find("link[rel=canonical]").href

const offer = (button, can, act) => {
  button.hidden = !can
  button.addEventListener("click", act)
}

offer(find("[data-share]"), navigator.share, () => {
  navigator.share({ title: find("h1").textContent, url }).catch(() => {}) // they changed their mind
})

const copy = find("[data-copy]")
offer(copy, navigator.clipboard, async () => {
  await navigator.clipboard.writeText(url)
  copy.nextElementSibling.textContent = copy.dataset.copy
})

// Only by a voice of the device: others would send the words away.
const speech = window.speechSynthesis
const { lang } = document.documentElement
const voice = () => {
  const found = speech.getVoices().filter((one) => one.localService && one.lang.slice(0, 2) === lang.slice(0, 2))
  return found.find((one) => one.lang === lang) ?? found[0]
}
const listen = find("[data-listen]")
const name = listen.textContent

const stop = () => {
  speech.cancel()
  listen.textContent = name
}

// Block by block: some browsers stop in the middle of a long text.
const read = () => {
  listen.textContent = listen.dataset.stop
  for (const block of document.querySelectorAll("h1, .standfirst, .prose :is(h2, h3, p, li, caption, figcaption):not(li p)")) {
    const words = block.cloneNode(true)
    words.querySelectorAll("sup").forEach((each) => each.remove())
    const spoken = Object.assign(new SpeechSynthesisUtterance(words.textContent), { lang, voice: voice() })
    spoken.onend = () => speech.pending || stop()
    speech.speak(spoken)
  }
}

const show = () => { if (voice()) listen.dataset.ready = "" }

if (speech) {
  show()
  speech.onvoiceschanged = show
  onpagehide = stop
  listen.addEventListener("click", () => (listen.textContent === name ? read() : stop()))
}
