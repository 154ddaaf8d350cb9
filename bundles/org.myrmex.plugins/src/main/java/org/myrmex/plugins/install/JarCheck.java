package org.myrmex.plugins.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.myrmex.plugins.folder.BundleManifest;
import org.myrmex.plugins.folder.Candidate;
import org.myrmex.plugins.folder.Cause;
import org.myrmex.plugins.folder.Finding;
import org.myrmex.plugins.folder.NotABundleException;
import org.myrmex.plugins.folder.Sighting;

/**
 * Looks into a whole jar before the framework does: its manifest, and for which Java its classes are. The framework would
 * find the latter out when somebody first uses the class, which may be much later.
 */
final class JarCheck {
    /** Classes whose version is looked at: a bundle is compiled for one Java. */
    static final int MAX_CLASSES = 500;

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final int CLASS_MAGIC = 0xcafebabe;
    /** Class files of Java n have the major version n + 44. */
    private static final int BEFORE_JAVA_1 = 44;

    private final int java;

    /** @param java the feature version of the Java that runs */
    JarCheck(int java) {
        this.java = java;
    }

    Reading of(Path jar, Sighting seen, String sha256) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            BundleManifest manifest = BundleManifest.read(manifest(zip));
            int needed = neededJava(zip);
            Candidate candidate = new Candidate(seen.name(), sha256, seen.modifiedMicros(), manifest);
            return needed > java ? Reading.unfit(candidate, wrongJava(candidate, needed)) : Reading.of(candidate);
        } catch (NotABundleException e) {
            return Reading.not(
                    Cause.NOT_A_BUNDLE,
                    seen.name() + " is no bundle: " + e.getMessage(),
                    "build it as an OSGi bundle, for example with bnd");
        } catch (ZipException | IllegalArgumentException e) {
            return damaged(seen, "its list of files is wrong");
        } catch (IOException e) {
            return damaged(seen, "it cannot be unpacked");
        }
    }

    private Finding wrongJava(Candidate candidate, int needed) {
        return new Finding(
                Cause.WRONG_JAVA,
                candidate.name() + " " + candidate.version() + " is compiled for Java " + needed
                        + ", and this peer runs on Java " + java,
                "compile it with --release " + java + " or run the peer on Java " + needed);
    }

    private static Reading damaged(Sighting seen, String what) {
        return Reading.not(Cause.NOT_A_BUNDLE, seen.name() + " is damaged: " + what, "copy it again");
    }

    private static byte[] manifest(ZipFile zip) throws IOException, NotABundleException {
        ZipEntry entry = zip.getEntry(MANIFEST);
        if (entry == null) {
            throw new NotABundleException("its " + MANIFEST + " is missing");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            // Not what the entry says of its size: a bomb says little.
            byte[] bytes = in.readNBytes(BundleManifest.MAX_BYTES + 1);
            if (bytes.length > BundleManifest.MAX_BYTES) {
                throw new NotABundleException(
                        "its manifest is larger than " + (BundleManifest.MAX_BYTES >> 20) + " MiB");
            }
            return bytes;
        }
    }

    private static int neededJava(ZipFile zip) throws IOException {
        int highest = 0;
        int looked = 0;
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements() && looked < MAX_CLASSES; ) {
            ZipEntry entry = all.nextElement();
            if (isOrdinaryClass(entry.getName())) {
                highest = Math.max(highest, neededJava(zip, entry).orElse(0));
                looked++;
            }
        }
        return highest;
    }

    /** Below META-INF/versions a jar keeps what newer Javas may use instead; a module description nobody loads here. */
    private static boolean isOrdinaryClass(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".class") && !lower.startsWith("meta-inf/") && !lower.endsWith("module-info.class");
    }

    private static Optional<Integer> neededJava(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] start = in.readNBytes(8);
            return start.length == 8 && ByteBuffer.wrap(start).getInt() == CLASS_MAGIC
                    ? Optional.of(ByteBuffer.wrap(start).getShort(6) - BEFORE_JAVA_1)
                    : Optional.empty();
        }
    }
}
