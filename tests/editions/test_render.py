"""`body.render`: what a page shows, made of what was signed."""

import re

import pytest

from blog.editions.body import render
from blog.images.drawings import DRAWINGS


def table(*rows):
    cells = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f"<table><tbody>{cells}</tbody></table>"


def th(words):
    return f"<th><p>{words}</p></th>"


def td(words):
    return f"<td><p>{words}</p></td>"


# --- Headings ---------------------------------------------------------------------------------------------------------


def test_headings_get_an_address_and_stand_in_the_contents():
    made = render("<h2>What it does</h2><h3>Not me</h3><h2>What it does</h2>")

    assert made.contents == [["what-it-does", "What it does"], ["what-it-does-2", "What it does"]]
    assert made.html == (
        '<h2 id="what-it-does">What it does</h2><h3>Not me</h3><h2 id="what-it-does-2">What it does</h2>'
    )


@pytest.mark.parametrize(
    ("heading", "address"),
    [
        ("Comments", "comments-2"),
        ("Sources", "sources-2"),
        ("Source 1", "part-source-1"),
        ("Cited 1", "part-cited-1"),
        ("Table 1", "part-table-1"),
        ("Aside 2", "part-aside-2"),
        ("???", "part"),
        ("What <em>they</em> say", "what-they-say"),
        ("x" * 200, "x" * 60),
    ],
)
def test_a_heading_never_takes_the_address_of_something_else_on_the_page(heading, address):
    assert render(f"<h2>{heading}</h2>").contents[0][0] == address


# --- Sources ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["1", "2"])
def test_the_number_of_a_source_becomes_a_link_to_it(number):
    assert render(f"<p>So.<sup>{number}</sup></p>", source_count=2).html == (
        f'<p>So.<sup><a href="#source-{number}" aria-label="Source {number}" id="cited-{number}">{number}</a></sup></p>'
    )


def test_the_first_place_that_cites_a_source_is_the_one_to_come_back_to():
    html = render("<p>A.<sup>2</sup> B.<sup>1</sup> C.<sup>2</sup></p>", source_count=2).html

    assert re.findall('href="#source-([0-9])"[^>]*?(?: id="([^"]*)")?>', html) == [
        ("2", "cited-2"), ("1", "cited-1"), ("2", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["0", "3", "01", "2+", "1,2", "x", "999", "²"])
def test_any_other_superscript_stays_one(number):
    assert render(f"<p>So.<sup>{number}</sup></p>", source_count=2).html == f"<p>So.<sup>{number}</sup></p>"


# --- Tables -----------------------------------------------------------------------------------------------------------


def test_a_table_gets_its_headers_named():
    made = render(table([th("Day"), th("What")], [th("1"), td("Red")])).html

    assert made == (
        '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table class="table">'
        '<thead><tr><th scope="col"><p>Day</p></th><th scope="col"><p>What</p></th></tr></thead>'
        '<tbody><tr><th scope="row"><p>1</p></th><td><p>Red</p></td></tr></tbody></table></div>'
    )


def test_the_bold_line_above_a_table_is_its_caption():
    made = render(f"<p><strong>By day</strong></p>{table([td('Red')])}<p>After</p>").html

    assert made == (
        '<div class="scroll" tabindex="0" role="region" aria-labelledby="table-1"><table class="table">'
        '<caption id="table-1">By day</caption><tbody><tr><td><p>Red</p></td></tr></tbody></table></div><p>After</p>'
    )


@pytest.mark.parametrize("line", ["<p>Plain</p>", "<p><strong>Bold</strong> and more</p>", "<h3>Heading</h3>"])
def test_any_other_line_above_a_table_stays_where_it_is(line):
    made = render(line + table([td("Red")])).html

    assert made.startswith(line)
    assert "caption" not in made


def test_of_several_tables_with_captions_nothing_is_lost_or_doubled():
    made = render("".join(f"<p><strong>T{n}</strong></p>{table([td(f'c{n}')])}<p>after {n}</p>" for n in (1, 2, 3)))

    assert " ".join(made.text.split()) == "T1 c1 after 1 T2 c2 after 2 T3 c3 after 3"
    for words in ("T1", "T2", "T3", "c1", "c2", "c3", "after 1", "after 2", "after 3"):
        assert made.html.count(f">{words}<") == 1
    assert [made.html.count(f'<caption id="table-{n}">') for n in (1, 2, 3)] == [1, 1, 1]


# --- Callouts and figures ---------------------------------------------------------------------------------------------


def test_a_callout_is_named_by_its_heading():
    made = render('<aside class="callout"><h3>Ring us</h3><p>If it spreads.</p></aside>').html

    assert made == (
        '<aside class="callout" aria-labelledby="aside-1"><h3 id="aside-1">Ring us</h3><p>If it spreads.</p></aside>'
    )


def test_a_drawing_is_put_in_by_its_name():
    made = render('<figure><ol><li><p><img data-drawing="exosome-pack"></p></li></ol></figure>').html

    assert made == (
        f'<figure class="figure"><ol class="steps"><li><p>{DRAWINGS["exosome-pack"]}</p></li></ol></figure>'
    )


def test_words_that_look_like_a_drawing_stay_words():
    assert "<svg" not in render('<p>&lt;img data-drawing="exosome-pack"&gt;</p>').html


# --- Words alone ------------------------------------------------------------------------------------------------------


def test_the_words_alone_have_a_line_for_each_block_and_no_source_numbers():
    made = render(
        "<h2>Day one</h2><p>Red<sup>1</sup> skin,<br>hot too.</p><ul><li><p>Cool</p></li></ul>"
        + table([td("a"), td("b")])
    )

    assert made.text == "Day one\nRed skin, hot too.\nCool\na\nb"


@pytest.mark.parametrize(("count", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (1000, 5)])
def test_two_hundred_words_take_a_minute(count, minutes):
    assert render(f"<p>{'word ' * count}</p>").reading_minutes == minutes
