"""Texts that somebody could write to break a document, to make it compute, or to make it lie."""

TEXTS = {
    "code of the typesetter": '#read("/etc/passwd") #panic("x") #let data = 1 #eval("1+1")',
    "marks of the typesetter": "*fed* _skrå_ `kode` $x^2$ <mærke> @henvisning = Overskrift - liste / ord: ting \\ ~",
    "brackets that end things": '])}) ]} // /* */ #] "\\" \\u{41}',
    "a picture and an address": '#image("/etc/passwd") https://ond.example/?a=1 #link("https://ond.example")',
    "html and a script": '<script>alert("x")</script><img src=x onerror=alert(1)>&amp;',
    "letters nobody has a shape for": "Godt gået 🙂👍🏽 漢字 𝔉𝔯𝔞𝔨 \U000e0041 \ue000",
    "letters that are not seen": "skjult\u200b\u202eomvendt\u202c\u2066\u00ad\ufeff\x07 og\x00 slut",
    "a word without an end": "W" * 3000,
    "many lines": "\n".join(f"Linje {number}" for number in range(15)),
    "letters in parts": "A\u030as \u00c6\u0301rlig o\u0308 \u0301alene",
    "a formula": '=HYPERLINK("http://ond.example";"klik") +1 -1 @SUM(1)',
    "its own seal": "Fingeraftrykket: 0000 Version 2 af 2 Ja, nået",
}
