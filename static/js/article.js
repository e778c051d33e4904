// What a device can do with an article: share it by its own sheet, copy its address, read it aloud. What it cannot do
// stays hidden. Nothing is asked of anybody else.

const main = document.querySelector("main")
const [share, copy, listen] = ["share", "copy", "listen"].map((name) => main.querySelector(`[data-${name}]`))
const url = document.querySelector("link[rel=canonical]").href

if (navigator.share) {
  share.hidden = false
  share.addEventListener("click", () => {
    navigator.share({ title: main.querySelector("h1").textContent, url }).catch(() => {}) // they changed their mind
  })
}

if (navigator.clipboard) {
  copy.hidden = false
  copy.addEventListener("click", async () => {
    const is = await navigator.clipboard.writeText(url).then(() => "copied", () => "refused")
    copy.nextElementSibling.textContent = copy.dataset[is]
  })
}

// A voice of the device itself: others would send the words to whoever speaks them.
const speech = window.speechSynthesis
const language = document.documentElement.lang
const ours = (voice) => voice.localService && voice.lang.replace("_", "-").split("-")[0] === language.split("-")[0]
const voice = () => {
  const found = speech.getVoices().filter(ours)
  return found.find((one) => one.lang.replace("_", "-") === language) ?? found[0]
}
const name = listen.textContent
let isReading = false

const show = (reading) => {
  isReading = reading
  listen.textContent = reading ? listen.dataset.stop : name
}

const words = (block) => {
  const copied = block.cloneNode(true)
  copied.querySelectorAll("sup, svg").forEach((each) => each.remove())
  return copied.textContent.trim()
}

// Block by block: some browsers stop by themselves in the middle of a long text.
function read() {
  const blocks = main.querySelectorAll("h1, .standfirst, .prose :is(h2, h3, p, li, caption, th, td, figcaption)")
  const said = [...blocks].filter((each) => !each.parentElement.closest("p, li, th, td, figcaption")).map(words).filter(Boolean)
  said.forEach((text, place) => {
    const spoken = new SpeechSynthesisUtterance(text)
    spoken.voice = voice()
    spoken.lang = language
    if (place === said.length - 1) spoken.onend = () => show(false)
    speech.speak(spoken)
  })
}

function offer() {
  if (voice()) listen.dataset.ready = ""
}

if (speech) {
  offer()
  speech.addEventListener?.("voiceschanged", offer)
  addEventListener("pagehide", () => speech.cancel())
  listen.addEventListener("click", () => {
    speech.cancel()
    show(!isReading)
    if (isReading) read()
  })
}
