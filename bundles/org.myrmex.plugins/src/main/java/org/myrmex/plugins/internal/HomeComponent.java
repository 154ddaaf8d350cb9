package org.myrmex.plugins.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.myrmex.api.plugin.PluginHome;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** {@link PluginHome} for the bundle that uses it, below the framework property {@code myrmex.home}. */
@Component(service = PluginHome.class, scope = ServiceScope.BUNDLE)
public final class HomeComponent implements PluginHome {
    private final PluginHome home;

    @Activate
    public HomeComponent(ComponentContext context, BundleContext platform) {
        String root = platform.getProperty("myrmex.home");
        if (root == null) {
            throw new IllegalStateException("the framework property myrmex.home is not set");
        }
        home = new BundleHome(Path.of(root), context.getUsingBundle().getSymbolicName());
    }

    @Override
    public Path data() throws IOException {
        return home.data();
    }

    @Override
    public Path cache() throws IOException {
        return home.cache();
    }

    @Override
    public void write(String name, byte[] bytes) throws IOException {
        home.write(name, bytes);
    }
}
