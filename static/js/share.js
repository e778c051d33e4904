// Shares a page by the sheet of the telephone or computer, where it has one. Elsewhere the button stays hidden: beside it
// stand a link to a mail and the address to copy.

const button = document.querySelector("[data-share]")

if (button && navigator.share) {
  button.hidden = false
  button.addEventListener("click", () => {
    const url = document.querySelector("link[rel=canonical]").href
    navigator.share({ title: document.querySelector("h1").textContent, url }).catch(() => {}) // they changed their mind
  })
}
