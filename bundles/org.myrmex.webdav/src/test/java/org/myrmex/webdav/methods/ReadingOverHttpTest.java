package org.myrmex.webdav.methods;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.myrmex.webdav.fakes.Answer;
import org.myrmex.webdav.xml.Asked;

/** What is there: files, ranges, listings, conditions, and what is out of reach. */
class ReadingOverHttpTest extends SharesOverHttp {
    @Test
    void oneTagAndLengthEverywhere() throws IOException {
        String tag = client.send("PUT", SHARE + "/n.txt", TEXT).header("ETag").orElseThrow();
        assertTrue(tag.matches("\"[0-9a-f]{32}\""), tag);
        Answer head = client.send("HEAD", SHARE + "/n.txt");
        Answer get = client.send("GET", SHARE + "/n.txt");
        String find = client.send("PROPFIND", SHARE + "/n.txt", "", "Depth: 0").text();
        assertEquals(Optional.of(tag), head.header("ETag"));
        assertEquals(Optional.of(tag), get.header("ETag"));
        assertTrue(find.contains("<D:getetag>" + tag + "</D:getetag>"), find);
        assertTrue(find.contains("<D:getcontentlength>36</D:getcontentlength>"), find);
        assertEquals(Optional.of("36"), head.header("Content-Length"));
        assertEquals(TEXT, get.text());
        assertEquals(0, head.body().length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            bytes=0-0          | 206 | bytes 0-0/36   | 0
            bytes=34-          | 206 | bytes 34-35/36 | yz
            bytes=-3           | 206 | bytes 33-35/36 | xyz
            bytes=35-99        | 206 | bytes 35-35/36 | z
            bytes=36-          | 416 | bytes */36     |
            bytes=-0           | 416 | bytes */36     |
            bytes=5-2          | 200 |                |
            items=0-1          | 200 |                |
            bytes=0-9,5-20     | 200 |                |
            bytes=99999999999999999999-  | 200 |      |
            """)
    void aRangeIsThatPart(String range, int status, String contentRange, String text) throws IOException {
        Answer answer = client.send("GET", SHARE + "/a.txt", "", "Range: " + range);
        assertEquals(status, answer.status());
        assertEquals(Optional.ofNullable(contentRange), answer.header("Content-Range"));
        if (status == 206) {
            assertEquals(text, answer.text());
        }
    }

    @Test
    void someRangesComeAsParts() throws IOException {
        Answer answer = client.send("GET", SHARE + "/a.txt", "", "Range: bytes=0-1, 10-12,-1");
        assertEquals(206, answer.status());
        assertTrue(answer.whole());
        assertTrue(answer.text().contains("Content-Range: bytes 10-12/36\r\n\r\nabc\r\n"), answer.text());
        String many = "bytes="
                + String.join(
                        ",",
                        List.of(
                                "0-0,2-2,4-4,6-6,8-8,10-10,12-12,14-14,16-16,18-18",
                                "20-20,22-22,24-24,26-26,28-28,30-30,32-32"));
        assertEquals(
                200, client.send("GET", SHARE + "/a.txt", "", "Range: " + many).status());
    }

    @Test
    void conditionsDecide() throws IOException {
        String tag = client.send("HEAD", SHARE + "/a.txt").header("ETag").orElseThrow();
        assertEquals(
                304,
                client.send("GET", SHARE + "/a.txt", "", "If-None-Match: " + tag)
                        .status());
        assertEquals(
                304,
                client.send("GET", SHARE + "/a.txt", "", "If-None-Match: \"x\", W/" + tag)
                        .status());
        assertEquals(
                412, client.send("GET", SHARE + "/a.txt", "", "If-Match: \"x\"").status());
        assertEquals(
                412,
                client.send("PUT", SHARE + "/a.txt", "x", "If-Match: W/" + tag).status());
        assertEquals(
                412,
                client.send("PUT", SHARE + "/a.txt", "x", "If-None-Match: *").status());
        assertEquals(
                412, client.send("PUT", SHARE + "/none", "x", "If-Match: *").status());
        assertEquals(
                412,
                client.send("PUT", SHARE + "/a.txt", "x", "If-None-Match: broken")
                        .status());
        assertEquals(
                412,
                client.send("PUT", SHARE + "/a.txt", "x", "If: (<opaquelocktoken:1>)")
                        .status());
        assertEquals(TEXT, Files.readString(share.resolve("a.txt")));
        assertEquals(
                206,
                client.send("GET", SHARE + "/a.txt", "", "Range: bytes=1-1", "If-Range: " + tag)
                        .status());
        assertEquals(
                200,
                client.send("GET", SHARE + "/a.txt", "", "Range: bytes=1-1", "If-Range: \"x\"")
                        .status());
        assertEquals(
                204,
                client.send("PUT", SHARE + "/a.txt", "x", "If-Match: " + tag).status());
        assertEquals("x", Files.readString(share.resolve("a.txt")));
    }

    @Test
    void linksLeadNowhere() throws IOException {
        Files.createSymbolicLink(share.resolve("out"), outside);
        Files.createSymbolicLink(share.resolve("file"), outside.resolve("secret"));
        for (String path : List.of("/out", "/out/", "/out/secret", "/file")) {
            assertEquals(404, client.send("GET", SHARE + path).status(), path);
            assertEquals(
                    404, client.send("PROPFIND", SHARE + path, "", "Depth: 1").status(), path);
            assertEquals(404, client.send("DELETE", SHARE + path).status(), path);
        }
        assertEquals(409, client.send("PUT", SHARE + "/out/new", "x").status());
        assertEquals(409, client.send("MKCOL", SHARE + "/out/new").status());
        assertEquals(403, client.send("PUT", SHARE + "/file", "x").status());
        String listing = client.send("PROPFIND", SHARE + "/", "", "Depth: 1").text();
        assertFalse(listing.contains("/out") || listing.contains("/file"), listing);
        assertEquals(
                204,
                client.send("MOVE", SHARE + "/a.txt", "", "Destination: " + SHARE + "/home/x")
                                        .status()
                                == 201
                        ? 204
                        : 0);
        try (Stream<Path> files = Files.list(outside)) {
            assertEquals(1, files.count());
        }
        assertEquals("canary", Files.readString(outside.resolve("secret")));
    }

    @Test
    void thePeersOwnFilesAreOutOfReach() throws IOException {
        for (String path : List.of("/home/run", "/home/run/token")) {
            assertEquals(404, client.send("GET", SHARE + path).status());
            assertEquals(404, client.send("DELETE", SHARE + path).status());
        }
        assertEquals(403, client.send("PUT", SHARE + "/home/run", "x").status());
        assertEquals(409, client.send("PUT", SHARE + "/home/run/token", "x").status());
        assertEquals(403, client.send("MKCOL", SHARE + "/home/conf").status());
        assertEquals(403, client.send("DELETE", SHARE + "/home/").status());
        assertEquals(
                403,
                client.send("MOVE", SHARE + "/home/", "", "Destination: " + SHARE + "/x/")
                        .status());
        assertEquals(
                403,
                client.send("MOVE", SHARE + "/a.txt", "", "Destination: " + SHARE + "/home/")
                        .status());
        assertFalse(client.send("GET", SHARE + "/home/").text().contains("run"));
        assertEquals("key", Files.readString(share.resolve("home/run/token")));
    }

    @Test
    void sharesThemselvesStay() throws IOException {
        assertEquals(403, client.send("DELETE", SHARE + "/").status());
        assertEquals(403, client.send("DELETE", "/dav/shares/").status());
        assertEquals(403, client.send("DELETE", "/dav/").status());
        assertEquals(403, client.send("MKCOL", "/dav/shares/new/").status());
        for (String there : List.of("/dav/", "/dav/shares/", SHARE, SHARE + "/")) {
            assertEquals(405, client.send("MKCOL", there).status(), "mkdir -p goes on: " + there);
        }
        assertEquals(403, client.send("PUT", "/dav/new", "x").status());
        assertEquals(
                403, client.send("MOVE", "/dav/", "", "Destination: /dav/x/").status());
        assertEquals(
                403,
                client.send("MOVE", SHARE + "/", "", "Destination: " + SHARE + "/x/")
                        .status());
        assertEquals(
                403,
                client.send("COPY", SHARE + "/", "", "Destination: " + SHARE + "/x/")
                        .status());
        assertEquals(TEXT, Files.readString(share.resolve("a.txt")));
    }

    @Test
    void propertiesAreAnsweredAsAsked() throws IOException {
        String named = "<propfind xmlns=\"DAV:\"><prop><getcontentlength/><quota-available-bytes/><x xmlns=\"\"/>"
                + "<y xmlns=\"u:v\"/></prop></propfind>";
        String answer = client.send("PROPFIND", SHARE + "/", named, "Depth: 0").text();
        assertTrue(answer.contains("<D:quota-available-bytes>"), answer);
        assertTrue(answer.contains("<x/>") && answer.contains("<x:y xmlns:x=\"u:v\"/>"), answer);
        assertTrue(answer.indexOf("404 Not Found") > answer.indexOf("200 OK"), answer);
        String names = client.send(
                        "PROPFIND", SHARE + "/a.txt", "<propfind xmlns=\"DAV:\"><propname/></propfind>", "Depth: 0")
                .text();
        assertTrue(names.contains("<D:getetag/>"), names);
        Answer deep = client.send("PROPFIND", SHARE + "/", "", "Depth: infinity");
        assertEquals(403, deep.status());
        assertTrue(deep.text().contains("<D:propfind-finite-depth/>"), deep.text());
        assertEquals(403, client.send("PROPFIND", SHARE + "/").status());
        assertEquals(400, client.send("PROPFIND", SHARE + "/", "", "Depth: 7").status());
        assertEquals(207, client.send("PROPFIND", SHARE + "/a.txt").status());
        for (String bad : List.of("<x", "<x/>", "<!DOCTYPE x><propfind xmlns=\"DAV:\"><allprop/></propfind>", "{}")) {
            assertEquals(
                    400, client.send("PROPFIND", SHARE + "/", bad, "Depth: 0").status(), bad);
        }
        assertEquals(
                413,
                client.send("PROPFIND", SHARE + "/", " ".repeat(Asked.MAX_BYTES + 1), "Depth: 0")
                        .status());
    }

    @Test
    void aLargeFolderIsListedWhole() throws IOException {
        Path large = Files.createDirectory(share.resolve("large"));
        for (int i = 0; i < 2_500; i++) {
            Files.createFile(large.resolve("f" + i));
        }
        String listing =
                client.send("PROPFIND", SHARE + "/large/", "", "Depth: 1").text();
        assertEquals(2_501, listing.split("<D:response>", -1).length - 1);
        assertEquals(2_500, listing.split("<D:getetag>", -1).length - 1);
        assertTrue(listing.endsWith("</D:multistatus>\n"));
    }

    @Test
    void pagesAreSortedByLinks() throws IOException {
        Files.createDirectory(share.resolve("z"));
        Files.writeString(share.resolve("b.mp3"), "1");
        Files.setLastModifiedTime(share.resolve("b.mp3"), FileTime.fromMillis(0));
        assertEquals(List.of("a.txt", "b.mp3", "home/", "z/"), rows(""));
        assertEquals(List.of("home/", "z/", "b.mp3", "a.txt"), rows("?sort=size&order=asc"));
        assertEquals(List.of("home/", "z/", "a.txt", "b.mp3"), rows("?sort=size&order=desc"));
        assertEquals("a.txt", rows("?order=desc&sort=time").get(2));
        assertEquals(List.of("z/", "home/", "b.mp3", "a.txt"), rows("?sort=name&order=desc"));
        assertEquals(List.of("a.txt", "b.mp3", "home/", "z/"), rows("?sort=%zz&order"));
        String page = client.send("GET", SHARE + "/?sort=size&order=asc").text();
        assertTrue(
                page.contains("<th scope=\"col\" aria-sort=\"ascending\"><a href=\"?sort=size&amp;order=desc\">"),
                page);
        assertTrue(page.contains("<a class=\"audio\" href=\"/dav/shares/s/b.mp3\"><bdi>b.mp3</bdi></a>"), page);
        assertTrue(page.contains("<time datetime=\"1970-01-01T00:00:00Z\">"), page);
        assertTrue(client.send("GET", "/dav/network/search/?words=%zz").status() < 500);
    }

    private List<String> rows(String query) throws IOException {
        return Pattern.compile("<bdi>([^<]*)</bdi>(/?)</a></td>")
                .matcher(client.send("GET", SHARE + "/" + query).text())
                .results()
                .map(row -> row.group(1) + row.group(2))
                .toList();
    }

    @Test
    void pagesShowNamesAndRunNothing() throws IOException {
        Files.writeString(share.resolve("<script>alert(1)"), "x");
        Files.writeString(share.resolve("page.html"), "<script>alert(1)</script>");
        Answer page = client.send("GET", SHARE + "/");
        assertEquals(Optional.of("text/html;charset=utf-8"), page.header("Content-Type"));
        assertFalse(page.text().contains("<script"), page.text());
        Files.writeString(share.resolve("evil\u202Egnp.exe"), "x");
        assertTrue(client.send("GET", SHARE + "/").text().contains("<bdi>evil\uFFFDgnp.exe</bdi>"));
        assertTrue(page.text().contains("&lt;script&gt;"), page.text());
        assertFalse(page.text().contains("<form"), page.text());
        assertTrue(client.send("GET", "/dav/").text().contains("<form"));
        Answer html = client.send("GET", SHARE + "/page.html");
        assertEquals(Optional.of("attachment"), html.header("Content-Disposition"));
        assertEquals(Optional.of("sandbox; default-src 'none'"), html.header("Content-Security-Policy"));
        assertEquals(Optional.of("nosniff"), html.header("X-Content-Type-Options"));
        Answer form = client.send("GET", "/dav/network/search/?words=a%2Fb");
        assertEquals(400, form.status());
        assertEquals(
                Optional.of("/dav/network/search/blue%20%26%20whale/"),
                client.send("GET", "/dav/network/search/?words=blue+%26++whale").header("Location"));
    }

    @Test
    void optionsSayWhatIsOffered() throws IOException {
        Answer file = client.send("OPTIONS", SHARE + "/a.txt");
        assertEquals(Optional.of("1, 2, 3"), file.header("DAV"));
        assertEquals(Optional.of("DAV"), file.header("MS-Author-Via"));
        assertEquals(Optional.of(Options.READ_WRITE), file.header("Allow"));
        assertEquals(
                Optional.of(Options.READ_ONLY), client.send("OPTIONS", "/dav/").header("Allow"));
    }

    @Test
    void aSourceThatBreaksCutsTheAnswer() throws Exception {
        server.mounts().add("broken", new BrokenTree(1 << 20, 300_000, true));
        Answer answer = client.send("GET", "/dav/broken/file");
        assertEquals(200, answer.status());
        assertFalse(answer.whole());
        assertTrue(answer.body().length <= 300_000, "nothing is made up: " + answer.body().length);
        server.mounts().add("unknown", new BrokenTree(1 << 20, 300_000, false));
        // a connection that stays: else its end would be that of the body too
        String head = client.head("GET", "/dav/unknown/file").replace("Connection: close\r\n", "");
        Answer chunked = client.exact(head, new byte[0]);
        assertEquals(Optional.of("chunked"), chunked.header("Transfer-Encoding"));
        assertEquals(200, chunked.status());
        assertFalse(chunked.whole());
        assertTrue(chunked.body().length <= 300_000);
        assertEquals(0, server.thrown());
    }

    @Test
    void conditionsThatMeanNothingDoNotKeepAnOldCopy() throws IOException {
        assertEquals(
                200,
                client.send("GET", SHARE + "/a.txt", "", "If-None-Match: unquoted")
                        .status());
    }

    @Test
    void aListOfTagsMayStandOnSeveralLines() throws IOException {
        String tag = client.send("HEAD", SHARE + "/a.txt").header("ETag").orElseThrow();
        assertEquals(
                412,
                client.send("PUT", SHARE + "/a.txt", "x", "If-None-Match: \"x\"", "If-None-Match: " + tag)
                        .status());
        assertEquals(TEXT, Files.readString(share.resolve("a.txt")));
    }

    @Test
    void propertiesAreChangedUnderConditionsToo() throws IOException {
        String body =
                "<D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop><D:getlastmodified>Sat, 02 Jan 2010 00:00:00 GMT"
                        + "</D:getlastmodified></D:prop></D:set></D:propertyupdate>";
        long before = Files.getLastModifiedTime(share.resolve("a.txt")).toMillis();
        assertEquals(
                412,
                client.send("PROPPATCH", SHARE + "/a.txt", body, "If-Match: \"x\"")
                        .status());
        assertEquals(before, Files.getLastModifiedTime(share.resolve("a.txt")).toMillis());
    }
}
