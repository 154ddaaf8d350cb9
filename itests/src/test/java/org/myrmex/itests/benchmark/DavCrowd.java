package org.myrmex.itests.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A folder of very many files, listed by a peer with its usual heap. */
final class DavCrowd {
    private static final int LISTINGS = 5;
    private static final int AT_ONCE = 8;

    private final Path distribution;
    private final Path scratch;
    private final int files;
    private final int seconds;

    /** @param seconds for which several clients list it at once */
    DavCrowd(Path distribution, Path scratch, int files, int seconds) {
        this.distribution = distribution;
        this.scratch = scratch;
        this.files = files;
        this.seconds = seconds;
    }

    /** What there is to say of it; fails where the listing is not whole. */
    List<String> run() throws IOException, InterruptedException {
        Path shared = Files.createDirectory(scratch.resolve("files"));
        for (int i = 0; i < files; i++) {
            Files.writeString(shared.resolve("file" + i + ".txt"), "" + i);
        }
        DavSubject server = MyrmexDav.start(distribution, scratch, shared);
        try (Tree tree = server.tree()) {
            DavCurl curl = new DavCurl(server);
            Path body = Files.writeString(scratch.resolve("propfind.xml"), DavLoad.SIX_PROPERTIES);
            double before = tree.residentMegabytes();
            Samples first = new Samples();
            Samples whole = new Samples();
            Path listing = scratch.resolve("listing.xml");
            for (int i = 0; i < LISTINGS; i++) {
                String[] times = list(curl, body, listing).split(" ", -1);
                first.add(Double.parseDouble(times[0]) * 1e3);
                whole.add(Double.parseDouble(times[1]) * 1e3);
            }
            double after = tree.residentMegabytes();
            check(listing);
            new DavLoad(scratch).propfind(server, "/", AT_ONCE, seconds);
            return List.of(
                    "| a folder of " + files + " files, " + server.settings().replaceFirst(".*(-Xmx[^ ]*).*", "$1")
                            + " | |",
                    "|---|---|",
                    "| first byte of its PROPFIND, ms | " + first.text("%.0f") + " |",
                    "| the whole answer, ms | " + whole.text("%.0f") + " |",
                    String.format(Locale.ROOT, "| the answer, MB | %.1f |", Files.size(listing) / 1e6),
                    String.format(Locale.ROOT, "| resident before it, MB | %.0f |", before),
                    String.format(Locale.ROOT, "| resident after %d of them, MB | %.0f |", LISTINGS, after),
                    String.format(
                            Locale.ROOT,
                            "| resident after %d clients listed it for %d s, MB | %.0f |",
                            AT_ONCE,
                            seconds,
                            tree.residentMegabytes()));
        }
    }

    private static String list(DavCurl curl, Path body, Path listing) throws IOException, InterruptedException {
        return curl.say(
                "/",
                "-o",
                listing.toString(),
                "-X",
                "PROPFIND",
                "-H",
                "Depth: 1",
                "--data-binary",
                "@" + body,
                "-w",
                "%{time_starttransfer} %{time_total}");
    }

    /** It is XML to its end, and each file is in it once. */
    private void check(Path listing) throws IOException {
        Set<String> expected = new TreeSet<>();
        for (int i = 0; i < files; i++) {
            expected.add("file" + i + ".txt");
        }
        List<String> strangers = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(listing))) {
            XMLStreamReader reader = XMLInputFactory.newFactory().createXMLStreamReader(in);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("href")) {
                    String href = reader.getElementText();
                    if (!expected.remove(href.substring(href.lastIndexOf('/') + 1))) {
                        strangers.add(href);
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException("the listing is no XML", e);
        }
        if (!expected.isEmpty() || strangers.size() != 1) {
            throw new IOException(
                    "the listing lacks " + expected.size() + " files, and has " + strangers.size() + " that are none");
        }
    }
}
