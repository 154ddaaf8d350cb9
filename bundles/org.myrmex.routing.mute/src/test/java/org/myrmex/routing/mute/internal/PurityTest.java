package org.myrmex.routing.mute.internal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Random;

/** A seed replays a network only while nothing in here has an order, a time or a thread of its own. */
@AnalyzeClasses(packages = "org.myrmex.routing.mute", importOptions = ImportOption.DoNotIncludeTests.class)
class PurityTest {
    private static final List<String> UNORDERED =
            List.of("java.util.HashMap", "java.util.HashSet", "java.util.IdentityHashMap", "java.util.WeakHashMap");
    private static final List<String> COPIES = List.of("java.util.Map", "java.util.Set");

    @ArchTest
    static final ArchRule ordered = noClasses().should().callCodeUnitWhere(makesSomethingUnordered());

    @ArchTest
    static final ArchRule timeless = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(System.class, Thread.class, Runtime.class, Random.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io..",
                    "java.net..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.time..",
                    "java.util.concurrent..",
                    "org.slf4j..");

    private static DescribedPredicate<JavaCall<?>> makesSomethingUnordered() {
        return DescribedPredicate.describe("makes a collection without an order", call -> {
            String owner = call.getTargetOwner().getName();
            String name = call.getTarget().getName();
            boolean made = UNORDERED.contains(owner) && name.equals("<init>");
            boolean copied = COPIES.contains(owner) && (name.startsWith("of") || name.equals("copyOf"));
            return made || copied || name.equals("toSet");
        });
    }
}
