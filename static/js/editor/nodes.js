// What an article is made of, besides the editor's own nodes. The HTML of each is what blog.editions.body keeps.

import {
  Document as BaseDocument, Heading as BaseHeading, Link as BaseLink, Node, OrderedList as BaseOrderedList,
  Table as BaseTable, updateAttrsDialog,
} from "django-prose-editor/editor"

// Callouts and figures stand between paragraphs, never inside a list, a quote or a table.
export const Document = BaseDocument.extend({ content: "(block | part)+" })

// Pasted articles bring other levels: the title is a field of its own, so the rest start one below it.
export const Heading = BaseHeading.extend({
  parseHTML() {
    const level = (name) => ({ tag: `h${name}`, attrs: { level: name < 3 ? 2 : 3 } })
    return [1, 2, 3, 4, 5, 6].map(level)
  },
})

export const OrderedList = BaseOrderedList.extend({
  addAttributes: () => ({}),
  addNodeView: () => null,
})

// Tab goes from cell to cell and leaves after the last one; rows are added with a button.
export const Table = BaseTable.extend({
  addKeyboardShortcuts() {
    return { ...this.parent?.(), Tab: () => this.editor.commands.goToNextCell() }
  },
})

export const CalloutHeading = Node.create({
  name: "calloutHeading",
  content: "inline*",
  marks: "",
  defining: true,
  parseHTML: () => [{ tag: "h2", context: "callout/", priority: 60 }, { tag: "h3", context: "callout/", priority: 60 }],
  renderHTML: () => ["h3", 0],
})

export const Callout = Node.create({
  name: "callout",
  group: "part",
  content: "calloutHeading? (paragraph | bulletList | orderedList)+",
  defining: true,
  parseHTML: () => [{ tag: "aside" }],
  renderHTML: () => ["aside", { class: "callout" }, 0],

  addCommands() {
    return {
      // Round the paragraphs and lists that are selected; inside a callout, take it away and keep the words.
      toggleCallout: () => ({ state, tr, dispatch }) => {
        const { $from, $to } = state.selection
        if ($from.depth && $from.node(1).type === this.type) {
          if (dispatch) unwrap(state, $from, dispatch)
          return true
        }
        const range = $from.blockRange($to, (node) => node.type.name === "doc")
        if (!range) return false
        const inside = state.doc.slice(range.start, range.end).content
        if (!this.type.validContent(inside)) return false
        if (dispatch) tr.wrap(range, [{ type: this.type }])
        return true
      },

      toggleCalloutHeading: () => ({ state, commands }) => {
        const { $from } = state.selection
        if ($from.parent.type.name === "calloutHeading") return commands.setNode("paragraph")
        const isFirst = $from.depth === 2 && $from.node(1).type === this.type && $from.index(1) === 0
        return isFirst && commands.setNode("calloutHeading")
      },
    }
  },
})

function unwrap(state, $from, dispatch) {
  const { heading } = state.schema.nodes
  const blocks = []
  $from.node(1).forEach((block) => {
    blocks.push(block.type.name === "calloutHeading" ? heading.create({ level: 3 }, block.content) : block)
  })
  dispatch(state.tr.replaceWith($from.before(1), $from.after(1), blocks))
}

export const Figcaption = Node.create({
  name: "figcaption",
  content: "inline*",
  isolating: true,
  parseHTML: () => [{ tag: "figcaption" }],
  renderHTML: () => ["figcaption", 0],
})

export const FigureOfSteps = Node.create({
  name: "figure",
  addOptions: () => ({ step: "", happens: "", shows: "" }),
  group: "part",
  content: "orderedList figcaption",
  isolating: true,
  priority: 1000,
  parseHTML: () => [{ tag: "figure" }],
  renderHTML: () => ["figure", 0],

  // The steps stay a numbered list.
  addKeyboardShortcuts() {
    const stay = () => this.editor.isActive("figure")
    return { "Mod-Shift-7": stay, "Mod-Shift-8": stay }
  },

  addCommands() {
    const { step, happens, shows } = this.options
    const text = (words, ...marks) => ({ type: "text", text: words, marks: marks.map((type) => ({ type })) })
    const paragraph = (...content) => ({ type: "paragraph", content })
    return {
      insertFigure: (name) => ({ commands }) => commands.insertContent({
        type: "figure",
        content: [
          { type: "orderedList", content: [{ type: "listItem", content: [
            paragraph({ type: "drawing", attrs: { name } }),
            paragraph(text(step, "bold"), text(` ${happens}`)),
          ] }] },
          { type: "figcaption", content: [text(shows)] },
        ],
      }),
    }
  },
})

// A drawing of ours by its name; the server puts the picture in. `drawings` holds the pictures, to show them here too.
export const Drawing = Node.create({
  name: "drawing",
  group: "inline",
  inline: true,
  atom: true,
  addOptions: () => ({ drawings: {}, label: "", choose: "" }),
  addAttributes: () => ({ name: { default: null, rendered: false } }),
  parseHTML() {
    const known = (element) => Object.hasOwn(this.options.drawings, element.dataset.drawing)
    return [{
      tag: "img[data-drawing]",
      getAttrs: (element) => known(element) && { name: element.dataset.drawing },
    }]
  },
  renderHTML: ({ node }) => ["img", { "data-drawing": node.attrs.name }],

  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("span")
      dom.className = "drawn"
      dom.setAttribute("role", "img")
      dom.setAttribute("aria-label", `${this.options.label}: ${node.attrs.name}`)
      dom.innerHTML = this.options.drawings[node.attrs.name] || ""
      return { dom }
    }
  },

  addCommands() {
    return {
      chooseDrawing: (use) => ({ editor, dispatch }) => {
        if (!dispatch) return true
        const { drawings, label, choose } = this.options
        const ask = updateAttrsDialog({ name: { title: label, enum: Object.keys(drawings) } }, { title: choose })
        ask(editor, {}).then((chosen) => chosen && use(editor.chain().focus(), chosen.name).run())
        return true
      },
    }
  },
})

// A picture of the library by its number; the server puts it in, with the words that were signed.
export const Picture = Node.create({
  name: "picture",
  group: "part",
  atom: true,
  addOptions: () => ({ pictures: [], label: "", choose: "" }),
  addAttributes: () => ({ number: { default: null, rendered: false } }),
  parseHTML: () => [{ tag: "img[data-image-id]", getAttrs: (element) => ({ number: element.dataset.imageId }) }],
  renderHTML: ({ node }) => ["img", { "data-image-id": node.attrs.number }],
  addNodeView() {
    return ({ node }) => ({ dom: placard(this.options.label, node.attrs.number, this.options.pictures) })
  },
  addCommands() {
    const { pictures } = this.options
    return { choosePicture: () => choose(this.options, pictures, (number) => ({ type: "picture", attrs: { number } })) }
  },
})

export const BeforeAfter = Node.create({
  name: "beforeAfter",
  group: "part",
  atom: true,
  priority: 1100,
  addOptions: () => ({ pairs: [], label: "", choose: "" }),
  addAttributes: () => ({ number: { default: null, rendered: false } }),
  parseHTML: () => [
    { tag: "figure[data-before-after]", priority: 70, getAttrs: (element) => ({ number: element.dataset.beforeAfter }) },
  ],
  renderHTML: ({ node }) => ["figure", { "data-before-after": node.attrs.number }],
  addNodeView() {
    return ({ node }) => ({ dom: placard(this.options.label, node.attrs.number, this.options.pairs) })
  },
  addCommands() {
    const { pairs } = this.options
    return { choosePair: () => choose(this.options, pairs, (number) => ({ type: "beforeAfter", attrs: { number } })) }
  },
})

// What stands in the editor for a picture: its number and name. The preview shows the picture itself.
function placard(kind, number, labels) {
  const dom = document.createElement("p")
  dom.className = "placard"
  dom.textContent = `${kind} ${labels.find((label) => label.startsWith(`${number}: `)) ?? number}`
  return dom
}

function choose({ label, choose: title }, labels, node) {
  return ({ editor, dispatch }) => {
    if (!labels.length) return false
    if (!dispatch) return true
    const ask = updateAttrsDialog({ label: { title: label, enum: labels } }, { title })
    ask(editor, {}).then((chosen) => {
      if (chosen?.label) editor.chain().focus().insertContent(node(chosen.label.split(":")[0])).run()
    })
    return true
  }
}

export const Link = BaseLink.extend({
  addOptions() {
    return { ...this.parent?.(), label: "", address: "", example: "" }
  },
  addAttributes: () => ({ href: { default: null } }),
  addMenuItems: () => {},

  addCommands() {
    return {
      ...this.parent?.(),
      addLink: () => ({ editor, state, dispatch }) => {
        if (state.selection.empty && !editor.isActive("link")) return false
        if (!dispatch) return true
        const { label, address, example } = this.options
        const ask = updateAttrsDialog({ href: { type: "string", title: address, description: example } }, { title: label })
        ask(editor, editor.getAttributes("link")).then((typed) => {
          if (!typed) return
          const href = typed.href.trim()
          const chain = editor.chain().focus().extendMarkRange("link")
          if (href) chain.setLink({ href: hasScheme(href) ? href : `https://${href}` }).run()
          else chain.unsetLink().run()
        })
        return true
      },
    }
  },
})

const hasScheme = (href) => /^([a-z][a-z0-9+.-]*:|\/|#)/i.test(href)
