package org.myrmex.webdav.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.xml.BadXmlException;
import org.myrmex.webdav.xml.Name;

class ConditionTest {
    private static final Name COLOUR = new Name("u:", "colour");
    private static final String LENGTH = "<p><getcontentlength/></p>";
    private static final String TYPE = "<p><getcontenttype/></p>";
    private static final String NAME = "<p><displayname/></p>";
    private static final String TIME = "<p><getlastmodified/></p>";

    /** 2001-09-09T01:46:40Z and a bit. */
    private static final Entry FILE = entry("Blue_Whale 100%.TXT", false);

    private static Entry entry(String name, boolean folder) {
        return new Entry(
                name,
                folder,
                folder ? OptionalLong.empty() : OptionalLong.of(36),
                folder ? Optional.empty() : Optional.of("t"),
                OptionalLong.of(1_000_000_000_400_000L),
                "text/plain",
                true);
    }

    private static Subject subject(Entry entry) {
        return new Subject(entry.name(), entry, name -> name.equals(COLOUR) ? Optional.of("10") : Optional.empty());
    }

    /** With {@code p}, {@code l} for what stands everywhere. */
    private static Question.OfResources question(String where, String behind)
            throws BadXmlException, UnsupportedException {
        String xml =
                ("<searchrequest xmlns='DAV:'><basicsearch><select><allprop/></select><from><scope><href>/dav/</href>"
                                + "<depth>1</depth></scope></from>"
                                + (where.isEmpty() ? "" : "<where>" + where + "</where>")
                                + behind
                                + "</basicsearch></searchrequest>")
                        .replaceAll("<(/?)p>", "<$1prop>")
                        .replaceAll("<(/?)l>", "<$1literal>");
        return (Question.OfResources) Question.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static Truth truth(String where, Entry entry) throws BadXmlException, UnsupportedException {
        return question(where, "").where().orElseThrow().of(subject(entry));
    }

    @ParameterizedTest
    @CsvSource({
        "eq, 36, TRUE",
        "eq, 36.0, TRUE",
        "eq, 037, FALSE",
        "lt, 100, TRUE",
        "lt, 36, FALSE",
        "lte, 36, TRUE",
        "gt, 9, TRUE",
        "gt, 36, FALSE",
        "gte, 36, TRUE",
        "gte, much, UNKNOWN"
    })
    void lengthsAreComparedAsNumbers(String operator, String literal, Truth truth) throws Exception {
        assertEquals(truth, truth("<" + operator + ">" + LENGTH + "<l>" + literal + "</l></" + operator + ">", FILE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            eq | Sun, 09 Sep 2001 01:46:40 GMT | TRUE
            eq | 2001-09-09T01:46:40Z          | TRUE
            eq | 2001-09-09T01:46:40           | TRUE
            eq | 2001-09-09T03:46:40+02:00     | TRUE
            gt | 2001-09-09                    | TRUE
            lt | 2001-09-09T01:46:40Z          | FALSE
            lt | 2001-09-10                    | TRUE
            lt | yesterday                     | UNKNOWN
            lt | +999999999-01-01T00:00:00Z    | UNKNOWN
            """)
    void timesAreComparedInWholeSeconds(String operator, String literal, Truth truth) throws Exception {
        assertEquals(truth, truth("<" + operator + ">" + TIME + "<l>" + literal + "</l></" + operator + ">", FILE));
    }

    @ParameterizedTest
    @CsvSource({
        "blue\\_whale%, TRUE",
        "blue\\_whale, FALSE",
        "%100\\%.txt, TRUE",
        "%100\\%, FALSE",
        "B___ Whale%, FALSE",
        "B____Whale%, TRUE",
        "%, TRUE",
        "%%%w%l%t, TRUE",
        "'', FALSE"
    })
    void patternsKnowAnyTextAndAnyCharacter(String pattern, Truth truth) throws Exception {
        assertEquals(truth, truth("<like>" + NAME + "<l>" + pattern + "</l></like>", FILE));
    }

    @Test
    void caseMattersWhereItIsSaid() throws Exception {
        String text = NAME + "<l>blue%</l></like>";
        assertEquals(Truth.TRUE, truth("<like>" + text, FILE));
        assertEquals(Truth.TRUE, truth("<like caseless='yes'>" + text, FILE));
        assertEquals(Truth.FALSE, truth("<like caseless='no'>" + text, FILE));
        assertEquals(Truth.TRUE, truth("<eq>" + NAME + "<l>STRASSE</l></eq>", entry("stra\u00dfe", false)));
        assertEquals(Truth.TRUE, truth("<eq>" + NAME + "<l>e\u0301</l></eq>", entry("\u00c9", false)));
    }

    /** RFC 5323, appendix A: not of the unknown is unknown, so a folder is neither large nor not large. */
    @Test
    void whatIsNotThereIsNeitherTrueNorFalse() throws Exception {
        String large = "<gt>" + LENGTH + "<l>1</l></gt>";
        Entry folder = entry("f", true);
        assertEquals(Truth.UNKNOWN, truth(large, folder));
        assertEquals(Truth.UNKNOWN, truth("<not>" + large + "</not>", folder));
        assertEquals(Truth.TRUE, truth("<or>" + large + "<is-collection/></or>", folder));
        assertEquals(Truth.FALSE, truth("<and>" + large + "<not><is-collection/></not></and>", folder));
        assertEquals(Truth.UNKNOWN, truth("<and>" + large + "<is-collection/></and>", folder));
        assertEquals(Truth.UNKNOWN, truth("<eq><p><resourcetype/></p><l>x</l></eq>", folder));
        assertEquals(Truth.TRUE, truth("<is-defined><p><resourcetype/></p></is-defined>", folder));
        assertEquals(Truth.FALSE, truth("<is-defined>" + TYPE + "</is-defined>", folder));
    }

    @Test
    void aTypedLiteralSaysHowAnInventedPropertyIsCompared() throws Exception {
        String prop = "<gt><p><colour xmlns='u:'/></p>";
        assertEquals(Truth.FALSE, truth(prop + "<l>9</l></gt>", FILE));
        String typed = "<typed-literal xmlns:x='http://www.w3.org/2001/XMLSchema-instance' x:type='xs:integer'>9"
                + "</typed-literal></gt>";
        assertEquals(Truth.TRUE, truth(prop + typed, FILE));
        assertEquals(Truth.UNKNOWN, truth("<gt>" + NAME + typed, FILE));
    }

    @Test
    void wordsAreFoundInNamesFromTheirBegin() throws Exception {
        assertEquals(Truth.TRUE, truth("<contains>whale, BLUE</contains>", FILE));
        assertEquals(Truth.TRUE, truth("<contains>wha</contains>", FILE));
        assertEquals(Truth.FALSE, truth("<contains>hale</contains>", FILE));
        assertEquals(Truth.FALSE, truth("<contains>whale shark</contains>", FILE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <contains>Blue, whale!</contains>                                             | blue whale
            <like><p><displayname/></p><l>%whal%</l></like>                               | whal*
            <like><p><displayname/></p><l>%blue whale%</l></like>                         | blue whale*
            <like><p><displayname/></p><l>_hale shark_%</l></like>                        | shark*
            <like><p><displayname/></p><l>%.ogg</l></like>                                | ogg
            <and><contains>a bc</contains><is-collection/></and>                          | a bc
            <or><contains>a</contains><contains>b</contains></or>                         |
            <or><contains>aa</contains><like><p><displayname/></p><l>aa</l></like></or>   | aa
            <not><contains>aa</contains></not>                                            |
            <gt><p><getcontentlength/></p><l>1</l></gt>                                   |
            <like><p><getcontenttype/></p><l>audio/%</l></like>                           |
            <like><p><displayname/></p><l>%</l></like>                                    |
            """)
    void theNetworkIsAskedForWhatMustBeThere(String where, String words) throws Exception {
        assertEquals(
                Optional.ofNullable(words),
                NetworkWords.of(question(where, "").where().orElseThrow()));
    }

    @Test
    void theFirstInOrderAreKept() throws Exception {
        Best<String> best = new Best<>(
                question(
                                "",
                                "<orderby><order><p><getcontentlength/></p><descending/></order><order><p><displayname/>"
                                        + "</p></order></orderby>")
                        .orders(),
                3);
        for (Entry entry : List.of(entry("b", false), entry("folder", true), entry("C", false), entry("a", false))) {
            best.offer(subject(entry), entry.name());
        }
        assertEquals(List.of("a", "b", "C"), best.inOrder());
        assertEquals(4, best.offered());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<language-matches><p><displayname/></p><l>en</l></language-matches>",
                "<x xmlns='u:'/>",
                "<and><near xmlns='DAV:'/></and>"
            })
    void whatIsNotOfferedIsSaidToBeSo(String where) {
        assertThrows(UnsupportedException.class, () -> question(where, ""));
        assertThrows(UnsupportedException.class, () -> question("", "<orderby><order><score/></order></orderby>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<and/>",
                "<not><is-collection/><is-collection/></not>",
                "<is-collection/><is-collection/>",
                "<eq><p><displayname/></p></eq>",
                "<eq><l>1</l></eq>",
                "<eq><p><a/><b/></p><l>1</l></eq>",
                "<contains>  </contains>",
                "<contains>a b c d e f g h i j k l m n o p q</contains>",
                "<like><p><displayname/></p><l>1<b/></l></like>"
            })
    void whatIsMalformedIsRefused(String where) {
        assertThrows(BadXmlException.class, () -> question(where, ""));
    }

    @Test
    void whatCostsTooMuchIsRefusedOrCheap() throws Exception {
        assertThrows(BadXmlException.class, () -> question("<and>" + "<is-collection/>".repeat(256) + "</and>", ""));
        assertThrows(
                BadXmlException.class, () -> question("<like>" + NAME + "<l>" + "x".repeat(1_025) + "</l></like>", ""));
        String worst = "<like>" + NAME + "<l>" + "%a".repeat(511) + "b</l></like>";
        Condition condition = question(worst, "").where().orElseThrow();
        Entry name = entry("a".repeat(255), false);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < 1_000; i++) {
                assertEquals(Truth.FALSE, condition.of(subject(name)));
            }
        });
    }
}
