"""A page as tests read it: by a parser, so that the order of attributes and the spaces between tags mean nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, LexborNode

if TYPE_CHECKING:
    import httpx

__all__ = ["Page", "is_whole", "page_of", "words_of"]

# Between these and what stands beside them no space is read; what else there is, is a line or a cell of its own.
_INLINE = frozenset("a abbr b bdi bdo code del em i ins kbd mark q s small span strong sub sup time u".split())
_UNREAD = frozenset(("head", "script", "style", "template"))
_CONTROLS = ("input", "textarea", "select", "button", "meta")


def is_whole(html: str) -> bool:
    """Tell a page from a part of one, as HTMX gets it."""
    return html.lstrip().lower().startswith("<!doctype html")


def is_our_own(address: str) -> bool:
    """Tell whether an address of a page leads to the same site, or to somebody who is written to or called."""
    # Without a picture of their own, browsers ask for one: "data:," is none.
    return address.startswith(("/", "?", "#", "mailto:", "tel:", "data:,")) and not address.startswith("//")


def words_of(html: str) -> str:
    """Give what somebody reads in a piece of HTML, with single spaces."""
    return Page(html).text


def page_of(answer: httpx.Response) -> Page:
    """Read the page of an answer, which has to be one."""
    kind = answer.headers.get("content-type", "")
    assert kind.startswith("text/html"), f"{answer.status_code}, {kind}: {answer.text[:300]}"
    return Page(answer.text)


class Page:
    """A page, or a part of one."""

    def __init__(self, html: str) -> None:
        self._tree = LexborHTMLParser(html)

    @property
    def text(self) -> str:
        """What somebody reads on the page, with single spaces; no values of fields."""
        return _text(self._tree.root)

    @property
    def token(self) -> str | None:
        """The session's token that forms send with them; None on a page without one."""
        return next((value for value in self.values("csrf") if value), None)

    def value(self, name: str) -> str:
        """Give what stands in the first field of a name, hidden ones too; fails where there is none."""
        found = self.values(name)
        assert found, f"no field {name}; there are {sorted(self.fields())}"
        return found[0]

    def values(self, name: str) -> list[str]:
        """Give what stands in every field of a name, in the page's order; for boxes, whether ticked or not."""
        return [_value(node) for node in self._controls() if node.attributes.get("name") == name]

    def ticked(self, name: str) -> list[str]:
        """Give the values of a name's boxes that are ticked, or of its choices that are selected."""
        named = f'[name="{name}"]'
        return [_value(node) for node in self.all(f"input{named}[checked], select{named} option[selected]")]

    def options(self, name: str) -> list[str]:
        """Give the values that a selection offers, the empty one left out."""
        found = [
            one for node in self.all("select") if node.attributes.get("name") == name for one in node.css("option")
        ]
        return [value for one in found if (value := _value(one))]

    def fields(self, css: str = "input, textarea, select") -> dict[str, str]:
        """Give what stands in each field by its name; of several of one name the last."""
        return {str(node.attributes["name"]): _value(node) for node in self.all(css) if node.attributes.get("name")}

    def is_wrong(self, name: str) -> bool:
        """Tell whether the field of a name is marked as wrongly filled in."""
        marked = self.all('[aria-invalid="true"]')
        return name in [node.attributes.get("name") for node in marked]

    def links(self, start: str = "", css: str = "a") -> list[str]:
        """Give where the links lead that begin with an address, in the page's order."""
        return [href for node in self.all(css) if (href := node.attributes.get("href")) and href.startswith(start)]

    def link(self, words: str) -> str:
        """Give where the one link leads that has these words in it; fails where there is none, or more than one."""
        found = {str(node.attributes.get("href")) for node in self.all("a[href]") if words in _text(node)}
        assert len(found) == 1, f"{len(found)} links say “{words}”"
        return found.pop()

    def actions(self, start: str = "") -> list[str]:
        """Give where the forms are sent that begin with an address, in the page's order."""
        return [at for node in self.all("form") if (at := node.attributes.get("action")) and at.startswith(start)]

    def buttons(self) -> list[str]:
        """Give what the buttons say."""
        return self.texts("button, a.button")

    def rows(self, css: str = "tbody tr") -> list[str]:
        """Give what the rows of the tables say."""
        return self.texts(css)

    def row(self, words: str, css: str = "tbody tr") -> str:
        """Give what the one row says that has these words in it; fails where there is none, or more than one."""
        found = [row for row in self.rows(css) if words in row]
        assert len(found) == 1, f"{len(found)} rows say “{words}”"
        return found[0]

    def texts(self, css: str) -> list[str]:
        """Give what each element says that a CSS selector finds."""
        return [_text(node) for node in self.all(css)]

    def has(self, css: str) -> bool:
        """Tell whether a CSS selector finds anything."""
        return self._tree.css_first(css) is not None

    def from_elsewhere(self) -> list[str]:
        """Give what a sealed page may not have: styles and scripts of its own, and addresses of other sites."""
        found = [node.tag or "" for node in self.all("style, script:not([src])")]
        for node in self.all("*"):
            for name, value in node.attributes.items():
                leads_away = name in ("src", "href", "action") and not is_our_own(value or "")
                if leads_away or name == "style" or name.startswith("on"):
                    found.append(f"{node.tag} {name}={value}")
        return found

    def attributes(self, css: str, name: str) -> list[str]:
        """Give an attribute of each element that a CSS selector finds and that has it."""
        return [node.attributes[name] or "" for node in self.all(css) if name in node.attributes]

    def all(self, css: str) -> list[LexborNode]:
        """Give the elements that a CSS selector finds."""
        return self._tree.css(css)

    def _controls(self) -> list[LexborNode]:
        return self.all(", ".join(_CONTROLS))


def _text(node: LexborNode | None) -> str:
    return " ".join("".join(_words(node)).split()) if node is not None else ""


def _words(node: LexborNode) -> list[str]:
    found: list[str] = []
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            found.append(child.text_content or "")
        elif child.tag not in _UNREAD:
            aside = "" if child.tag in _INLINE else " "
            found += [aside, *_words(child), aside]
    return found


def _value(node: LexborNode) -> str:
    if node.tag == "textarea":
        return (node.text() or "").removeprefix("\n")
    if node.tag == "select":
        options = node.css("option")
        chosen = [one for one in options if "selected" in one.attributes] or options[:1]
        return _value(chosen[0]) if chosen else ""
    if node.tag == "meta":
        return node.attributes.get("content") or ""
    if node.tag == "option" and "value" not in node.attributes:
        return _text(node)
    return node.attributes.get("value") or ""
