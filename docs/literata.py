"""Makes static/fonts/literata.woff2 from the Literata of its makers; static/fonts/README.md says how to run it.

Four things make it small. Only the letters and signs in LETTERS stay. Its two axes, weight and optical size, become
one that runs from a light text cut to a bold display cut. Its kerning, which moves with both axes, stands still. Its
points lie on a grid half as fine.
"""

import io
import sys

from fontTools import varLib
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import instancer

ASCII = "".join(map(chr, range(0x20, 0x7F)))
NAMES = (
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŸŒßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœ"  # Irish, French, German, Nordic, Spanish
    "ŴŵŶŷẀẁẂẃẄẅỲỳ"  # Welsh
    "ĄąĆćĘęŁłŃńŚśŹźŻż"  # Polish
)
SIGNS = "\u00a0£€©®™°±×−²³µ½·–—‘’“”„«»…′″→"
LETTERS = ASCII + NAMES + SIGNS
LIGATURES = ("fi", "fl", "f_f", "f_f_i", "f_f_l", "T_h.liga")
LIGHT, BOLD = (400, 19), (700, 42)  # weight, and the optical size that goes with it
GRID = 500  # points to the em, where its makers have 1000: a step is a 25th of a pixel where people read
OUTLINE = 1  # how many steps a curve of the bold cut may lie from where its makers drew it
# In thousandths of an em.
ALIKE = 16  # letters whose kerning differs by no more are kerned as one
LEAST, STEP = 10, 5  # kerning that is smaller is left out; the rest is rounded to this
LANGUAGES = "languagesystem DFLT dflt; languagesystem latn dflt;"


def made(source):
    """This will give the finished font."""
    masters = {place: cut(source, place) for place in (LIGHT, BOLD)}
    kerning = {place: pairs(font) for place, font in masters.items()}
    space = DesignSpaceDocument()
    space.addAxis(AxisDescriptor(name="Weight", tag="wght", minimum=LIGHT[0], default=LIGHT[0], maximum=BOLD[0]))
    for place, font in masters.items():
        for table in {"GPOS", "GDEF", "STAT", "MVAR", "avar"} & set(font.keys()):
            del font[table]
        space.addSource(SourceDescriptor(font=reloaded(font), location={"Weight": place[0]}, name=str(place[0])))
    font, _, _ = varLib.build(space, exclude=["MVAR"])
    addOpenTypeFeaturesFromString(font, LANGUAGES + kern(font, kerning[LIGHT], kerning[BOLD]), tables=["GPOS"])
    scale_upem(font, GRID)
    simplify(font)
    font.flavor, font.recalcTimestamp = "woff2", False
    return font


def cut(source, place):
    """This will give one weight at one optical size, with the letters we keep."""
    font = TTFont(source, recalcTimestamp=False)
    keep_ligatures(font)
    options = Options(layout_features=["liga", "kern"], hinting=False, notdef_outline=True, glyph_names=False)
    options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14]
    options.drop_tables += ["vhea", "vmtx", "VVAR", "VORG", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(text=LETTERS)
    subsetter.subset(font)
    weight, size = place
    return reloaded(instancer.instantiateVariableFont(font, {"wght": weight, "opsz": size}))


def reloaded(font):
    kept = io.BytesIO()
    font.save(kept)
    kept.seek(0)
    return TTFont(kept, recalcTimestamp=False)


def keep_ligatures(font):
    for table in subtables(font["GSUB"].table):
        for first, found in list(getattr(table, "ligatures", {}).items()):
            table.ligatures[first] = [each for each in found if each.LigGlyph in LIGATURES]
            if not table.ligatures[first]:
                del table.ligatures[first]


def subtables(layout, *, feature=None):
    wanted = range(len(layout.LookupList.Lookup))
    if feature:
        records = [each for each in layout.FeatureList.FeatureRecord if each.FeatureTag == feature]
        wanted = sorted({number for each in records for number in each.Feature.LookupListIndex})
    for number in wanted:
        for table in layout.LookupList.Lookup[number].SubTable:
            yield getattr(table, "ExtSubTable", table)


def pairs(font):
    """This will give how far the second of every two letters is moved. The first rule that names a pair holds."""
    moved = {}
    for table in subtables(font["GPOS"].table, feature="kern"):
        if table.Format == 1:
            for first, found in zip(table.Coverage.glyphs, table.PairSet, strict=True):
                for each in found.PairValueRecord:
                    moved.setdefault((first, each.SecondGlyph), getattr(each.Value1, "XAdvance", 0))
            continue
        firsts, seconds = table.ClassDef1.classDefs, table.ClassDef2.classDefs
        for first in table.Coverage.glyphs:
            row = table.Class1Record[firsts.get(first, 0)].Class2Record
            for second in font.getGlyphOrder():
                moved.setdefault((first, second), getattr(row[seconds.get(second, 0)].Value1, "XAdvance", 0))
    return moved


def simplify(font):
    """This will drop what a browser finds by itself, to within OUTLINE, between the points of a curve."""
    glyphs, widths = font["glyf"], font["hmtx"].metrics
    for name, variations in font["gvar"].variations.items():
        points, control = glyphs._getCoordinatesAndControls(name, widths)
        for each in variations:
            each.calcInferredDeltas(points, control.endPts)
            each.roundDeltas()
            each.optimize(points, control.endPts, tolerance=OUTLINE, isComposite=glyphs[name].isComposite())


def kern(font, light, bold):
    """This will write the kerning of the finished font: nearer the light cut, because most text is set in it."""
    letters = [each for each in font.getGlyphOrder() if each != ".notdef"]

    def moved(first, second):
        return (2 * light.get((first, second), 0) + bold.get((first, second), 0)) / 3

    firsts = alike({each: [moved(each, second) for second in letters] for each in letters})
    seconds = alike(
        {each: [sum(moved(one, each) for one in group) / len(group) for group in firsts] for each in letters}
    )
    rules = {}
    for i, first in enumerate(firsts):
        for j, second in enumerate(seconds):
            distances = sorted(moved(one, other) for one in first for other in second)
            middle = distances[len(distances) // 2]
            if abs(middle) >= LEAST:
                rules[i, j] = round(middle / STEP) * STEP
    lines = [f"@first{i} = [{' '.join(group)}];" for i, group in enumerate(firsts)]
    lines += [f"@second{j} = [{' '.join(group)}];" for j, group in enumerate(seconds)]
    lines += ["feature kern {", *(f"pos @first{i} @second{j} {by};" for (i, j), by in sorted(rules.items()))]
    return "\n".join([*lines, "} kern;"])


def alike(rows):
    """This will put letters together whose kerning differs by ALIKE or less."""
    groups = []
    for letter, row in rows.items():
        near = [(max(abs(a - b) for a, b in zip(row, first, strict=True)), group) for group, first in groups]
        best = min(near, key=lambda each: each[0], default=None)
        if best and best[0] <= ALIKE:
            best[1].append(letter)
        else:
            groups.append(([letter], row))
    return [group for group, _ in groups]


if __name__ == "__main__":
    made(sys.argv[1]).save(sys.argv[2])
