package org.myrmex.channel.internal;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.myrmex.api.mesh.Kem;
import org.myrmex.api.mesh.LocalAddress;

/**
 * Public-key work away from the loop. Whatever a strange key or encapsulation makes a library throw, the loop hears of
 * nothing but an empty result.
 */
final class Keys {
    private final Kem kem;
    private final Executor pool;
    private final Loop loop;

    Keys(Kem kem, Executor pool, Loop loop) {
        this.kem = kem;
        this.pool = pool;
        this.loop = loop;
    }

    /** A fresh pair and a secret for somebody else's key. */
    record Fresh(Kem.KemKey own, Kem.Encapsulated forPeer) {}

    /** Secrets for the two keys of an opener. */
    record Both(Kem.Encapsulated forEphemeral, Kem.Encapsulated forOpener) {}

    void fresh(byte[] peerKey, Consumer<Optional<Fresh>> then) {
        compute(() -> new Fresh(kem.generate(), encapsulate(peerKey)), then);
    }

    void both(byte[] ephemeralKey, byte[] openerKey, Consumer<Optional<Both>> then) {
        compute(() -> new Both(encapsulate(ephemeralKey), encapsulate(openerKey)), then);
    }

    void decapsulate(Kem.KemKey key, byte[] encapsulation, Consumer<Optional<byte[]>> then) {
        compute(() -> checked(key.decapsulate(encapsulation)), then);
    }

    void decapsulate(LocalAddress address, byte[] encapsulation, Consumer<Optional<byte[]>> then) {
        CompletionStage<byte[]> stage;
        try {
            stage = address.decapsulate(encapsulation);
        } catch (RuntimeException e) {
            loop.post(() -> then.accept(Optional.empty()));
            return;
        }
        var unused = stage.whenComplete((secret, failure) -> {
            boolean good = failure == null && secret != null && secret.length == Kem.SECRET_BYTES;
            loop.post(() -> then.accept(good ? Optional.of(secret) : Optional.empty()));
        });
    }

    private Kem.Encapsulated encapsulate(byte[] key) {
        Kem.Encapsulated made = kem.encapsulate(key);
        if (made.encapsulation().length != Kem.ENCAPSULATION_BYTES) {
            throw new IllegalStateException("an encapsulation of a wrong length");
        }
        checked(made.secret());
        return made;
    }

    private static byte[] checked(byte[] secret) {
        if (secret.length != Kem.SECRET_BYTES) {
            throw new IllegalStateException("a secret of a wrong length");
        }
        return secret;
    }

    private <T> void compute(Supplier<T> work, Consumer<Optional<T>> then) {
        Runnable task = () -> {
            Optional<T> result = attempt(work);
            loop.post(() -> then.accept(result));
        };
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            loop.post(() -> then.accept(Optional.empty()));
        }
    }

    private static <T> Optional<T> attempt(Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (RuntimeException e) {
            // Bouncy Castle alone knows four exceptions for what a stranger may send; each means: no such key
            return Optional.empty();
        }
    }
}
