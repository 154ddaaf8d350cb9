package org.myrmex.plugins.folder;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.myrmex.testkit.fuzz.Seeds;

class FolderDecodersFuzzTest {
    /** What is called the end of a file lies in the file. */
    @FuzzTest(maxDuration = "10s")
    void anyTailHasAnEndThatFitsOrNone(byte[] tail) {
        long size = 3L * tail.length;
        ZipEnd.read(tail, size).ifPresent(end -> {
            if (end.directoryOffset() < 0 || end.directoryOffset() + end.directorySize() > size) {
                throw new AssertionError("outside of the file: " + end);
            }
        });
    }

    @FuzzTest(maxDuration = "10s")
    void anyManifestIsABundlesOrRefused(byte[] bytes) {
        try {
            BundleManifest manifest = BundleManifest.read(bytes);
            if (!manifest.name().matches("[\\w.-]{1,200}")) {
                throw new AssertionError("a name for no file: " + manifest);
            }
            if (BundleVersion.parse(manifest.version().toString()).compareTo(manifest.version()) != 0) {
                throw new AssertionError("another version when read again: " + manifest);
            }
        } catch (NotABundleException e) {
            if (!e.getMessage().startsWith("its ")) {
                throw new AssertionError("no sentence: " + e.getMessage(), e);
            }
        }
    }

    @FuzzTest(maxDuration = "10s")
    void whatIsRememberedSurvivesAnyBytes(byte[] bytes) {
        SortedMap<String, Memory.Row> rows = Memory.read(bytes);
        if (!Memory.read(Memory.encode(rows.values()))
                .keySet()
                .equals(clean(rows).keySet())) {
            throw new AssertionError("written and read again it is not the same: " + rows);
        }
    }

    private static SortedMap<String, Memory.Row> clean(SortedMap<String, Memory.Row> rows) {
        return Memory.read(
                Memory.encode(Memory.read(Memory.encode(rows.values())).values()));
    }

    @Test
    void theSeedsAreWhatTheySay() throws IOException {
        Seeds.areWhatTheySay(getClass(), "anyTailHasAnEndThatFitsOrNone", tail -> ZipEnd.read(tail, 3L * tail.length));
        Seeds.areWhatTheySay(getClass(), "anyManifestIsABundlesOrRefused", BundleManifest::read);
        Seeds.areWhatTheySay(getClass(), "whatIsRememberedSurvivesAnyBytes", seed -> !Memory.read(seed)
                .isEmpty());
    }
}
