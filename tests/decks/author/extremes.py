"""Too much of everything, as one module in Chinese and one in English, with the pictures it names."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

SENTENCES = {
    "zh": "平台逐步接管了公司内部几乎所有的通知场景，包括验证码、账单提醒、营销触达和运维告警。",
    "en": "The platform has taken over nearly every notice in the company, from codes and invoices to campaigns and alerts. ",
}
POINTS = {
    "zh": "第 {i} 个要点：这是一个稍微长一些的句子，用来检验换行（以及标点）是否正确",
    "en": "Point {i}: a somewhat longer sentence that shows whether lines break where they should (and points too)",
}
TITLES = {
    "zh": "这是一个一共有六十个字的标题它要在两行之内放得下而且字号绝对不能小于二十八磅所以会被设得稍小一些也不能把正文挤出页面去呢",
    "en": "A title of about sixty characters that must fit on two lines",
}
NAMES = {"zh": ("编号", "名称", "备注文字"), "en": ("No.", "Name", "a remark ")}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200"><rect width="400" height="200" rx="20" fill="#0E766C"/>'
    '<circle cx="300" cy="100" r="60" fill="#D98324"/></svg>'
)


def module(lang: str) -> str:
    """Return the module's text: slides separated by rules."""
    first, second, remark = NAMES[lang]
    bullets = "\n".join("- " + POINTS[lang].format(i=i) for i in range(1, 13))
    rows = "\n".join(f"| {i} | {second}{i} | {remark * (i % 4)} |" for i in range(1, 41))
    code = "\n".join(f"line_{i} = compute({i})  # {first} {i}" for i in range(1, 91))
    slides = (
        f"# 12 {first}\n\n{bullets}",
        f"# {TITLES[lang]}\n\n{(SENTENCES[lang] * 20)[:600]}",
        f"# 40 {second}\n\n| {first} | {second} | {remark} |\n| --- | --- | --- |\n{rows}",
        f"# 90 {first}\n\n```python\n{code}\n```",
        f"# 4000 px\n\n- {POINTS[lang].format(i=1)}\n\n![portrait](portrait.jpg)",
        f"# SVG\n\n![vector](vector.svg)\n\n> [!WARNING]\n> {SENTENCES[lang]}",
        "# שלום עולם\n\n- العربية أولاً\n- Emoji 🎉🚀 👩🏽‍💻 🇨🇳\n- Latin שלום 中文 mixed\n\n$$\\int_0^1 x^2\\,dx = \\frac13$$",
        f"<!-- layout: three-cards -->\n# 3 × {first}\n\n" + "\n\n".join(f"### {second} {i}\n\n{SENTENCES[lang] * 3}" for i in (1, 2, 3)),
        f"# 6 × {second}\n\n::: columns\n" + "".join(f"::: column\n### {second} {i}\n{SENTENCES[lang]}\n:::\n" for i in range(6)) + ":::",
        f"# {second}\n\n> {SENTENCES[lang] * 7}\n>\n> — {first}",
    )
    return "\n\n---\n".join(slides) + "\n"


def pictures(folder: Path) -> None:
    """Write the pictures that the module names."""
    Image.linear_gradient("L").resize((3000, 4000)).convert("RGB").save(folder / "portrait.jpg", quality=60)
    (folder / "vector.svg").write_text(SVG, "utf-8")
