package org.myrmex.exam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.myrmex.exam.sample.Sample;
import org.myrmex.exam.sample.SampleWithoutConfiguration;

/** Runs {@link Sample} as a build would and looks at what a build would report. */
class PaxExamExtensionIT {
    private static final Properties PROPERTIES =
            (Properties) System.getProperties().clone();

    private static List<Path> filesBefore;
    private static Outcomes sample;

    @BeforeAll
    static void runSample() throws IOException {
        filesBefore = temporaryFiles();
        sample = Outcomes.of(Sample.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runsInsideBetweenItsNeighbours(BundleContext)",
                "hasTheFolderThatItsConfigurationFilled(BundleContext)",
                "runsInsideToo()",
                "[1] 1",
                "[3] 3",
                "Sample"
            })
    void whatPassesInsidePasses(String name) {
        assertNull(sample.of(name).thrown());
        assertEquals("SUCCESSFUL", sample.of(name).status());
    }

    @Test
    void aFailureIsReportedWithItsTextAndWhereItHappened() {
        Throwable thrown = failed("fails()");
        assertTrue(thrown.getMessage().contains("one thing is not the other"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("expected: <wanted> but was: <found>"), thrown.getMessage());
        assertTrue(
                Arrays.stream(thrown.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(Sample.class.getName())
                                && frame.getMethodName().equals("fails")),
                Arrays.toString(thrown.getStackTrace()));
    }

    @Test
    void anExceptionComesOutWithItsCausesAndWithoutItsClass() {
        Throwable thrown = failed("throwsWhatOnlyTheInsideKnows()");
        assertEquals(Sample.class.getName() + "$OnlyInside: a reason", thrown.getMessage());
        assertEquals(AssertionError.class, thrown.getClass());
        assertEquals(
                IllegalStateException.class.getName() + ": its cause",
                thrown.getCause().getMessage());
    }

    @Test
    void anInvocationOfAParameterisedTestIsReportedByItself() {
        Throwable thrown = failed("[2] 2");
        assertTrue(thrown.getMessage().contains("the number is 2"), thrown.getMessage());
    }

    @Test
    void oneOfAFactorysTestsFailsTheFactory() {
        Throwable thrown = failed("madeByAFactory()");
        assertTrue(thrown.getMessage().contains("expected: <first> but was: <second>"), thrown.getMessage());
    }

    @Test
    void whatIsDisabledIsSkipped() {
        assertEquals("SKIPPED", sample.of("isDisabled()").status());
    }

    @Test
    void whatGivesUpInsideIsSkippedForItsReason() {
        assertEquals("ABORTED", sample.of("givesUpInside()").status());
        assertTrue(
                sample.of("givesUpInside()").thrown().getMessage().contains("here it is inside"),
                sample.of("givesUpInside()").thrown().getMessage());
    }

    @Test
    void theNextClassFindsPropertiesAndFilesAsTheyWere() throws IOException {
        assertEquals(PROPERTIES, System.getProperties());
        assertEquals(filesBefore, temporaryFiles());
    }

    @Test
    void aClassThatDoesNotDescribeItsFrameworkIsToldHow() {
        Throwable thrown = Outcomes.of(SampleWithoutConfiguration.class)
                .of("SampleWithoutConfiguration")
                .thrown();
        assertTrue(thrown.getMessage().contains("give it one method '@Configuration static"), thrown.getMessage());
    }

    private static Throwable failed(String name) {
        assertEquals("FAILED", sample.of(name).status());
        return sample.of(name).thrown();
    }

    private static List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.sorted().toList();
        }
    }
}
