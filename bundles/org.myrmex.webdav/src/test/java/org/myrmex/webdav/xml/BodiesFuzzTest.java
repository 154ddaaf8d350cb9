package org.myrmex.webdav.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

class BodiesFuzzTest {
    /** A body is a question or refused; what was asked for can be answered in XML that is read again. */
    @FuzzTest(maxDuration = "10s")
    void aQuestionCanBeAnswered(FuzzedDataProvider data) throws IOException, BadXmlException {
        Asked asked;
        try {
            asked = Asked.read(data.consumeRemainingAsBytes());
        } catch (BadXmlException e) {
            assertFalse(e.getMessage().contains("\n"));
            return;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Multistatus answer = new Multistatus(out);
        answer.properties(
                "/dav/",
                Map.of(
                        404,
                        asked.names().stream()
                                .map(name -> new Multistatus.Value(name, ""))
                                .toList()));
        answer.end();
        if (asked.names().size() < 1_000 && out.size() < Asked.MAX_BYTES) {
            Xml.Element root = Xml.read(out.toByteArray());
            List<Name> names = root.children().get(0).children().get(1).children().get(0).children().stream()
                    .map(Xml.Element::name)
                    .toList();
            assertEquals(asked.names(), names);
        }
    }

    @FuzzTest(maxDuration = "10s")
    void anUpdateIsReadOrRefused(FuzzedDataProvider data) {
        try {
            assertFalse(Update.read(data.consumeRemainingAsBytes()).isEmpty());
        } catch (BadXmlException e) {
            assertFalse(e.getMessage().contains("\n"));
        }
    }

    /** What is kept of an owner is short, and XML that is read again. */
    @FuzzTest(maxDuration = "10s")
    void aLockIsReadOrRefused(FuzzedDataProvider data) throws BadXmlException {
        LockInfo info;
        try {
            info = LockInfo.read(data.consumeRemainingAsBytes());
        } catch (BadXmlException e) {
            assertFalse(e.getMessage().contains("\n"));
            return;
        }
        assertTrue(info.ownerXml().length() <= LockInfo.MAX_OWNER_CHARS * 2);
        Xml.read(("<D:owner xmlns:D=\"DAV:\">" + info.ownerXml() + "</D:owner>").getBytes(StandardCharsets.UTF_8));
    }

    @FuzzTest(maxDuration = "10s")
    void anExtendedMkcolIsReadOrRefused(FuzzedDataProvider data) {
        try {
            assertFalse(Update.readMkcol(data.consumeRemainingAsBytes()).isEmpty());
        } catch (BadXmlException e) {
            assertFalse(e.getMessage().contains("\n"));
        }
    }

    /** What is kept stands for itself: read again from anywhere it is the same element, and written again the same text. */
    @FuzzTest(maxDuration = "10s")
    void whatIsKeptMeansTheSameEverywhere(FuzzedDataProvider data) throws BadXmlException, IOException {
        List<Update.Change> changes;
        try {
            changes = Update.read(data.consumeRemainingAsBytes());
        } catch (BadXmlException e) {
            return;
        }
        for (Update.Change change : changes) {
            if (change.value().isPresent() && change.value().get().xml().length() < Update.MAX_BYTES / 8) {
                String xml = change.value().get().xml();
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                Multistatus answer = new Multistatus(out);
                answer.properties("/dav/", Map.of(200, List.of(Multistatus.Value.kept(change.name(), xml))));
                answer.end();
                Xml.Element prop = Xml.read(out.toByteArray())
                        .children()
                        .get(0)
                        .children()
                        .get(1)
                        .children()
                        .get(0);
                assertEquals(1, prop.content().size(), "nothing breaks out of the element");
                Xml.Element kept = prop.children().get(0);
                assertEquals(change.name(), kept.name());
                assertEquals(change.value().get().text(), kept.text().strip());
                assertEquals(xml, Fragment.of(kept, Optional.empty(), 1 << 20));
            }
        }
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "aQuestionCanBeAnswered", Asked::read);
        Seeds.areWhatTheySay(getClass(), "aLockIsReadOrRefused", LockInfo::read);
        Seeds.areWhatTheySay(getClass(), "anUpdateIsReadOrRefused", Update::read);
        Seeds.areWhatTheySay(getClass(), "whatIsKeptMeansTheSameEverywhere", Update::read);
        Seeds.areWhatTheySay(getClass(), "anExtendedMkcolIsReadOrRefused", Update::readMkcol);
    }
}
