// Passkeys: asks the browser to make one or to use one, and sends its answer with the form. Without this script, or
// without a browser that knows passkeys, those forms stay hidden and the other ways are there.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0))
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")

const withBytes = (list = []) => list.map((one) => ({ ...one, id: toBytes(one.id) }))

function toMake({ publicKey }) {
  return navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: withBytes(publicKey.excludeCredentials),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    },
  })
}

function toUse({ publicKey }) {
  return navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      allowCredentials: withBytes(publicKey.allowCredentials),
    },
  })
}

function asJson(passkey) {
  const response = {}
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (passkey.response[part]) response[part] = toText(passkey.response[part])
  }
  return JSON.stringify({
    id: passkey.id,
    rawId: toText(passkey.rawId),
    type: passkey.type,
    response,
    clientExtensionResults: passkey.getClientExtensionResults(),
  })
}

async function optionsOf(form) {
  const where = form.dataset.options
  if (where.startsWith("#")) return JSON.parse(document.querySelector(where).textContent)
  const answer = await fetch(where, { headers: { Accept: "application/json" } })
  if (!answer.ok) throw new Error(answer.statusText)
  return (await answer.json()).request_options
}

// The page holds the sentences, in its own language.
function words(error, { hasOne, noneUsed, failed }) {
  return { InvalidStateError: hasOne, NotAllowedError: noneUsed }[error.name] ?? failed
}

async function send(form) {
  const trouble = form.querySelector("[data-passkey-trouble]")
  trouble.hidden = true
  try {
    const options = await optionsOf(form)
    const passkey = await (form.dataset.passkey === "make" ? toMake(options) : toUse(options))
    form.elements.credential.value = asJson(passkey)
    form.submit()
  } catch (error) {
    trouble.textContent = words(error, trouble.dataset)
    trouble.hidden = false
  }
}

if (window.PublicKeyCredential) {
  for (const hidden of document.querySelectorAll("[data-passkey], [data-needs-passkeys]")) hidden.hidden = false
  for (const notice of document.querySelectorAll("[data-without-passkeys]")) notice.hidden = true
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      send(form)
    })
  }
}
