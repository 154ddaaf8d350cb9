package org.myrmex.itests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.myrmex.itests.PluginBuilder.Against;

/** The builder of the other tests' plugins gives what a stranger's build gives. */
class PluginBuilderIT {
    @TempDir
    Path folder;

    @Test
    void aServletComponentIsDescribedInTheJar() throws Exception {
        Path jar = hello().build(folder);
        assertEquals("org.example.hello-1.0.0.jar", jar.getFileName().toString());
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();
            assertEquals("org.example.hello", manifest.getValue("Bundle-SymbolicName"));
            assertTrue(manifest.getValue("Import-Package").contains("jakarta.servlet;version=\"[6.0,7)\""));
            assertTrue(manifest.getValue("Require-Capability").contains("(version=17)"));
            assertNotNull(file.getEntry(manifest.getValue("Service-Component")));
        }
    }

    @Test
    void theSameInputGivesTheSameBytes() throws Exception {
        byte[] first = Files.readAllBytes(hello().buildAs(folder.resolve("first.jar")));
        assertArrayEquals(first, Files.readAllBytes(hello().buildAs(folder.resolve("second.jar"))));
        assertFalse(java.util.Arrays.equals(
                first, Files.readAllBytes(hello().version("1.0.1").build(folder))));
    }

    @Test
    void aLaterJavaIsRequiredBeforeAnyoneHasIt() throws Exception {
        try (JarFile file = new JarFile(hello().release(50).build(folder).toFile())) {
            assertTrue(file.getManifest()
                    .getMainAttributes()
                    .getValue("Require-Capability")
                    .contains("(version=50)"));
        }
    }

    @Test
    void sourcesSeeNothingThatWasNotNamed() {
        AssertionError refused = assertThrows(AssertionError.class, () -> PluginBuilder.named("org.example.hello")
                .source("org.example.hello.Hello", HELLO)
                .against(Against.API, Against.OSGI)
                .build(folder));
        assertTrue(refused.getMessage().contains("jakarta.servlet"), refused.getMessage());
    }

    @Test
    void aJarThatIsNoBundleHasNoName() throws Exception {
        try (JarFile file =
                new JarFile(hello().buildNoBundle(folder.resolve("classes.jar")).toFile())) {
            assertNotNull(file.getEntry("org/example/hello/Hello.class"));
            assertTrue(file.getManifest() == null
                    || file.getManifest().getMainAttributes().getValue("Bundle-SymbolicName") == null);
            assertNull(file.getEntry("OSGI-INF"));
        }
    }

    private static PluginBuilder hello() {
        return PluginBuilder.named("org.example.hello")
                .source("org.example.hello.Hello", HELLO)
                .against(Against.OSGI, Against.SERVLET);
    }

    private static final String HELLO =
            """
            package org.example.hello;

            import jakarta.servlet.Servlet;
            import jakarta.servlet.http.HttpServlet;
            import jakarta.servlet.http.HttpServletRequest;
            import jakarta.servlet.http.HttpServletResponse;
            import java.io.IOException;
            import org.osgi.service.component.annotations.Component;
            import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

            @Component(service = Servlet.class)
            @HttpWhiteboardServletPattern("/hello")
            public class Hello extends HttpServlet {
                @Override
                protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                    response.getWriter().print("hello");
                }
            }
            """;
}
