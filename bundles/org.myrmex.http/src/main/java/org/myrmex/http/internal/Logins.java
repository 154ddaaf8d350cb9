package org.myrmex.http.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.myrmex.http.digest.Login;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By which passwords files are opened: the home's own secret, which the peer made and can tell, and one that its owner chose, of
 * which only hashes are kept. Both are of the home's realm, whose random part keeps a hash from meaning anything elsewhere.
 */
final class Logins {
    /** Shorter ones could be guessed; the peer's own have 43 characters. */
    static final int MIN_SECRET_CHARACTERS = 16;

    private static final int REALM_CHARACTERS = 8;
    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);

    private final OwnerFile secretFile;
    private final OwnerFile loginFile;
    private final String secret;
    private final String realm;
    private final Login ofHome;
    private volatile Optional<Login> chosen;

    Logins(Path folder) throws IOException {
        secretFile = new OwnerFile(folder.resolve("secret"));
        loginFile = new OwnerFile(folder.resolve("login"));
        secret = secretFile.lasting(Secrets::fresh);
        if (secret.length() < MIN_SECRET_CHARACTERS) {
            throw new IOException(secretFile.path() + " has a secret of less than " + MIN_SECRET_CHARACTERS
                    + " characters; delete it to get another one");
        }
        realm = new OwnerFile(folder.resolve("realm"))
                .lasting(() -> "myrmex-"
                        + Secrets.fresh().replaceAll("[^A-Za-z0-9]", "").substring(0, REALM_CHARACTERS));
        ofHome = Login.of(Credentials.USER, realm, secret);
        Optional<String> line = loginFile.read();
        chosen = line.flatMap(Login::parse).filter(login -> login.realm().equals(realm));
        if (line.isPresent()) {
            loginFile.close();
        }
        if (line.isPresent() && chosen.isEmpty()) {
            LOG.warn("the password in {} is not of this home; set it again with: myrmex password", loginFile.path());
        }
    }

    /** For the owner, who asks how to mount the peer's files. */
    String secret() {
        return secret;
    }

    Path secretFile() {
        return secretFile.path();
    }

    String realm() {
        return realm;
    }

    Login ofHome() {
        return ofHome;
    }

    /** The one that a person chose; empty while there is none. */
    Optional<Login> chosen() {
        return chosen;
    }

    /** Takes effect with the next request, and lasts. */
    synchronized void choose(String user, String password) throws IOException {
        Login login = Login.of(user, realm, password);
        loginFile.write(login.line());
        chosen = Optional.of(login);
    }

    /** False when there was none. */
    synchronized boolean forget() throws IOException {
        boolean was = chosen.isPresent();
        loginFile.delete();
        chosen = Optional.empty();
        return was;
    }
}
