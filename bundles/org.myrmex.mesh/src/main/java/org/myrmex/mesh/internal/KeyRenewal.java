package org.myrmex.mesh.internal;

import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.myrmex.api.transport.PeerId;

/** Makes a link key, stores it, and only then has it used. Any thread. */
final class KeyRenewal {
    private static final int ED25519_BITS = 255;

    private final Loop loop;
    private final Executor pool;
    private final SecureRandom random;
    private final Consumer<KeyPair> user;
    private volatile KeyStorage storage = key -> {
        // a peer that was given no place to store it keeps its key in memory
    };

    /** @param user takes the new key, on the loop */
    KeyRenewal(Loop loop, Executor pool, SecureRandom random, Consumer<KeyPair> user) {
        this.loop = loop;
        this.pool = pool;
        this.random = random;
        this.user = user;
    }

    void storeIn(KeyStorage place) {
        storage = place;
    }

    CompletableFuture<PeerId> renew() {
        CompletableFuture<PeerId> result = new CompletableFuture<>();
        try {
            pool.execute(() -> renew(result));
        } catch (RejectedExecutionException busy) {
            result.completeExceptionally(new IOException("the peer is too busy or has stopped; try again"));
        }
        return result;
    }

    /** One at a time: the key that was stored last must be the one that is used. */
    private synchronized void renew(CompletableFuture<PeerId> result) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(ED25519_BITS, random);
            KeyPair fresh = generator.generateKeyPair();
            storage.store(fresh);
            loop.execute(() -> {
                user.accept(fresh);
                result.complete(Identity.idOf(fresh));
            });
        } catch (IOException e) {
            result.completeExceptionally(e);
        } catch (RuntimeException | NoSuchAlgorithmException e) {
            result.completeExceptionally(new IOException("no new key could be made; the log may say why", e));
        }
    }
}
