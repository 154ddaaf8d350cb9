package org.myrmex.exam.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import org.myrmex.exam.ClassPathBundles;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;

/** What the samples run in. */
final class Frameworks {
    private Frameworks() {}

    static Option[] small(Path folder) throws Exception {
        Files.writeString(folder.resolve("note"), "for the tests");
        return new Option[] {
            ClassPathBundles.slf4j(),
            CoreOptions.frameworkProperty("felix.service.urlhandlers").value("false"),
            CoreOptions.frameworkProperty("sample.folder").value(folder.toString())
        };
    }
}
