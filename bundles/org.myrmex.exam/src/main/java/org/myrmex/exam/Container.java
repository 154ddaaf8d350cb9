package org.myrmex.exam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestContainerException;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.spi.DefaultExamSystem;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/** The framework in which the tests of one class run, as seen from outside. For one thread. */
final class Container implements AutoCloseable {
    /** How the driver's factory of probe invokers is found among others. */
    static final String DRIVER = "junit5";

    private static final String ANY_METHOD = "*";
    private static final long STOP_LIMIT_MILLIS = 30_000;

    private final Properties properties;
    private final Path folder;
    private TestContainer framework;
    private TestAddress probe;

    private Container(Properties properties, Path folder) {
        this.properties = properties;
        this.folder = folder;
    }

    static Container start(Class<?> testClass) throws Exception {
        // Pax Exam sets properties of the whole JVM, which other classes' tests share.
        Properties before = (Properties) System.getProperties().clone();
        Container container = new Container(before, Files.createTempDirectory("exam"));
        try {
            container.run(testClass);
            return container;
        } catch (Exception | Error e) {
            container.close();
            throw e;
        }
    }

    private void run(Class<?> testClass) throws Exception {
        // Pax Exam makes a folder of its own in the home of whoever runs the tests.
        System.setProperty("user.home", folder.resolve("user").toString());
        Option[] ours = {
            CoreOptions.systemProperty("pax.exam.invoker").value(DRIVER),
            CoreOptions.systemTimeout(STOP_LIMIT_MILLIS),
            CoreOptions.workingDirectory(folder.resolve("framework").toString()),
            ClassPathBundles.driver()
        };
        Option[] theirs = ConfigurationMethod.of(testClass).options(folder);
        ExamSystem system = DefaultExamSystem.create(OptionUtils.combine(ours, theirs));
        TestProbeBuilder builder = system.createProbe();
        probe = builder.addTest(testClass, ANY_METHOD);
        framework = PaxExamRuntime.getTestContainerFactory().create(system)[0];
        framework.start();
        if (framework.installProbe(builder.build().getStream()) < 0) {
            throw new IllegalStateException("the tests' own bundle does not start; see the framework's log");
        }
    }

    /** Runs one test inside; throws what says that it did not pass. */
    void call(String uniqueId) {
        try {
            framework.call(new TestInside(probe, uniqueId));
        } catch (TestContainerException | CancellationException | AssertionError e) {
            throwVerdict(e);
        }
    }

    /** A container may wrap what the invoker throws in exceptions of its own. */
    private static void throwVerdict(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof AssertionError failed) {
                throw failed;
            }
            if (cause instanceof CancellationException) {
                Assumptions.abort(cause.getMessage());
            }
        }
        throw new IllegalStateException("the test could not be run inside the framework", thrown);
    }

    @Override
    public void close() throws IOException {
        try {
            if (framework != null) {
                framework.stop();
            }
        } finally {
            System.setProperties(properties);
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
