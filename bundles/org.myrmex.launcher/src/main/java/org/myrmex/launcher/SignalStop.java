package org.myrmex.launcher;

/**
 * Stops the peer when the process is told to end. A signal's own exit code would be 143; a peer that stopped as it was
 * told has done what it was asked, so the code is 0.
 */
final class SignalStop {
    private final Thread hook = new Thread(this::stop, "myrmex-stop");
    private volatile PeerFramework peer;
    private volatile HomeLock lock;

    private SignalStop() {}

    static SignalStop install() {
        var signal = new SignalStop();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    void guard(HomeLock lockToRelease) {
        lock = lockToRelease;
    }

    void guard(PeerFramework peerToStop) {
        peer = peerToStop;
    }

    /** The program ends by itself and with a code of its own. If a signal came first, this does not return. */
    void forget() throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            hook.join();
        }
    }

    private void stop() {
        try {
            if (peer != null) {
                peer.close();
            }
            if (lock != null) {
                lock.close();
            }
        } finally {
            Runtime.getRuntime().halt(ExitCode.OK);
        }
    }
}
