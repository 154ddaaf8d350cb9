package org.myrmex.http.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.myrmex.api.plugin.Clock;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * What lets the owner in. The token in {@code run/token}, which whoever can read the home can use, is new at each start: one
 * that leaked is worth nothing after it. The secret in {@code data/org.myrmex.http/secret} lasts, since file managers keep the
 * password of a mount. Browsers have sessions.
 */
@Component(service = Keys.class)
public final class Keys {
    /** Shorter ones could be guessed; the peer's own have 43 characters. */
    static final int MIN_SECRET_CHARACTERS = 16;

    private final String token = Secrets.fresh();
    private final OwnerFile secretFile;
    private final String secret;
    private final Sessions sessions;
    private final Attempts attempts;
    private final OwnerFile tokenFile;

    @Activate
    public Keys(BundleContext bundle, @Reference Clock clock) throws IOException {
        sessions = new Sessions(clock);
        attempts = new Attempts(clock);
        Path home = Path.of(bundle.getProperty("myrmex.home"));
        secretFile = new OwnerFile(home.resolve("data/org.myrmex.http/secret"));
        secret = lasting(secretFile);
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

    boolean isPassword(String user, String guess) {
        // Both are always compared: how long it takes says nothing about which of them was wrong.
        boolean right = Secrets.same(secret, guess);
        return Secrets.same(Credentials.USER, user) && right;
    }

    /** For the owner, who asks how to mount the peer's files. */
    String secret() {
        return secret;
    }

    Path secretFile() {
        return secretFile.path();
    }

    Sessions sessions() {
        return sessions;
    }

    Attempts attempts() {
        return attempts;
    }

    private static String lasting(OwnerFile file) throws IOException {
        Optional<String> kept = file.read();
        if (kept.isEmpty()) {
            String fresh = Secrets.fresh();
            file.write(fresh);
            return fresh;
        }
        if (kept.get().length() < MIN_SECRET_CHARACTERS) {
            throw new IOException(file.path() + " has a secret of less than " + MIN_SECRET_CHARACTERS
                    + " characters; delete it to get another one");
        }
        file.close();
        return kept.get();
    }
}
