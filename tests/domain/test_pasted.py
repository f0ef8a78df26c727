"""Names as schools paste them: whatever the spreadsheet, nobody is lost and every doubt is told with its line."""

import pytest

from server.domain.pasted import MOST, as_text, people, turned

PETER = ("Peter Hansen", "peter@post.example")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("\n  \r\n\t\n", []),
        ("Peter Hansen", [("Peter Hansen", "")]),
        ("Peter Hansen\tPETER@post.example", [PETER]),
        ("Peter Hansen;peter@post.example", [PETER]),
        ("Peter Hansen, peter@post.example", [PETER]),
        ("peter@post.example\tPeter Hansen", [PETER]),
        ("Peter\tHansen\tpeter@post.example", [PETER]),
        ("Hansen, Peter", [("Hansen, Peter", "")]),
        ("Peter;Hansen", [("Peter Hansen", "")]),
        ("1\tPeter Hansen\t010203-1234\t+45 12 34 56 78\tpeter@post.example\t01-08-2024", [PETER]),
        ('"Peter Hansen";"peter@post.example"', [PETER]),
        ("Peter Hansen <peter@post.example>", [PETER]),
        ('"Hansen, Peter"\tpeter@post.example', [("Hansen, Peter", "peter@post.example")]),
        ("Peter Hansen <peter@post.example>; Åse Ø <aase@post.example>", [PETER, ("Åse Ø", "aase@post.example")]),
        ("a@post.example; b@post.example", [("", "a@post.example"), ("", "b@post.example")]),
        ("mailto:peter@post.example", [("", "peter@post.example")]),
        ("\ufeffPeter\u00a0Hansen\u200b\r\nÅse Ø\r", [("Peter Hansen", ""), ("Åse Ø", "")]),
        ("A\u030ase", [("Åse", "")]),
        ("Navn\tE-mail\nPeter Hansen\tpeter@post.example", [PETER]),
        ("Efternavn;Fornavn;Hold;Mail\nHansen;Peter;h2;peter@post.example", [PETER]),
        ("CPR\tNavn\tLærested\n010203-1234\tPeter Hansen\tSnedkeriet Nord", [("Peter Hansen", "")]),
        ("Navn\tElevens skolemail\nPeter Hansen\tpeter@post.example", [PETER]),
        ("NAVN:\nPeter Hansen", [("Peter Hansen", "")]),
        ("Peter Hansen; peter@post.example\n\nPETER hansen\tpeter@post.example", [PETER]),
        ("Peter Hansen\nPeter Hansen", [("Peter Hansen", ""), ("Peter Hansen", "")]),
        ("Navn\tMail\nPeter Hansen", [("Peter Hansen", "")]),
        ("CPR\tNavn\tMail\nPeter Hansen\nHansen, Åse", [("Peter Hansen", ""), ("Hansen, Åse", "")]),
        ("Navn\nHansen, Peter", [("Hansen, Peter", "")]),
        ("Peter Hansen;a@post.example\nPeter Hansen;b@post.example",
         [("Peter Hansen", "a@post.example"), ("Peter Hansen", "b@post.example")]),
        ("<script>alert(1)</script>", [("<script>alert(1)</script>", "")]),
        ("=HYPERLINK(x)\t'; DROP TABLE", [("=HYPERLINK(x) ' DROP TABLE", "")]),
    ],
)  # fmt: skip
def test_people_are_found(text: str, found: list[tuple[str, str]]) -> None:
    got, problems = people(text, "names")
    assert ([(one.name, one.address) for one in got], problems) == (found, [])


@pytest.mark.parametrize(
    ("text", "at", "code"),
    [
        ("Peter\nÅse; aase@post", "names.2", "line_address"),
        ("Peter Hansen; peter.post.dk", "names.1", "line_address"),
        ("Peter\ta@post.example\tb@post.example", "names.1", "line_addresses"),
        ("Peter Hansen\tSnedkeriet\tÅrhus", "names.1", "line_columns"),
        ("12345678", "names.1", "line_unclear"),
        ("Navn;Mail\n;", "names.2", "line_unclear"),
        ("Navn;Mail\nPeter;peter", "names.2", "line_address"),
        ("Navn;CPR;Mail\nPeter;peter@", "names.2", "line_address"),
        ("Navn;Mail;Mail\nPeter;a@post.example;b@post.example", "names.2", "line_addresses"),
        ("noget Peter <a@post.example> og mere", "names.1", "line_unclear"),
        ("x" * 121, "names.1", "line_too_long"),
        ("a\u202eb", "names.1", "line_hidden_characters"),
        ("a\u0000b", "names.1", "line_hidden_characters"),
        ("a\u2028b", "names.1", "line_hidden_characters"),
        ("a\ud800b", "names.1", "line_hidden_characters"),
        ("Peter; a@post.example\n\nÅse; a@post.example", "names.3", "line_address_twice"),
        ("Peter; a@post.example\npeter", "names.2", "line_name_twice"),
    ],
)
def test_a_doubtful_line_is_told_with_its_number(text: str, at: str, code: str) -> None:
    found = people(text, "names")[1]
    assert [(problem.field, problem.code) for problem in found if problem.field != "names"] == [(at, code)]


def test_figures_alone_are_told_and_not_kept() -> None:
    found, problems = people("010203-1234", "names")
    assert (found, [problem.code for problem in problems]) == ([], ["line_unclear"])


def test_one_bad_line_hides_none_of_the_others() -> None:
    found, problems = people("Peter\nÅse; aase@post\nBo", "names")
    assert [one.name for one in found] == ["Peter", "Bo"]
    assert [problem.field for problem in problems] == ["names.2"]


def test_there_is_an_end_to_it() -> None:
    many = "\n".join(f"Person {n}" for n in range(MOST))
    assert len(people(many, "names")[0]) == MOST
    [problem] = people(many + "\nen til", "names")[1]
    assert (problem.field, problem.code, dict(problem.facts)) == (
        "names",
        "names_too_many",
        {"count": 201, "most": 200},
    )


def test_what_is_shown_again_is_read_the_same() -> None:
    rows = [("Peter Hansen", "p@post.example"), ("Åse", ""), ("", "x@post.example"), ("Hansen, Peter", "")]
    shown = as_text(rows)
    assert [(one.name, one.address) for one in people(shown, "names")[0]] == rows


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Hansen, Peter", "Peter Hansen"),
        ("Peter Hansen", "Peter Hansen"),
        ("a, b, c", "a, b, c"),
        ("Peter,", "Peter,"),
        ("", ""),
        ("Østergård-Holm, Åse M.", "Åse M. Østergård-Holm"),
        ('Peter "Pelle", Hansen', 'Peter "Pelle", Hansen'),
        ("=1+1, Peter", "=1+1, Peter"),
        ("Peter, h2", "Peter, h2"),
    ],
)
def test_a_last_name_that_stands_first_is_turned(name: str, meant: str) -> None:
    assert turned(name) == meant
