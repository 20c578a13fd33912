"""Everything that a slide can hold beside text: objects, charts, diagrams, ink, models, media, comments, transitions."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from tests.decks.invariants import seeds
from tests.decks.invariants.seeds import P14, PML, PRES, RELS, SLIDE, SLIDE_RELS, Parts, R, sub, swap
from tests.decks.link import making
from tests.decks.link.pieces import BOX, either, frame, image, picture, put, relate, shape

OFFICE = "application/vnd.openxmlformats-officedocument."
MS = "http://schemas.microsoft.com/office/"
VML = "urn:schemas-microsoft-com:vml"
DGM, DSP = "http://schemas.openxmlformats.org/drawingml/2006/diagram", MS + "drawing/2008/diagram"


def nested_alternates(parts: Parts) -> None:
    """Alternate content within alternate content, pictures in all branches."""
    put(parts, "ppt/media/image7.png", image(), rid="rId70", rel="image")
    put(parts, "ppt/media/image8.png", image(colour="blue"), rid="rId71", rel="image")
    fill = '<a:blipFill><a:blip r:embed="{}"/><a:stretch/></a:blipFill>'
    new, old = (BOX.format(id=60, fill=fill.format(rid), text=rid) for rid in ("rId70", "rId71"))
    shape(parts, either("p159", "urn:p159", either("a14", MS + "drawing/2010/main", new, old), old))


def embedded_objects(parts: Parts) -> None:
    """An OLE object with its VML twin, and both branches that name it."""
    put(parts, "ppt/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0ole", OFFICE + "oleObject", rid="rId60", rel="oleObject")
    put(parts, "ppt/media/image9.emf", b"\1\0\0\0emf", "image/x-emf", rid="rId61", rel="image")
    data = '<v:shape id="_x0000_s1026"><v:imagedata o:relid="rId1" o:title=""></v:shape>'
    vml = f'<xml xmlns:v="{VML}" xmlns:o="urn:schemas-microsoft-com:office:office">{data}</xml>'
    put(parts, "ppt/drawings/vmlDrawing1.vml", vml, OFFICE + "vmlDrawing", rid="rId62", rel="vmlDrawing")
    relate(parts, "ppt/drawings/_rels/vmlDrawing1.vml.rels", "rId1", "image", "../media/image9.emf")
    new = '<p:oleObj spid="_x0000_s1026" name="x" r:id="rId60" progId="Package"><p:embed/></p:oleObj>'
    old = f'<p:oleObj name="x" r:id="rId60" progId="Package"><p:embed/>{picture(0, "rId61")}</p:oleObj>'
    shape(parts, frame(61, "http://schemas.openxmlformats.org/presentationml/2006/ole", either("v", VML, new, old)))


def active_control(parts: Parts) -> None:
    head = f'<ax:ocx xmlns:ax="{MS}2006/activeX" xmlns:r="{R}" ax:classid="{{8BD21D10-EC42-11CE-9E0D-00AA006002F3}}"'
    active = head + ' ax:persistence="persistStreamInit" r:id="rId1"/>'
    put(parts, "ppt/activeX/activeX1.xml", active, "application/vnd.ms-office.activeX+xml", rid="rId63", rel="control")
    owner, binary = "ppt/activeX/_rels/activeX1.xml.rels", MS + "2006/relationships/activeXControlBinary"
    put(parts, "ppt/activeX/activeX1.bin", b"\1\2", "application/vnd.ms-office.activeX", owner=owner, rid="rId1", rel=binary)
    put(parts, "ppt/media/image10.emf", b"\1\0\0\0emf2", "image/x-emf", rid="rId64", rel="image")
    control = f'<p:control name="b" r:id="rId63" imgW="1" imgH="1">{picture(0, "rId64")}</p:control>'
    swap(parts, SLIDE, "</p:cSld>", f"<p:controls>{control}</p:controls></p:cSld>")


def custom_xml(parts: Parts) -> None:
    rels, space = "customXml/_rels/item1.xml.rels", "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    put(parts, "customXml/item1.xml", '<a xmlns="urn:mine"/>', owner=RELS, rid="rId95", rel="customXml")
    props = f'<ds:datastoreItem xmlns:ds="{space}" ds:itemID="{{C5B6FCA9-8C46-4C9C-8B9B-0A0A0A0A0A0A}}"/>'
    put(parts, "customXml/itemProps1.xml", props, OFFICE + "customXmlProperties+xml", owner=rels, rid="rId1", rel="customXmlProps")
    put(parts, "customXml/item2.xml", b"", owner=RELS, rid="rId96", rel="customXml")


def charts(parts: Parts) -> None:
    """A chart whose data lies outside, with a style of its own."""
    deck, data, saved = Presentation(), CategoryChartData(), io.BytesIO()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    data.categories = ["a", "b"]
    data.add_series("s", (1, 2))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(3), Inches(3), data)
    deck.save(saved)
    theirs, rels = seeds.read(saved.getvalue()), "ppt/charts/_rels/chart1.xml.rels"
    chart = next(name for name in theirs if re.fullmatch(r"ppt/charts/chart\d*\.xml", name))
    outside = re.sub(rb'externalData r:id="\w+"', b'externalData r:id="rId1"', theirs[chart])
    put(parts, "ppt/charts/chart1.xml", outside, OFFICE + "drawingml.chart+xml", rid="rId50", rel="chart")
    relate(parts, rels, "rId1", "oleObject", "file:///C:\\data\\numbers.xlsx", "External")
    style = f'<cs:chartStyle xmlns:cs="{MS}drawing/2012/chartStyle" id="201"/>'
    kind, rel = "application/vnd.ms-office.chartstyle+xml", MS + "2011/relationships/chartStyle"
    put(parts, "ppt/charts/style1.xml", style, kind, owner=rels, rid="rId2", rel=rel)
    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    shape(parts, frame(50, space, f'<c:chart xmlns:c="{space}" r:id="rId50"/>'))


def waterfall(parts: Parts) -> None:
    """A chart of the newer kind, in alternate content."""
    space = MS + "drawing/2014/chartex"
    data = '<cx:chartData><cx:data id="0"><cx:numDim type="val"><cx:f>A1</cx:f></cx:numDim></cx:data></cx:chartData>'
    area = '<cx:chart><cx:plotArea><cx:plotAreaRegion><cx:series layoutId="waterfall"><cx:dataId val="0"/></cx:series></cx:plotAreaRegion>'
    chart = f'<cx:chartSpace xmlns:cx="{space}" xmlns:a="{making.A}">{data}{area}</cx:plotArea></cx:chart></cx:chartSpace>'
    rel = MS + "2014/relationships/chartEx"
    put(parts, "ppt/charts/chartEx1.xml", chart, "application/vnd.ms-office.chartex+xml", rid="rId51", rel=rel)
    new = frame(52, space, f'<cx:chart xmlns:cx="{space}" r:id="rId51"/>')
    shape(parts, either("cx1", MS + "drawing/2015/9/8/chartex", new, BOX.format(id=52, fill="", text="no chart")))


def diagram(parts: Parts) -> None:
    """SmartArt whose drawing is found through the data only."""
    ext = f'<a:ext uri="{DSP}"><dsp:dataModelExt xmlns:dsp="{DSP}" relId="rId44" minVer="{DGM}"/></a:ext>'
    data = f'<dgm:dataModel xmlns:dgm="{DGM}" xmlns:a="{making.A}"><dgm:ptLst/><dgm:cxnLst/><dgm:bg/><dgm:whole/>'
    data += f"<dgm:extLst>{ext}</dgm:extLst></dgm:dataModel>"
    kind = OFFICE + "drawingml.diagram"
    layout = f'<dgm:layoutDef xmlns:dgm="{DGM}"><dgm:layoutNode/></dgm:layoutDef>'
    style, colours = f'<dgm:styleDef xmlns:dgm="{DGM}"/>', f'<dgm:colorsDef xmlns:dgm="{DGM}"/>'
    put(parts, "ppt/diagrams/data1.xml", data, kind + "Data+xml", rid="rId40", rel="diagramData")
    put(parts, "ppt/diagrams/layout1.xml", layout, kind + "Layout+xml", rid="rId41", rel="diagramLayout")
    put(parts, "ppt/diagrams/quickStyle1.xml", style, kind + "Style+xml", rid="rId42", rel="diagramQuickStyle")
    put(parts, "ppt/diagrams/colors1.xml", colours, kind + "Colors+xml", rid="rId43", rel="diagramColors")
    tree = '<dsp:spTree><dsp:nvGrpSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvGrpSpPr/></dsp:nvGrpSpPr><dsp:grpSpPr/></dsp:spTree>'
    drawing, own = f'<dsp:drawing xmlns:dsp="{DSP}">{tree}</dsp:drawing>', "application/vnd.ms-office.drawingml.diagramDrawing+xml"
    put(parts, "ppt/diagrams/drawing1.xml", drawing, own, rid="rId44", rel=MS + "2007/relationships/diagramDrawing")
    shape(parts, frame(51, DGM, f'<dgm:relIds xmlns:dgm="{DGM}" r:dm="rId40" r:lo="rId41" r:qs="rId42" r:cs="rId43"/>'))


def vector_picture(parts: Parts) -> None:
    """A picture with its SVG, of the content type that two programs spell differently."""
    put(parts, "ppt/media/image11.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg", rid="rId45", rel="image")
    svg = f'<asvg:svgBlip xmlns:asvg="{MS}drawing/2016/SVG/main" r:embed="rId45"/>'
    ext = f'<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">{svg}</a:ext></a:extLst>'
    sub(parts, SLIDE, r"(<a:blip [^>]*?)/>", r"\1>" + ext + "</a:blip>")


def tagged(parts: Parts) -> None:
    """Tags on the slide and on the presentation; data of a program that has no part."""
    tags = f'<p:tagLst xmlns:p="{making.P}"><p:tag name="A" val="1"/></p:tagLst>'
    put(parts, "ppt/tags/tag7.xml", tags, PML + "tags+xml", rid="rId47", rel="tags")
    put(parts, "ppt/tags/tag8.xml", tags.replace('"A"', '"B"'), PML + "tags+xml", owner=RELS, rid="rId97", rel="tags")
    swap(parts, SLIDE, "</p:spTree>", '</p:spTree><p:custDataLst><p:custData r:id="rId779"/><p:tags r:id="rId47"/></p:custDataLst>')
    sub(parts, PRES, r"(<p:notesSz [^>]*/>)", r'\1<p:custDataLst><p:tags r:id="rId97"/></p:custDataLst>')


def ink(parts: Parts) -> None:
    """Strokes of a pen, with the picture that older programs show."""
    drawn = '<inkml:ink xmlns:inkml="http://www.w3.org/2003/InkML"><inkml:trace>0 0, 9 9</inkml:trace></inkml:ink>'
    put(parts, "ppt/ink/ink1.xml", drawn, "application/inkml+xml", rid="rId55", rel="customXml")
    put(parts, "ppt/media/image12.png", image(colour="black"), rid="rId56", rel="image")
    name = '<p14:nvContentPartPr><p14:cNvPr id="53" name="Ink"/><p14:cNvContentPartPr/><p14:nvPr/></p14:nvContentPartPr>'
    place = '<p14:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p14:xfrm>'
    pen = f'<p:contentPart xmlns:p14="{P14}" r:id="rId55">{name}{place}</p:contentPart>'
    shape(parts, either("p14", P14, pen, picture(53, "rId56")))


def model(parts: Parts) -> None:
    """A 3D model with its picture."""
    put(parts, "ppt/media/model3d1.glb", b"glTF\2\0\0\0model", "model/gltf.binary", rid="rId57", rel=MS + "2017/06/relationships/model3d")
    put(parts, "ppt/media/image13.png", image(colour="gray"), rid="rId58", rel="image")
    space = MS + "drawing/2017/model3d"
    raster = '<am3d:raster rName="Office3DRenderer" rVer="16"><am3d:blip r:embed="rId58"/></am3d:raster>'
    place = '<am3d:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm></am3d:spPr>'
    body = f'<am3d:model3d xmlns:am3d="{space}" r:embed="rId57">{place}{raster}</am3d:model3d>'
    shape(parts, either("am3d", space, frame(54, space, body), picture(54, "rId58")))


def morph(parts: Parts) -> None:
    """The transition that only newer programs know."""
    new = f'<p:transition xmlns:p14="{P14}" spd="slow" p14:dur="2000"><p159:morph option="byObject"/></p:transition>'
    old = '<p:transition spd="slow"><p:fade/></p:transition>'
    swap(parts, SLIDE, "<p:timing>", either("p159", MS + "powerpoint/2015/09/main", new, old) + "<p:timing>")


def media(parts: Parts) -> None:
    """A film and a sound, each as a pair of relationships to one part, with their pictures."""
    clips = (("video", "mp4", b"\0\0\0\x18ftypmp42", 64, "videoFile"), ("audio", "mp3", b"ID3sound", 65, "audioFile"))
    put(parts, "ppt/media/image14.png", image(colour="white"), rid="rId66", rel="image")
    for kind, ending, data, number, element in clips:
        name = f"ppt/media/media{number}.{ending}"
        put(parts, name, data, f"{kind}/{ending.replace('mp3', 'mpeg')}", rid=f"rId{number}", rel=kind)
        relate(parts, SLIDE_RELS, f"rId{number + 10}", MS + "2007/relationships/media", f"/{name}")
        own = f'<p14:media xmlns:p14="{P14}" r:embed="rId{number + 10}"/>'
        ext = f'<p:extLst><p:ext uri="{{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}}">{own}</p:ext></p:extLst>'
        shape(parts, picture(number, "rId66", f'<a:{element} r:link="rId{number}"/>{ext}'))


def modern_comments(parts: Parts) -> None:
    """A comment with an answer by somebody else, and the people behind them."""
    space, who = MS + "powerpoint/2018/8/main", ["{{{}}}".format(f"{n}1111111-1111-4111-8111-111111111111") for n in (1, 2)]
    body = "<p188:txBody><a:bodyPr/><a:p><a:r><a:t>{}</a:t></a:r></a:p></p188:txBody>"
    at = 'created="2026-01-01T00:00:00.000"'
    reply = f'<p188:reply id="{{0A4A6C7B-0000-4000-8000-000000000002}}" authorId="{who[1]}" {at}>{body.format("So")}</p188:reply>'
    where = f'<pc:sldMkLst xmlns:pc="{MS}powerpoint/2013/main/command"><pc:docMk/><pc:sldMk cId="1" sldId="256"/></pc:sldMkLst>'
    one = f'<p188:cm id="{{0A4A6C7B-0000-4000-8000-000000000001}}" authorId="{who[0]}" {at}>{where}'
    listed = f'<p188:cmLst xmlns:p188="{space}" xmlns:a="{making.A}">{one}<p188:replyLst>{reply}</p188:replyLst>{body.format("Why?")}'
    people = "".join(f'<p188:author id="{guid}" name="P{n}" initials="P" userId="p{n}" providerId="None"/>' for n, guid in enumerate(who))
    kind, rel = "application/vnd.ms-powerpoint.", MS + "2018/10/relationships/"
    comments = listed + "</p188:cm></p188:cmLst>"
    put(parts, "ppt/comments/modernComment_100_0.xml", comments, kind + "comments+xml", rid="rId48", rel=rel + "comments")
    authors = f'<p188:authorLst xmlns:p188="{space}">{people}</p188:authorLst>'
    put(parts, "ppt/authors.xml", authors, kind + "authors+xml", owner=RELS, rid="rId98", rel=rel + "authors")


OBJECTS: dict[str, Callable[[Parts], None]] = {
    made.__name__: made
    for made in (
        nested_alternates, embedded_objects, active_control, custom_xml, charts, waterfall, diagram, vector_picture, tagged,
        ink, model, morph, media, modern_comments,
    )
}  # fmt: skip
