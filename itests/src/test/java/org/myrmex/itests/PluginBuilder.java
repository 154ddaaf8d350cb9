package org.myrmex.itests;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Builds the jar of a plugin as a stranger would: sources compiled against the named jars and nothing else, component
 * descriptions and manifest by bnd. The same input gives the same bytes.
 */
public final class PluginBuilder {
    /** What a plugin is compiled against; each is a jar or a few, of the distribution where it has them. */
    public enum Against {
        /** {@code org.myrmex.api} alone, as the distribution ships it. */
        API,
        /** The annotations of bundles and components, and the framework. */
        OSGI,
        /** Jakarta Servlet and its OSGi whiteboard. */
        SERVLET,
        /** OSGi's events, as the distribution ships them. */
        EVENTS;

        private List<Path> jars() {
            return switch (this) {
                case API -> List.of(shipped("org.myrmex.api"));
                case OSGI ->
                    List.of(
                            jarOf(org.osgi.annotation.versioning.ProviderType.class),
                            jarOf(org.osgi.framework.BundleContext.class),
                            jarOf(org.osgi.service.component.annotations.Component.class),
                            jarOf(org.osgi.service.metatype.annotations.Designate.class));
                case SERVLET ->
                    List.of(
                            jarOf(jakarta.servlet.Servlet.class),
                            jarOf(org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants.class));
                case EVENTS -> List.of(shipped("org.osgi.service.event"));
            };
        }
    }

    /** Class files say 44 more than the Java version that they need. */
    private static final int CLASS_FILE_OF_JAVA_0 = 44;

    private static final int CLASS_FILE_MAJOR = 6;

    private final String name;
    private String version = "1.0.0";
    private int release = 17;
    private final Map<String, String> sources = new TreeMap<>();
    private final Map<String, byte[]> resources = new TreeMap<>();
    private final Map<String, String> headers = new TreeMap<>();
    private final List<Against> against = new ArrayList<>();

    private PluginBuilder(String name) {
        this.name = name;
    }

    /** @param symbolicName of the bundle */
    public static PluginBuilder named(String symbolicName) {
        return new PluginBuilder(symbolicName);
    }

    public PluginBuilder version(String bundleVersion) {
        version = bundleVersion;
        return this;
    }

    /** @param className full, of the public class that the text declares */
    public PluginBuilder source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    /** Every source file below a folder. */
    PluginBuilder sourcesOf(Path folder) throws IOException {
        for (Path file : files(folder)) {
            String path = folder.relativize(file).toString().replace(File.separatorChar, '.');
            source(path.substring(0, path.length() - ".java".length()), Files.readString(file));
        }
        return this;
    }

    /** The compiled classes of that class's package, as the build of the tests made them. */
    PluginBuilder packageOf(Class<?> one) throws IOException {
        String folder = one.getPackageName().replace('.', '/');
        for (Path file : files(jarOf(one).resolve(folder))) {
            resource(folder + "/" + file.getFileName(), Files.readAllBytes(file));
        }
        return this;
    }

    PluginBuilder resource(String entry, byte[] bytes) {
        resources.put(entry, bytes.clone());
        return this;
    }

    /** What the sources may see; nothing else is on the compiler's path. */
    public PluginBuilder against(Against... more) {
        against.addAll(List.of(more));
        return this;
    }

    /** A header of the manifest, or an instruction of bnd, that is different from what bnd would find. */
    public PluginBuilder header(String key, String value) {
        headers.put(key, value);
        return this;
    }

    /** The Java version that the plugin needs, also one that this Java does not know yet. */
    PluginBuilder release(int javaVersion) {
        release = javaVersion;
        return this;
    }

    /** @return {@code folder/<name>-<version>.jar} */
    public Path build(Path folder) throws IOException {
        return buildAs(folder.resolve(name + "-" + version + ".jar"));
    }

    /** Builds the bundle. */
    Path buildAs(Path jar) throws IOException {
        Path classes = classes(jar);
        try (Builder bnd = new Builder()) {
            bnd.setProperty("Bundle-SymbolicName", name);
            bnd.setProperty("Bundle-Version", version);
            bnd.setProperty("-noextraheaders", "true");
            bnd.setProperty("-reproducible", "true");
            headers.forEach(bnd::setProperty);
            for (Path seen : classpath()) {
                bnd.addClasspath(seen.toFile());
            }
            bnd.setJar(new Jar(name, classes.toFile()));
            Jar built = bnd.build();
            if (!bnd.getErrors().isEmpty()) {
                throw new AssertionError(name + ": " + bnd.getErrors());
            }
            built.write(jar.toFile());
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("bnd cannot build " + name, e);
        } finally {
            delete(classes);
        }
        return jar;
    }

    /** A jar of the classes that is no bundle. */
    Path buildNoBundle(Path jar) throws IOException {
        Path classes = classes(jar);
        try (Jar built = new Jar(name, classes.toFile())) {
            built.write(jar.toFile());
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("no jar of " + name, e);
        } finally {
            delete(classes);
        }
        return jar;
    }

    private Path classes(Path jar) throws IOException {
        Path scratch = Files.createTempDirectory(name);
        Path classes = Files.createDirectories(scratch.resolve("classes"));
        Files.createDirectories(jar.toAbsolutePath().getParent());
        compile(scratch, classes);
        for (Map.Entry<String, byte[]> resource : resources.entrySet()) {
            Path file = classes.resolve(resource.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, resource.getValue());
        }
        return classes;
    }

    private void compile(Path scratch, Path classes) throws IOException {
        if (sources.isEmpty()) {
            return;
        }
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = scratch.resolve("sources").resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, source.getValue()));
        }
        int known = Math.min(release, Runtime.version().feature());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "--release",
                    Integer.toString(known),
                    "-proc:none",
                    "-g",
                    "-d",
                    classes.toString(),
                    "-classpath",
                    String.join(
                            File.pathSeparator,
                            classpath().stream().map(Path::toString).toList()));
            boolean compiled = compiler.getTask(
                            said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!compiled) {
                throw new AssertionError(name + " does not compile: " + said);
            }
        }
        if (known < release) {
            raise(classes);
        }
    }

    /** Makes class files look as a later compiler would have made them. */
    private void raise(Path classes) throws IOException {
        for (Path file : files(classes)) {
            byte[] bytes = Files.readAllBytes(file);
            ByteBuffer.wrap(bytes).putShort(CLASS_FILE_MAJOR, (short) (CLASS_FILE_OF_JAVA_0 + release));
            Files.write(file, bytes);
        }
    }

    private List<Path> classpath() {
        return against.stream().flatMap(one -> one.jars().stream()).toList();
    }

    /** A jar of the distribution's repository, by its artifact's name. */
    static Path shipped(String artifact) {
        try (Stream<Path> files = Files.walk(Myrmex.DISTRIBUTION.resolve("repository"))) {
            return files.filter(file -> file.toString().endsWith(".jar")
                            && file.getParent().getParent().endsWith(artifact))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(artifact + " is not in the distribution"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jarOf(Class<?> one) {
        try {
            return Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class path that is no path", e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static void delete(Path classes) throws IOException {
        try (Stream<Path> all = Files.walk(classes.getParent())) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
