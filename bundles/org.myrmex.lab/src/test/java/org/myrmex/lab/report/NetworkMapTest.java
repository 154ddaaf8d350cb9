package org.myrmex.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.myrmex.lab.report.NetworkMap.Line;
import org.myrmex.lab.report.NetworkMap.Spot;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class NetworkMapTest {
    private static final String LOWEST = LoadColours.hex(LoadColours.of(0));
    private static final String HALF = LoadColours.hex(LoadColours.of(0.5));
    private static final String HIGHEST = LoadColours.hex(LoadColours.of(1));

    @Test
    void nodesAreColouredByTheirLoadBesideTheHighest() throws Exception {
        List<Spot> spots = List.of(counted("8", 12), counted("3", 6), counted("5", 0));
        Document svg = parsed(svg(spots, List.of(link(0, 1), link(1, 2))));
        assertEquals(HIGHEST, colourOf(svg, "8: 12 messages, 100 % of the highest load"));
        assertEquals(HALF, colourOf(svg, "3: 6 messages, 50 % of the highest load"));
        assertEquals(LOWEST, colourOf(svg, "5: 0 messages, 0 % of the highest load"));
    }

    @Test
    void countsAndNamesAreWrittenToo() throws Exception {
        List<String> texts = texts(parsed(svg(List.of(counted("alpha", 47), counted("beta", 8)), List.of(link(0, 1)))));
        assertTrue(texts.containsAll(List.of("alpha", "47", "beta", "8")), texts.toString());
    }

    @Test
    void theLegendSaysWhatTheHighestLoadIs() throws Exception {
        List<String> texts = texts(parsed(svg(List.of(counted("a", 1_250), counted("b", 8)), List.of())));
        assertTrue(
                texts.containsAll(List.of("0 %", "50 %", "100 %", "100 % = 1,250 messages, at a")), texts.toString());
    }

    @Test
    void theLegendExplainsOnlyWhatTheMapHas() throws Exception {
        List<Spot> spots = List.of(counted("a", 1), new Spot("b", 2, Spot.State.DEAD), counted("c", 1));
        List<String> plain = texts(parsed(svg(spots.subList(0, 1), List.of())));
        List<String> full = texts(parsed(
                svg(spots, List.of(new Line(0, 2, Line.Kind.NEW), new Line(0, 1, Line.Kind.GONE), route(0, 2)))));
        List<String> marks = List.of("dead: messages until then", "new link", "link that went", "route");
        assertTrue(full.containsAll(marks), full.toString());
        assertTrue(plain.stream().noneMatch(marks::contains), plain.toString());
    }

    @Test
    void theDeadAreGreyAndKeepTheirLastCount() throws Exception {
        Document svg = parsed(svg(List.of(counted("a", 10), new Spot("b", 33, Spot.State.DEAD)), List.of(link(0, 1))));
        assertEquals("#eceef1", colourOf(svg, "b: dead, 33 messages until then"));
        assertTrue(texts(svg).contains("33"));
        assertEquals(HIGHEST, colourOf(svg, "a: 10 messages, 100 % of the highest load"), "the dead set no scale");
    }

    @Test
    void allLoadsZeroIsAllGreen() throws Exception {
        Document svg = parsed(svg(List.of(counted("a", 0), counted("b", 0)), List.of(link(0, 1))));
        assertEquals(LOWEST, colourOf(svg, "a: 0 messages, 0 % of the highest load"));
        assertTrue(texts(svg).contains("100 % = 0 messages"));
    }

    @Test
    void hostileNamesStayText() throws Exception {
        String name = "<script>\"'&\u0000\u001b\uD800\uFFFE\u202E]]>";
        Document svg = parsed(NetworkMap.svg(
                name, name, List.of(counted(name, 3), new Spot(name, 0, Spot.State.END)), List.of(), places(2)));
        assertEquals(0, svg.getElementsByTagName("script").getLength());
        assertEquals("<script>\"'&\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD]]>", title(svg.getDocumentElement()));
    }

    @Test
    void nothingIsFetchedAndNothingRuns() throws Exception {
        String svg = svg(List.of(counted("a", 1), counted("b", 2)), List.of(route(0, 1)));
        String own = svg.replace("http://www.w3.org/2000/svg", "");
        for (String foreign : List.of("http", "href", "url(", "<style", "<image", "@import", "<!")) {
            assertFalse(own.contains(foreign), foreign);
        }
    }

    @Test
    void aMapWithOneNodeOrNoneIsStillAPicture() throws Exception {
        assertTrue(texts(parsed(svg(List.of(counted("alone", 7)), List.of()))).contains("alone"));
        assertTrue(texts(parsed(svg(List.of(), List.of()))).contains("Nothing to draw: 0 nodes, 0 links."));
    }

    @Test
    void tooManyNodesAreSaidInsteadOfDrawn() throws Exception {
        int nodes = Layout.MOST_NODES + 1;
        Document svg = parsed(svg(many(nodes), List.of()));
        assertTrue(
                texts(svg).contains("Too many for a map: 5,001 nodes, 0 links."),
                texts(svg).toString());
    }

    @Test
    void inABigNetworkLoadShowsInSizeToo() throws Exception {
        List<Spot> spots = many(200);
        Document svg = parsed(svg(spots, List.of()));
        double least = radiusOf(svg, "n0: 0 messages, 0 % of the highest load");
        double most = radiusOf(svg, "n199: 199 messages, 100 % of the highest load");
        assertEquals(2 * least, most, 0.02);
        assertFalse(texts(svg).contains("n199"), "no names among so many");
    }

    @Test
    void countsAreShortenedOnlyWhereTheyDoNotFit() {
        assertEquals(
                List.of("0", "999", "1k", "1.2k", "12k", "999k", "9.2E"),
                IntStream.range(0, 7)
                        .mapToObj(i ->
                                Loads.compact(new long[] {0, 999, 1_000, 1_299, 12_999, 999_999, Long.MAX_VALUE}[i]))
                        .toList());
    }

    @Test
    void everythingStaysOnThePage() throws Exception {
        List<Spot> spots = new ArrayList<>(many(30));
        spots.add(new Spot("a downloader with a long name", 0, Spot.State.END));
        spots.add(counted("a node with a long name too", 1));
        List<Line> ring =
                IntStream.range(0, 32).mapToObj(i -> link(i, (i + 1) % 32)).toList();
        NodeList rects = parsed(svg(spots, ring)).getElementsByTagName("rect");
        for (int i = 0; i < rects.getLength(); i++) {
            Element rect = (Element) rects.item(i);
            double x = rect.hasAttribute("x") ? number(rect, "x") : 0;
            assertTrue(x >= 0 && x + number(rect, "width") <= Svg.WIDTH, "from " + x + " px");
        }
    }

    @Test
    void theSameMapIsTheSameBytesWhateverTheLanguage() {
        Locale before = Locale.getDefault();
        String english = svg(many(40), List.of(link(0, 1), route(1, 2)));
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(english, svg(many(40), List.of(link(0, 1), route(1, 2))));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aLineToNobodyOrAPlaceTooFewIsRefused() {
        List<Spot> two = List.of(counted("a", 1), counted("b", 1));
        assertThrows(IllegalArgumentException.class, () -> svg(two, List.of(link(0, 2))));
        assertThrows(
                IllegalArgumentException.class,
                () -> NetworkMap.svg("t", "s", two, List.of(), List.of(new Place(0, 0))));
        assertThrows(IllegalArgumentException.class, () -> counted("a", -1));
        assertThrows(IllegalArgumentException.class, () -> new Place(Double.NaN, 0));
    }

    private static String svg(List<Spot> spots, List<Line> lines) {
        return NetworkMap.svg("A map", "of a test", spots, lines, places(spots.size()));
    }

    private static List<Place> places(int nodes) {
        return Layout.of(nodes, List.of(), 1);
    }

    private static List<Spot> many(int nodes) {
        return IntStream.range(0, nodes).mapToObj(i -> counted("n" + i, i)).toList();
    }

    private static Spot counted(String label, long load) {
        return new Spot(label, load, Spot.State.COUNTED);
    }

    private static Line link(int a, int b) {
        return new Line(a, b, Line.Kind.LINK);
    }

    private static Line route(int a, int b) {
        return new Line(a, b, Line.Kind.ROUTE);
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> texts(Document svg) {
        NodeList texts = svg.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
    }

    private static String colourOf(Document svg, String tooltip) {
        return circleOf(svg, tooltip).getAttribute("fill");
    }

    private static double radiusOf(Document svg, String tooltip) {
        return number(circleOf(svg, tooltip), "r");
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static Element circleOf(Document svg, String tooltip) {
        NodeList titles = svg.getElementsByTagName("title");
        return IntStream.range(0, titles.getLength())
                .mapToObj(titles::item)
                .filter(title -> title.getTextContent().equals(tooltip))
                .map(title -> (Element) ((Element) title.getParentNode())
                        .getElementsByTagName("circle")
                        .item(0))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no node says: " + tooltip));
    }

    private static String title(Element element) {
        return element.getElementsByTagName("title").item(0).getTextContent();
    }
}
