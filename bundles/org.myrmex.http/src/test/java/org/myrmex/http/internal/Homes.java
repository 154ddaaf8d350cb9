package org.myrmex.http.internal;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** Stands in for a framework that knows where the home is. */
final class Homes {
    private Homes() {}

    static BundleContext bundle(Path home) {
        return (BundleContext) Proxy.newProxyInstance(
                Homes.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, args) -> home.toString());
    }
}
