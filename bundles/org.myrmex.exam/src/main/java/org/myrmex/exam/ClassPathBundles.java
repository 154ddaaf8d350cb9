package org.myrmex.exam;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.List;
import org.ops4j.pax.exam.Constants;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;
import org.ops4j.pax.exam.options.UrlProvisionOption;

/**
 * Bundles to install, taken from where the tests' own class path has them. Pax Exam's usual way, which asks a Maven
 * repository while the tests run, needs a network at times and finds yesterday's bundles at others.
 */
public final class ClassPathBundles {
    /** One class of each jar that must be inside for tests to run there. */
    private static final List<String> DRIVER = List.of(
            "org.ops4j.lang.NullArgumentException",
            "org.ops4j.io.FileUtils",
            "org.ops4j.monitors.stream.StreamMonitor",
            "org.ops4j.store.Store",
            "org.ops4j.util.property.PropertyResolver",
            "org.ops4j.exec.ExecutionException",
            "org.ops4j.pax.swissbox.lifecycle.Lifecycle",
            "org.ops4j.pax.swissbox.core.BundleUtils",
            "org.ops4j.pax.swissbox.extender.BundleObserver",
            "org.ops4j.pax.swissbox.tracker.ServiceLookup",
            "org.ops4j.pax.exam.ProbeInvoker",
            "org.ops4j.pax.exam.raw.extender.intern.Activator",
            "org.opentest4j.AssertionFailedError",
            "org.junit.platform.commons.JUnitException",
            "org.junit.platform.engine.TestEngine",
            "org.junit.platform.launcher.Launcher",
            "org.junit.jupiter.api.Test",
            "org.junit.jupiter.params.ParameterizedTest",
            "org.junit.jupiter.engine.JupiterTestEngine",
            "org.myrmex.exam.PaxExamExtension");

    private ClassPathBundles() {}

    /** The bundle that holds a class, by that class's name. */
    public static UrlProvisionOption bundleOf(String className) {
        return CoreOptions.bundle(jarOf(className).toString());
    }

    /** For a framework in which nothing else offers SLF4J 1.7, which Pax Exam needs: the one of the outside. */
    public static Option slf4j() {
        return CoreOptions.composite(
                CoreOptions.systemPackage("org.slf4j;version=1.7.36"),
                // Of use to a forked container alone, whose process does not have the tests' class path.
                CoreOptions.bootClasspathLibrary(
                        jarOf("org.slf4j.LoggerFactory").toString()));
    }

    /** What carries the tests; it starts after what is tested, which has SLF4J ready by then, and before the tests. */
    static Option driver() {
        Option[] bundles = DRIVER.stream()
                .map(name -> bundleOf(name).startLevel(Constants.START_LEVEL_TEST_BUNDLE - 1))
                .toArray(Option[]::new);
        return CoreOptions.composite(OptionUtils.combine(bundles));
    }

    private static URL jarOf(String className) {
        URL resource = ClassPathBundles.class.getResource("/" + className.replace('.', '/') + ".class");
        if (resource == null) {
            throw new IllegalStateException(className + " is not on the class path of the tests; add its jar");
        }
        try {
            if (resource.openConnection() instanceof JarURLConnection inJar) {
                return inJar.getJarFileURL();
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + resource, e);
        }
        throw new IllegalStateException(className + " is not in a jar; run the tests after the package phase");
    }
}
