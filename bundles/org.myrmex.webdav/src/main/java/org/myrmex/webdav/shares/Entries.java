package org.myrmex.webdav.shares;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.myrmex.api.dav.Entry;
import org.myrmex.webdav.http.MimeTypes;

/** What is said of files and folders. */
final class Entries {
    private static final String FOLDER = "httpd/unix-directory";

    private Entries() {}

    /** The tree's root: shares are made by commands, not from here. */
    static Entry top() {
        return new Entry("", true, OptionalLong.empty(), Optional.empty(), OptionalLong.empty(), FOLDER, false);
    }

    /** A share whose folder is not there. */
    static Entry away(String name) {
        return new Entry(name, true, OptionalLong.empty(), Optional.empty(), OptionalLong.empty(), FOLDER, false);
    }

    static Entry of(String name, Facts facts) {
        OptionalLong modified = OptionalLong.of(facts.modified().to(TimeUnit.MICROSECONDS));
        return facts.kind() == Facts.Kind.FOLDER
                ? new Entry(name, true, OptionalLong.empty(), Optional.empty(), modified, FOLDER, true)
                : new Entry(
                        name,
                        false,
                        OptionalLong.of(facts.sizeBytes()),
                        Optional.of(ETags.of(facts)),
                        modified,
                        MimeTypes.of(name),
                        true);
    }
}
