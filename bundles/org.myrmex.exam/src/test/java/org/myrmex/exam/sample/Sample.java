package org.myrmex.exam.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.exam.PaxExamExtension;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Not run by the build but by {@code PaxExamExtensionIT}, which knows what must come out of each. */
@ExtendWith(PaxExamExtension.class)
public class Sample {
    private static final List<String> CALLED = new ArrayList<>();

    @Configuration
    static Option[] framework(Path folder) throws Exception {
        return Frameworks.small(folder);
    }

    @BeforeAll
    static void beforeAll() {
        mustBeInside();
        CALLED.clear();
        CALLED.add("beforeAll");
    }

    @AfterAll
    static void afterAll() {
        mustBeInside();
        assertEquals("afterEach", CALLED.get(CALLED.size() - 1));
    }

    @BeforeEach
    void beforeEach(BundleContext context) {
        mustBeInside();
        assertNotNull(context);
        CALLED.add("beforeEach");
    }

    @AfterEach
    void afterEach() {
        mustBeInside();
        CALLED.add("afterEach");
    }

    @Test
    void runsInsideBetweenItsNeighbours(BundleContext context) {
        assertEquals(List.of("beforeAll", "beforeEach"), CALLED);
        assertTrue(context.getBundle().getSymbolicName().startsWith("PAXEXAM-PROBE"));
        for (Bundle bundle : context.getBundles()) {
            assertEquals(Bundle.ACTIVE, bundle.getState(), bundle.getSymbolicName());
        }
    }

    @Test
    void hasTheFolderThatItsConfigurationFilled(BundleContext context) throws Exception {
        assertEquals("for the tests", Files.readString(Path.of(context.getProperty("sample.folder"), "note")));
    }

    @Test
    void fails() {
        assertEquals("wanted", "found", "one thing is not the other");
    }

    @Test
    void throwsWhatOnlyTheInsideKnows() {
        throw new OnlyInside("a reason", new IllegalStateException("its cause"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void allButTheSecondPass(int number) {
        assertTrue(number != 2, () -> "the number is " + number);
    }

    @Test
    @Disabled("for good")
    void isDisabled() {
        throw new AssertionError("it ran");
    }

    @Test
    void givesUpInside() {
        assumeTrue(FrameworkUtil.getBundle(Sample.class) == null, "here it is inside");
    }

    @TestFactory
    Stream<DynamicTest> madeByAFactory() {
        return Stream.of("first", "second")
                .map(name -> DynamicTest.dynamicTest(name, () -> assertEquals("first", name, "the name")));
    }

    @Nested
    class Deeper {
        @Test
        void runsInsideToo() {
            assertEquals(List.of("beforeAll", "beforeEach"), CALLED);
        }
    }

    private static void mustBeInside() {
        assertNotNull(FrameworkUtil.getBundle(Sample.class), "this ran outside of the framework");
    }

    /** An exception of a class that the outside has from another class loader. */
    private static final class OnlyInside extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OnlyInside(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
