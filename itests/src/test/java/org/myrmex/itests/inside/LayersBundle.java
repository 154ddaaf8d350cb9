package org.myrmex.itests.inside;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** A bundle that registers the layers of configuration, as the launcher does before any bundle starts. */
public final class LayersBundle implements BundleActivator {
    private static final String LAYERS = "layers.ser";

    /** Writes the bundle with the layers in it: name of the layer → PID → key → value. */
    static Path write(Path jar, Map<String, Map<String, Map<String, Object>>> layers) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", "layers");
        attributes.putValue("Bundle-Activator", LayersBundle.class.getName());
        attributes.putValue("Import-Package", "org.osgi.framework");
        String ownClass = LayersBundle.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream own = LayersBundle.class.getResourceAsStream("/" + ownClass)) {
            out.putNextEntry(new JarEntry(ownClass));
            own.transferTo(out);
            out.putNextEntry(new JarEntry(LAYERS));
            ObjectOutputStream objects = new ObjectOutputStream(out);
            objects.writeObject(serializable(layers));
            objects.flush();
        }
        return jar;
    }

    private static Map<String, Map<String, Map<String, Object>>> serializable(
            Map<String, Map<String, Map<String, Object>>> layers) {
        Map<String, Map<String, Map<String, Object>>> copy = new HashMap<>();
        layers.forEach((name, layer) -> {
            Map<String, Map<String, Object>> pids = new HashMap<>();
            layer.forEach((pid, values) -> pids.put(pid, new HashMap<>(values)));
            copy.put(name, pids);
        });
        return copy;
    }

    @Override
    @SuppressWarnings("unchecked") // What this class wrote.
    public void start(BundleContext context) throws IOException, ClassNotFoundException {
        Map<String, Map<String, Map<String, Object>>> layers;
        try (InputStream file = LayersBundle.class.getResourceAsStream("/" + LAYERS);
                ObjectInputStream objects = new ObjectInputStream(file)) {
            layers = (Map<String, Map<String, Map<String, Object>>>) objects.readObject();
        }
        layers.forEach((name, layer) -> {
            Supplier<Map<String, Map<String, Object>>> supplier = () -> layer;
            context.registerService(
                    Supplier.class, supplier, FrameworkUtil.asDictionary(Map.of("myrmex.config.layer", name)));
        });
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the services back.
    }
}
