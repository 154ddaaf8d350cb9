package org.myrmex.transport.tls.internal.secure;

import java.security.Provider;
import java.security.Security;
import java.util.Set;

/**
 * Public-key work by Bouncy Castle, symmetric work by the JDK: Bouncy Castle's AES is pure Java (0.13 GB/s against 5), the
 * JDK's Curve25519 is 2 to 8 times slower. An instance only: it is never registered, for other programs in this JVM must
 * not notice it.
 */
public final class CompositeProvider extends Provider {
    private static final long serialVersionUID = 1;

    public static final Provider BOUNCY_CASTLE = CastleProvider.INSTANCE;
    public static final CompositeProvider INSTANCE = new CompositeProvider();

    private final transient Provider ciphers = Security.getProvider("SunJCE");
    private final transient Provider digests = Security.getProvider("SUN");

    private CompositeProvider() {
        super("MyrmexComposite", "1", "Bouncy Castle's public-key algorithms, the JDK's symmetric ones");
    }

    @Override
    public Service getService(String type, String algorithm) {
        Service fast = null;
        boolean galoisParameters = type.equals("AlgorithmParameters") && algorithm.equals("GCM");
        if ((type.equals("Cipher") && algorithm.startsWith("AES")) || type.equals("Mac") || galoisParameters) {
            fast = serviceOf(ciphers, type, algorithm);
        } else if (type.equals("MessageDigest")) {
            fast = serviceOf(digests, type, algorithm);
        }
        return fast != null ? fast : BOUNCY_CASTLE.getService(type, algorithm);
    }

    // a JDK of another vendor may name its providers otherwise: slower then, but it works
    private static Service serviceOf(Provider provider, String type, String algorithm) {
        return provider == null ? null : provider.getService(type, algorithm);
    }

    @Override
    public Set<Service> getServices() {
        return BOUNCY_CASTLE.getServices();
    }
}
