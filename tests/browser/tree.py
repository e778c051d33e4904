"""What Chromium tells a screen reader about a page, as text."""

CONTROLS = {
    "link",
    "button",
    "textbox",
    "searchbox",
    "checkbox",
    "radio",
    "combobox",
    "listbox",
    "spinbutton",
    "slider",
}
LANDMARKS = {"banner", "navigation", "main", "contentinfo", "region", "complementary", "search", "form"}


def nodes(page):
    """This will yield what is in the tree, in the order it is read aloud."""
    session = page.context.new_cdp_session(page)
    found = {each["nodeId"]: each for each in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()
    waiting = [next(iter(found))]
    while waiting:
        node = found.get(waiting.pop(0))
        if node is None:
            continue
        waiting = node.get("childIds", []) + waiting
        if not node.get("ignored"):
            yield node["role"]["value"], node.get("name", {}).get("value", "").strip(), level(node)


def level(node):
    return next((each["value"]["value"] for each in node.get("properties", []) if each["name"] == "level"), None)


def outline(page):
    """This will write the landmarks and headings one a line, as a screen reader lists them."""
    lines = []
    for role, name, depth in nodes(page):
        if role == "heading":
            lines.append(f"{depth} {name}")
        elif role in LANDMARKS:
            lines.append(f"{role}: {name}" if name else role)
    return "\n".join(lines)


def controls_without_a_name(page):
    return [role for role, name, _ in nodes(page) if role in CONTROLS and not name]
