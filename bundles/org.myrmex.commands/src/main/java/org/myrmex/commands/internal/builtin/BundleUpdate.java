package org.myrmex.commands.internal.builtin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/** Replaces a bundle's bytes while the peer runs. What is checked is what gets installed: the file is read once. */
record BundleUpdate(FrameworkWiring wiring, Bundle bundle, byte[] bytes) {
    /** Far larger than any bundle; keeps a mistyped path from filling the memory. */
    private static final long MAX_BYTES = 256L << 20;

    private static final long REFRESH_SECONDS = 20;

    static BundleUpdate of(FrameworkWiring wiring, Bundle bundle, Path file) throws FailedException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new FailedException(file + " is larger than any bundle; name the jar");
            }
            byte[] bytes = Files.readAllBytes(file);
            check(bundle, file, bytes);
            return new BundleUpdate(wiring, bundle, bytes);
        } catch (IOException e) {
            throw new FailedException("cannot read " + file + "; name a readable jar");
        }
    }

    void run() throws FailedException, InterruptedException {
        try {
            bundle.update(new ByteArrayInputStream(bytes));
        } catch (BundleException e) {
            throw new FailedException("the update failed (" + e.getMessage() + "); the bundle may be stopped, update it"
                    + " again with a working jar");
        }
        refresh();
    }

    /** Only what still uses the old classes: an update of one bundle must not restart the peer. */
    private void refresh() throws FailedException, InterruptedException {
        if (!wiring.getRemovalPendingBundles().contains(bundle)) {
            return;
        }
        CountDownLatch refreshed = new CountDownLatch(1);
        wiring.refreshBundles(List.of(bundle), event -> refreshed.countDown());
        if (!refreshed.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
            throw new FailedException("the bundles that use it are still being restarted; see: myrmex plugin list");
        }
    }

    private static void check(Bundle bundle, Path file, byte[] bytes) throws IOException, FailedException {
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bytes))) {
            Manifest manifest = jar.getManifest();
            String name =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            if (name == null) {
                throw new FailedException(file + " is no bundle; name a jar with a Bundle-SymbolicName");
            }
            String symbolicName = name.replaceAll(";.*", "").strip();
            if (!symbolicName.equals(bundle.getSymbolicName())) {
                throw new FailedException(
                        file + " holds " + symbolicName + ", not " + bundle.getSymbolicName() + "; name the right jar");
            }
        }
    }
}
