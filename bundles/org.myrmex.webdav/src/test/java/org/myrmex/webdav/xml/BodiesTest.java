package org.myrmex.webdav.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {
    private static final String OPEN = "<D:propfind xmlns:D=\"DAV:\">";
    private static final String CLOSE = "</D:propfind>";

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsAskedForStandsOnceInItsOrder() throws BadXmlException {
        Asked asked =
                Asked.read(utf8(OPEN + "<D:prop><D:getetag/><x xmlns=\"u:1\"/><D:getetag/><y/></D:prop>" + CLOSE));
        assertEquals(Asked.Kind.NAMED, asked.kind());
        assertEquals(List.of(Name.dav("getetag"), new Name("u:1", "x"), new Name("", "y")), asked.names());
        assertEquals(Asked.EVERYTHING, Asked.read(new byte[0]));
        Asked more = Asked.read(utf8(OPEN + "<D:allprop/><D:include><D:q/></D:include>" + CLOSE));
        assertEquals(new Asked(Asked.Kind.ALL, List.of(Name.dav("q"))), more);
    }

    @Test
    void encodingsThatXmlKnowsAreRead() throws BadXmlException {
        String body = "<?xml version=\"1.0\"?>" + OPEN + "<D:propname/>" + CLOSE;
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
            assertEquals(Asked.Kind.NAMES, Asked.read(body.getBytes(charset)).kind(), charset.name());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE p><D:propfind xmlns:D=\"DAV:\"><D:allprop/></D:propfind>",
                "<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><D:propfind"
                        + " xmlns:D=\"DAV:\"><D:prop><D:a>&x;</D:a></D:prop></D:propfind>",
                "<!DOCTYPE p SYSTEM \"http://127.0.0.1:9/x.dtd\"><D:propfind"
                        + " xmlns:D=\"DAV:\"><D:allprop/></D:propfind>",
                "<!DOCTYPE p [<!ENTITY % a SYSTEM \"file:///etc/hostname\">%a;]><D:propfind xmlns:D=\"DAV:\"/>",
                "<!DOCTYPE p [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c"
                        + " \"&b;&b;&b;&b;\">]><D:propfind xmlns:D=\"DAV:\"><D:prop>&c;</D:prop></D:propfind>",
                "<D:propfind xmlns:D=\"DAV:\"><D:prop>&undefined;</D:prop></D:propfind>",
                "<?xml version=\"1.0\" encoding=\"utf-7\"?><D:propfind xmlns:D=\"DAV:\"><D:allprop/></D:propfind>",
                "<?xml version=\"1.0\" encoding=\"utf-16\"?><D:propfind xmlns:D=\"DAV:\"><D:allprop/></D:propfind>",
                "<D:propfind xmlns:D=\"DAV:\"><D:allprop/><D:propname/></D:propfind>",
                "<D:propfind xmlns:D=\"DAV:\"><x:a/></D:propfind>",
                "<D:propfind xmlns:D=\"\"><D:a/></D:propfind>",
                "<propfind><allprop/></propfind>",
                "<D:propfind xmlns:D=\"DAV:\"/>",
                "   ",
                "<a/><b/>"
            })
    void everythingElseIsRefused(String body) {
        assertThrows(BadXmlException.class, () -> Asked.read(utf8(body)));
    }

    @Test
    void bombsGoOutQuickly() {
        List<String> bombs = List.of(
                "<a>".repeat(50_000),
                OPEN + "<D:prop>" + "<a/>".repeat(50_000) + "</D:prop>" + CLOSE,
                OPEN + "<D:prop a=\"" + "x".repeat(10 << 20) + "\"/>" + CLOSE,
                "<D:propfind xmlns:D=\"DAV:\" " + attributes(9_000) + "/>",
                "\u0000".repeat(1_000),
                "x".repeat(20 << 20));
        for (String bomb : bombs) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(60), () -> assertThrows(BadXmlException.class, () -> Asked.read(utf8(bomb))));
        }
    }

    private static String attributes(int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append("xmlns:n").append(i).append("=\"u:").append(i).append("\" ");
        }
        return all.toString();
    }

    @Test
    void changesComeInTheirOrder() throws BadXmlException {
        String body = "<D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop><a xmlns=\"u:\"> 1 </a></D:prop></D:set>"
                + "<D:remove><D:prop><D:b/></D:prop></D:remove></D:propertyupdate>";
        assertEquals(
                List.of(
                        new Update.Change(
                                new Name("u:", "a"),
                                Optional.of(new Update.Value("1", "<a xmlns=\"u:\"> 1 </a>", List.of()))),
                        new Update.Change(Name.dav("b"), Optional.empty())),
                Update.read(utf8(body)));
        assertThrows(BadXmlException.class, () -> Update.read(utf8(body.replace("propertyupdate", "update"))));
        assertThrows(
                BadXmlException.class,
                () -> Update.read(utf8("<D:propertyupdate xmlns:D=\"DAV:\"><D:set/></D:propertyupdate>")));
    }
}
