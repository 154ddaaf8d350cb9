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
 * What lets the owner in. The token in {@code run/token}, which whoever can read the home can use, is new at each start: one
 * that leaked is worth nothing after it. Passwords last, since file managers keep that of a mount. Browsers have sessions.
 */
@Component(service = Keys.class)
public final class Keys {
    private final String token = Secrets.fresh();
    private final Logins logins;
    private final Sessions sessions;
    private final OwnerFile tokenFile;

    @Activate
    public Keys(BundleContext bundle, @Reference Clock clock) throws IOException {
        sessions = new Sessions(clock);
        Path home = Path.of(bundle.getProperty("myrmex.home"));
        logins = new Logins(home.resolve("data/org.myrmex.http"));
        tokenFile = OwnerFile.run(home, "token");
        tokenFile.write(token);
    }

    @Deactivate
    public void stop() throws IOException {
        tokenFile.delete();
    }

    boolean isToken(String guess) {
        return Secrets.same(token, guess);
    }

    Logins logins() {
        return logins;
    }

    Sessions sessions() {
        return sessions;
    }
}
