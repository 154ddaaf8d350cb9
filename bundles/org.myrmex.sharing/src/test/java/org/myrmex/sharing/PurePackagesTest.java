package org.myrmex.sharing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What must be the same on every run has no order of its own, no time and no files. */
@AnalyzeClasses(packages = "org.myrmex.sharing", importOptions = DoNotIncludeTests.class)
class PurePackagesTest {
    private static final String[] PURE = {
        "org.myrmex.sharing.merkle..", "org.myrmex.sharing.wire..", "org.myrmex.sharing.words.."
    };

    @ArchTest
    static final ArchRule TOUCH_NO_IO_CLOCK_THREAD_OR_LOG = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.net..",
                    "java.time..",
                    "java.util.concurrent..",
                    "org.slf4j..",
                    "org.osgi..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class, System.Logger.class);

    @ArchTest
    static final ArchRule HAVE_AN_ORDER = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .callConstructor(HashMap.class)
            .orShould()
            .callConstructor(HashSet.class)
            .orShould()
            .callMethod(Map.class, "of")
            .orShould()
            .callMethod(Set.class, "of");
}
