package org.myrmex.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.myrmex.api.routing.RoutingProtocolFactory;
import org.myrmex.itests.flood.FloodRoutingFactory;

/** A bundle as somebody else would build it: classes, a component description, a manifest. */
final class PluginJar {
    private static final String COMPONENT = "OSGI-INF/flood.xml";

    private PluginJar() {}

    /** A bundle that offers the routing protocol {@code flood}. */
    static Path flood(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", "org.myrmex.itests.flood");
        attributes.putValue("Import-Package", "org.myrmex.api.routing, org.myrmex.api.transport");
        attributes.putValue("Service-Component", COMPONENT);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            addPackage(out, FloodRoutingFactory.class);
            out.putNextEntry(new JarEntry(COMPONENT));
            out.write(
                    """
                    <component xmlns="http://www.osgi.org/xmlns/scr/v1.4.0" name="flood">
                      <implementation class="%s"/>
                      <service><provide interface="%s"/></service>
                    </component>
                    """
                            .formatted(FloodRoutingFactory.class.getName(), RoutingProtocolFactory.class.getName())
                            .getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    /** A jar of classes that is no bundle. */
    static Path noBundle(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            addPackage(out, FloodRoutingFactory.class);
        }
        return jar;
    }

    private static void addPackage(JarOutputStream out, Class<?> one) throws IOException {
        String folder = one.getPackageName().replace('.', '/');
        for (String name : new String[] {"FloodRouting", "FloodRoutingFactory"}) {
            String entry = folder + "/" + name + ".class";
            out.putNextEntry(new JarEntry(entry));
            try (InputStream in = one.getClassLoader().getResourceAsStream(entry)) {
                in.transferTo(out);
            }
        }
    }
}
