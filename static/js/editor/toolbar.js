// The buttons above the text, by their names: one stop of the Tab key, arrow keys between them, Escape from the text.

import { Extension } from "django-prose-editor/editor"

// Each button: its name (the server has it in the page's language), what it does, when it is pressed (a name of the schema, or a function), where it is shown.
const inTable = (editor) => editor.isActive("table")
const inFigure = (editor) => editor.isActive("figure")
const notInFigure = (editor) => !inFigure(editor)
const betweenParagraphs = (editor) => editor.state.selection.$from.depth === 1

const GROUPS = [
  [
    ["Heading", (chain) => chain.toggleHeading({ level: 2 }), (editor) => editor.isActive("heading", { level: 2 }), notInFigure],
    ["Subheading", toggleSubheading, isSubheading, notInFigure],
    ["Bold", (chain) => chain.toggleBold(), "bold"],
    ["Emphasis", (chain) => chain.toggleItalic(), "italic"],
    ["Superscript", (chain) => chain.toggleSuperscript(), "superscript"],
    ["Link", (chain) => chain.addLink(), "link"],
  ],
  [
    ["Bullets", (chain) => chain.toggleBulletList(), "bulletList", notInFigure],
    ["Numbers", (chain) => chain.toggleOrderedList(), "orderedList", notInFigure],
    ["Quote", (chain) => chain.toggleBlockquote(), "blockquote", notInFigure],
    ["Callout", (chain) => chain.toggleCallout(), "callout", notInFigure],
    ["Table", (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), null, betweenParagraphs],
    ["Figure", (chain) => chain.chooseDrawing((then, name) => then.insertFigure(name)), null, betweenParagraphs],
    ["Picture", (chain) => chain.choosePicture(), null, betweenParagraphs],
    ["Before and after", (chain) => chain.choosePair(), null, betweenParagraphs],
    ["Drawing", (chain) => chain.chooseDrawing((then, name) => then.insertContent({ type: "drawing", attrs: { name } })),
      null, inFigure],
    ["Delete figure", (chain) => chain.deleteNode("figure"), null, inFigure],
  ],
  [
    ["Row below", (chain) => chain.addRowAfter(), null, inTable],
    ["Column after", (chain) => chain.addColumnAfter(), null, inTable],
    ["Header row", (chain) => chain.toggleHeaderRow(), null, inTable],
    ["Header column", (chain) => chain.toggleHeaderColumn(), null, inTable],
    ["Delete row", (chain) => chain.deleteRow(), null, inTable],
    ["Delete column", (chain) => chain.deleteColumn(), null, inTable],
    ["Delete table", (chain) => chain.deleteTable(), null, inTable],
  ],
  [
    ["Undo", (chain) => chain.undo()],
    ["Redo", (chain) => chain.redo()],
  ],
]

// Inside a callout a small heading is the callout's own.
function toggleSubheading(chain, editor) {
  return editor.isActive("callout") ? chain.toggleCalloutHeading() : chain.toggleHeading({ level: 3 })
}

function isSubheading(editor) {
  return editor.isActive("calloutHeading") || editor.isActive("heading", { level: 3 })
}

export const Toolbar = Extension.create({
  name: "toolbar",
  addOptions: () => ({ label: "", names: {} }),
  addStorage: () => ({ buttons: [], bar: null }),

  addKeyboardShortcuts() {
    const toButtons = () => {
      this.storage.buttons.find(({ button }) => button.tabIndex === 0)?.button.focus()
      return true
    }
    return { Escape: toButtons, "Alt-F10": toButtons }
  },

  onCreate({ editor }) {
    const bar = document.createElement("div")
    bar.className = "toolbar"
    bar.setAttribute("role", "toolbar")
    bar.setAttribute("aria-label", this.options.label)
    bar.setAttribute("aria-controls", nameTextbox(editor))
    for (const group of GROUPS) bar.append(groupOf(group, editor, this.storage.buttons, this.options.names))
    bar.addEventListener("keydown", (event) => moveAlong(event, bar, editor))
    editor.view.dom.before(bar)
    this.storage.bar = bar
    showState(editor, this.storage.buttons)
  },

  onTransaction({ editor }) {
    showState(editor, this.storage.buttons)
  },

  onDestroy() {
    this.storage.bar?.remove()
  },
})

function groupOf(items, editor, buttons, names) {
  const group = document.createElement("div")
  group.setAttribute("role", "group")
  for (const [name, command, active = null, shown = null] of items) {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = names[name] ?? name
    button.tabIndex = -1
    button.addEventListener("mousedown", (event) => event.preventDefault())
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") === "true") return
      command(editor.chain().focus(), editor).run()
    })
    buttons.push({ button, command, active, shown })
    group.append(button)
  }
  return group
}

function showState(editor, buttons) {
  for (const { button, command, active, shown } of buttons) {
    button.hidden = shown ? !shown(editor) : false
    if (button.hidden) continue
    if (active) button.setAttribute("aria-pressed", typeof active === "string" ? editor.isActive(active) : active(editor))
    button.setAttribute("aria-disabled", !command(editor.can().chain(), editor).run())
  }
  for (const group of buttons[0].button.parentElement?.parentElement?.children || []) {
    group.hidden = [...group.children].every((button) => button.hidden)
  }
  const seen = buttons.filter(({ button }) => !button.hidden)
  if (!seen.some(({ button }) => button.tabIndex === 0)) {
    for (const { button } of buttons) button.tabIndex = -1
    seen[0].button.tabIndex = 0
  }
}

function moveAlong(event, bar, editor) {
  const buttons = [...bar.querySelectorAll("button:not([hidden])")]
  const here = buttons.indexOf(document.activeElement)
  const there = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: buttons.length - 1 }[event.key]
  if (event.key === "Escape") editor.commands.focus()
  if (there === undefined) return
  event.preventDefault()
  const next = buttons[(there + buttons.length) % buttons.length]
  for (const button of bar.querySelectorAll("button")) button.tabIndex = button === next ? 0 : -1
  next.focus()
}

// The box gets the name, the help and the errors of the text area that it stands for.
function nameTextbox(editor) {
  const box = editor.view.dom
  const textarea = box.closest(".prose-editor").querySelector("textarea")
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  box.id = `${textarea.id}_text`
  box.setAttribute("aria-multiline", "true")
  if (label) {
    label.id ||= `${textarea.id}_label`
    box.setAttribute("aria-labelledby", label.id)
    label.addEventListener("click", () => editor.commands.focus())
  }
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) box.setAttribute(name, textarea.getAttribute(name))
  }
  return box.id
}
