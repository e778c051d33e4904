// Holds every file of a folder against the HTML standard, and prints what is wrong as JSON:
// {"<file>": ["<line>: <rule>: <what>", ...]}
//
//   node validate.js /tmp/pages

import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { HtmlValidate } from "html-validate"

const rules = {
  // Matters of taste, which the standard leaves open.
  "no-trailing-whitespace": "off", // Django's templates leave it; compressed, it weighs nothing
  "doctype-style": "off", // either case is right
  "no-implicit-button-type": "off", // a button without a type sends its form: that is what it is there for
  "no-implicit-input-type": "off", // a field without a type takes text
  // The tool wants a no-break space or an inline style; site.css keeps every link to a telephone number on one line.
  "tel-non-breaking": "off",
  // A table that scrolls stands in a <div> that can be focused, and what can be focused needs a role and a name.
  "prefer-native-element": ["error", { exclude: ["region"] }],
}

const validator = new HtmlValidate({ root: true, extends: ["html-validate:recommended"], rules })
const folder = process.argv[2]
const found = {}
for (const name of readdirSync(folder)) {
  const { results } = validator.validateStringSync(readFileSync(join(folder, name), "utf8"), name)
  const messages = results.flatMap((each) => each.messages)
  if (messages.length) found[name] = messages.map((one) => `${one.line}: ${one.ruleId}: ${one.message}`)
}
console.log(JSON.stringify(found))
