package org.myrmex.itests;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which way dependencies point, and what the pure packages keep away from. */
class ArchitectureTest {
    private static final String ROOT = "org.myrmex.";
    private static final String[] JAVA = {"java..", "javax.crypto..", "org.osgi.annotation..", "jdk.internal.."};
    private static final List<String> UNORDERED =
            List.of("java.util.HashMap", "java.util.HashSet", "java.util.IdentityHashMap", "java.util.WeakHashMap");

    /** The simulator is the testkit's; what a peer does between routing and the wire is the mesh's, copied in. */
    private static final List<String> LAB_ALSO_KNOWS = List.of(
            "org.myrmex.testkit.simulation",
            "org.myrmex.testkit.outbox",
            "org.myrmex.mesh.flow",
            "org.myrmex.mesh.guard",
            "org.myrmex.mesh.keep",
            "org.myrmex.mesh.seal",
            "org.myrmex.discovery.hostcatcher.caught");

    private static JavaClasses all;

    @BeforeAll
    static void readAll() throws IOException {
        Path bundles = Path.of(System.getProperty("myrmex.bundles"));
        try (Stream<Path> folders = Files.list(bundles)) {
            List<Path> compiled = folders.map(bundle -> bundle.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList();
            assertTrue(compiled.size() > 12, "every bundle is compiled: " + compiled);
            all = new ClassFileImporter().importPaths(compiled);
        }
    }

    private static Stream<String> bundles() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("myrmex.bundles")))) {
            return folders
                    .filter(bundle -> Files.isDirectory(bundle.resolve("target/classes")))
                    .map(bundle -> bundle.getFileName().toString())
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aBundleKnowsNoOtherButTheApi(String bundle) {
        List<String> known = new ArrayList<>(List.of(bundle + ".."));
        if (!bundle.equals("org.myrmex.api")) {
            known.add("org.myrmex.api..");
        }
        if (bundle.equals("org.myrmex.lab")) {
            known.addAll(LAB_ALSO_KNOWS);
        }
        classes()
                .that()
                .resideInAPackage(bundle + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(known.toArray(String[]::new))
                        .or(DescribedPredicate.not(resideInAPackage(ROOT + "."))))
                .check(all);
    }

    @Test
    void theApiNeedsNothingButJava() {
        classes()
                .that()
                .resideInAPackage("org.myrmex.api..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(JAVA).or(resideInAPackage("org.myrmex.api..")))
                .check(all);
    }

    @Test
    void theTransportApiKnowsNoOtherPackageOfTheApi() {
        noClasses()
                .that()
                .resideInAPackage("org.myrmex.api.transport")
                .should()
                .dependOnClassesThat(resideInAPackage("org.myrmex.api..")
                        .and(DescribedPredicate.not(resideInAPackage("org.myrmex.api.transport"))))
                .check(all);
    }

    @Test
    void theDiceAreMadeOfTheApiAlone() {
        classes()
                .that()
                .resideInAPackage("org.myrmex.example.dice..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "org.myrmex.api..", "org.myrmex.example.dice..", "org.osgi.service.component.."))
                .check(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.myrmex.example.journal", "org.myrmex.example.zip", "org.myrmex.example.counting"})
    void theOtherExamplesNeedNothingThatAStrangerHasNot(String example) {
        classes()
                .that()
                .resideInAPackage(example + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "org.myrmex.api..",
                        example + "..",
                        "org.osgi.service.component..",
                        "org.osgi.service.metatype.annotations..",
                        "org.osgi.service.event..",
                        "jakarta.servlet.."))
                .check(all);
    }

    @Test
    void theRunTimeHalfOfTheTestkitNeedsNoJUnit() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.myrmex.testkit.network..",
                        "org.myrmex.testkit.outbox..",
                        "org.myrmex.testkit.simulation..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.opentest4j..")
                .check(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.myrmex.mesh.flow",
                "org.myrmex.mesh.guard",
                "org.myrmex.mesh.keep",
                "org.myrmex.routing.mute.internal",
                "org.myrmex.channel.core",
                "org.myrmex.discovery.dns.zone",
                "org.myrmex.discovery.hostcatcher.caught",
                "org.myrmex.discovery.lan.heard",
                "org.myrmex.discovery.hostcache.limit",
                "org.myrmex.discovery.hostcache.list",
                "org.myrmex.http.digest",
                "org.myrmex.requests.rule",
                "org.myrmex.sharing.merkle",
                "org.myrmex.sharing.wire",
                "org.myrmex.webdav.http",
                "org.myrmex.webdav.lock",
                "org.myrmex.webdav.path",
                "org.myrmex.webdav.search",
                "org.myrmex.webdav.sync",
                "org.myrmex.testkit.outbox",
                "org.myrmex.testkit.simulation",
                "org.myrmex.transport.tls.internal.crowd",
                "org.myrmex.lab.eclipse",
                "org.myrmex.lab.experiment",
                "org.myrmex.lab.hostile",
                "org.myrmex.lab.topology",
                "org.myrmex.lab.watch",
                "org.myrmex.lab.wire",
                "org.myrmex.lab.workload"
            })
    void aPurePackageHasNoOrderTimeThreadOrDiskOfItsOwn(String pure) {
        assertTrue(all.containPackage(pure), pure + " exists");
        noClasses()
                .that()
                .resideInAPackage(pure + "..")
                .should()
                .callCodeUnitWhere(makesSomethingUnordered())
                .check(all);
        noClasses()
                .that()
                .resideInAPackage(pure + "..")
                .should()
                .callCodeUnitWhere(readsClockOrChance())
                .check(all);
        noClasses()
                .that()
                .resideInAPackage(pure + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..",
                        "java.net..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.util.concurrent..",
                        "org.slf4j..",
                        "org.osgi.framework..")
                .check(all);
    }

    private static DescribedPredicate<JavaCall<?>> makesSomethingUnordered() {
        return DescribedPredicate.describe("makes a collection without an order", call -> {
            String owner = call.getTargetOwner().getName();
            String name = call.getTarget().getName();
            boolean made = UNORDERED.contains(owner) && name.equals("<init>");
            boolean copied = (owner.equals("java.util.Map") || owner.equals("java.util.Set"))
                    && (name.startsWith("of") || name.equals("copyOf"));
            return made || copied || name.equals("toSet");
        });
    }

    private static DescribedPredicate<JavaCall<?>> readsClockOrChance() {
        return DescribedPredicate.describe("reads a clock, makes a thread or random numbers", call -> {
            String owner = call.getTargetOwner().getName();
            String name = call.getTarget().getName();
            return (owner.equals("java.lang.System")
                            && List.of("currentTimeMillis", "nanoTime", "getProperty", "getenv")
                                    .contains(name))
                    || owner.equals("java.lang.Thread")
                    || (owner.startsWith("java.time.") && name.equals("now"))
                    || (name.equals("<init>")
                            && List.of("java.util.Random", "java.security.SecureRandom")
                                    .contains(owner))
                    || (owner.equals("java.lang.Math") && name.equals("random"));
        });
    }
}
