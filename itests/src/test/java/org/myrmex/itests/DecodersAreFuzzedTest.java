package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever adds a decoder adds the fuzz test that reaches it. */
class DecodersAreFuzzedTest {
    private static final String FUZZ_TEST = "com.code_intelligence.jazzer.junit.FuzzTest";
    private static final Set<String> NAMES = Set.of("decode", "read", "parse");
    private static final List<String> PACKAGES = List.of(
            "org.myrmex.api",
            "org.myrmex.mesh",
            "org.myrmex.transport.tls",
            "org.myrmex.routing.mute",
            "org.myrmex.channel",
            "org.myrmex.sharing",
            "org.myrmex.http",
            "org.myrmex.requests",
            "org.myrmex.webdav",
            "org.myrmex.config",
            "org.myrmex.plugins",
            "org.myrmex.lab",
            "org.myrmex.discovery.known",
            "org.myrmex.discovery.dns",
            "org.myrmex.discovery.lan",
            "org.myrmex.discovery.hostcatcher",
            "org.myrmex.discovery.hostcache",
            "org.myrmex.example.zip");

    @Test
    void everyDecoderIsReachedByAFuzzTest() throws IOException {
        JavaClasses compiled = compiled();
        Set<String> reached = reachedByFuzzTests(compiled);
        List<String> decoders = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        for (JavaClass type : compiled) {
            for (JavaMethod method : type.getMethods()) {
                if (isDecoder(method)) {
                    decoders.add(method.getFullName());
                    if (!reached.contains(method.getFullName())) {
                        missed.add(method.getFullName());
                    }
                }
            }
        }
        assertTrue(decoders.size() > 20, "decoders are found: " + decoders);
        assertEquals(List.of(), missed, "decoders without a @FuzzTest that calls them");
    }

    /** From nothing a fuzzer seldom finds its way past the first bytes. */
    @Test
    void everyFuzzTestHasSeeds() throws IOException {
        List<String> missed = new ArrayList<>();
        try (Stream<Path> bundles = Files.list(Path.of(System.getProperty("myrmex.bundles")))) {
            List<Path> resources =
                    bundles.map(bundle -> bundle.resolve("src/test/resources")).toList();
            for (JavaMethod target : fuzzTests(compiled())) {
                String seeds = target.getOwner().getName().replace('.', '/') + "Inputs/" + target.getName();
                if (resources.stream().noneMatch(folder -> holdsFiles(folder.resolve(seeds)))) {
                    missed.add(seeds);
                }
            }
        }
        assertEquals(List.of(), missed, "folders of test resources without a seed");
    }

    private static boolean holdsFiles(Path folder) {
        String[] names = folder.toFile().list();
        return names != null && names.length > 0;
    }

    private static JavaClasses compiled() throws IOException {
        try (Stream<Path> bundles = Files.list(Path.of(System.getProperty("myrmex.bundles")))) {
            return new ClassFileImporter()
                    .importPaths(bundles.flatMap(bundle ->
                                    Stream.of(bundle.resolve("target/classes"), bundle.resolve("target/test-classes")))
                            .filter(Files::isDirectory)
                            .toList());
        }
    }

    private static boolean isDecoder(JavaMethod method) {
        String owner = method.getOwner().getPackageName() + ".";
        return NAMES.contains(method.getName())
                && method.getModifiers().contains(JavaModifier.STATIC)
                && !method.getModifiers().contains(JavaModifier.PRIVATE)
                && PACKAGES.stream().anyMatch(name -> owner.startsWith(name + "."));
    }

    private static List<JavaMethod> fuzzTests(JavaClasses compiled) {
        List<JavaMethod> targets = compiled.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(FUZZ_TEST))
                .toList();
        assertTrue(targets.size() > 20, "fuzz tests are found");
        return targets;
    }

    /** Whatever the code of a class with fuzz tests calls, and what that calls. */
    private static Set<String> reachedByFuzzTests(JavaClasses compiled) {
        List<JavaMethod> targets = fuzzTests(compiled);
        Deque<JavaCodeUnit> open = new ArrayDeque<>(targets);
        Set<String> reached = new HashSet<>();
        targets.forEach(target -> reached.add(target.getFullName()));
        while (!open.isEmpty()) {
            JavaCodeUnit from = open.remove();
            Stream.of(from.getCallsFromSelf(), from.getCodeUnitReferencesFromSelf())
                    .flatMap(Collection::stream)
                    .map(JavaAccess::getTarget)
                    .map(target -> target.resolveMember())
                    .flatMap(member -> member.stream())
                    .filter(JavaCodeUnit.class::isInstance)
                    .map(JavaCodeUnit.class::cast)
                    .filter(unit -> unit.getOwner().getPackageName().startsWith("org.myrmex."))
                    .filter(unit -> reached.add(unit.getFullName()))
                    .forEach(open::add);
        }
        return reached;
    }
}
