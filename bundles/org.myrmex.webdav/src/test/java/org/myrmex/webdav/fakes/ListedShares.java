package org.myrmex.webdav.fakes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.myrmex.api.sharing.Share;
import org.myrmex.api.sharing.Shares;

/** Shares that are only a list: nothing is hashed or found. */
public final class ListedShares implements Shares {
    private final List<Share> shares = new ArrayList<>();

    @Override
    public Share add(String name, Path folder) {
        Share share = new Share(name, folder, 0, 0, 0);
        shares.add(share);
        return share;
    }

    @Override
    public boolean remove(String name) {
        return shares.removeIf(share -> share.name().equals(name));
    }

    @Override
    public List<Share> list() {
        return List.copyOf(shares);
    }
}
