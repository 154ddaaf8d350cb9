package org.myrmex.http.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.myrmex.api.plugin.Clock;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * What lets the owner in: the token in {@code run/token}, which whoever can read the home can use, and browser sessions. The
 * token is new at each start: one that leaked is worth nothing after it.
 */
@Component(service = Keys.class)
public final class Keys {
    private final String token = Secrets.fresh();
    private final Sessions sessions;
    private final RunFile file;

    @Activate
    public Keys(BundleContext bundle, @Reference Clock clock) throws IOException {
        sessions = new Sessions(clock);
        file = new RunFile(Path.of(bundle.getProperty("myrmex.home")), "token");
        file.write(token);
    }

    @Deactivate
    public void stop() throws IOException {
        file.delete();
    }

    boolean isToken(String guess) {
        return Secrets.same(token, guess);
    }

    Sessions sessions() {
        return sessions;
    }
}
