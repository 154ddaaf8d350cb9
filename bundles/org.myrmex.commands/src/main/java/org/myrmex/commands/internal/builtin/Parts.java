package org.myrmex.commands.internal.builtin;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.myrmex.api.mesh.Mesh;
import org.myrmex.api.mesh.Routes;
import org.myrmex.api.sharing.Downloads;
import org.myrmex.api.sharing.Searches;
import org.myrmex.api.sharing.Shares;
import org.myrmex.api.sharing.Uploads;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What of the peer is there at this moment. All of it may be missing or be swapped, and the commands still answer. */
@Component(service = Parts.class)
public final class Parts {
    private static final String NO_SHARING = "this peer runs without sharing; start it with: myrmex up --feature peer";

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Mesh mesh;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Routes routes;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Shares shares;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Searches searches;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Downloads downloads;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Uploads uploads;

    @Reference(
            target = "(myrmex.metrics=true)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Supplier<SortedMap<String, SortedMap<String, Long>>> figures;

    @Reference(
            target = "(myrmex.http=login)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Supplier<String> loginLink;

    @Reference(
            target = "(myrmex.https=fingerprint)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Supplier<String> fingerprint;

    @Activate
    public Parts() {}

    Optional<Mesh> findMesh() {
        return Optional.ofNullable(mesh);
    }

    Mesh mesh() throws FailedException {
        return present(mesh, "the mesh is not running; see: myrmex why org.myrmex.mesh");
    }

    Routes routes() throws FailedException {
        return present(routes, "the mesh is not running; see: myrmex why org.myrmex.mesh");
    }

    boolean canShare() {
        return shares != null;
    }

    Shares shares() throws FailedException {
        return present(shares, NO_SHARING);
    }

    Searches searches() throws FailedException {
        return present(searches, NO_SHARING);
    }

    Downloads downloads() throws FailedException {
        return present(downloads, NO_SHARING);
    }

    Uploads uploads() throws FailedException {
        return present(uploads, NO_SHARING);
    }

    /** Symbolic name → figure → value. */
    SortedMap<String, SortedMap<String, Long>> figures() {
        Supplier<SortedMap<String, SortedMap<String, Long>>> now = figures;
        return now == null ? new TreeMap<>() : now.get();
    }

    /** A fresh one-time link to the page, once the HTTP server answers. */
    /** SHA-256 of the certificate by which the HTTP server is known; empty where it speaks without TLS. */
    Optional<String> fingerprint() {
        Supplier<String> now = fingerprint;
        return now == null ? Optional.empty() : Optional.of(now.get());
    }

    Optional<String> loginLink() {
        Supplier<String> now = loginLink;
        return now == null ? Optional.empty() : Optional.of(now.get());
    }

    private static <T> T present(T part, String why) throws FailedException {
        if (part == null) {
            throw new FailedException(why);
        }
        return part;
    }
}
