package org.myrmex.transport.tls.internal.secure;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.jcajce.provider.asymmetric.EdEC;
import org.bouncycastle.jcajce.provider.asymmetric.MLKEM;
import org.bouncycastle.jcajce.provider.config.ConfigurableProvider;
import org.bouncycastle.jcajce.provider.util.AlgorithmProvider;
import org.bouncycastle.jcajce.provider.util.AsymmetricKeyInfoConverter;

/**
 * The algorithms of Bouncy Castle that links use, and no others. Its own provider loads 650 classes more and computes
 * every elliptic curve that it knows when it is made, which every start of a peer would pay for. Immutable once made.
 */
public final class CastleProvider extends Provider implements ConfigurableProvider {
    private static final long serialVersionUID = 1;

    public static final CastleProvider INSTANCE = new CastleProvider();

    private static final String ALIAS = "ALG.ALIAS.";

    // as Bouncy Castle registers them: type and algorithm, or a second name, in capitals
    private final transient Map<String, String> names = new TreeMap<>();
    private final transient Map<String, AsymmetricKeyInfoConverter> converters = new TreeMap<>();

    private CastleProvider() {
        super("MyrmexCastle", "1", "Ed25519, X25519 and ML-KEM by Bouncy Castle");
        for (AlgorithmProvider family : new AlgorithmProvider[] {new EdEC.Mappings(), new MLKEM.Mappings()}) {
            family.configure(this);
        }
        names.put(key("CertificateFactory", "X.509"), LinkCertificateFactory.class.getName());
    }

    @Override
    public Service getService(String type, String algorithm) {
        String wanted = key(type, algorithm);
        String other = names.get(ALIAS + wanted);
        String className = names.get(other == null ? wanted : key(type, other));
        return className == null ? null : new Made(type, algorithm, className);
    }

    @Override
    public Set<Service> getServices() {
        Set<Service> services = new LinkedHashSet<>();
        names.forEach((name, className) -> {
            int dot = name.indexOf('.');
            if (!name.startsWith(ALIAS)) {
                services.add(new Made(name.substring(0, dot), name.substring(dot + 1), className));
            }
        });
        return services;
    }

    @Override
    public void addAlgorithm(String name, String className) {
        names.put(name.toUpperCase(Locale.ROOT), className);
    }

    @Override
    public void addAlgorithm(String name, String className, Map<String, String> attributes) {
        addAlgorithm(name, className);
    }

    @Override
    public void addAlgorithm(String type, ASN1ObjectIdentifier id, String className) {
        names.put(key(type, id.getId()), className);
        names.put(key(type, "OID." + id.getId()), className);
    }

    @Override
    public void addAlgorithm(String type, ASN1ObjectIdentifier id, String className, Map<String, String> attributes) {
        addAlgorithm(type, id, className);
    }

    @Override
    public boolean hasAlgorithm(String type, String name) {
        return getService(type, name) != null;
    }

    @Override
    public void addKeyInfoConverter(ASN1ObjectIdentifier id, AsymmetricKeyInfoConverter converter) {
        converters.put(id.getId(), converter);
    }

    @Override
    public AsymmetricKeyInfoConverter getKeyInfoConverter(ASN1ObjectIdentifier id) {
        return converters.get(id.getId());
    }

    /** Attributes tell which keys fit, for callers who choose among providers; nobody does here. */
    @Override
    public void addAttributes(String name, Map<String, String> attributes) {}

    @Override
    public void setParameter(String name, Object value) {
        throw new UnsupportedOperationException("this provider has no parameter " + name);
    }

    private static String key(String type, String algorithm) {
        return (type + "." + algorithm).toUpperCase(Locale.ROOT);
    }

    /** Makes what it names from Bouncy Castle's bundle, whose inner packages nobody imports. */
    private final class Made extends Service {
        Made(String type, String algorithm, String className) {
            super(CastleProvider.this, type, algorithm, className, null, null);
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            try {
                ClassLoader loader = getClassName().equals(LinkCertificateFactory.class.getName())
                        ? CastleProvider.class.getClassLoader()
                        : EdEC.class.getClassLoader();
                return Class.forName(getClassName(), true, loader)
                        .getDeclaredConstructor()
                        .newInstance();
            } catch (ReflectiveOperationException e) {
                throw new NoSuchAlgorithmException(getAlgorithm() + " cannot be made", e);
            }
        }
    }
}
